/** From a number of contacts in a month to one of five shades, in the letter as on the pages. */

import type { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import type { Tie } from '../../people/types.ts'
import type { Tongue } from '../../place.ts'
import { wordsIn } from '../words/words.ts'

/** How many months a strip shows, the current one last. */
export const monthsShown = 24

/** 0 is no contact, 4 a lot. */
export const shade = (contacts: number): 0 | 1 | 2 | 3 | 4 =>
  contacts < 1 ? 0 : contacts < 2 ? 1 : contacts < 4 ? 2 : contacts < 8 ? 3 : 4

/** Exactly `monthsShown` counts. */
export const recentMonths = (contacts: readonly number[]): readonly number[] =>
  [...Array<number>(monthsShown).fill(0), ...contacts].slice(-monthsShown)

/**
 * The months of a tie, the month of `now` last. They were counted when it was worked out, which may have been in an earlier
 * month: the newest count is that of the last contact, and stands where that one's month stands.
 */
export function monthsUpTo(
  { months, lastAt }: Pick<Tie, 'months' | 'lastAt'>,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): readonly number[] {
  const counted = recentMonths(months)
  const newest = counted.findLastIndex((count) => count > 0)
  if (!lastAt || newest < 0) return counted
  const ago = monthOf(inZone(now, timeZone)) - monthOf(inZone(lastAt, timeZone))
  const later = newest + ago - (monthsShown - 1)
  return later > 0 ? recentMonths([...counted, ...Array<number>(Math.min(later, monthsShown)).fill(0)]) : counted
}

const monthOf = ({ year, month }: Temporal.ZonedDateTime) => year * 12 + month

/**
 * "Most months until April 2026, quiet since." Contacts by month, the current month last.
 */
export function monthsInWords(months: readonly number[], { current, isQuiet = true, tongue }: InWords): string {
  const words = wordsIn(tongue).beside.months
  const first = months.findIndex((count) => count > 0)
  const last = months.findLastIndex((count) => count > 0)
  if (last < 0) return words.none
  const active = months.slice(first, last + 1).filter((count) => count > 0).length
  const monthAt = (index: number) => current.subtract({ months: months.length - 1 - index })
  if (active === 1) return words.one(monthAt(last))
  const share = active / (last - first + 1)
  return words.several({
    often: share >= 0.6 ? 'most' : share >= 0.3 ? 'some' : 'few',
    from: first > 0 ? monthAt(first) : undefined,
    until: last === months.length - 1 ? undefined : monthAt(last),
    quiet: isQuiet,
  })
}

interface InWords {
  readonly current: Temporal.PlainYearMonth
  /** Silence may be said of it: all of it was read up to now, and the last contact is weeks ago. */
  readonly isQuiet?: boolean
  readonly tongue?: Tongue
}

export const inZone = (at: Temporal.Instant, timeZone: string) => at.toZonedDateTimeISO(timeZone)
