/** What is asked every second and with every page, on a server with very many rows: found by an index, never by reading them all. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUser } from '../../src/db/accounts/users.ts'
import type { Database } from '../../src/db/database.ts'
import { listOccasioned, listProspects, listUntold, readProspects } from '../../src/db/few/prospects.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { askForPeople, noteNews } from '../../src/db/queue/news.ts'
import { connections, facts, people, tasks } from '../../src/db/schema.ts'
import { openServer } from '../../src/db/server/open.ts'
import { listDoubtful, listWarmest } from '../../src/db/some-people.ts'
import { defaultSettings } from '../../src/settings.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'

const now = Temporal.Instant.from('2026-11-22T08:00:00Z')
const asked = { at: now, since: now.subtract({ hours: 24 * 365 * 5 }), withoutMatters: true }
let server: PostgresServer
let opened: OpenDatabase
beforeAll(async () => {
  server = await startPostgres()
  opened = openServer(await server.create('many'), 1)
  const { db } = opened
  const about = { name: 'U', timeZone: 'UTC', timeZoneChosen: false, settings: defaultSettings, createdAt: now }
  for (const id of ['u0', 'u1']) await createUser(db, { id, email: `${id}@example.org`, ...about })
  const rest = { provider: 'google' as const, issuer: 'i', email: 'u@example.org', scopes: [], createdAt: now }
  await db.insert(connections).values({ id: 'c', userId: 'u0', subject: 's', state: 'active', ...rest })
  const at = sql`${now.toString()}::timestamptz`
  await db.execute(sql`insert into ${tasks} (kind, subject, user_id, run_at, done_at)
    select 'derive', 'u' || n, 'u' || n % 2, ${at} + (n - 500) * interval '1 second', ${at} - interval '1 hour' from generate_series(0, 200000) n`)
  await db.execute(sql`insert into ${facts} (id, user_id, connection_id, external_id, dedupe_key, kind, at)
    select n, 'u0', 'c', n, n, 'mail', ${at} - n * interval '1 hour' from generate_series(1, 50000) n`)
  await db.execute(sql`insert into ${people} (id, user_id, address, name, kind, kind_reason, state, addresses, maybe, exclusions, relationship)
    select 'p' || n, 'u0', n, n, 'person', '', 'active', '[]',
      case when n < 3 then '[{"address":"x","reason":""}]'::jsonb else '[]' end, '[]', '{}' from generate_series(1, 20000) n`)
  // Whom a letter may name: a hundred of these are quiet for long, and forty have something that has its day.
  await db.execute(sql`update ${people} set tie = true, bond = length(name), last_at = ${at} - interval '30 days',
    due_from = ${at} + (substr(id, 2)::int - 100) * interval '1 hour', first_day = 101 + substr(id, 2)::int % 800,
    occasion_until = case when substr(id, 2)::int <= 40 then ${at} + interval '1 day' end where substr(id, 2)::int > 3`)
  await db.execute(sql`analyze`)
  // What filling read is counted now, and not among what comes.
  await db.execute(sql`select pg_stat_force_next_flush()`)
}, 120_000)
afterAll(async () => {
  await opened?.close()
  await server?.stop()
})

/** How many rows of the large tables were read on the way: one after the other, or by an index. */
function rowsRead(work: (tx: Database) => Promise<unknown>) {
  return opened.db.transaction(async (tx) => {
    await work(tx)
    const columns = {
      table: sql<string>`relname::text`,
      all: sql<number>`seq_tup_read::int`,
      some: sql<number>`coalesce(idx_tup_fetch, 0)::int`,
    }
    const rows = await tx.select(columns).from(sql`pg_stat_xact_user_tables`)
    return rows.filter(({ table }) => ['tasks', 'facts', 'people'].includes(table))
  })
}

test.each([
  ['claiming what is due', (tx: Database) => claimTasks(tx, now, 4)],
  ['claiming one task', (tx: Database) => claimTasks(tx, now, 1, { kind: 'derive', subject: 'u0' })],
  ['asking whether people are behind', (tx: Database) => askForPeople(tx, 'u0', now)],
  ['noting news', (tx: Database) => noteNews(tx, 'u0', { soon: now, at: now })],
  ['finding who may be somebody else as well', (tx: Database) => listDoubtful(tx, 'u0')],
  ['finding whom a letter may name', (tx: Database) => listProspects(tx, 'u0', asked)],
  ['finding who may have an occasion', (tx: Database) => listOccasioned(tx, 'u0', { ...asked, quietSince: now })],
  ['finding those of whom nothing is told', (tx: Database) => listUntold(tx, 'u0')],
  ['finding with whom somebody could be introduced', (tx: Database) => listWarmest(tx, 'u0', 50)],
  ['reading some of them', (tx: Database) => readProspects(tx, 'u0', { ids: ['p5', 'p6'], at: now })],
])('%s reads a few rows of many', async (_, work) => {
  const read = await rowsRead(work)
  expect(read.some(({ some }) => some > 0)).toBe(true)
  for (const { table, all, some } of read) {
    expect([table, all]).toEqual([table, 0])
    expect(some).toBeLessThan(1000)
  }
})
