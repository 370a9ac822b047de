/** How the embedded database is asked: in one call of its machine, prepared where it comes again, and never with what was prepared before a table changed. */
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asking, asking } from '../../src/db/embedded/asking.ts'

let client: PGlite
let db: Asking
let calls = 0
beforeAll(async () => {
  client = await PGlite.create()
  db = asking(client)
  const { execProtocolRawSync } = client
  client.execProtocolRawSync = (message) => {
    calls++
    return execProtocolRawSync.call(client, message)
  }
  await db.query('create table things (id int primary key, name text)')
})
afterAll(() => client.close())

const prepared = async () =>
  Number((await client.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements')).rows[0]?.n)

test('a statement takes one call, and one that comes again is kept prepared', async () => {
  const put = 'insert into things values ($1, $2) on conflict (id) do update set name = excluded.name'
  const before = await prepared()
  calls = 0
  for (const name of ['a', 'b', null]) expect((await db.query(put, [1, name])).affectedRows).toBe(1)
  expect(calls).toBe(3)
  expect(await prepared()).toBe(before + 1)
  expect((await db.query('select id, name from things')).rows).toEqual([{ id: 1, name: null }])
})

test('what fails by itself is asked again as if nothing had been, also within a transaction that goes on after it', async () => {
  const put = 'insert into things values ($1, $2)'
  for (const id of [7, 8]) await db.query(put, [id, 'x'])
  await expect(db.query(put, [7, 'x'])).rejects.toMatchObject({ code: '23505' })
  await db.query(put, [9, 'x'])
  await db.transaction(async (tx) => {
    await tx.query('savepoint one')
    await expect(tx.query(put, [9, 'y'])).rejects.toMatchObject({ code: '23505' })
    await expect(tx.query(put, [10, 'y'])).rejects.toMatchObject({ code: '25P02' })
    await tx.query('rollback to savepoint one')
    await tx.query(put, [10, 'y'])
  })
  const all = await db.query<{ id: number }>('select id from things where id > 1 order by id')
  expect(all.rows.map(({ id }) => id)).toEqual([7, 8, 9, 10])
})

test('a table that changed is read as it is now', async () => {
  const all = 'select * from things where id = $1'
  for (let times = 0; times < 3; times++) await db.query(all, [7])
  await db.query('alter table things alter column name type int using 5')
  expect((await db.query(all, [7])).rows).toEqual([{ id: 7, name: 5 }])
})

test('an answer is read as PGlite itself reads it, by readers of one’s own where there are some', async () => {
  const texts = [
    `select 1 as n, 2.5::numeric as d, 'x' as t, null as nothing, true as yes, '{"a":[1]}'::jsonb as j, array['a', null] as list`,
    `select now()::timestamptz(0) as at, '1 day'::interval as long, '\\x01ff'::bytea as bytes, 9007199254740993::bigint as big`,
    'select id from things where false',
    'insert into things (id) values (900), (901)',
    'update things set id = id where id >= 900 returning id',
    'delete from things where id >= 900',
    'savepoint one',
  ]
  const upper = { 25: (text: string) => text.toUpperCase() }
  for (const options of [{}, { rowMode: 'array' as const }, { parsers: upper }])
    for (const text of texts) {
      const told = async (one: Pick<Asking, 'transaction'>) => {
        let found: unknown
        await one
          .transaction(async (tx) => {
            const { rows, fields, affectedRows } = await tx.query(text, [], options)
            found = { rows, fields, affectedRows }
            throw new Error('undone')
          })
          .catch(() => {})
        return found
      }
      expect(await told(db), text).toEqual(await told(client))
      expect(await told(db), text).toBeDefined()
    }
})

test('what is no text, number or boolean goes as before, and no more than a hundred statements are kept', async () => {
  expect((await db.query('select $1::int[] as list', [[1, 2]])).rows).toEqual([{ list: [1, 2] }])
  expect((await db.query('select $1::bool as yes, $2::jsonb as said', [true, '{"a":1}'])).rows).toEqual([
    { yes: true, said: { a: 1 } },
  ])
  for (let at = 0; at < 130; at++) for (let times = 0; times < 2; times++) await db.query(`select ${at} as n`)
  expect(await prepared()).toBeLessThanOrEqual(101)
})
