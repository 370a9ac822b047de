/** What it is worth to name somebody: how likely a good answer is, and how much more one is worth after a long silence. */
import { ahead } from '../../people/judge/figures.ts'
import type { Standing } from '../../people/types.ts'
import type { Candidate } from '../types.ts'
import type { OccasionKind } from './occasion.ts'

/** A candidate who may be named at all, with what the gate says of them. */
export interface Ranked {
  readonly candidate: Candidate
  readonly standing: Standing
  /** Days since the last contact that is known. */
  readonly sinceDays: number
  /** What brings them, where a week of silence is enough for it: their card is about that or there is none. */
  readonly occasion?: OccasionKind
}

/**
 * The one knob of the choice: an answer after `s` days of silence is worth (1 + s) to this power. 0 names whoever is likeliest
 * to be in touch anyway, 1 hardly anybody but the long silent. docs/inference.md has the curve.
 */
export const reviving = 0.5

/**
 * How likely contact in both directions is within eight weeks: a logistic curve over warmth. Fitted to 9,457 moments of people
 * who had fallen quiet, in two public sets that agree on its slope.
 */
export const answer = (warm: number): number => 1 / (1 + Math.exp(-(answering.level + answering.slope * warm)))
const answering = { level: 0.8, slope: 0.5 } as const

/** The best first. `knob` is for measuring. */
export function byWorth(ranked: readonly Ranked[], knob = reviving): readonly Ranked[] {
  const worth = new Map(ranked.map((one) => [one, worthOf(one, knob)]))
  return ranked.toSorted(
    (a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || (a.candidate.id < b.candidate.id ? -1 : 1),
  )
}

/** Who has another address where an account has ended comes before everybody else, as in the order of warmth. */
export function worthOf({ candidate, standing, sinceDays }: Ranked, knob = reviving): number {
  const before = ahead(candidate.person.relationship, sinceDays)
  return before + answer(standing.warm - before) * (1 + sinceDays) ** knob
}
