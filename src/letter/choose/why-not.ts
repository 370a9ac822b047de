/** What the letter's own rules say of somebody, beside the gate: why they are not in the next one although they might be. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { date } from '../../spans.ts'
import type { Appearance } from '../types.ts'
import { weekOf } from '../week.ts'
import { backOn, type Cooled, choosingIn, coolingOf } from './cooling.ts'
import { isDismissed } from './effects.ts'

/** What is known of letters and one person. */
/** Dates are of the owner's place. */
export interface LetterStanding extends Cooled {
  /** The letters that named them, oldest first. */
  readonly appearances: readonly Appearance[]
  /** The owner's word on them for the letter of this week. */
  readonly verdict?: 'yes' | 'not_this'
  /** Letters go nowhere. */
  readonly stopped: boolean
  /** The day on which letters come again ("2027-01-15"), while they pause. */
  readonly pausedUntil?: string
  /** Only of those whom a letter might name: what stood in their way when it looked for something to say. */
  readonly found?: Found
  readonly now: Instant
}

/** What a letter would find when it came to them. */
export interface Found {
  /** Something true can be said of them. */
  readonly point: boolean
  /** They have been in touch since the people were last worked out. */
  readonly inTouch: boolean
  /** Somebody of the same organisation is in this week's letter. */
  readonly colleague?: string
  /** This week's letter has gone out with as many people as it may have. */
  readonly full: boolean
}

/** Every rule that keeps them out of the next letter, or says that they are in this one, a sentence each. Dates are of the zone. */
export function whyNot(about: LetterStanding): readonly string[] {
  const { stopped, pausedUntil } = about
  const words = choosingIn(about)
  return [
    ...(stopped ? [words.stopped] : []),
    ...(!stopped && pausedUntil ? [words.pausedUntil(dayOf(pausedUntil, about))] : []),
    ...judged(about),
    ...cooled(about),
    ...looked(about),
  ]
}

/** "In your letter of 3 November; again from 15 December": for a list. Undefined where they may be named. */
export function coolingShort(appearances: readonly Appearance[], now: Instant, place: Cooled): string | undefined {
  const found = coolingOf(appearances, now, place)
  const last = appearances.at(-1)
  if (!found || !last) return undefined
  return choosingIn(place).short(date(last.at, now, place), backOn(found, now, place))
}

function judged({ verdict, locale }: LetterStanding): readonly string[] {
  const words = choosingIn({ locale })
  if (verdict === 'not_this') return [words.notThis]
  return verdict === 'yes' ? [words.yes] : []
}

function cooled(about: LetterStanding): readonly string[] {
  const { appearances, now, timeZone } = about
  const last = appearances.at(-1)
  const found = coolingOf(appearances, now, about)
  if (!last || !found) return []
  const isThisWeek = weekOf(last.at, timeZone) === weekOf(now, timeZone) && !isDismissed(last.outcome)
  const words = choosingIn(about)
  const back = backOn(found, now, about)
  return [isThisWeek ? words.inThisWeeks(back) : words.cooled(found.why, back)]
}

function looked({ found, locale }: LetterStanding): readonly string[] {
  if (!found) return []
  const words = choosingIn({ locale })
  if (found.inTouch) return [words.inTouch]
  if (!found.point) return [words.nothingToSay]
  if (found.colleague) return [words.colleague(found.colleague)]
  return found.full ? [words.full] : []
}

const dayOf = (day: string, about: LetterStanding) =>
  date(Temporal.PlainDate.from(day).toZonedDateTime(about.timeZone).toInstant(), about.now, about)
