/** Puts the rows of a backup into a database that has its tables and nothing in them. */
import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { newestMigration } from '../health/version.ts'
import { acrossUsers } from '../rows/bound.ts'
import { listTables, type Table } from './tables.ts'

/** A database does not have what it should have; nothing of the backup is in it. */
export class NotAsExpected extends Error {
  override readonly name = 'NotAsExpected'
}

/** Rows by table, in the order in which they were read; each is the text of a JSON object. */
export type Pieces = AsyncIterable<{ readonly table: Table; readonly rows: readonly string[] }>

/**
 * Puts every row where it was, in one transaction, and does nothing that a trigger would make of it: what it made is a row of
 * the backup too.
 * @returns how many rows there are now
 * @throws NotAsExpected where the tables have other columns, or rows already
 */
export async function fillWhole(db: Database, pieces: Pieces): Promise<number> {
  return acrossUsers(db).transaction(async (tx) => {
    const tables = new Map((await listTables(tx)).map((table) => [table.name, table]))
    if (await holdsAnything(tx, [...tables.keys()])) throw new NotAsExpected('there are rows already')
    for (const name of tables.keys()) await tx.execute(sql`alter table ${sql.identifier(name)} disable trigger user`)
    let all = 0
    for await (const { table, rows } of pieces) {
      const here = tables.get(table.name)
      if (here?.columns.toSorted().join() !== table.columns.toSorted().join())
        throw new NotAsExpected(`the table ${table.name} has other columns`)
      if (!rows.length) continue
      const name = sql.identifier(table.name)
      await tx.execute(
        sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${`[${rows.join(',')}]`}::text::json)`,
      )
      all += rows.length
    }
    for (const name of tables.keys()) await tx.execute(sql`alter table ${sql.identifier(name)} enable trigger user`)
    return all
  })
}

/** What stands in a database: nothing at all, tables of such a migration without a row, or somebody's rows. */
export async function whatIsIn(one: Database): Promise<'nothing' | 'rows' | { readonly migration: number }> {
  const db = acrossUsers(one)
  const migration = await newestMigration(db)
  const tables = await listTables(db)
  if (
    await holdsAnything(
      db,
      tables.map(({ name }) => name),
    )
  )
    return 'rows'
  return migration === null && !tables.length ? 'nothing' : { migration: migration ?? 0 }
}

async function holdsAnything(db: Database, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const [row] = await db
      .select({ one: sql<number>`1` })
      .from(sql`${sql.identifier(name)}`)
      .limit(1)
    if (row) return true
  }
  return false
}
