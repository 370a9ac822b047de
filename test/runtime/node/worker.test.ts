/** The Worker's entry on a real PostgreSQL server: before its migrations, and with wake-ups that were lost. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newestKnown } from '../../../src/db/health/version.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { incidents, tasks, users } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { defaultSettings } from '../../../src/settings.ts'
import worker from '../../../src/worker.ts'
import { thisMorning } from '../../support/morning.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

let server: PostgresServer
let database: OpenDatabase
let address: string
const sent: unknown[] = []
const token = 'a-token-of-some-length'
const home = 'http://localhost:8787'
beforeAll(async () => {
  server = await startPostgres()
  address = await server.create('worker')
  database = openServer(address, 1)
  await database.db.insert(users).values({
    ...{ id: 'u', email: 'sam@hartley.example', name: 'Sam', timeZone: 'UTC' },
    ...{ settings: defaultSettings, createdAt: thisMorning() },
  })
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

const bound = () =>
  ({
    BASE_URL: home,
    SIGNUPS: 'open',
    SECRET_KEYS: `t:${Buffer.alloc(32, 1).toString('base64')}`,
    METRICS_TOKEN: token,
    LOG_LEVEL: 'error',
    HYPERDRIVE: { connectionString: address },
    DUTIES: { send: async (one: unknown) => sent.push(one), sendBatch: async (some: unknown[]) => sent.push(...some) },
  }) as unknown as Parameters<typeof worker.fetch>[1]
/** Waits for what an invocation leaves behind, as the platform does. */
async function invoke<T>(call: (context: Parameters<typeof worker.fetch>[2]) => Promise<T>): Promise<T> {
  const left: Promise<unknown>[] = []
  const answer = await call({ waitUntil: (one: Promise<unknown>) => left.push(one) } as never)
  await Promise.all(left)
  return answer
}
const get = (path: string, headers = {}) =>
  invoke(async (context) => {
    const answer = await worker.fetch(new Request(home + path, { headers }), bound(), context)
    return [answer.status, await answer.text()] as const
  })
const clock = () => invoke((context) => worker.scheduled({ scheduledTime: 60_000 } as never, bound(), context))
const batchOf = (queue: string, count: number) => {
  const acked: string[] = []
  const messages = Array.from({ length: count }, (_, n) => ({
    body: { kind: 'mail', subject: `s${n}` },
    ack: () => acked.push('one'),
    retry: () => acked.push('retry'),
  }))
  return { batch: { queue, messages, ackAll: () => acked.push('all') } as never, acked }
}
const applied = sql`drizzle.__drizzle_migrations`

test('deployed before its migrations it says so and does nothing, and begins when they are there', async () => {
  await database.db.execute(
    sql`update ${applied} set created_at = created_at - 1000000 where created_at = ${newestKnown}`,
  )
  await database.db
    .insert(tasks)
    .values({ kind: 'mail', subject: 'x', userId: 'u', runAt: sql`now() - interval '1 minute'` as never })
  const [status, words] = await get('/')
  expect(status).toBe(503)
  expect(words).toBe(
    'This server is being brought up to date, and nothing is lost. For whoever runs it: the tables are of an older version; run `npm run migrate`.',
  )
  expect(await get('/healthz')).toEqual([200, 'ok'])
  expect(await get('/readyz')).toEqual([503, 'the tables are of an older version; run `npm run migrate`'])
  await clock()
  const { batch, acked } = batchOf('coffee-soon-duties', 1)
  await invoke((context) => worker.queue(batch, bound(), context))
  expect([sent, acked]).toEqual([[], ['all']])
  await database.db.execute(
    sql`update ${applied} set created_at = ${newestKnown} where created_at = ${newestKnown - 1_000_000}`,
  )
  expect((await get('/'))[0]).toBe(200)
  await clock()
  expect(sent).toEqual([{ body: { kind: 'mail', subject: 'x' } }])
})

test('wake-ups that failed again and again are counted where whoever runs it sees them', async () => {
  for (const count of [3, 2]) {
    const { batch, acked } = batchOf('coffee-soon-duties-failed', count)
    await invoke((context) => worker.queue(batch, bound(), context))
    expect(acked).toEqual(['all'])
  }
  expect(await database.db.select().from(incidents)).toMatchObject([{ what: 'wake-ups', count: 5, state: 'untold' }])
  const [status, text] = await get('/metrics', { authorization: `Bearer ${token}` })
  expect([status, text]).toEqual([200, expect.stringContaining('coffee_soon_incidents{what="wake-ups"} 5')])
  // A process lasts for some calls only there: what one counted by itself says nothing.
  expect(text).not.toMatch(/_total|process_|nodejs_/)
  expect((await get('/metrics'))[0]).toBe(401)
})
