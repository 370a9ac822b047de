/** Several processes on one PostgreSQL server: the same outcome as one, and one request stream for each mailbox. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServer } from '../../../src/db/server/open.ts'
import { type Gate, mostAtOnce, openGate, type Passage } from '../../support/gate.ts'
import { connectAccount, freeAddress, type SharedMailbox, startMailbox, whenCurrent } from '../../support/mailbox.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { type Spawned, startProcess } from '../../support/spawned.ts'
import { expectEveryFact } from './compare.ts'

let postgres: PostgresServer
let mailbox: SharedMailbox
let gates: Gate[]
const running: Spawned[] = []

beforeAll(async () => {
  ;[postgres, mailbox] = await Promise.all([startPostgres(), startMailbox()])
  gates = await Promise.all([openGate(mailbox.sample.origin), openGate(mailbox.sample.origin)])
})
afterAll(async () => {
  await Promise.all(running.map((one) => one.end('SIGKILL')))
  await Promise.all(gates.map((gate) => gate.close()))
  await mailbox.stop()
  await postgres.stop()
})

test('a web face and two workers, of which one leaves, read a mailbox once and never at the same moment', async () => {
  const address = await freeAddress()
  // The quota is small enough for pauses: whoever wakes first after one takes the next piece.
  const pace = { GOOGLE_QUOTA_PER_MINUTE: '80000' }
  const settings = { ...mailbox.settings, ...pace, ...address, DATABASE_URL: await postgres.create('processes') }
  const web = startProcess('web', settings)
  const workers = gates.map(({ origin }) => startProcess('worker', { ...settings, GOOGLE_API_ORIGIN: origin }))
  running.push(web, ...workers)
  await Promise.all([web.says(/Coffee soon\? is at/), ...workers.map((worker) => worker.says(/worker started/))])

  const browser = await connectAccount(address.BASE_URL)
  await reachedRequests(200)
  // The busier one is asked to stop: it finishes its piece, gives it back, and the other goes on at once.
  const busier = count(0) > count(1) ? 0 : 1
  expect(await workers[busier]?.end()).toBe(0)
  await whenCurrent(browser)

  expect(count(0)).toBeGreaterThan(0)
  expect(count(1)).toBeGreaterThan(0)
  for (const stream of ['mail', 'calendar'] as const) {
    const [mine = [], theirs = []] = gates.map(({ passages }) =>
      passages.filter((passage) => passage.stream === stream),
    )
    expect(mine.filter((passage) => theirs.some((another) => overlap(passage, another)))).toEqual([])
    expect(mostAtOnce([...mine, ...theirs])).toBeLessThanOrEqual(5)
  }
  const reads = gates
    .flatMap(({ passages }) => passages.map(({ path }) => path))
    .filter((path) => path.includes('format=metadata'))
  expect(reads.length).toBeGreaterThan(500)
  expect(new Set(reads).size).toBe(reads.length)

  expect(await Promise.all([web, ...workers].map((process) => process.end()))).toEqual([0, 0, 0])
  const database = openServer(settings.DATABASE_URL, 2)
  await expectEveryFact(database.db, mailbox).finally(() => database.close())
}, 120_000)

test('one program takes as many processes as it is told to, and takes them along when it ends', async () => {
  const settings = { ...mailbox.settings, DATABASE_URL: await postgres.create('cores'), WORKERS: '3' }
  const program = startProcess('worker', settings)
  running.push(program)
  const started = () => program.lines.filter((line) => line.includes('worker started')).length
  await expect.poll(started, { timeout: 60_000 }).toBe(3)
  expect(await program.end()).toBe(0)
  const database = openServer(settings.DATABASE_URL, 1)
  const others = sql<number>`(select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid())`
  const rows = await database.db.select({ left: others }).from(sql`(select 1) one`)
  await database.close()
  expect(rows).toEqual([{ left: 0 }])
}, 120_000)

const count = (worker: number) => gates[worker]?.passages.length ?? 0

async function reachedRequests(least: number): Promise<void> {
  while (count(0) + count(1) < least) await new Promise((resolve) => setTimeout(resolve, 10))
}

const overlap = (a: Passage, b: Passage) => a.from < b.to && b.from < a.to
