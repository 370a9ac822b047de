/** Monday morning: many users whose letters are due in one hour, on a PostgreSQL server; a hundred thousand of them on paper. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../src/db/database.ts'
import { storeFacts } from '../src/db/facts.ts'
import { claimTasks } from '../src/db/queue/claim.ts'
import { connections, provenAddresses, streams } from '../src/db/schema.ts'
import { openServer } from '../src/db/server/open.ts'
import type { Deps } from '../src/deps.ts'
import { requestDerive } from '../src/work/request.ts'
import { step } from '../src/work/step.ts'
import { tick } from '../src/work/tick.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { addBenchUser, depsOn } from './database.ts'
import { history, whole } from './history.ts'
import { count, inMs, type Options, type Result } from './result.ts'

const size = { ...whole, messages: 300, people: 40 }
const monday = Temporal.Instant.from('2026-11-23T08:00:00Z')
const wanted = 100_000
const workers = 2
const perHour = wanted / workers

export async function benchMonday({ long }: Options): Promise<readonly Result[]> {
  const server = await startPostgres()
  try {
    const rows = await measure(await server.create('monday'), 100)
    return long
      ? [
          ...rows,
          ...(await measure(await server.create('mondays'), 2000)).map((row) => ({ ...row, long: true as const })),
        ]
      : rows
  } finally {
    await server.stop()
  }
}

async function measure(url: string, users: number): Promise<readonly Result[]> {
  const { db, close } = openServer(url, 8)
  const sent = new Map<string, number>()
  const started = performance.now()
  const deps: Deps = {
    ...depsOn(db),
    now: () => monday.add({ milliseconds: Math.round(performance.now() - started) }),
    mailer: {
      async send({ messageId }) {
        sent.set(messageId, (sent.get(messageId) ?? 0) + 1)
        return { kind: 'accepted' }
      },
      async close() {},
    },
  }
  await fill(deps, users)
  const began = performance.now()
  const cpu = process.cpuUsage()
  while ((await tick(deps)) > 0);
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  await close()
  const letters = [...sent.values()].reduce((sum, times) => sum + times, 0)
  const twice = [...sent.values()].filter((times) => times > 1).length
  const cpuMs = (user + system) / 1000 / letters
  const hours = (perHour * cpuMs) / 3_600_000
  return [
    {
      name: `letters of ${count(users)} users that are due in one hour`,
      measured: `${count(letters)} left, ${count(twice)} twice`,
      baseline: `${count(users)} users`,
      ratio: letters / users,
      aim: 'all once',
      met: letters === users && twice === 0 && sent.size === users,
    },
    {
      name: `${count(wanted)} of them by ${workers} workers, on paper from the processor time of ${count(users)} by one`,
      measured: `${hours.toFixed(2)} hours of a processor each (${inMs(cpuMs)} a letter without the database, which took ${inMs((1000 * seconds) / letters)} with everything else on the machine)`,
      baseline: '1 hour',
      ratio: hours,
      aim: 'in the hour',
      met: hours <= 1,
    },
  ]
}

/** One user whose people are worked out, and copies of them. */
async function fill(deps: Deps, users: number): Promise<void> {
  const { db } = deps
  await addBenchUser(db)
  const about = {
    provider: 'google' as const,
    issuer: 'i',
    email: 'me@owner.example',
    scopes: [],
    state: 'active' as const,
  }
  await db.insert(connections).values({ id: 'c', userId: 'u', subject: 's', ...about, createdAt: monday })
  const readBackTo = monday.subtract({ hours: 24 * 365 * 5 })
  for (const kind of ['mail', 'calendar'] as const)
    await db
      .insert(streams)
      .values({ connectionId: 'c', userId: 'u', kind, phase: 'current', readBackTo, lastSyncedAt: monday })
  await db.insert(provenAddresses).values({ userId: 'u', address: 'me@owner.example', how: 'link', at: monday })
  const facts = []
  for await (const fact of history(size)) facts.push(fact)
  await storeFacts(db, { userId: 'u', connectionId: 'c', generation: 1 }, facts)
  await requestDerive(db, 'u', monday)
  const [task] = await claimTasks(db, deps.now(), 1, { kind: 'derive', subject: 'u' })
  if (task) await step(deps, task)
  await db.execute(sql`update tasks set run_at = ${monday.toString()}::timestamptz where kind = 'letter'`)
  for (const table of [
    'users',
    'connections',
    'streams',
    'proven_addresses',
    'facts',
    'people',
    'person_addresses',
    'own_addresses',
    'checkpoints',
    'tasks',
  ])
    await copy(db, table, users)
  await db.execute(sql`analyze`)
}

/** What names a user or a row of theirs, by column; the rest is the same for everybody. */
const named = ['id', 'user_id', 'connection_id', 'subject', 'person_id', 'own_id', 'external_id', 'dedupe_key']

async function copy(db: Database, table: string, users: number): Promise<void> {
  const answer = await db.execute(
    sql`select column_name as name from information_schema.columns where table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`,
  )
  const columns = (answer as unknown as { name: string }[]).map(({ name }) => name)
  const names = table === 'proven_addresses' ? ['user_id'] : named
  // A fact has a number of 64 bits.
  const another = (name: string) =>
    table === 'facts' && name === 'id' ? `hashtextextended("id" || '|' || n, 0)` : `"${name}" || n`
  const value = (name: string) => (names.includes(name) ? another(name) : `"${name}"`)
  const list = columns.map((name) => `"${name}"`).join(', ')
  await db.execute(
    sql.raw(
      `insert into ${table} (${list}) select ${columns.map(value).join(', ')} from ${table}, generate_series(1, ${users - 1}) n`,
    ),
  )
}
