/** What the embedded database writes ahead. */
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../src/db/open.ts'

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
