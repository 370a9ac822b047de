/** Scores rankings of people against who really resumed within eight weeks. */
import * as z from 'zod'
import { type Estimate, macro, record } from './macro.ts'

/** What came of the candidates of one task. */
export const truthSchema = z.object({
  task: z.string(),
  user: z.string(),
  /** log2(1 + messages of the next 56 days) where both wrote, else 0. */
  gains: z.record(z.string(), z.number()),
  /** Days. */
  silence: z.record(z.string(), z.number()),
  /** The owner wrote first. */
  initiated: z.record(z.string(), z.number()),
})
export type Truth = z.infer<typeof truthSchema>

export interface Slice {
  /** Only candidates silent for so many days or more. */
  readonly dormant?: number
  /** Only resumptions that the owner began are worth anything. */
  readonly initiated?: boolean
  /** How many at the top count. */
  readonly top?: number
}

export interface ReconnectScore {
  readonly tasks: number
  readonly users: number
  readonly ndcg: Estimate
  readonly precision: Estimate
  readonly map: Estimate
  readonly hit: Estimate
}

/** Fewer candidates are no choice. */
const fewest = 6

/** `rankings` by task, best first. Who is left out stands last, in reverse alphabetical order; a task left out scores 0. */
export function scoreReconnect(
  truth: readonly Truth[],
  rankings: ReadonlyMap<string, readonly string[]>,
  slice: Slice = {},
): ReconnectScore {
  const figures = { ndcg: new Map(), precision: new Map(), map: new Map(), hit: new Map() } as const
  const used = new Set<string>()
  for (const one of truth) {
    const gains = gainsOf(one, slice)
    if (gains.size < fewest || ![...gains.values()].some((gain) => gain > 0)) continue
    used.add(one.task)
    const given = rankings.get(one.task)
    const scored = given ? scoreOf(complete(given, gains), gains, slice.top ?? 5) : nothing
    for (const name of names) record(figures[name], one.user, scored[name])
  }
  const [ndcg, precision, map, hit] = [figures.ndcg, figures.precision, figures.map, figures.hit].map((one) =>
    macro(one),
  ) as [Estimate, Estimate, Estimate, Estimate]
  return { tasks: used.size, users: figures.ndcg.size, ndcg, precision, map, hit }
}

/** By how much NDCG of the first rankings exceeds that of the second, task by task. */
export function compareRankings(
  truth: readonly Truth[],
  [first, second]: readonly [ReadonlyMap<string, readonly string[]>, ReadonlyMap<string, readonly string[]>],
  slice: Slice = {},
): Estimate {
  const found = new Map<string, number[]>()
  for (const one of truth) {
    const gains = gainsOf(one, slice)
    if (gains.size < fewest || ![...gains.values()].some((gain) => gain > 0)) continue
    const ndcg = (given: readonly string[] = []) => scoreOf(complete(given, gains), gains, slice.top ?? 5).ndcg
    record(found, one.user, ndcg(first.get(one.task)) - ndcg(second.get(one.task)))
  }
  return macro(found)
}

const names = ['ndcg', 'precision', 'map', 'hit'] as const
const nothing = { ndcg: 0, precision: 0, map: 0, hit: 0 }

/** What each candidate of the slice is worth. */
export function gainsOf(truth: Truth, { dormant = 0, initiated }: Slice): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(truth.gains)
      .filter(([address]) => (truth.silence[address] ?? 0) >= dormant)
      .map(([address, gain]) => [address, initiated && !truth.initiated[address] ? 0 : gain]),
  )
}

function complete(given: readonly string[], gains: ReadonlyMap<string, number>): readonly string[] {
  const ranked = [...new Set(given)].filter((address) => gains.has(address))
  const named = new Set(ranked)
  const rest = [...gains.keys()].filter((address) => !named.has(address))
  return [...ranked, ...rest.sort().reverse()]
}

function scoreOf(ranked: readonly string[], gains: ReadonlyMap<string, number>, top: number) {
  const worth = ranked.map((address) => gains.get(address) ?? 0)
  const resumed = worth.filter((gain) => gain > 0).length
  const hits = worth.slice(0, top).filter((gain) => gain > 0).length
  let [seen, sum] = [0, 0]
  for (const [i, gain] of worth.entries()) if (gain > 0) sum += ++seen / (i + 1)
  return {
    ndcg:
      discounted(worth, top) /
      discounted(
        worth.toSorted((a, b) => b - a),
        top,
      ),
    precision: hits / top,
    map: sum / resumed,
    hit: hits > 0 ? 1 : 0,
  }
}

/** Gains of the first places, each divided by log2 of its place plus one. */
export const discounted = (gains: readonly number[], top: number): number =>
  gains.slice(0, top).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
