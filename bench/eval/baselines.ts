/** Other ways to order the same candidates, from the same records: what the ranking has to beat. */
import { dayMs, median } from '../../src/people/days.ts'
import type { Corpus } from './corpus.ts'
import { type Event, eventsOf, until } from './events.ts'
import { createRandom } from './macro.ts'
import { unmask } from './record.ts'
import type { Task } from './tasks.ts'

export const baselines = ['random', 'most recent', 'most frequent', 'recency × frequency', 'most overdue'] as const
export type Baseline = (typeof baselines)[number]

/** Rankings by task, best first; equals in the order of the alphabet. */
export function rankBy(
  baseline: Baseline,
  corpus: Corpus,
  tasks: readonly Task[],
): ReadonlyMap<string, readonly string[]> {
  const random = createRandom(1)
  const boxes = new Map<string, ReadonlyMap<string, readonly Event[]>>()
  return new Map(
    tasks.map(({ task, user, at, candidates }) => {
      const box = boxes.get(user) ?? eventsOf(corpus.mailboxes.get(user) ?? [], corpus.ownOf(user))
      boxes.set(user, box)
      const score = new Map(
        candidates.map((address) => {
          const events = until(box.get(unmask(address)) ?? [], at)
          return [address, baseline === 'random' ? random() : scores[baseline](events, at)] as const
        }),
      )
      const of = (address: string) => score.get(address) ?? 0
      return [task, candidates.toSorted((a, b) => of(b) - of(a) || (a < b ? -1 : 1))] as const
    }),
  )
}

const scores: Readonly<Record<Exclude<Baseline, 'random'>, (events: readonly Event[], at: number) => number>> = {
  'most recent': (events, at) => -silence(events, at),
  'most frequent': (events) => events.length,
  'recency × frequency': (events, at) => events.length / (1 + silence(events, at)),
  'most overdue': (events, at) => silence(events, at) / Math.max(1, usualGap(events)),
}

const small = (events: readonly Event[]) => events.filter(({ recipients }) => recipients <= 10)

/** Days since the last message to at most ten. */
const silence = (events: readonly Event[], at: number) => (at - (small(events).at(-1)?.at ?? 0)) / dayMs

/** Median of the days between active days; a month where there is only one. */
function usualGap(events: readonly Event[]): number {
  const days = [...new Set(small(events).map(({ at }) => Math.floor(at / dayMs)))]
  return (
    median(
      days
        .slice(1)
        .map((day, i) => day - (days[i] ?? day))
        .sort((a, b) => a - b),
    ) ?? 30
  )
}
