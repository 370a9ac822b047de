/** The clock of a guest's page: the browser's where scripts run, the one they chose on a form, or a guess from their mail. */
import { sayHold } from '../../coffee/hold.ts'
import { placeOf, sameClock } from '../../coffee/zone.ts'
import type { Instant } from '../../facts.ts'
import { type Place, readZone } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Offer } from '../../work/coffee/offer.ts'
import { queryOf } from '../frame/path.ts'
import type { Page } from '../frame/session.ts'
import { clockTime, shortDate, weekdayDate } from '../frame/words.ts'
import { zonesWith } from '../frame/zone.tsx'

/** What the page is drawn by, besides the offer. */
export interface View {
  readonly offer: Offer
  /** The owner's first name, fit for one line. */
  readonly owner: string
  /** The page without its query. */
  readonly path: string
  /** Where its forms go: with the clock that was chosen. */
  readonly action: string
  /** The zone that its times are in. */
  readonly zone: string
  /** Chosen on this page by its reader, and for this page only. */
  readonly asked: boolean
  /** Another clock is being chosen. */
  readonly choosing: boolean
}

export function viewOf(c: Page, offer: Offer): View {
  const asked = readZone(queryOf(c, 'zone'))
  const { path } = c.req
  return {
    ...{ offer, path, owner: cleanText(offer.owner, 60) },
    action: asked ? `${path}?zone=${encodeURIComponent(asked)}` : path,
    zone: asked ?? offer.zone?.timeZone ?? offer.ownerZone,
    asked: asked !== undefined,
    choosing: queryOf(c, 'clock') === 'choose',
  }
}

/** The guest comes from the note, so the page writes its times as the note does. */
const inNote = (timeZone: string): Place => ({ timeZone, locale: null })

const timeOfPlace = (zone: string) => `${placeOf(zone)} time`

/** A moment as the page says it; a script says it again by its own clock. */
export function Say({ at, as, zone }: { at: Instant; as: 'day' | 'clock' | 'hold'; zone: string }) {
  const place = inNote(zone)
  const words = { day: weekdayDate, clock: clockTime, hold: sayHold }[as](at, place)
  return (
    <time datetime={at.toString({ smallestUnit: 'second' })} data-say={as}>
      {words}
    </time>
  )
}

/** "Thursday 3 December at 10:00 (Berlin time), 09:00 for Sam". */
export function WholeTime({ at, view: { zone, owner, offer } }: { at: Instant; view: View }) {
  return (
    <>
      <Say at={at} as="day" zone={zone} /> at <Say at={at} as="clock" zone={zone} />{' '}
      <span>
        (<span data-zone="">{timeOfPlace(zone)}</span>)
      </span>
      <span data-other="" hidden={sameClock(at, offer.ownerZone, zone)}>
        , {ownersTime(at, zone, offer.ownerZone)} for {owner}
      </span>
    </>
  )
}

/** The owner's clock, with the day where it is another one. */
export function ownersTime(at: Instant, zone: string, ownerZone: string): string {
  const own = inNote(ownerZone)
  return shortDate(at, inNote(zone)) === shortDate(at, own)
    ? clockTime(at, own)
    : `${shortDate(at, own)}, ${clockTime(at, own)}`
}

/** Whose clock the times are on. */
export function ClockNote({ view: { offer, zone, asked, owner }, at }: { view: View; at: Instant }) {
  const { ownerZone } = offer
  if (asked) return <p class="meta">{`Times are those of ${timeOfPlace(zone)}, as you chose.`}</p>
  const differs = offer.zone !== undefined && !sameClock(at, ownerZone, zone)
  return (
    <p class="meta" data-zone="Times are on the clock of your browser:">
      {differs
        ? `Your time first, which is a guess from the clock on your mail (${timeOfPlace(zone)}); ${owner}’s time (${timeOfPlace(ownerZone)}) second.`
        : `Times are those of ${timeOfPlace(zone)}.`}
    </p>
  )
}

/** Another clock for this page, without a script: it stands in the address and nowhere else. */
export function ClockForm({ view: { path, zone, asked, choosing } }: { view: View }) {
  if (!choosing)
    return (
      <p class="meta">
        <a href={`${path}?clock=choose`}>Show the times in another time zone</a>
        {asked ? (
          <>
            {' '}
            or <a href={path}>as they were first</a>
          </>
        ) : null}
      </p>
    )
  return (
    <form method="get" action={path} class="line">
      <label for="zone">Your time zone</label>
      <select id="zone" name="zone">
        {zonesWith(zone).map(([name, words]) => (
          <option value={name} selected={name === zone}>
            {words}
          </option>
        ))}
      </select>
      <p class="meta">For this page only; it is kept nowhere.</p>
      <button type="submit" class="q small">
        Show the times in it
      </button>
    </form>
  )
}
