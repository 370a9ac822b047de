/** Putting a listing of 100,000 messages into reading order, against the time that listing them takes at Gmail's pace. */
import { sql } from 'drizzle-orm'
import { dueMessages } from '../src/db/listings/tries.ts'
import { connections, listings } from '../src/db/schema.ts'
import { orderListing } from '../src/sync/order.ts'
import { now, openWithUser } from './database.ts'
import type { Result } from './result.ts'

const messages = 100_000
/** 200 pages of 500, 5 units each, at 6,000 units a minute. */
const listingMs = ((messages / 500) * 5 * 60_000) / 6000

export async function benchListing(): Promise<Result[]> {
  const database = await openWithUser()
  const { db } = database
  await db.insert(connections).values({
    id: 'c',
    userId: 'u',
    provider: 'google',
    issuer: 'i',
    subject: 's',
    email: 'u@example.org',
    scopes: [],
    state: 'active',
    createdAt: now,
  })
  await db.execute(sql`
    insert into ${listings} (connection_id, external_id, thread_id, position, labels, generation)
    select 'c', 'm' || n, 't' || (n / 3), n, case when n % 9 = 0 then 1 when n % 2 = 0 then 8 else 0 end, 1 from generate_series(0, ${messages - 1}) n`)
  await db.execute(sql`analyze listings`)
  const started = performance.now()
  await db.transaction((tx) => orderListing(tx, 'c', { recent: 2000, horizon: 90_000 }))
  const ordering = performance.now() - started
  await db.execute(sql`analyze listings`)
  const asked = performance.now()
  for (let time = 0; time < 20; time++) await dueMessages(db, 'c', { limit: 50, now })
  const asking = (performance.now() - asked) / 20
  await database.close()
  return [
    {
      name: `order ${messages} listed messages`,
      measured: `${Math.round(ordering)} ms`,
      baseline: `${Math.round(listingMs)} ms to list them at Gmail's pace`,
      ratio: ordering / listingMs,
    },
    {
      name: 'find the next 50 to read',
      measured: `${asking.toFixed(1)} ms`,
      baseline: '10,000 ms to read them at Gmail’s pace',
      ratio: asking / 10_000,
    },
  ]
}
