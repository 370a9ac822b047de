/** Nobody but this program can vacuum the embedded database. */
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../src/db/open.ts'

test('people who were written are counted by their index alone soon after, without reading their rows', async () => {
  const { db, close } = await openEmbedded()
  try {
    await db.execute(sql`create table people (id text primary key, shelf text, name text)`)
    await db.execute(sql`create index people_shelf on people (shelf)`)
    const write = (from: number) =>
      db.execute(
        sql`insert into "people" select place, 'open', repeat('x', 500) from generate_series(${from}::int, ${from}::int + 599) as place`,
      )
    const seen = async () => {
      const { rows } = (await db.execute(
        sql`select relallvisible as pages from pg_class where relname = 'people'`,
      )) as unknown as { readonly rows: readonly { readonly pages: number }[] }
      return rows[0]?.pages
    }
    await write(1)
    expect(await seen()).toBe(0)
    await write(601)
    expect(await seen()).toBeGreaterThan(50)
  } finally {
    await close()
  }
})
