/**
 * What is asked at every look and every second finds its few rows by an index among very many, on a server, with plans made
 * for the values and with plans that are kept for any. `npm run plans` is the same among a million.
 */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findStream } from '../../../src/db/accounts/streams.ts'
import { createUser } from '../../../src/db/accounts/users.ts'
import { isFarBehind } from '../../../src/db/checkpoints.ts'
import type { Database } from '../../../src/db/database.ts'
import { nextDueAt } from '../../../src/db/due.ts'
import { findFactTime, readCopies, readFacts } from '../../../src/db/facts.ts'
import { factsSince } from '../../../src/db/history/history.ts'
import { readBackTo, setRanks, setRead } from '../../../src/db/listings/listings.ts'
import { dueMessages, nextTryAt } from '../../../src/db/listings/tries.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { addressesWith } from '../../../src/db/people.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { finishLooks } from '../../../src/db/queue/look.ts'
import { readBehind } from '../../../src/db/queue/news.ts'
import { connections, streams, tasks } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { finishTask } from '../../../src/db/tasks.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

const count = Number(process.env.PLAN_ROWS ?? 20_000)
const now = Temporal.Instant.from('2026-11-22T08:00:00Z')
let server: PostgresServer
let opened: OpenDatabase

beforeAll(async () => {
  server = await startPostgres()
  opened = openServer(await server.create('plans'), { max: 1, prepare: true })
  const { db } = opened
  const about = { name: 'U', timeZone: 'UTC', timeZoneChosen: false, settings: defaultSettings, createdAt: now }
  for (const id of ['u0', 'u1']) await createUser(db, { id, email: `${id}@example.org`, ...about })
  const rest = { provider: 'google' as const, issuer: 'i', email: 'u@example.org', scopes: [], createdAt: now }
  for (const [at, id] of ['c0', 'c1'].entries()) {
    await db.insert(connections).values({ id, userId: `u${at}`, subject: id, state: 'active', ...rest })
    await db.insert(streams).values({ connectionId: id, kind: 'mail', phase: 'current' })
  }
  // No trigger and no foreign key asks anything of each of them.
  await db.execute(sql`set session_replication_role = replica`)
  const at = sql`${now.toString()}::timestamptz`
  await db.execute(sql`insert into tasks (kind, subject, user_id, run_at)
    select 'mail', 'c' || n, 'u' || n % 2, ${at} + (n - 50) * interval '1 second' from generate_series(0, ${count}::int) n`)
  await db.execute(sql`insert into tasks (kind, subject, user_id, run_at)
    select 'derive', 'u' || n, 'u' || n, ${at} + interval '1 year' from generate_series(0, 1) n`)
  await db.execute(sql`insert into listings (connection_id, user_id, external_id, thread_id, position, generation, read, rank, tries, try_at)
    select 'c' || n % 2, 'u' || n % 2, 'm' || n, 't' || n / 3, n, 1, n % 10000 <> 0, n, case when n % 20000 = 0 then 2 else 0 end,
      case when n % 20000 = 0 then ${at} + interval '1 minute' end from generate_series(1, ${count}::int) n`)
  await db.execute(sql`insert into facts (id, user_id, connection_id, external_id, dedupe_key, kind, at, mail)
    select n, 'u' || n % 2, 'c' || n % 2, 'm' || n, 'd' || n, 'mail', ${at} - n * interval '3 minutes',
      '{"from":["a@example.org"],"to":[],"cc":[]}' from generate_series(1, ${count}::int) n`)
  await db.execute(sql`insert into fact_addresses (user_id, address, fact_id)
    select user_id, 'p' || substr(id::text, 1, 3) || '@example.org', id from facts`)
  await db.execute(sql`insert into person_addresses (user_id, address, person_id, own_id)
    select 'u' || n % 2, 'p' || n || '@example.org', 'i' || n / 4, 'i' || n from generate_series(1, ${count}::int) n`)
  await db.execute(sql`set session_replication_role = default`)
  await db.execute(sql`analyze`)
  // What filling read is not counted with what is asked after it.
  await db.execute(sql`select pg_stat_force_next_flush()`)
}, 300_000)
afterAll(async () => {
  await opened?.close()
  await server?.stop()
})

const large = ['tasks', 'listings', 'facts', 'fact_addresses', 'person_addresses']

