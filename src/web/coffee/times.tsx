/** The free times of the form: the owner's clock first, the other's beside it where it can be guessed. */
import type { Slot, ZoneGuess } from '../../coffee/types.ts'
import { sameClock } from '../../coffee/zone.ts'
import type { Instant } from '../../facts.ts'
import { type Place, placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { clockTime, shortDate } from '../frame/words.ts'
import { KnownTimes, LeftOut } from './known-times.tsx'
import { type Planning, timesOf } from './planning.ts'
import { coffeeWords, coffeeWordsFor } from './words/words.ts'

/** The times twice: to tick those that a note offers, or to choose the one of an invitation. Styles show one of the two. */
export function Times({ planning }: { planning: Planning }) {
  return (
    <>
      <Offered planning={planning} />
      <Chosen planning={planning} />
    </>
  )
}

function Offered({ planning }: { planning: Planning }) {
  const { table, user, times } = planning
  const { slots, more, zone } = table
  const words = coffeeWordsFor(user).times
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
      <legend>{words.when}</legend>
      <p class="meta">
        <KnownTimes planning={planning} />
        {slots.length ? ` ${words.ticked}` : ''}
      </p>
      {slots.map(line)}
      {more.length ? (
        <details open={more.some(isTicked)} class="more">
          <summary>{words.other}</summary>
          {more.map(line)}
        </details>
      ) : null}
      <LeftOut planning={planning} />
    </fieldset>
  )
}

function Chosen({ planning }: { planning: Planning }) {
  const { table, user, slot } = planning
  const { slots, more, zone } = table
  if (!slots.length) return null
  const words = coffeeWordsFor(user).times
  // A time that was kept and has filled up since is not there to be chosen: the first one is.
  const isThere = timesOf(table).some(({ start }) => isSame(start, slot))
  const chosen = isThere ? slot : (slots[0]?.start ?? null)
  const line = (one: Slot) => (
    <label class="pick">
      <input type="radio" name="slot" value={one.start.toString()} checked={isSame(one.start, chosen)} />
      <Words slot={one} place={placeOfUser(user)} guess={zone} />
    </label>
  )
  return (
    <fieldset class="choices when one">
      <legend>{words.when}</legend>
      <p class="meta">
        <KnownTimes planning={planning} />
      </p>
      {slots.map(line)}
      {more.length ? (
        <details open={more.some(({ start }) => isSame(start, slot))} class="more">
          <summary>{words.other}</summary>
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
          <small>{coffeeWords(tongueOf(place)).times.forThem(theirs(start, place, guess.timeZone))}</small>
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
