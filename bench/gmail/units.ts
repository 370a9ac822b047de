/** What reading a Gmail mailbox costs in quota units: as it was asked for, and at the least. Pure. */
import { type Candidate, isMine, isWanted } from '../../src/sync/reading.ts'

/** Quota units of projects made after May 2026, by method. */
export const costs: Readonly<Record<string, number>> = {
  'messages.get': 20,
  'threads.get': 40,
  'messages.list': 5,
  'history.list': 2,
  getProfile: 1,
}
export const listed = 500

export interface Listed extends Candidate {
  readonly id: string
  readonly thread: string
}

/** What the labels leave of these: neither hidden nor bulk that nobody answered. */
export function wantedOf<T extends Listed>(messages: readonly T[]): readonly T[] {
  const everything = { recent: 0, horizon: Number.MAX_SAFE_INTEGER }
  return [...Map.groupBy(messages, ({ thread }) => thread).values()].flatMap((thread) => {
    const mine = isMine(thread)
    return thread.filter((message) => isWanted(message, mine, everything))
  })
}

/**
 * Of whoever knows beforehand which messages are wanted: every message listed once, and each thread read at the least cost,
 * singly or as a whole.
 */
export function cheapest(messages: readonly Listed[]): number {
  const threads = Map.groupBy(wantedOf(messages), ({ thread }) => thread)
  const reading = [...threads.values()].reduce((sum, { length }) => sum + Math.min(20 * length, 40), 0)
  return Math.ceil(messages.length / listed) * 5 + reading
}

/** Of a loop that lists everything and gets one message after the other. */
export const naive = (messages: number) => Math.ceil(messages / listed) * 5 + messages * 20
