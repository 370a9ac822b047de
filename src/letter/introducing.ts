/** How far an introduction is: who was asked, who answered, what each said, and whether it is time to ask after it. */
import type { Instant } from '../facts.ts'
import { daysOf, policy } from '../policy.ts'

/** One of the two. What the owner told stands beside what mail shows; no header tells a yes from a no. */
export interface Side {
  readonly address: string
  readonly name: string
  /** When the owner took along the note that asks them. */
  readonly askedAt: Instant | null
  readonly said: 'yes' | 'no' | null
  /** When the owner wrote to them since, and when they wrote back, as mail shows. */
  readonly wroteAt?: Instant
  readonly answeredAt?: Instant
}

export interface Pair {
  readonly id: string
  readonly sides: readonly [Side, Side]
  /** When both were written to together since both agreed, or the owner said so. */
  readonly madeAt: Instant | null
  readonly askedAfterAt: Instant | null
  /** The owner's newest mail to either of them. */
  readonly lastSentAt?: Instant
}

/**
 * - `asking`: one or both are asked. - `declined`: one would rather not; it rests for good. - `agreed`: both said yes, and the
 * note to both stands ready. - `made`: they are introduced. - `ask_after`: some weeks ago, and the owner has not asked yet.
 * - `over`: asked after, or too long ago to ask.
 */
export type Stage = 'asking' | 'declined' | 'agreed' | 'made' | 'ask_after' | 'over'

export function stageOf({ sides, madeAt, askedAfterAt, lastSentAt }: Pair, now: Instant): Stage {
  if (sides.some(({ said }) => said === 'no')) return 'declined'
  if (!madeAt) return sides.every(({ said }) => said === 'yes') ? 'agreed' : 'asking'
  if (askedAfterAt) return 'over'
  const due = madeAt.add({ hours: 24 * daysOf(policy.askAfter) })
  const late = due.add({ hours: 24 * daysOf(policy.askAfterFor) })
  if (isAfter(due, now)) return 'made'
  // Whoever wrote to one of them since has had the chance to ask.
  return isAfter(now, late) || (lastSentAt && isAfter(lastSentAt, due)) ? 'over' : 'ask_after'
}

const isAfter = (one: Instant, other: Instant) => one.epochMilliseconds > other.epochMilliseconds
