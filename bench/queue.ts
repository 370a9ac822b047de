/** Claiming and finishing a task among many waiting ones: against a bare round trip, and 10 thousand against a million. */
import { sql } from 'drizzle-orm'
import { createUser } from '../src/db/accounts/users.ts'
import type { Database } from '../src/db/database.ts'
import { claimTasks } from '../src/db/queue/claim.ts'
import { tasks, users } from '../src/db/schema.ts'
import { openServer } from '../src/db/server/open.ts'
import { finishTask } from '../src/db/tasks.ts'
import { defaultSettings } from '../src/settings.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { now, openWithUser } from './database.ts'
import { atMost, type Result } from './result.ts'

const rounds = 200
const filledAtOnce = 100_000
/** What the queue is to do in a second on a server, all together. */
const wanted = 2000

export async function benchQueue(): Promise<Result[]> {
  const embedded = await openWithUser()
  const { worked, bare } = await oneByOne(embedded.db, 10_000).finally(() => embedded.close())
  return [
    {
      name: 'claim and finish a task among 10,000',
      measured: `${(worked / rounds).toFixed(2)} ms`,
      baseline: `${(bare / rounds).toFixed(2)} ms for a bare round trip`,
      ratio: worked / bare,
    },
    ...(await onServer()),
  ]
}

/** Those due first of so many that wait, one after the other. */
async function oneByOne(db: Database, count: number) {
  await fill(db, count)
  const started = performance.now()
  for (let round = 0; round < rounds; round++) await db.execute(sql`select 1`)
  const bare = performance.now() - started
  for (let round = 0; round < rounds; round++) await work(db, round + 1, 1)
  return { bare, worked: performance.now() - started - bare }
}

async function onServer(): Promise<Result[]> {
  const server = await startPostgres()
  const opened = openServer(await server.create('queue'), { max: 8, prepare: true })
  const { db } = opened
  try {
    const about = { name: 'U', timeZone: 'UTC', timeZoneChosen: false, settings: defaultSettings, createdAt: now }
    for (let user = 0; user < 100; user++)
      await createUser(db, { id: `u${user}`, email: `u${user}@example.org`, ...about })
    const few = await oneByOne(db, 10_000)
    const many = await oneByOne(db, 1_000_000)
    const started = performance.now()
    const done = await side(db, 4000)
    const perSecond = (1000 * done) / (performance.now() - started)
    return [
      {
        name: 'the same among a million, on a PostgreSQL server',
        measured: `${(many.worked / rounds).toFixed(2)} ms`,
        baseline: `${(few.worked / rounds).toFixed(2)} ms among 10,000 there`,
        ...atMost(many.worked / few.worked, 1.5),
      },
      {
        name: 'claimed and finished in a second there, by eight at once and four at a time',
        measured: `${Math.round(perSecond)}`,
        baseline: `${wanted} wanted`,
        ...atMost(wanted / perSecond, 1, '≥ 2,000'),
      },
    ]
  } finally {
    await opened.close()
    await server.stop()
  }
}

/** So many tasks by eight at once, four at a time. @returns how many it were */
async function side(db: Database, wanted: number): Promise<number> {
  let done = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (done < wanted) {
        const more = await work(db, 5 * wanted, 4, true)
        // Added here and not while it is waited for: the seven others add as well.
        done += more
      }
    }),
  )
  return done
}

/** @returns how many */
async function work(db: Database, seconds: number, limit: number, mayMiss = false): Promise<number> {
  const claimed = await claimTasks(db, now.add({ seconds }), limit)
  if (!claimed.length && !mayMiss) throw new Error('nothing to claim')
  for (const task of claimed) await finishTask(db, task, now.add({ hours: 4800 }), { error: null, attempts: 0 })
  return claimed.length
}

async function fill(db: Database, count: number): Promise<void> {
  await db.delete(tasks)
  const owner = sql.raw((await db.$count(users)) > 1 ? "'u' || n % 100" : "'u'")
  // A million in one statement may take longer than a minute, and is ended by then as any other.
  for (let from = 1; from <= count; from += filledAtOnce)
    await db.execute(
      sql`insert into ${tasks} (kind, subject, user_id, run_at) select 'mail', 'c' || n, ${owner}, ${now.toString()}::timestamptz + n * interval '1 second' from generate_series(${from}::int, ${Math.min(count, from + filledAtOnce - 1)}::int) n`,
    )
  await db.execute(sql`analyze tasks`)
}
