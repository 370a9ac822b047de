/** The figures of a tie: how warm it is, how strong, how even, and from when on silence is unusual. */
import type { Instant } from '../../facts.ts'
import { daysOf, policy } from '../../policy.ts'
import { daysBetween, faded } from '../days.ts'
import type { Tie } from '../types.ts'
import { gate } from './gate.ts'

/**
 * How likely the two are to be in touch again: what lies between them, of ever and of the last years; how long it is since
 * they wrote or met, and since they stood on anything together; and how even it was. `at` is the moment up to which silence
 * counts. Chosen among many for the best worst case over sets: docs/inference.md.
 */
export function warm(tie: Tie, silentDays: number, at: Instant): number {
  const seen = tie.seenAt ? Math.max(0, daysBetween(tie.seenAt, at)) : silentDays
  return bond(tie, lately(tie, at)) - quiet(silentDays, seen)
}

/** The part of warmth that no silence changes. `fading` is the tie's weight with a half-life of a year, at some moment. */
export const bond = (tie: Tie, fading: number): number => bondFrom(firmBond(tie), fading)
export const bondFrom = (firm: number, fading: number): number => firm + latelyShare * Math.log(fading + 0.5)
/** What of it no year changes either. */
export const firmBond = (tie: Tie): number => 0.7 * Math.log(tie.weight + 0.5) + 0.3 * balance(tie)
/** By how much the logarithm of what fades counts. */
export const latelyShare = 0.3

/** What silence takes off a bond: `seenDays` since the two stood on anything together, which is no longer than the silence. */
export const quiet = (silentDays: number, seenDays: number): number =>
  silenceSlope * Math.log(1 + silentDays) + seenSlope * Math.log(1 + Math.min(seenDays, silentDays))
/** By how much the logarithm of the silence counts, whatever was seen. */
export const silenceSlope = 1.5
/** The same of the time since the two stood on anything together. */
export const seenSlope = 0.75

/** The tie's weight with a half-life of a year. */
const lately = ({ weight, fading }: Tie, at: Instant) =>
  fading ? faded(fading.weight, at.epochMilliseconds - fading.at.epochMilliseconds) : weight

/**
 * What puts a former colleague before everybody else: the account that held the tie has ended, and there is another way to
 * reach them. For a year; then it is a tie like others.
 */
export const ahead = ({ privateAddress }: Tie, silentDays: number): number =>
  privateAddress !== undefined && silentDays <= gate.history ? 100 : 0

/**
 * How close the two are just now. Days count as much as messages, or one busy day of many messages would pass for a long
 * tie: that foretold contact of the next eight weeks better on both public sets than either alone.
 */
export const strength = (tie: Tie, silentDays: number): number => strengthOnTheDay(tie) / (1 + silentDays)

/** The same on the day of the last contact. */
export const strengthOnTheDay = (tie: Tie): number => Math.sqrt(tie.weight * tie.activeDays) + 0.25

/** ln of how even the two directions are: 0 when even, below when one-sided. */
export const balance = (tie: Tie): number =>
  Math.log((Math.min(tie.out, tie.in) + 0.5) / (Math.max(tie.out, tie.in) + 0.5))

/**
 * From how many days on the present silence is unusual for the two; one exchange has no rhythm to hold it against, but of whom
 * the owner added by hand `policy.addedByHand` holds then.
 */
export const unusualFrom = (tie: Tie): number =>
  tie.addedAt && tie.typicalGapDays === undefined ? daysOf(policy.addedByHand) : usualFrom(tie)

const usualFrom = (tie: Tie): number =>
  Math.max(gate.leastSilence, gate.gaps * Math.min(tie.typicalGapDays ?? 0, gate.longestGap))
