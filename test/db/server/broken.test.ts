/** What can become of a statement or a connection on a PostgreSQL server, and what never comes of it. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { type Ailment, ailmentOf, sqlState } from '../../../src/db/faults.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { budgets } from '../../../src/db/schema.ts'
import { type Bounds, everyday } from '../../../src/db/server/bounds.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { freePort, type PostgresServer, startPostgres } from '../../support/postgres.ts'

let server: PostgresServer
let url: string
/** Patient, and on the same server as whoever is not. */
let other: OpenDatabase
beforeAll(async () => {
  server = await startPostgres()
  url = await server.create('broken')
  other = openServer(url, 4)
})
beforeEach(() => other.db.delete(budgets))
afterAll(async () => {
  await other.close()
  await server.stop()
})

/** With little patience for one thing, until the test ends. */
function openHasty(bounds: Partial<Bounds>, { at = url, max = 2 } = {}): Database {
  const { db, close } = openServer(at, { max, bounds: { ...everyday, ...bounds } })
  onTestFinished(close)
  return db
}

const put = (db: Database, key: string) =>
  db.execute(sql`insert into budgets (key, spent_until) values (${key}, now())`)
const keys = async () => (await other.db.select({ key: budgets.key }).from(budgets)).map(({ key }) => key).toSorted()
async function valueIn(db: Database, query: SQL): Promise<string> {
  const [row] = (await db.execute(query)) as unknown as { value: unknown }[]
  return String(row?.value)
}
const pidOf = (db: Database) => valueIn(db, sql`select pg_backend_pid() as value`)
const faultOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => null).catch((error: unknown) => error)
const kill = (pid: string) => other.db.execute(sql`select pg_terminate_backend(${pid}::int, 5000)`)
const soon = { timeout: 60_000 }
/** That ailment, and then statements are answered again. */
async function expectPassing(db: Database, fault: unknown, ailment: Ailment) {
  expect(ailmentOf(fault), String(fault)).toBe(ailment)
  await expect.poll(() => faultOf(db.execute(sql`select 7`)), soon).toBeNull()
}

describe('a connection that is killed', () => {
  test('within a transaction takes all of it along: what is asked after that is asked nowhere', async () => {
    const { promise: went, resolve } = Promise.withResolvers<unknown>()
    const fault = await faultOf(
      other.db.transaction(async (tx) => {
        await put(tx, 'before')
        await kill(await pidOf(tx))
        // Whoever asks meanwhile has new connections.
        await expect.poll(() => faultOf(other.db.execute(sql`select 1`)), soon).toBeNull()
        await Promise.all([put(other.db, 'others'), put(other.db, 'others too')])
        resolve(await faultOf(put(tx, 'after')))
      }),
    )
    expect(await went).toBeInstanceOf(Error)
    await expectPassing(other.db, fault, 'away')
    expect(await keys()).toEqual(['others', 'others too'])
  })

  test('within a savepoint as well, and nobody else’s transaction is rolled back for it', async () => {
    const fault = await faultOf(
      other.db.transaction(async (tx) => {
        await kill(await pidOf(tx))
        await tx.transaction((deeper) => put(deeper, 'deeper'))
      }),
    )
    await other.db.transaction(async (tx) => {
      await put(tx, 'theirs')
      await new Promise((resolve) => setTimeout(resolve, 20))
      await put(tx, 'theirs too')
    })
    await expectPassing(other.db, fault, 'away')
    expect(await keys()).toEqual(['theirs', 'theirs too'])
  })

  test('while nobody uses it is replaced', async () => {
    const db = openHasty({}, { max: 1 })
    await kill(await pidOf(db))
    await expect.poll(() => faultOf(db.execute(sql`select 1`)), soon).toBeNull()
  })
})

