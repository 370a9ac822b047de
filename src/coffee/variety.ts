/** Out of all times that are possible, the few that are offered: kind to the other, of different days and parts of the day. */
import type { Wall } from './clock.ts'

/** How many times are offered, and how many more there are behind "Other times". */
const offeredTimes = 3
const moreTimes = 6

/** A time that is possible, with what speaks against it. */
export interface Candidate extends Wall {
  readonly ms: number
  readonly part: number
  readonly cost: number
  /** Early, late or at a weekend for somebody at work. */
  readonly odd: boolean
}

/** The best of all, then the best of another day and part of day, then of another day; days side by side come last. */
export function chooseOffered(candidates: readonly Candidate[]): readonly Candidate[] {
  const chosen: Candidate[] = []
  while (chosen.length < offeredTimes) {
    const left = candidates.filter((one) => chosen.every(({ day }) => day !== one.day))
    // Variety is no reason to ask somebody at work for their evening.
    const kind = left.filter(({ odd }) => !odd)
    const others = kind.length ? kind : left
    const varied = others.filter((one) => chosen.every(({ part }) => part !== one.part))
    const beside = (one: Candidate) => (chosen.some(({ day }) => Math.abs(day - one.day) === 1) ? 1 : 0)
    const next = (varied.length ? varied : others).toSorted(
      (a, b) => a.cost + beside(a) - b.cost - beside(b) || a.ms - b.ms,
    )[0]
    if (!next) break
    chosen.push(next)
  }
  return chosen
}

/** Further times, never two in one part of one day. */
export function chooseMore(candidates: readonly Candidate[], chosen: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set(chosen.map(({ day, part }) => `${day} ${part}`))
  const more: Candidate[] = []
  for (const one of candidates) {
    const key = `${one.day} ${one.part}`
    if (seen.has(key) || more.length === moreTimes) continue
    seen.add(key)
    // Two parts of a day may still meet: a coffee at half past eleven ends after noon.
    const apart = [...chosen, ...more].every(({ ms }) => Math.abs(ms - one.ms) >= 90 * 60_000)
    if (apart) more.push(one)
    else seen.delete(key)
  }
  return more
}
