/** What becomes of rows that others have replaced, in the embedded database, which nobody but this program can vacuum. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../src/db/open.ts'

test('a row that is written again and again takes no more room in the embedded database for as long as it runs', async () => {
  const { db, close } = await openEmbedded()
  const bytes = async () => {
    const { rows } = (await db.execute(sql`select pg_total_relation_size('seen')::int as bytes`)) as unknown as {
      readonly rows: readonly { readonly bytes: number }[]
    }
    return rows[0]?.bytes ?? 0
  }
  const write = async (times: number) => {
    // By another column of an index each time, as the time at which a task is due: such a row leaves the old one behind.
    for (let turn = 0; turn < times; turn++)
      await db.execute(sql`update seen set at = at + 1, text = repeat(md5((at + id)::text), 20)`)
  }
  try {
    await db.execute(sql`create table seen (id integer primary key, at integer not null, text text not null)`)
    await db.execute(sql`create index seen_at on seen (at)`)
    await db.execute(sql`insert into seen select place, 0, '' from generate_series(1, 20) as place`)
    await write(300)
    const before = await bytes()
    for (let day = 0; day < 6; day++) {
      await write(150)
      // What is counted of a table is handed on a second later at the earliest.
      await new Promise((resolve) => setTimeout(resolve, 1100))
    }
    // Four times as many rows were replaced by then.
    expect(await bytes()).toBeLessThanOrEqual(2 * before)
  } finally {
    await close()
  }
})

test('of rows that were written an index alone tells some statements later how many there are', async () => {
  const { db, close } = await openEmbedded()
  const marked = async () => {
    const { rows } = (await db.execute(
      sql`select relallvisible as pages from pg_class where relname = 'seen'`,
    )) as unknown as { readonly rows: readonly { readonly pages: number }[] }
    return rows[0]?.pages
  }
  try {
    await db.execute(sql`create table seen (id integer primary key, text text)`)
    await db.execute(sql`insert into seen select place, repeat('x', 500) from generate_series(1, 2000) as place`)
    expect(await marked()).toBe(0)
    // What is counted of a table is handed on a second later at the earliest.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    for (let turn = 0; turn < 300; turn++) await db.execute(sql`select 1`)
    expect(await marked()).toBeGreaterThan(50)
  } finally {
    await close()
  }
})

test('of several tables that were filled at once each is gone over soon after the other', async () => {
  const { db, close } = await openEmbedded()
  try {
    for (const name of ['seen', 'heard', 'met']) {
      await db.execute(sql.raw(`create table ${name} (id integer primary key, text text)`))
      await db.execute(
        sql.raw(`insert into ${name} select place, repeat('x', 500) from generate_series(1, 2000) as place`),
      )
    }
    // What is counted of a table is handed on a second later at the earliest.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    for (let turn = 0; turn < 100; turn++) await db.execute(sql`select 1`)
    const told = await db.execute(
      sql`select relname from pg_class where relname in ('seen', 'heard', 'met') and relallvisible > 50`,
    )
    expect((told as unknown as { readonly rows: readonly unknown[] }).rows).toHaveLength(3)
  } finally {
    await close()
  }
})

test('a table that was filled right before the end is gone over soon after the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-rows-'))
  try {
    const first = await openEmbedded(folder)
    await first.db.execute(sql`create table seen (id integer primary key, text text)`)
    await first.db.execute(sql`insert into seen select place, repeat('x', 500) from generate_series(1, 2000) as place`)
    await first.close()
    const { db, close } = await openEmbedded(folder)
    for (let turn = 0; turn < 20; turn++) await db.execute(sql`select 1`)
    const told = await db.execute(sql`select relallvisible as pages from pg_class where relname = 'seen'`)
    const { rows } = told as unknown as { readonly rows: readonly { readonly pages: number }[] }
    await close()
    expect(rows[0]?.pages).toBeGreaterThan(50)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
