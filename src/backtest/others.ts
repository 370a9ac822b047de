/** What other ways of choosing would have named on the same day: the measure of whether the letter's way is worth anything. */
import type { ReplayedMonth, Tally } from './types.ts'

/** Somebody who was due, as far as the simple ways look at them, and whether contact came back. */
export interface Due {
  readonly address: string
  readonly silentDays: number
  /** Days between exchanges, as a rule. */
  readonly typicalGapDays: number | undefined
  readonly resumed: boolean
}

/**
 * Each names as many as `count`, or all the due where they are fewer. Chance is the expected value over everybody who was
 * due; the most recent have the shortest silence; the most overdue the longest, measured in their own usual gaps.
 */
export function others(due: readonly Due[], count: number): ReplayedMonth['others'] {
  const named = Math.min(count, due.length)
  return {
    chance: { named, resumed: due.length ? (named * resumedOf(due)) / due.length : 0 },
    recent: best(due, named, ({ silentDays }) => -silentDays),
    overdue: best(due, named, ({ silentDays, typicalGapDays = 1 }) => silentDays / Math.max(1, typicalGapDays)),
  }
}

/** Addresses tell equals apart, so that the same day always gives the same people. */
function best(due: readonly Due[], named: number, worth: (one: Due) => number): Tally {
  const first = due
    .toSorted((a, b) => worth(b) - worth(a) || (a.address < b.address ? -1 : a.address > b.address ? 1 : 0))
    .slice(0, named)
  return { named, resumed: resumedOf(first) }
}

const resumedOf = (people: readonly Due[]) => people.filter(({ resumed }) => resumed).length
