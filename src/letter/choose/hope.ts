/** How much naming somebody may be worth at most, by the few figures that stand in their row: the best are read whole, and nobody else. */
import { dayMs } from '../../people/days.ts'
import { latelyShare, quiet } from '../../people/judge/figures.ts'
import { gate } from '../../people/judge/gate.ts'
import type { Reaches } from '../../people/judge/reach.ts'
import { answer, reviving } from './worth.ts'

/** Somebody whom a letter may name, as far as it is told without their history. Times are epoch milliseconds. */
export interface Prospect {
  readonly id: string
  /** `Outlook.bond`. */
  readonly bond: number
  readonly lastAt: number
  /** Null: not since the last contact. */
  readonly seenAt: number | null
}

/** The moment of a letter, how many days what is read may lag behind it, and how many days of quiet are asked for at least. */
export interface Moment {
  readonly at: number
  readonly lagDays: number
  readonly leastDays: number
}

/**
 * No less than `worthOf` says of them if the gate lets them through. Silence may count for less than all the time since the last
 * contact, by what the accounts lag behind, but never for less than the gate asks for.
 */
export function hopeOf({ bond: most, lastAt, seenAt }: Prospect, { at, lagDays, leastDays }: Moment): number {
  const since = (at - lastAt) / dayMs
  const silent = Math.max(leastDays, since - lagDays)
  const seen = seenAt === null ? silent : Math.max(0, (at - seenAt) / dayMs - lagDays)
  return answer(most + slack(lagDays) - quiet(silent, seen)) * (1 + since) ** reviving + rounding
}

/** What fades counts as of where the reading ends, which may lie before the contact that was counted last. */
const slack = (lagDays: number) => (latelyShare * Math.LN2 * lagDays) / 365

/** Sums in another order differ in their last digits. */
const rounding = 1e-9

/** Silent for so long that one of a letter alone may be. */
export const isLongAgo = ({ lastAt }: Prospect, { at }: Pick<Moment, 'at'>): boolean =>
  (at - lastAt) / dayMs > gate.mostSilence

/**
 * By how many days the record of anybody who may be due ends before `at`. Whom an account knew that could never be read, or is
 * not read any more though it is wanted, is not due.
 */
export function lagOf(reaches: Reaches, at: number): number {
  const ends = [...reaches.values()].flatMap(({ state, until }) =>
    state === 'unread' || !until ? [] : [(at - until.epochMilliseconds) / dayMs],
  )
  return Math.max(0, ...ends)
}
