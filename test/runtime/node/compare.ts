/** Compares what a program stored with a recount of the sample's own records, one fact by one. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { connections, streams } from '../../../src/db/schema.ts'
import type { SharedMailbox } from '../../support/mailbox.ts'
import { readStored, recount } from '../../support/recount.ts'

export async function expectEveryFact(db: Database, { history, dir }: SharedMailbox): Promise<void> {
  const [connection] = await db.select().from(connections)
  const [calendar] = await db.select().from(streams).where(eq(streams.kind, 'calendar'))
  const from = Temporal.Instant.from(String(calendar?.cursor?.from))
  const to = Temporal.Instant.from(String(calendar?.cursor?.to))
  const expected = recount({ history, dir: `${dir}/sample`, since: from, window: { from, to } })
  const stored = await readStored(db, connection?.id ?? '')
  expect(expected.size).toBeGreaterThan(2000)
  expect([...stored.keys()].toSorted()).toEqual([...expected.keys()].toSorted())
  for (const [id, plain] of expected) expect(stored.get(id), id).toEqual(plain)
}
