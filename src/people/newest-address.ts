/** Where a note to somebody goes. */
import { Temporal } from 'temporal-polyfill'
import type { Person } from './types.ts'

/** The address they last used, or their own where the owner has left the place of that one. */
export function newestAddress({ address, addresses, relationship }: Person): string {
  if (relationship.privateAddress) return relationship.privateAddress
  const first = { address, lastAt: Temporal.Instant.fromEpochMilliseconds(0) }
  return addresses.reduce((a, b) => (Temporal.Instant.compare(b.lastAt, a.lastAt) > 0 ? b : a), first).address
}