/** How many rows of the large tables were read on the way: one after the other, or by an index. */
function rowsRead(mode: string, work: (tx: Database) => Promise<unknown>) {
  return opened.db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local plan_cache_mode = ${mode}`))
    await work(tx)
    // What this read is not counted with what is asked next.
    await tx.execute(sql`select pg_stat_force_next_flush()`)
    const columns = {
      table: sql<string>`relname::text`,
      all: sql<number>`seq_tup_read::int`,
      some: sql<number>`coalesce(idx_tup_fetch, 0)::int`,
    }
    const rows = await tx.select(columns).from(sql`pg_stat_xact_user_tables`)
    return rows.filter(({ table }) => large.includes(table))
  })
}

const asked = { day: '2026-11-22', counts: new Map([['history.list', 1]]) }
const stream = { connectionId: 'c0', kind: 'mail' as const }
/** A day of the past, which is a few hundred messages. */
const day = { from: now.subtract({ hours: 600 }), until: now.subtract({ hours: 576 }), count: 100 }

const questions: Readonly<Record<string, (tx: Database) => Promise<unknown>>> = {
  'claiming what is due, and giving it back': async (tx) => {
    for (const task of await claimTasks(tx, now, 4))
      await finishTask(tx, task, now.add({ hours: 1 }), { error: null, attempts: 0 })
  },
  'claiming one task, and ending a look without news': async (tx) => {
    const [task] = await claimTasks(tx, now.add({ hours: 2 }), 1, { kind: 'mail', subject: 'c0' })
    if (!task) throw new Error('it is due')
    await finishLooks(tx, [{ task, next: now, stream, progress: { lastSyncedAt: now }, asked }])
  },
  'ending looks at mail and calendar together': async (tx) => {
    const one = { userId: 'u0', subject: 'c0', leaseId: 'a lease', kind: 'mail' as const }
    const rest = { next: now, progress: { lastSyncedAt: now }, asked }
    const other = { task: { ...one, kind: 'calendar' as const }, stream: { ...stream, kind: 'calendar' as const } }
    await finishLooks(tx, [
      { task: one, stream, ...rest },
      { ...other, ...rest },
    ])
  },
  'asking when something is due': (tx) => nextDueAt(tx),
  'looking up a stream, and whether a message waits': (tx) => findStream(tx, stream, now),
  'finding the next messages to read': (tx) => dueMessages(tx, 'c0', { limit: 50, now }),
  'asking when a message is tried again': (tx) => nextTryAt(tx, 'c0'),
  'finding how far back everything is read': (tx) => readBackTo(tx, 'c0'),
  'ordering a message, and marking it as read': async (tx) => {
    await setRanks(tx, 'c0', new Map([['m4', 4]]))
    await setRead(tx, 'c0', ['m4'], true)
  },
  'reading the facts of the last days': async (tx) => {
    for await (const fact of readFacts(tx, 'u0', { after: now.subtract({ hours: 12 }) })) void fact
  },
  'finding copies of what is new': (tx) => readCopies(tx, 'u0', { keys: ['d2', 'd4', 'none'], until: now }),
  'asking whether a checkpoint is far behind': (tx) => isFarBehind(tx, 'u0', day),
  'asking when a message was': (tx) => findFactTime(tx, 'c0', 'm2'),
  'finding what happened with somebody since': (tx) =>
    factsSince(tx, 'u0', ['p200@example.org'], now.subtract({ hours: 24 })),
  'finding all addresses of whoever wrote': (tx) => addressesWith(tx, 'u0', ['p200@example.org']),
  'asking whether people are behind': (tx) => readBehind(tx, 'u0', now),
}

describe.each([
  ['a plan made for its values', 'force_custom_plan'],
  ['a plan kept for any', 'force_generic_plan'],
])('with %s', (_, mode) => {
  test.each(Object.entries(questions))(`%s reads a few of ${count} rows`, async (_, work) => {
    const read = await rowsRead(mode, work)
    expect(read.some(({ some }) => some > 0)).toBe(true)
    for (const { table, all, some } of read) {
      expect([table, all]).toEqual([table, 0])
      expect([table, some < 1500]).toEqual([table, true])
    }
  })
})

test('so many rows are there', async () => {
  expect(await opened.db.$count(tasks)).toBeGreaterThanOrEqual(count)
})
