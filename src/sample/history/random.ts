/** Chance that always falls the same way: the sample must be the same life at every start. */
import { createHash } from 'node:crypto'

export interface Dice {
  /** A number from 0 up to 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<T>(items: readonly T[]): T
}

/**
 * Dice for one purpose: the same seed throws the same numbers. mulberry32, public domain (Tommy Ettinger).
 * @throws Error, from `pick`, for an empty list
 */
export function dice(seed: string): Dice {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}

/** A stable hexadecimal id of this length (at most 64) for these words. */
export function stableId(length: number, ...words: readonly string[]): string {
  return createHash('sha256').update(words.join('\u0000')).digest('hex').slice(0, length)
}
