/** What becomes of the embedded database where its disk is full. */
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, test } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { outliving, takingTurns } from '../../src/db/embedded/living.ts'
import { ailmentOf } from '../../src/db/faults.ts'
import { useDatabase } from '../support/use-database.ts'

const database = useDatabase()
const faultOf = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error)

test('a panic of it is answered once, nothing is asked of it after that, and the folder is opened again', async () => {
  const first = await PGlite.create()
  const second = (database() as Database & { readonly $client: PGlite }).$client
  // What PostgreSQL says where its log finds no room; then it is gone, and its machine would turn for ever.
  const panic = Object.assign(new Error('could not write to file'), { severity: 'PANIC', code: '53100' })
  let asked = 0
  first.execProtocolStream = async () => {
    asked++
    throw panic
  }
  let room = false
  const opened: string[] = []
  const reopen = async () => {
    opened.push(room ? 'open' : 'full')
    if (!room) throw new Error('PGlite failed to initialize properly')
    return second
  }
  const db = drizzle(takingTurns(outliving(first, reopen, 200) as PGlite))
  const put = () =>
    db.transaction((tx) => tx.execute(sql`insert into budgets values ('one', now()) on conflict do nothing`))

  expect(ailmentOf(await faultOf(put()))).toBe('full')
  expect(asked).toBe(1)
  for (const fault of [await faultOf(put()), await faultOf(db.execute(sql`select 1`))])
    expect(ailmentOf(fault)).toBe('full')
  expect(asked).toBe(1)
  room = true
  await expect.poll(() => faultOf(put()), { timeout: 60_000 }).toBeNull()
  expect((await db.execute(sql`select count(*)::int as n from budgets`)).rows).toEqual([{ n: 1 }])
  expect([opened[0], opened.at(-1)]).toEqual(['full', 'open'])
  expect(opened.filter((one) => one === 'open')).toHaveLength(1)
})
