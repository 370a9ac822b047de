/** The free times of the form: the owner's clock first, the other's beside it where it can be guessed. */
import type { Slot, ZoneGuess } from '../../coffee/types.ts'
import { sameClock } from '../../coffee/zone.ts'
import type { Instant } from '../../facts.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import type { Table } from '../../work/coffee/plan.ts'
import { clockTime, count, shortDate } from '../frame/words.ts'
import { type Planning, timesOf } from './planning.ts'

/** The times twice: to tick those that a note offers, or to choose the one of an invitation. Styles show one of the two. */
export function Times({ planning }: { planning: Planning }) {
  return (
    <>
      <Offered planning={planning} />
      <Chosen planning={planning} />
    </>
  )
}

function Offered({ planning: { table, user, times } }: { planning: Planning }) {
  const { slots, more, zone } = table
  const all = timesOf(table)
  const still = all.filter(({ start }) => times.some((one) => isSame(start, one)))
  const ticked = still.length ? still : slots
  const isTicked = (one: Slot) => ticked.includes(one)
  const line = (one: Slot) => (
    <label class="pick">
      <input
        type="checkbox"
        name="times"
        value={one.start.toString()}
        checked={isTicked(one)}
        class={`at${all.indexOf(one)}`}
      />
      <Words slot={one} place={placeOfUser(user)} guess={zone} />
    </label>
  )
  return (
    <fieldset class="choices when many">
      <legend>When</legend>
      <p class="meta">
        {calendarWords(table, user.timeZone)}
        {slots.length ? ' The note offers the times you tick; with none ticked, the first three.' : ''}
      </p>
      {slots.map(line)}
      {more.length ? (
        <details open={more.some(isTicked)} class="more">
          <summary>Other times</summary>
          {more.map(line)}
        </details>
      ) : null}
    </fieldset>
  )
}

function Chosen({ planning: { table, user, slot } }: { planning: Planning }) {
  const { slots, more, zone } = table
  if (!slots.length) return null
  const chosen = slot ?? slots[0]?.start ?? null
  const line = (one: Slot) => (
    <label class="pick">
      <input type="radio" name="slot" value={one.start.toString()} checked={isSame(one.start, chosen)} />
      <Words slot={one} place={placeOfUser(user)} guess={zone} />
    </label>
  )
  return (
    <fieldset class="choices when one">
      <legend>When</legend>
      <p class="meta">{calendarWords(table, user.timeZone)}</p>
      {slots.map(line)}
      {more.length ? (
        <details open={more.some(({ start }) => isSame(start, slot))} class="more">
          <summary>Other times</summary>
          {more.map(line)}
        </details>
      ) : null}
    </fieldset>
  )
}

interface WordsProps {
  readonly slot: Slot
  readonly place: Place
  readonly guess: ZoneGuess | undefined
}

function Words({ slot: { start, remark }, place, guess }: WordsProps) {
  return (
    <>
      <span>
        <b>{shortDate(start, place)}</b>
        <small>{cleanText(remark, 120)}</small>
      </span>
      <span class="tz">
        <b>{clockTime(start, place)}</b>
        {guess && !sameClock(start, place.timeZone, guess.timeZone) ? (
          <small>{theirs(start, place, guess.timeZone)} for them</small>
        ) : null}
      </span>
    </>
  )
}

const isSame = (one: Instant, other: Instant | null) =>
  other !== null && one.epochMilliseconds === other.epochMilliseconds

/** Their clock, with the day where it is another one. */
function theirs(at: Instant, own: Place, timeZone: string): string {
  const there = { ...own, timeZone }
  const sameDay = shortDate(at, own) === shortDate(at, there)
  return sameDay ? clockTime(at, there) : `${shortDate(at, there)}, ${clockTime(at, there)}`
}

/** What is known of the times, and what is not. */
function calendarWords({ calendar, slots, zone, unread }: Table, ownZone: string): string {
  const first = slots[0]
  const whose = [
    ...(unread && first ? [unreadWords(unread)] : []),
    ...(zone && first ? [zoneWords(zone, ownZone, first.start)] : []),
  ]
    .map((words) => ` ${words}`)
    .join('')
  if (calendar === 'read')
    return first
      ? `Only your own calendar is checked.${whose}`
      : `Nothing is free in your working hours of the next ${sayLasting(policy.offered)}, so the note asks what suits.`
  const check = first ? ` Check these times yourself.${whose}` : ' The note asks what suits instead of naming times.'
  if (calendar === 'sparse')
    return `Your calendar holds very little, so it says little about when you are free.${check}`
  if (calendar === 'closed') return `Coffee soon may not read your calendar.${check}`
  return `Your calendar could not be reached just now.${check}`
}

/** What may be taken although it seems free. */
const unreadWords = (entries: number) =>
  `${entries === 1 ? 'One entry of it does' : `${count(entries, 'entry', 'entries')} of it do`} not say when, so look there as well before you ask.`

function zoneWords(guess: ZoneGuess, ownZone: string, at: Instant): string {
  const offset = (zone: string) => at.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
  const minutes = offset(guess.timeZone) - offset(ownZone)
  if (!minutes) return 'They seem to be in your time zone, as far as the clock on their last emails says.'
  const hours = Math.abs(minutes) / 60
  const amount = Number.isInteger(hours) ? count(hours, 'hour') : `${hours} hours`
  return `Your time first, theirs second. Their zone, ${amount} ${minutes < 0 ? 'behind' : 'ahead'}, is a guess from the clock on their last emails.`
}
