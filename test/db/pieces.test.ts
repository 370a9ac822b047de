import { eq, isNotNull, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { deleteConnection } from '../../src/db/accounts/connections.ts'
import { deleteUser } from '../../src/db/accounts/users.ts'
import { blankTitles } from '../../src/db/erase.ts'
import { timeline } from '../../src/db/history/history.ts'
import { forgetOlderListings } from '../../src/db/listings/listings.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { facts, listings, people, users } from '../../src/db/schema.ts'
import { openTestDatabase } from '../support/database.ts'
import { turnsDuring } from '../support/turns.ts'

const rows = 4_500
let opened: OpenDatabase | undefined
let said: string[] = []

afterEach(() => opened?.close())

/** Sam and Eve with a long history each, and how often a statement of this kind was said since. */
async function openLong() {
  said = []
  opened = await openTestDatabase((query) => said.push(query))
  const { db } = opened
  for (const user of ['sam', 'eve']) {
    await db.execute(sql`insert into users (id, email, name, time_zone, settings, created_at)
      values (${user}, ${`${user}@example.org`}, ${user}, 'UTC', '{}', now())`)
    await db.execute(sql`insert into connections (id, user_id, provider, issuer, subject, email, scopes, state, created_at)
      values (${`${user}-c`}, ${user}, 'google', 'i', ${user}, 'x@example.org', '[]', 'active', now())`)
    await db.execute(sql`insert into facts (id, user_id, connection_id, external_id, dedupe_key, kind, at, title, mail)
      select n + ${user === 'sam' ? 100_000 : 200_000}::int, ${user}, ${`${user}-c`}, 'm' || n, 'd' || n, 'mail', timestamptz '2026-01-01' + n / 3 * interval '1 minute',
        'About ' || n, '{"from":null,"to":[["kim@example.org"]],"cc":[]}' from generate_series(1, ${sql.raw(String(rows))}) n`)
    await db.execute(sql`insert into listings (connection_id, external_id, thread_id, generation)
      select ${`${user}-c`}, 'm' || n, 't' || n, n % 10 / 9 from generate_series(1, ${sql.raw(String(rows))}) n`)
    await db.execute(sql`insert into people (id, user_id, address, name, kind, kind_reason, state, addresses, maybe, exclusions, relationship)
      select ${user} || n, ${user}, n || '@example.org', 'Kim', 'person', '', 'active', '[]', '[]', '[]',
        '{"series":[{"title":"Lunch"}],"lastThread":{"title":"Lunch"}}' from generate_series(1, 1100) n`)
  }
  said = []
  return db
}

const times = (beginning: string) => said.filter((query) => query.startsWith(beginning)).length

test('a long past with one person is read some at a time, newest first, each message once', async () => {
  const db = await openLong()
  const found = await timeline(db, 'sam', { addresses: ['kim@example.org'], limit: 3000 })
  expect(times('select')).toBeGreaterThan(4)
  expect(new Set(found.map(({ id }) => id)).size).toBe(3000)
  const numbers = found.map(({ at, id }) => `${at.toString()} ${id}`)
  expect(numbers).toEqual(numbers.toSorted().reverse())
})

test('subjects are taken away some at a time, all of this owner’s and none of another’s', async () => {
  const db = await openLong()
  await db.transaction((tx) => blankTitles(tx, 'sam'))
  expect(times('update "facts"')).toBeGreaterThan(3)
  expect(times('update "people"')).toBeGreaterThan(3)
  const titled = await db.selectDistinct({ userId: facts.userId }).from(facts).where(isNotNull(facts.title))
  expect(titled).toEqual([{ userId: 'eve' }])
  expect(await db.$count(facts, isNotNull(facts.title))).toBe(rows)
  const quoting = await db
    .selectDistinct({ userId: people.userId })
    .from(people)
    .where(sql`${people.relationship}::text like '%Lunch%'`)
  expect(quoting).toEqual([{ userId: 'eve' }])
})

test('a large account goes some rows at a time, and nothing of another one', async () => {
  const db = await openLong()
  await db.transaction((tx) => deleteConnection(tx, 'eve', 'sam-c'))
  expect(await db.$count(facts)).toBe(2 * rows)
  await db.transaction((tx) => deleteConnection(tx, 'sam', 'sam-c'))
  expect(times('delete from "facts"')).toBeGreaterThan(2)
  expect(times('delete from "listings"')).toBeGreaterThan(2)
  expect(await db.$count(facts)).toBe(rows)
  expect(await db.$count(listings)).toBe(rows)
  await deleteUser(db, 'eve')
  expect(times('delete from "facts"')).toBeGreaterThan(5)
  for (const [table, left] of [
    [facts, 0],
    [listings, 0],
    [people, 1100],
    [users, 1],
  ] as const)
    expect(await db.$count(table)).toBe(left)
})

test('what an older listing had is forgotten some at a time, and told', async () => {
  const db = await openLong()
  const forgotten = await forgetOlderListings(db, 'sam-c', { generation: 1 })
  expect(times('delete from "listings"')).toBeGreaterThan(1)
  expect(forgotten).toHaveLength(rows * 0.9)
  expect(await db.$count(listings, eq(listings.connectionId, 'sam-c'))).toBe(rows * 0.1)
  expect(await db.$count(listings, eq(listings.connectionId, 'eve-c'))).toBe(rows)
})

test('a row of statements lets everybody else have a turn, in a transaction too', async () => {
  const db = await openLong()
  const ask = (tx: Pick<typeof db, 'execute'>) => tx.execute(sql`select count(*) from generate_series(1, 50000)`)
  const turns = await turnsDuring(async () => {
    for (let time = 0; time < 50; time++) await ask(db)
  })
  expect(turns).toBeGreaterThan(1)
  const within = await turnsDuring(() =>
    db.transaction(async (tx) => {
      for (let time = 0; time < 50; time++) await ask(tx)
    }),
  )
  expect(within).toBeGreaterThan(1)
})
