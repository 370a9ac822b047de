/** Behind PgBouncer, which lends connections by the transaction. Skipped where there is none: `apt-get install pgbouncer`, or PGBOUNCER_PATH. */
import { type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { listDue } from '../../../src/db/due.ts'
import { ailmentOf } from '../../../src/db/faults.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { forUser } from '../../../src/db/rows/bound.ts'
import { tasks, users } from '../../../src/db/schema.ts'
import { everyday } from '../../../src/db/server/bounds.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { finishTask } from '../../../src/db/tasks.ts'
import { checkServer } from '../../../src/node/doctor/server.ts'
import { type Pooler, pgbouncer, startPooler } from '../../support/pgbouncer.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

const now = Temporal.Instant.from('2026-11-29T12:00:00Z')
const soon = { timeout: 60_000 }
async function valueIn(db: Database, query: SQL): Promise<string> {
  const [row] = (await db.execute(query)) as unknown as { value: unknown }[]
  return String(row?.value)
}

describe.skipIf(!pgbouncer)('behind PgBouncer', () => {
  let server: PostgresServer
  let direct: OpenDatabase
  let pooler: Pooler
  let pooled: OpenDatabase
  beforeAll(async () => {
    server = await startPostgres()
    const url = await server.createEmpty('behind')
    pooler = await startPooler(url, 2)
    pooled = openServer(pooler.url, 10)
    await pooled.migrate('drizzle')
    direct = openServer(url, 2)
  })
  afterAll(async () => {
    await pooled?.close()
    await direct?.close()
    await pooler?.stop()
    await server?.stop()
  })

  test('migrating leaves no lock behind, and a second time finds nothing to do', async () => {
    await pooled.migrate('drizzle')
    expect(await valueIn(direct.db, sql`select count(*) as value from pg_locks where locktype = 'advisory'`)).toBe('0')
    expect(
      Number(await valueIn(direct.db, sql`select count(*) as value from drizzle.__drizzle_migrations`)),
    ).toBeGreaterThan(5)
  })

  test('where it lends one connection only, two may migrate at once', async () => {
    const narrow = await startPooler(await server.createEmpty('narrow'), 1)
    const both = [openServer(narrow.url), openServer(narrow.url)]
    await Promise.all(both.map((one) => one.migrate('drizzle')))
    for (const one of both) await one.close()
    await narrow.stop()
  })

  test('every one of two hundred statements is answered, with parameters and without, alone and in transactions', async () => {
    const ask = [
      () => pooled.db.execute(sql`select 1`),
      () => listDue(pooled.db, now, 3),
      () => pooled.db.transaction((tx) => listDue(tx, now, 3)),
      () => pooled.db.transaction((tx) => tx.transaction((deeper) => deeper.execute(sql`select ${1}::int`))),
    ]
    // One kind beside another is what a connection that is shared mixes up.
    for (const kinds of [ask.slice(0, 2), ask.slice(1, 3), ask, ask.slice(0, 2)])
      expect(await Promise.all(Array.from({ length: 50 }, (_, n) => kinds[n % kinds.length]?.()))).toHaveLength(50)
  })

  test('what is done for one user is for them alone, and no connection hands it on', async () => {
    const who = sql`select current_user::text || ' ' || coalesce(current_setting('coffee.user', true), '') as value`
    const ask = [
      () => valueIn(forUser(pooled.db, 'sam'), who),
      () => valueIn(pooled.db, who),
      () => forUser(pooled.db, 'eve').transaction((tx) => valueIn(tx, who)),
      () =>
        forUser(pooled.db, 'eve').transaction((tx) =>
          tx.transaction((deeper) => valueIn(deeper, sql`${who} where ${1} = 1`)),
        ),
    ]
    const told = await Promise.all(Array.from({ length: 200 }, (_, n) => ask[n % ask.length]?.()))
    const right = ['coffee_soon_user sam', 'postgres ', 'coffee_soon_user eve', 'coffee_soon_user eve']
    expect(told).toEqual(Array.from({ length: 200 }, (_, n) => right[n % right.length]))
  })

  test('tasks are claimed and finished, each once', async () => {
    await direct.db.insert(users).values({
      id: 'sam',
      email: 'sam@example.org',
      name: 'Sam',
      timeZone: 'UTC',
      settings: {} as never,
      createdAt: now,
    })
    const subjects = Array.from({ length: 30 }, (_, n) => `s${n}`)
    await direct.db
      .insert(tasks)
      .values(subjects.map((subject) => ({ kind: 'mail' as const, subject, userId: 'sam', runAt: now })))
    const claimed = (await Promise.all(subjects.map(() => claimTasks(pooled.db, now, 3)))).flat()
    expect(claimed.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted())
    const next = now.add({ hours: 1 })
    await Promise.all(
      claimed.map((task) => pooled.db.transaction((tx) => finishTask(tx, task, next, { error: null, attempts: 0 }))),
    )
    expect(await listDue(direct.db, next, 100)).toHaveLength(30)
  })

  test('no time-out is left on a connection that is lent to the next one', async () => {
    await pooled.db.transaction(async (tx) => {
      expect(await valueIn(tx, sql`select current_setting('statement_timeout') as value`)).toBe(
        `${everyday.statementSeconds / 60}min`,
      )
    })
    for (let times = 0; times < 5; times++)
      expect(await valueIn(pooled.db, sql`select current_setting('statement_timeout') as value`)).toBe('0')
  })

  test('that stands still, a statement is given up, and goes through once it moves again', async () => {
    const { db, close } = openServer(pooler.url, {
      max: 2,
      bounds: { ...everyday, statementSeconds: 0.2, graceSeconds: 0.3 },
    })
    onTestFinished(close)
    await expect
      .poll(
        () =>
          db.execute(sql`select 1`).then(
            () => true,
            () => false,
          ),
        soon,
      )
      .toBe(true)
    pooler.freeze()
    onTestFinished(() => pooler.thaw())
    const faultOf = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error: unknown) => error,
      )
    expect(ailmentOf(await faultOf(db.execute(sql`select 1`)))).toMatch(/slow|away/)
    expect(ailmentOf(await faultOf(db.transaction((tx) => tx.execute(sql`select 1`))))).toMatch(/slow|away/)
    pooler.thaw()
    await expect.poll(() => faultOf(db.transaction((tx) => tx.execute(sql`select 1`))), soon).toBeNull()
  })

  test('the doctor says so, whether statements are kept prepared, and that time-outs hold', async () => {
    const found = async (url: string, prepare: 'on' | 'off') =>
      (await checkServer({ DATABASE_URL: url, DATABASE_PREPARE: prepare }, 'drizzle')).map(
        ({ mark, words }) => `${mark} ${words}`,
      )
    // What comes after these is said of the work there, and not of the way.
    expect((await found(pooler.url, 'off')).slice(0, 4)).toEqual([
      'ok Opens, and its tables are of this version.',
      expect.stringMatching(/^ok Reached through a pooler/),
      expect.stringMatching(/^ok Time-outs hold/),
      expect.stringMatching(/^ok Users are kept apart by the database as well/),
    ])
    expect((await found(pooler.url, 'on'))[1]).toMatch(/^(fault .*DATABASE_PREPARE=off|ok .*are kept prepared)/)
  })
})
