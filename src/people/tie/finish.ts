/** What a running tie comes to: the tie that is stored, ranked and told of. */

import type { Instant } from '../../facts.ts'
import { type Days, dayMs, instant } from '../days.ts'
import { quoteOf, titleToQuote } from '../subjects/quote.ts'
import { asks, isAutomatic } from '../subjects/subject.ts'
import type { KnownBy, Quote, Tie } from '../types.ts'
import { smallOthers } from './interaction.ts'
import { inMonth, shownMonths } from './months.ts'
import { usualGap } from './rhythm.ts'
import { seriesOf } from './series.ts'
import { bothWrote, newestOf } from './threads.ts'
import type { RunningTie } from './tie.ts'

interface Finishing {
  readonly now: Instant
  /** Counts the months of the tie. */
  readonly days: Days
  /** Settles what was open until then. */
  readonly closedAt?: Instant | undefined
  /** When they last stood on something with the owner, whoever wrote it. */
  readonly stood?: { readonly at: number; readonly personally?: number } | undefined
}

/** The tie as of `now`. */
export function finish(tie: RunningTie, { now, days: { month }, closedAt, stood }: Finishing): Tie {
  const days = [...new Set(tie.days)].sort((a, b) => a - b)
  const longest = longestGap(days)
  const typical = usualGap(days)
  const settled = closedAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
  const open =
    tie.last && tie.last.at > settled && tie.last.group <= smallOthers && !isAutomatic(tie.last.title ?? '')
      ? tie.last
      : undefined
  const lastThread = newestQuote(tie)
  const zoneOffset = usualOffset(tie)
  const besideAt = Math.max(stood?.personally ?? Number.NEGATIVE_INFINITY, tie.crowdAt)
  const seenAt = Math.max(stood?.at ?? Number.NEGATIVE_INFINITY, tie.crowdAt)
  return {
    weight: tie.weight,
    out: tie.out,
    in: tie.in,
    met: tie.met,
    activeDays: days.length,
    longestGapDays: longest,
    smallMeetings: tie.small,
    threadsByOwner: tie.threadsByOwner,
    threadsByThem: tie.threadsByThem,
    resumed: isResumed(days),
    knownBy: knownBy(tie),
    series: seriesOf(tie.series, tie.planned, now),
    months: monthsUntil(tie, month(now.epochMilliseconds)),
    ...(typical === undefined ? {} : { typicalGapDays: typical }),
    ...(tie.firstAt === undefined ? {} : { firstAt: instant(tie.firstAt) }),
    ...(tie.last ? { lastAt: instant(tie.last.at), lastFactId: tie.last.factId } : {}),
    ...(tie.fading ? { fading: { weight: tie.fading, at: instant(tie.fadedAt) } } : {}),
    ...(Number.isFinite(seenAt) ? { seenAt: instant(seenAt) } : {}),
    ...(Number.isFinite(besideAt) ? { besideAt: instant(besideAt) } : {}),
    ...(tie.plannedAt === undefined ? {} : { plannedAt: instant(tie.plannedAt) }),
    ...(open?.kind === 'received' ? { owed: { ...quoteOf(open), asks: asks(open.title ?? '') } } : {}),
    ...(open?.kind === 'sent' && tie.unansweredInRow === 1 ? { unanswered: quoteOf(open) } : {}),
    ...(lastThread ? { lastThread } : {}),
    ...(zoneOffset === undefined ? {} : { offsetMinutes: zoneOffset }),
  }
}

/** In touch on both sides of a quarter of a year without contact; of days in ascending order. */
export const isResumed = (days: readonly number[]): boolean => longestGap(days) >= 90

const longestGap = (days: readonly number[]): number =>
  days.reduce((longest, day, place) => Math.max(longest, day - (days[place - 1] ?? day)), 0)

/** What was written about so long before the newest contact is not what lies between the two any more. */
export const staleDays = 180

function newestQuote(tie: RunningTie): Quote | undefined {
  for (const thread of tie.threads.toReversed()) {
    if (!bothWrote(thread)) continue
    const newest = newestOf(thread)
    if (tie.last && tie.last.at - newest.at > staleDays * dayMs) return undefined
    const quote = quoteOf(newest)
    // It is told, and stands above the next mail to them.
    if (quote.title !== undefined && titleToQuote(quote.title) !== undefined) return quote
  }
  return undefined
}

function knownBy({ heard }: RunningTie): readonly KnownBy[] {
  return [...heard]
    .map(([key, at]) => ({
      kind: key.startsWith('mail ') ? ('mail' as const) : ('calendar' as const),
      connectionId: key.slice(key.indexOf(' ') + 1),
      lastAt: instant(at),
    }))
    .sort((a, b) => (a.kind + a.connectionId < b.kind + b.connectionId ? -1 : 1))
}

function monthsUntil(tie: RunningTie, current: number): readonly number[] {
  const counts: number[] = []
  for (let month = current - shownMonths + 1; month <= current; month++) counts.push(inMonth(tie.months, month))
  return counts
}

function usualOffset(tie: RunningTie): number | undefined {
  const offsets = [...tie.offsets].sort((a, b) => a[0] - b[0])
  const half = offsets.reduce((sum, [, n]) => sum + n, 0) / 2
  let passed = 0
  for (const [offset, n] of offsets) {
    passed += n
    if (passed >= half) return offset
  }
  return undefined
}
