/** The retry schedule: exponential back-off with jitter, by the kind of error; and what an error means for the connection. Pure. */
import type { ConnectionState } from '../db/schema.ts'
import type { ErrorKind, ProviderError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { adminNeeded } from '../providers/oauth-faults.ts'

/** What a fault does to its task. */
export interface Effect {
  readonly next: Instant
  readonly attempts: number
  /** Forget the cursor: the next step takes a new snapshot. */
  readonly restart: boolean
  readonly phase: 'waiting' | 'failed' | null
  readonly connection: ConnectionState | null
}

const seconds: Readonly<Record<ErrorKind, { readonly first: number; readonly cap: number }>> = {
  'cursor-expired': { first: 1, cap: 3600 },
  reconnect: { first: 86_400, cap: 86_400 },
  forbidden: { first: 86_400, cap: 86_400 },
  throttled: { first: 2, cap: 64 },
  unavailable: { first: 15, cap: 3600 },
  missing: { first: 600, cap: 21_600 },
  unexpected: { first: 600, cap: 21_600 },
}

/** An administrator may agree at any time, and tells nobody: the grant is tried again. */
const adminSeconds = { first: 900, cap: 3600 }

/**
 * Truncated exponential back-off with full jitter, unless the provider named a moment.
 * @param random a number from 0 to 1
 */
export function planFault(error: ProviderError, attempts: number, now: Instant, random: number): Effect {
  const waitsForAdmin = error.kind === 'reconnect' && error.reason === adminNeeded
  const pause = now.add({
    milliseconds: pauseMs(waitsForAdmin ? adminSeconds : seconds[error.kind], attempts, random),
  })
  const named = error.retryAt && error.retryAt.epochMilliseconds > now.epochMilliseconds ? error.retryAt : null
  return {
    next: named ?? pause,
    attempts: attempts + 1,
    restart: error.kind === 'cursor-expired',
    phase:
      error.kind === 'cursor-expired'
        ? null
        : error.kind === 'throttled' || error.kind === 'unavailable'
          ? 'waiting'
          : 'failed',
    connection: waitsForAdmin ? 'waiting_admin' : error.kind === 'reconnect' ? 'reconnect' : null,
  }
}

const unforeseen = { first: 10, cap: 21_600 }
/** From so many failed tries on a page is taken item by item. */
export const carefulFrom = 3

/** When a task is tried again that threw what nobody foresaw. @param random a number from 0 to 1 */
export function planThrow(attempts: number, now: Instant, random: number): Pick<Effect, 'next' | 'attempts'> {
  return { next: now.add({ milliseconds: pauseMs(unforeseen, attempts, random) }), attempts: attempts + 1 }
}

/** A lost connection, a deadlock, a full disk: tried again at once, and not for ever at that pace. */
const ofDatabase = { first: 1, cap: 300 }

/** When a task is tried again that the database itself kept from being done. @param random a number from 0 to 1 */
export function planAiling(attempts: number, now: Instant, random: number): Pick<Effect, 'next' | 'attempts'> {
  return { next: now.add({ milliseconds: pauseMs(ofDatabase, attempts, random) }), attempts: attempts + 1 }
}

/** Truncated exponential back-off with full jitter. */
function pauseMs({ first, cap }: { readonly first: number; readonly cap: number }, attempts: number, random: number) {
  const longest = Math.min(cap, first * 2 ** Math.min(attempts, 20))
  return Math.ceil(1000 * (first + (longest - first) * random))
}

/** How long after new facts the people are worked out again: seldom enough to stay cheap in a long first reading. */
export function deriveDelaySeconds(factsSoFar: number): number {
  return 3 + Math.min(120, Math.floor(factsSoFar / 1000) * 2)
}
