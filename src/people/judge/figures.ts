/** The figures of a tie: how warm it is, how strong, how even, and from when on silence is unusual. */
import type { Tie } from '../types.ts'
import { gate } from './gate.ts'

/** ln of the tie's weight, less twice the logarithm of silence, and a little for balance. */
export function warm(tie: Tie, silentDays: number): number {
  return Math.log(tie.weight + 0.5) - 2 * Math.log(1 + silentDays) + 0.3 * balance(tie)
}

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
export const strength = (tie: Tie, silentDays: number): number =>
  (Math.sqrt(tie.weight * tie.activeDays) + 0.25) / (1 + silentDays)

/** ln of how even the two directions are: 0 when even, below when one-sided. */
export const balance = (tie: Tie): number =>
  Math.log((Math.min(tie.out, tie.in) + 0.5) / (Math.max(tie.out, tie.in) + 0.5))

/** From how many days on the present silence is unusual for the two. */
export const unusualFrom = (tie: Tie): number =>
  Math.max(gate.leastSilence, gate.gaps * Math.min(tie.typicalGapDays ?? gate.longestGap, gate.longestGap))
