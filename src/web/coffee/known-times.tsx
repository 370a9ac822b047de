/** What is known of the times on the coffee page, what is not, and why other days have none. */
import { holidayName } from '../../coffee/holidays/names.ts'
import type { Closed } from '../../coffee/slots.ts'
import type { ZoneGuess } from '../../coffee/types.ts'
import { dateOf } from '../../coffee/word.ts'
import { weekdayAndDate } from '../../dates.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Instant } from '../../facts.ts'
import { placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import type { Table } from '../../work/coffee/table.ts'
import { regionName } from '../settings/regions.ts'
import type { Planning } from './planning.ts'
import { coffeeWordsFor, type Words } from './words/words.ts'

/** The sentences above the times. Where no calendar may be read, the way to mend it is one of them. */
export function KnownTimes({ planning: { table, user, path } }: { planning: Planning }) {
  const { calendar, unticked, opens } = table
  const words = coffeeWordsFor(user).times
  const known = calendarWords(table, user, words)
  if (calendar !== 'closed') return <>{known}</>
  const back = encodeURIComponent(path)
  return (
    <>
      {unticked
        ? words.unticked('/settings/calendars')
        : opens
          ? words.mayNotRead(`/connect/${opens}?to=${back}`)
          : words.cannotRead}
      {known}
    </>
  )
}

function calendarWords(table: Table, user: User, words: Words['times']): string {
  const { calendar, slots, zone, unread, shut, odd } = table
  const first = slots[0]
  const whose = [
    // What may be taken although it seems free.
    ...(unread && first ? [words.unread(unread)] : []),
    ...(shut.length && first ? [words.shut(shut.map((name) => cleanText(name, 80)))] : []),
    ...(odd && first ? [words.odd] : []),
    ...(zone && first ? [zoneWords(hoursApart(zone, user.timeZone, first.start), words)] : []),
  ]
    .map((sentence) => ` ${sentence}`)
    .join('')
  const why = whyNone(table, tongueOf(placeOfUser(user)), words.none)
  if (calendar === 'read') return first ? `${words.onlyYours}${whose}` : words.soAsks(why)
  const none = table.why && table.why !== 'busy' ? ` ${words.whole(why)}` : ''
  const check = first ? ` ${words.checkYourself}${whose}` : `${none} ${words.asksInstead}`
  if (calendar === 'closed') return check
  return `${calendar === 'sparse' ? words.sparse : words.unreachable}${check}`
}

/** What took the last time away, as a sentence without its end. */
function whyNone({ why, asleep, minutes, regions }: Table, tongue: Tongue, none: Words['times']['none']): string {
  const ahead = policy.offered
  const nameOf = (region: string | null | undefined) => (region ? regionName(region, tongue) : undefined)
  if (asleep) return none.asleep
  switch (why) {
    case 'hours':
      return none.hours(ahead, minutes)
    case 'off':
      return none.off(ahead)
    case 'holiday':
      return none.holiday(ahead, nameOf(regions.own))
    case 'guest_holiday':
      return none.guestHoliday(ahead, nameOf(regions.guest))
    case 'full':
      return none.full(ahead)
    default:
      return none.busy(ahead)
  }
}

/** Theirs minus the owner's. */
function hoursApart(guess: ZoneGuess, ownZone: string, at: Instant): number {
  const offset = (zone: string) => at.toZonedDateTimeISO(zone).offsetNanoseconds / 3600e9
  return offset(guess.timeZone) - offset(ownZone)
}

const zoneWords = (hours: number, words: Words['times']): string => (hours ? words.otherZone(hours) : words.sameZone)

/** The days on which nothing is offered, for whoever asks why. */
export function LeftOut({ planning: { table, user } }: { planning: Planning }) {
  const { closed, regions } = table
  if (!closed.length) return null
  const place = placeOfUser(user)
  const tongue = tongueOf(place)
  const { daysWithout, onDay, closed: says } = coffeeWordsFor(user).times
  const whyClosed = ({ by, name }: Closed): string => {
    if (by !== 'holiday' && by !== 'guest_holiday') return says[by]
    const region = by === 'holiday' ? regions.own : regions.guest
    return says.holiday(name && holidayName({ name, region }, tongue), region ? regionName(region, tongue) : undefined)
  }
  return (
    <details class="more">
      <summary>{daysWithout}</summary>
      <ul class="plain">
        {closed.map((one) => (
          <li>{onDay(weekdayAndDate(dateOf(one.day), place), whyClosed(one))}</li>
        ))}
      </ul>
    </details>
  )
}
