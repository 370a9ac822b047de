/** A stored history in memory, which answers with everything it has: what may be used of it is the replay's own affair. */
import { Temporal } from 'temporal-polyfill'
import type { Archive, Replaying } from '../../src/backtest/types.ts'
import type { StoredFact } from '../../src/facts.ts'
import { timeOf } from '../../src/people/derive/order.ts'
import { toContacts } from '../../src/work/people/contacts.ts'
import { now, owner } from '../people/derive/life.ts'

/** Midnight of a month well inside the history that the tests make. */
export const june = Temporal.Instant.from('2026-06-01T00:00:00Z')
/** Days before `now` of the tests' helpers. */
export const daysBeforeNow = (at: Temporal.Instant) => (now.epochMilliseconds - at.epochMilliseconds) / 86_400_000

/** It gives later facts away on purpose, and meetings to come as if they were over. */
export function archiveOf(facts: readonly StoredFact[], notes: Awaited<ReturnType<Archive['notes']>> = []): Archive {
  const ordered = facts.toSorted((a, b) => timeOf(a) - timeOf(b))
  const isOn = (fact: StoredFact, address: string) =>
    (fact.kind === 'mail' ? [fact.from, ...fact.to, ...fact.cc] : fact.people).some((one) => one?.address === address)
  return {
    async *read() {
      yield* ordered
    },
    about: async (addresses, own) => ({
      contacts: toContacts(
        ordered.filter((fact) => addresses.some((address) => isOn(fact, address))),
        own,
        now,
      ),
    }),
    during: async ({ start, end }, own) =>
      toContacts(
        ordered.filter((fact) => timeOf(fact) >= start.epochMilliseconds && timeOf(fact) < end.epochMilliseconds),
        own,
        end,
      ),
    notes: async () => notes,
    sameToday: () => [],
  }
}

export function replaying(archive: Archive, more: Partial<Replaying> = {}): Replaying {
  return {
    at: june,
    archive,
    accounts: [owner],
    declaredOwn: [],
    ownToday: [],
    decisions: new Map(),
    count: 3,
    timeZone: 'UTC',
    locale: null,
    readBackTo: now.subtract({ hours: 24 * 1500 }),
    historyYears: 5,
    horizon: now.subtract({ hours: 24 * 1826 }),
    before: [],
    seed: 'sam',
    ...more,
  }
}
