/** What is known of the times on the coffee page, what is not, and why other days have none. */
import type { Closed } from '../../coffee/slots.ts'
import type { ZoneGuess } from '../../coffee/types.ts'
import { dateOf } from '../../coffee/word.ts'
import { weekdayAndDate } from '../../dates.ts'
import type { Instant } from '../../facts.ts'
import { placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import type { Table } from '../../work/coffee/table.ts'
import { count } from '../frame/words.ts'
import { regionName } from '../settings/regions.ts'
import type { Planning } from './planning.ts'

/** The sentences above the times. Where no calendar may be read, the way to mend it is one of them. */
export function KnownTimes({ planning: { table, user, path } }: { planning: Planning }) {
  const { calendar, unticked, opens } = table
  const words = calendarWords(table, user.timeZone)
  if (calendar !== 'closed') return <>{words}</>
  const back = encodeURIComponent(path)
  return (
    <>
      {unticked ? (
        <>
          None of your calendars is ticked to be asked: <a href="/settings/calendars">choose some</a>.
        </>
      ) : opens ? (
        <>
          Coffee soon may not read your calendar:{' '}
          <a href={`/connect/${opens}?to=${back}`}>let it see when you are free</a>.
        </>
      ) : (
        'Coffee soon may not read your calendar.'
      )}
      {words}
    </>
  )
}

function calendarWords(table: Table, ownZone: string): string {
  const { calendar, slots, zone, unread, shut, odd } = table
  const first = slots[0]
  const whose = [
    ...(unread && first ? [unreadWords(unread)] : []),
    ...(shut.length && first ? [shutWords(shut)] : []),
    ...(odd && first ? [oddWords] : []),
    ...(zone && first ? [zoneWords(zone, ownZone, first.start)] : []),
  ]
    .map((words) => ` ${words}`)
    .join('')
  if (calendar === 'read')
    return first ? `Only your own calendar is checked.${whose}` : `${whyNone(table)}, so the note asks what suits.`
  const none = table.why && table.why !== 'busy' ? ` ${whyNone(table)}.` : ''
  const check = first
    ? ` Check these times yourself.${whose}`
    : `${none} The note asks what suits instead of naming times.`
  if (calendar === 'sparse')
    return `Your calendar holds very little, so it says little about when you are free.${check}`
  if (calendar === 'closed') return check
  return `Your calendar could not be reached just now.${check}`
}

/** What took the last time away, as a sentence without its end. */
function whyNone({ why, asleep, minutes, regions }: Table): string {
  const ahead = `of the next ${sayLasting(policy.offered)}`
  if (asleep) return 'Where your hours are free it is night for them, as far as the clock on their last emails says'
  switch (why) {
    case 'hours':
      return `Your hours ${ahead} have no room for ${minutes} minutes, going by your settings`
    case 'off':
      return `All your days ${ahead} are days off, going by your settings`
    case 'holiday':
      return `What your days off leave ${ahead} are public holidays${regions.own ? ` in ${regionName(regions.own)}` : ''}`
    case 'guest_holiday':
      return `What is left of your days ${ahead} are public holidays${regions.guest ? ` in ${regionName(regions.guest)}, where they seem to live` : ' where they live'}`
    case 'full':
      return `Each of your weeks ${ahead} has as many coffees as you want in one`
    default:
      return `Nothing is free in your working hours ${ahead}`
  }
}

const oddWords =
  'Some of these are early, late or at a weekend for them: in the hours of an office nothing else is free.'

/** What may be taken although it seems free. */
const unreadWords = (entries: number) =>
  `${entries === 1 ? 'One entry of it does' : `${count(entries, 'entry', 'entries')} of it do`} not say when, so look there as well before you ask.`

const shutWords = (names: readonly string[]) =>
  `${names.map((name) => `“${cleanText(name, 80)}”`).join(' and ')} could not be read, so look there as well before you ask.`

function zoneWords(guess: ZoneGuess, ownZone: string, at: Instant): string {
  const offset = (zone: string) => at.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
  const minutes = offset(guess.timeZone) - offset(ownZone)
  if (!minutes) return 'They seem to be in your time zone, as far as the clock on their last emails says.'
  const hours = Math.abs(minutes) / 60
  const amount = Number.isInteger(hours) ? count(hours, 'hour') : `${hours} hours`
  return `Your time first, theirs second. Their zone, ${amount} ${minutes < 0 ? 'behind' : 'ahead'}, is a guess from the clock on their last emails.`
}

/** The days on which nothing is offered, for whoever asks why. */
export function LeftOut({ planning: { table, user } }: { planning: Planning }) {
  const { closed, regions } = table
  if (!closed.length) return null
  const place = placeOfUser(user)
  const words: Readonly<Record<Closed['by'], (one: Closed) => string>> = {
    hours: () => 'no room in your hours',
    off: () => 'a day off',
    holiday: ({ name }) => holidayWords(name, regions.own),
    guest_holiday: ({ name }) => holidayWords(name, regions.guest),
    full: () => 'a week with as many coffees as you want in one',
    night: () => 'night for them in your hours',
    busy: () => 'nothing free in your hours',
  }
  return (
    <details class="more">
      <summary>Days without a time, and why</summary>
      <ul class="plain">
        {closed.map((one) => (
          <li>
            {weekdayAndDate(dateOf(one.day), place)}: {words[one.by](one)}
          </li>
        ))}
      </ul>
    </details>
  )
}

const holidayWords = (name: string | undefined, region: string | null | undefined) =>
  `${name ?? 'a public holiday'}${region ? `, a public holiday in ${regionName(region)}` : ''}`
