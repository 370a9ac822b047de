/** What the embedded database writes ahead. */
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { buildIfChanged } from '../../scripts/start/ensure.js'
import { openEmbedded } from '../../src/db/open.ts'
import { streamPrepared } from '../../src/node/embedded/fresh.ts'

test('what the embedded database writes ahead does not grow for as long as it runs', async () => {
  const { db, close } = await openEmbedded()
  try {
    await db.execute(sql`create table written (text text)`)
    for (let times = 0; times < 64; times++)
      await db.execute(
        sql`insert into written select repeat(md5(place::text), 50) from generate_series(1, 1000) as place`,
      )
    const { rows } = (await db.execute(sql`select count(*)::int as files from pg_ls_waldir()`)) as unknown as {
      readonly rows: readonly { readonly files: number }[]
    }
    // A hundred megabytes went by: seven files of sixteen.
    expect(rows[0]?.files).toBeLessThanOrEqual(4)
  } finally {
    await close()
  }
})

test('a database in memory holds of the prepared one what it needs, and no room for what is yet to be written ahead', async () => {
  const archive = streamPrepared(join((await buildIfChanged()) ?? '', 'drizzle'))
  if (!archive) throw new Error('none is prepared')
  const { db, close } = await openEmbedded(undefined, { archive })
  try {
    const { rows } = (await db.execute(
      sql`select (select count(*)::int from pg_ls_dir('base/1')) as pattern, (select count(*)::int from pg_ls_dir('base/5')) as own,
        current_setting('wal_init_zero') as filled, current_setting('wal_recycle') as kept, (select count(*)::int from facts) as facts`,
    )) as unknown as { readonly rows: readonly { readonly own: number }[] }
    expect(rows[0]).toEqual({ pattern: 0, own: rows[0]?.own, filled: 'off', kept: 'off', facts: 0 })
    expect(rows[0]?.own).toBeGreaterThan(300)
  } finally {
    await close()
  }
})