describe('a statement that is never answered', () => {
  test('in a transaction is stopped by the server', async () => {
    const db = openHasty({ statementSeconds: 0.5, graceSeconds: 300 })
    await expectPassing(db, await faultOf(db.transaction((tx) => tx.execute(sql`select pg_sleep(600)`))), 'slow')
  })

  test('alone is stopped by asking the server to, so that nothing goes on there', async () => {
    const db = openHasty({ statementSeconds: 0.2, graceSeconds: 0.3 })
    await expectPassing(db, await faultOf(db.execute(sql`select pg_sleep(600)`)), 'slow')
    const sleepers = sql`select count(*) as value from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'`
    await expect.poll(() => valueIn(other.db, sleepers), soon).toBe('0')
  })

  test('because somebody else holds a lock has waited long enough', async () => {
    const db = openHasty({ lockSeconds: 0.2 })
    await put(other.db, 'held')
    const change = sql`update budgets set spent_until = now() where key = 'held'`
    await other.db.transaction(async (tx) => {
      await tx.execute(change)
      await expectPassing(db, await faultOf(db.transaction((mine) => mine.execute(change))), 'locked')
    })
  })

  test('because a transaction forgot to end holds its locks for a while only', async () => {
    const db = openHasty({ idleSeconds: 0.2 })
    const fault = await faultOf(
      db.transaction(async (tx) => {
        await put(tx, 'forgotten')
        await new Promise(() => {})
      }),
    )
    await expectPassing(db, fault, 'away')
    expect(await keys()).toEqual([])
  })

  test('by a machine that takes connections and says nothing, or by one that closes them, ends as well', async () => {
    const sockets = new Set<Socket>()
    for (const say of [(socket: Socket) => void sockets.add(socket), (socket: Socket) => void socket.destroy()]) {
      const silent = createServer(say).listen(await freePort(), '127.0.0.1')
      await once(silent, 'listening')
      const { port } = silent.address() as { port: number }
      const db = openHasty(
        { statementSeconds: 0.2, graceSeconds: 0.2 },
        { at: `postgres://coffee@127.0.0.1:${port}/coffee` },
      )
      expect(ailmentOf(await faultOf(db.execute(sql`select 1`)))).not.toBeNull()
      expect(ailmentOf(await faultOf(db.transaction((tx) => tx.execute(sql`select 1`))))).not.toBeNull()
      for (const socket of sockets) socket.destroy()
      silent.close()
    }
  })
})

test('of two that wait for each other one is told so, and nothing of it stays', async () => {
  await put(other.db, 'one')
  await put(other.db, 'two')
  const touch = (first: string, second: string) =>
    other.db.transaction(async (tx) => {
      await tx.execute(sql`update budgets set spent_until = now() where key = ${first}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
      await tx.execute(sql`update budgets set spent_until = now() where key = ${second}`)
    })
  const faults = (await Promise.all([faultOf(touch('one', 'two')), faultOf(touch('two', 'one'))])).filter(Boolean)
  expect(faults.map(sqlState)).toEqual(['40P01'])
  expect(ailmentOf(faults[0])).toBe('locked')
})

test('time-outs hold in every transaction and are gone after it', async () => {
  const db = openHasty({ statementSeconds: 50, lockSeconds: 40 }, { max: 1 })
  const shown = (db: Database) =>
    valueIn(db, sql`select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout') as value`)
  expect(await shown(db)).toBe('0 0')
  expect(await db.transaction(shown)).toBe('50s 40s')
  expect(await db.transaction((tx) => tx.transaction(shown))).toBe('50s 40s')
  expect(await shown(db)).toBe('0 0')
})

test('more who ask than connections wait for each other, and too long for nobody', async () => {
  const one = openHasty({}, { max: 1 })
  expect(await Promise.all(Array.from({ length: 20 }, (_, n) => valueIn(one, sql`select ${n}::int as value`)))).toEqual(
    Array.from({ length: 20 }, (_, n) => String(n)),
  )
  const hasty = openHasty({ statementSeconds: 0.2, graceSeconds: 0.2 }, { max: 1 })
  const faults = await Promise.all(Array.from({ length: 3 }, () => faultOf(hasty.execute(sql`select pg_sleep(600)`))))
  expect(faults.map(ailmentOf)).toEqual(['slow', 'slow', 'slow'])
  await expectPassing(hasty, faults[0], 'slow')
})
