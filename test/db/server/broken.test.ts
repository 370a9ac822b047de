/** What a PostgreSQL server can do to a connection, and what must not come of it. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { isPassing, sqlState } from '../../../src/db/faults.ts'
import { type OpenDatabase, openServer } from '../../../src/db/open.ts'
import { budgets } from '../../../src/db/schema.ts'
import { everyday } from '../../../src/db/server/bounds.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

let server: PostgresServer
let url: string
/** Patient for a second. */
let hasty: OpenDatabase
/** Somebody else on the same server. */
let other: OpenDatabase
beforeAll(async () => {
  server = await startPostgres()
  url = await server.create('broken')
  hasty = openServer(url, { max: 2, bounds: { statementSeconds: 1, lockSeconds: 1, idleSeconds: 1 } })
  other = openServer(url, 2)
})
afterAll(async () => {
  await hasty.close()
  await other.close()
  await server.stop()
})

const later = new Date('2030-01-01')
const put = (db: Database, key: string) =>
  db.execute(sql`insert into budgets (key, spent_until) values (${key}, now()) on conflict do nothing`)
const keys = async () => (await other.db.select({ key: budgets.key }).from(budgets)).map(({ key }) => key)
const pidOf = async (db: Database) => Number((await one(db, sql`select pg_backend_pid() as value`)).value)
const settingOf = async (db: Database, name: string) => (await one(db, sql`select current_setting(${name}) as value`)).value
async function one(db: Database, query: ReturnType<typeof sql>) {
  const [row] = (await db.execute(query)) as unknown as { value: string | number }[]
  if (!row) throw new Error('no row')
  return row
}
const faultOf = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error)

describe('a connection that is killed within a transaction', () => {
  test('takes all of the transaction with it: what is asked after that is asked nowhere', async () => {
    let went: unknown
    const fault = await faultOf(
      hasty.db.transaction(async (tx) => {
        await put(tx, 'before')
        await other.db.execute(sql`select pg_terminate_backend(${await pidOf(tx)})`)
        // Others go on meanwhile, on new connections.
        while (!(await faultOf(hasty.db.execute(sql`select 1`))) && (await pidsOfUs()) > 1);
        await new Promise((resolve) => setTimeout(resolve, 50))
        await Promise.all([put(hasty.db, 'others'), put(hasty.db, 'others too')])
        went = await faultOf(put(tx, 'after'))
        throw went
      }),
    )
    expect(isPassing(fault)).toBe(true)
    await expect.poll(() => went).toBeInstanceOf(Error)
    expect(await keys()).toEqual(expect.arrayContaining(['others', 'others too']))
    expect(await keys()).not.toContain('before')
    expect(await keys()).not.toContain('after')
  })

  const pidsOfUs = async () =>
    Number((await one(other.db, sql`select count(*) as value from pg_stat_activity where state like 'idle in%'`)).value)
})
