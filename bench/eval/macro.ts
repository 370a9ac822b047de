/** Averages over users with a bootstrap interval, so that one busy mailbox does not speak for all. */

export interface Estimate {
  readonly mean: number
  /** 95 % percentile interval. */
  readonly low: number
  readonly high: number
}

/** Values by user, in the order in which users came. */
export type PerUser = ReadonlyMap<string, readonly number[]>

const draws = 1000
const block = 8

/**
 * The mean of the users' means. Users are drawn again a thousand times with a fixed seed; of a single user, blocks of eight
 * tasks are.
 */
export function macro(perUser: PerUser, seed = 7): Estimate {
  const lists = [...perUser.values()]
  const [only] = lists
  const units = lists.length === 1 && only ? blocksOf(only) : lists.map((values) => [mean(values)])
  const random = createRandom(seed)
  const means = Array.from({ length: draws }, () => {
    const drawn = Array.from({ length: units.length }, () => units[Math.floor(random() * units.length)] ?? [])
    return mean(drawn.flat())
  }).sort((a, b) => a - b)
  return {
    mean: mean(lists.map(mean)),
    low: means[Math.floor(0.025 * draws)] ?? 0,
    high: means[Math.floor(0.975 * draws)] ?? 0,
  }
}

function blocksOf(values: readonly number[]): readonly (readonly number[])[] {
  const blocks: (readonly number[])[] = []
  for (let i = 0; i < values.length; i += block) blocks.push(values.slice(i, i + block))
  return blocks
}

/** 0 for none. */
export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / (values.length || 1)

/** Adds a value to a user's. */
export function record(perUser: Map<string, number[]>, user: string, value: number): void {
  const known = perUser.get(user)
  if (known) known.push(value)
  else perUser.set(user, [value])
}

/** Numbers from 0 to 1 by Tommy Ettinger's mulberry32 (public domain): the same seed gives the same figures everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
