/** Follows recurring meetings: how often, until when, and whether they have stopped. */
import type { Instant } from '../../facts.ts'
import { dayMs, instant } from '../days.ts'
import { quoteOf } from '../subjects/quote.ts'
import type { Series } from '../types.ts'
import type { Interaction } from './interaction.ts'

/** A series so far; times are epoch milliseconds. */
export interface Run {
  title: string | undefined
  count: number
  firstAt: number
  lastAt: number
  lastFactId: string
}

/** Adds an occurrence and says which one of its series it is, from 1. A meeting of no series is always the first. */
export function occur(runs: Map<string, Run>, { series, at, factId, title }: Interaction): number {
  if (series === undefined) return 1
  const run = runs.get(series) ?? { title, count: 0, firstAt: at, lastAt: at, lastFactId: factId }
  runs.set(series, run)
  run.title = title
  run.lastAt = at
  run.lastFactId = factId
  return ++run.count
}

/** So often it was before anybody can say that it has ended. */
export const lastingRun = 3

/** So many milliseconds after its last occurrence a series has ended: three of its usual steps, two weeks at least. */
export function endsAfter({ count, firstAt, lastAt }: Run): number {
  const step = (lastAt - firstAt) / (count - 1)
  return Math.max(14 * dayMs, 3 * step)
}

/**
 * Every series of two occurrences or more. One of three or more has ended once three of its usual steps (two weeks at
 * least) went by and no occurrence lies ahead; `planned` holds the series with one ahead.
 */
export function seriesOf(
  runs: ReadonlyMap<string, Run>,
  planned: ReadonlyMap<string, number>,
  now: Instant,
): readonly Series[] {
  return [...runs]
    .filter(([, run]) => run.count > 1)
    .map(([id, run]) => {
      const { title } = quoteOf({ factId: run.lastFactId, at: run.lastAt, title: run.title })
      return {
        id,
        count: run.count,
        firstAt: instant(run.firstAt),
        lastAt: instant(run.lastAt),
        lastFactId: run.lastFactId,
        ended: run.count >= lastingRun && now.epochMilliseconds - run.lastAt > endsAfter(run) && !planned.has(id),
        ...(title === undefined ? {} : { title }),
      }
    })
}
