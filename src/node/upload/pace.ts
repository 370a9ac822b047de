/** How far something long is, and how much longer it takes by its pace. */
import type { Going } from '../../work/uploads.ts'

export interface Pace {
  /** @param share of all that there is, from 0 to 1 */
  note(share: number): void
  going(): Going
}

/** Before that there is no pace. */
const leastShare = 0.02

/** Begins now. @param clock in milliseconds, which nobody sets */
export function createPace(clock: () => number = () => performance.now()): Pace {
  const begun = clock()
  let share = 0
  let at = begun
  return {
    note(now) {
      // Of an empty file everything is read at once, and archives may hold more than they say.
      share = Math.max(share, Math.min(1, Number.isFinite(now) ? now : 0))
      at = clock()
    },
    going() {
      const seconds = (at - begun) / 1000
      return { share, secondsLeft: share >= leastShare ? Math.ceil((seconds / share) * (1 - share)) : null }
    },
  }
}
