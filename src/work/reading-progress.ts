/** How far the reading of a user's history is, as far as a letter depends on it. */
import { Temporal } from 'temporal-polyfill'
import type { Connection } from '../db/accounts/connections.ts'
import type { Stream } from '../db/accounts/streams.ts'
import type { Instant } from '../facts.ts'

/** How far back the history is complete: the latest of what each stream says; undefined while one of them does not know. */
export function historyReadBackTo(streams: readonly Stream[]): Instant | undefined {
  const known = streams.map(({ readBackTo }) => readBackTo)
  if (!known.length || known.some((at) => at === null)) return undefined
  return (
    known.reduce((latest, at) => (latest && at && Temporal.Instant.compare(latest, at) > 0 ? latest : at)) ?? undefined
  )
}

const monthsBefore = 12

/**
 * True while too little is read to say anything: an account is still being read and has not come twelve months back. A
 * reading that has stopped for good is not waited for.
 */
export function isReadingFirstYear(
  accounts: { readonly connections: readonly Connection[]; readonly streams: readonly Stream[] },
  now: Instant,
): boolean {
  const year = now.toZonedDateTimeISO('UTC').subtract({ months: monthsBefore }).toInstant()
  const active = new Set(accounts.connections.filter(({ state }) => state === 'active').map(({ id }) => id))
  return accounts.streams.some(
    ({ connectionId, phase, readBackTo }) =>
      active.has(connectionId) &&
      phase !== 'current' &&
      phase !== 'failed' &&
      (!readBackTo || Temporal.Instant.compare(readBackTo, year) > 0),
  )
}
