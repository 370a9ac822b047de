/** What is asked every few seconds of a server costs the same among very many rows: each statement by its index. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countAll, mostCounted, statements } from '../../../src/db/health/counts.ts'
import { findObstacles } from '../../../src/db/health/ready.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

let server: PostgresServer
let database: OpenDatabase
const now = Temporal.Instant.from('2026-11-30T08:00:00Z')
const rows = 36_000

beforeAll(async () => {
  server = await startPostgres()
  database = openServer(await server.create('plans'), 2)
  const { db } = database
  await db.execute(
    sql.raw(`insert into users (id, email, name, time_zone, settings, created_at)
    select 'u' || n, 'e', 'n', 'UTC', '{}', now() from generate_series(1, ${rows}) n`),
  )
  // A Monday morning: a third of the letters is due, some are being written, a few failed.
  await db.execute(
    sql.raw(`insert into tasks (kind, subject, user_id, run_at, lease_id, lease_until, attempts)
    select case when n % 3 = 0 then 'letter' else 'mail' end, 's' || n, 'u' || n,
      timestamptz '${now}' + (n % 3) * interval '1 hour' - n * interval '10 milliseconds',
      case when n % 1000 = 1 then 'l' end, case when n % 1000 = 1 then timestamptz '${now}' + interval '1 minute' end,
      case when n % 2000 = 5 then 3 else 0 end
    from generate_series(1, ${rows}) n`),
  )
  await db.execute(
    sql.raw(`insert into digests (id, user_id, week, state, letter, drop_at, created_at)
    select 'd' || n, 'u' || n, '2026-W' || n, case when n % 5000 = 7 then 'ready' else 'sent' end, '{}',
      timestamptz '${now}' + interval '23 hours', timestamptz '${now}' - (n % 60) * interval '1 day'
    from generate_series(1, ${rows}) n`),
  )
  for (const table of ['confirmations', 'alarms'])
    await db.execute(
      sql.raw(`insert into ${table} (id, user_id, ${table === 'confirmations' ? 'address, ' : ''}state, asked_at)
      select 'x' || n, 'u' || n, ${table === 'confirmations' ? "'a', " : ''}case when n % 999 = 0 then 'queued' else 'sent' end,
        timestamptz '${now}' - (n % 200) * interval '1 day'
      from generate_series(1, ${rows}) n`),
    )
  await db.execute(sql`vacuum analyze`)
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

/** The plan as text, in one line a node. */
async function planOf(statement: ReturnType<typeof statements.failing>): Promise<string> {
  const lines = await database.db.execute(sql`explain (costs off) ${statement}`)
  return (lines as unknown as Record<string, string>[]).map((line) => Object.values(line)[0]).join('\n')
}

test.each([
  ['what is due', statements.due(now), 'tasks_run_at_index'],
  ['what is being done', statements.claimed(now), 'tasks_leases'],
  ['what failed', statements.failing(), 'tasks_failing'],
  ['letters by state', statements.states(now, 'digests'), 'digests_states'],
  ['confirmations by state', statements.states(now, 'confirmations'), 'confirmations_states'],
  ['alarms by state', statements.states(now, 'alarms'), 'alarms_states'],
  ['quotas', statements.quotas(now, ['google|mail']), null],
])('%s is found by its index', async (_, statement, index) => {
  const plan = await planOf(statement)
  if (index) expect(plan).toContain(index)
  // A table of a page or two is read whole, which is quicker than any index.
  expect(plan.replace('Seq Scan on budgets', '')).not.toContain('Seq Scan')
})

test('numbers are told up to a bound, and the oldest is the oldest whatever lies behind it', async () => {
  const counts = await countAll(database.db, now, ['google|mail'])
  expect(counts.due.find(({ kind }) => kind === 'letter')?.count).toBe(mostCounted)
  expect(Math.round(counts.due[0]?.oldestSeconds ?? 0)).toBe(rows / 100)
  expect(counts.claimed.map(({ count }) => count).reduce((sum, count) => sum + count, 0)).toBe(rows / 1000)
  expect(counts.letters.find(({ state }) => state === 'ready')?.count).toBeGreaterThan(0)
})

test('what /readyz asks is found by its indexes', async () => {
  const found: string[] = []
  expect(await findObstacles(database.db, now)).toEqual([])
  const late = sql`select drop_at from digests where state = 'ready' and drop_at <= ${now.toString()}::timestamptz order by drop_at limit 1`
  found.push(await planOf(late))
  const due = sql`select run_at, error from tasks where run_at <= ${now.subtract({ minutes: 15 }).toString()}::timestamptz
    or (run_at <= ${now.add({ minutes: 5 }).toString()}::timestamptz and error in ('database 53100')) order by run_at limit 1`
  found.push(await planOf(due))
  expect(found[0]).toContain('digests_states')
  expect(found[1]).toContain('tasks_run_at_index')
  expect(found.join()).not.toContain('Seq Scan')
})
