/** The clock of a guest's page: the browser's where scripts run, the one they chose on a form, or a guess from their mail. */
import { sayHold } from '../../coffee/hold.ts'
import { sameClock } from '../../coffee/zone.ts'
import type { Instant } from '../../facts.ts'
import { type Place, readZone, type Tongue } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Offer } from '../../work/coffee/offer.ts'
import { queryOf } from '../frame/path.ts'
import type { Page } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { clockTime, shortDate, weekdayDate } from '../frame/words.ts'
import { zonesWith } from '../frame/zone.tsx'
import { coffeeWords } from './words/words.ts'

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
  /** That their browser asks for. */
  readonly tongue: Tongue
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
    tongue: tongueOn(c),
  }
}

/** The guest comes from the note, so the page writes its times as a note in its tongue does. */
export const inNote = (timeZone: string, tongue: Tongue): Place => ({
  timeZone,
  locale: tongue === 'de' ? 'de-DE' : null,
})

interface SayProps {
  readonly at: Instant
  readonly as: 'day' | 'clock' | 'hold'
  readonly view: View
}

/** A moment as the page says it; a script says it again by its own clock. */
export function Say({ at, as, view: { zone, tongue } }: SayProps) {
  const words = { day: weekdayDate, clock: clockTime, hold: sayHold }[as](at, inNote(zone, tongue))
  return (
    <time datetime={at.toString({ smallestUnit: 'second' })} data-say={as}>
      {words}
    </time>
  )
}

/** "Thursday 3 December at 10:00 (Berlin time), 09:00 for Sam". */
export function WholeTime({ at, view }: { at: Instant; view: View }) {
  const { zone, owner, tongue } = view
  const words = coffeeWords(tongue).guest
  return (
    <>
      {words.whole(<Say at={at} as="day" view={view} />, <Say at={at} as="clock" view={view} />)}{' '}
      <span>
        (<span data-zone="">{words.zone(at, zone)}</span>)
      </span>
      <span {...otherClock(at, words.alsoForOwner(ownersDay(at, view), owner), view)}>
        {words.alsoForOwner(ownersTime(at, view), owner)}
      </span>
    </>
  )
}

/** The owner's clock, with the day where it is another one. */
export function ownersTime(at: Instant, view: View): string {
  const { zone, tongue, offer } = view
  const own = inNote(offer.ownerZone, tongue)
  const isSameDay = shortDate(at, inNote(zone, tongue)) === shortDate(at, own)
  return isSameDay ? coffeeWords(tongue).guest.clock(clockTime(at, own)) : ownersDay(at, view)
}

/** The owner's clock with the day. */
export function ownersDay(at: Instant, { tongue, offer }: View): string {
  const own = inNote(offer.ownerZone, tongue)
  return `${shortDate(at, own)}, ${coffeeWords(tongue).guest.clock(clockTime(at, own))}`
}

/**
 * What holds the owner's time: hidden where both clocks show the same. A script says it with its day, as in `withDay`, where
 * the reader's own clock has another one.
 */
export const otherClock = (at: Instant, withDay: string, { offer, zone }: View) => ({
  'data-other': withDay,
  'data-at': at.toString({ smallestUnit: 'second' }),
  hidden: sameClock(at, offer.ownerZone, zone),
})

/** Whose clock the times are on. */
export function ClockNote({ view: { offer, zone, asked, owner, tongue }, at }: { view: View; at: Instant }) {
  const { ownerZone } = offer
  const words = coffeeWords(tongue).guest
  const here = words.zone(at, zone)
  if (asked) return <p class="meta">{words.clockChosen(here)}</p>
  const differs = offer.zone !== undefined && !sameClock(at, ownerZone, zone)
  return (
    <p class="meta" data-zone={words.clockOfBrowser}>
      {differs ? words.clockGuessed(here, owner, words.zone(at, ownerZone)) : words.clockOf(here)}
    </p>
  )
}

/** Another clock for this page, without a script: it stands in the address and nowhere else. */
export function ClockForm({ view: { path, zone, asked, choosing, tongue } }: { view: View }) {
  const words = coffeeWords(tongue).guest
  if (!choosing)
    return (
      <p class="meta">
        <a href={`${path}?clock=choose`}>{words.otherClock}</a>
        {asked ? words.asFirst(path) : null}
      </p>
    )
  return (
    <form method="get" action={path} class="line">
      <label for="zone">{words.yourZone}</label>
      <select id="zone" name="zone">
        {zonesWith(zone).map(([name, words]) => (
          <option value={name} selected={name === zone}>
            {words}
          </option>
        ))}
      </select>
      <p class="meta">{words.onlyHere}</p>
      <button type="submit" class="q small">
        {words.showInIt}
      </button>
    </form>
  )
}
