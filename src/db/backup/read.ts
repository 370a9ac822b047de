/** Reads a whole database as of one moment, a piece at a time: what a backup is made of. */
import { sql } from 'drizzle-orm'
import { asOfOneMoment, type Database } from '../database.ts'
import { newestMigration } from '../health/version.ts'
import { acrossUsers } from '../rows/bound.ts'
import { listTables, type Table } from './tables.ts'

/** Whoever is told what there is, in this order; each is waited for, so that no more is held than one piece. */
export interface Reader {
  /** @param migration when the newest migration was made that is applied */
  begin(migration: number): Promise<void>
  table(table: Table): Promise<void>
  /** @param rows each as the text of a JSON object, without a line end */
  rows(rows: readonly string[]): Promise<void>
}

/** About so many characters are asked for at once: a row may be anything from a word to a checkpoint of megabytes. */
export const pieceLength = 1_000_000
/** Of small rows no more than this, and of a table that is not known yet so many. */
const mostRows = 2000
const firstRows = 20

/** How many rows to ask for next, after so many that were so long in sum. */
export const nextCount = (rows: number, length: number): number =>
  Math.max(1, Math.min(mostRows, rows * 4, Math.floor((pieceLength * rows) / Math.max(1, length))))

/**
 * Reads every row of every table. On the embedded database nobody else is answered before it ends.
 * @returns how many rows there are
 * @throws Error where there are no tables yet
 */
export async function readWhole(db: Database, reader: Reader): Promise<number> {
  return asOfOneMoment(acrossUsers(db), async (tx) => {
    const migration = await newestMigration(tx)
    if (!migration) throw new Error('there are no tables')
    await reader.begin(migration)
    // A login that policies bind would read nothing where there is much: then it is refused.
    await tx.execute(sql`set local row_security = off`)
    // Moments are written by the session's clock, and numbers as exactly as they are.
    await tx.execute(sql`set local time zone 'UTC'`)
    let all = 0
    for (const table of await listTables(tx)) {
      await reader.table(table)
      for await (const rows of piecesOf(tx, table)) {
        all += rows.length
        await reader.rows(rows)
      }
    }
    return all
  })
}

async function* piecesOf(tx: Database, { name }: Table): AsyncGenerator<string[]> {
  await tx.execute(
    sql`declare backup no scroll cursor for select row_to_json(t)::text as row from ${sql.identifier(name)} t`,
  )
  for (let count = firstRows; ; ) {
    const rows = rowsOf(await tx.execute(sql.raw(`fetch ${count} from backup`)))
    if (rows.length) yield rows
    if (rows.length < count) break
    count = nextCount(
      rows.length,
      rows.reduce((sum, row) => sum + row.length, 0),
    )
  }
  await tx.execute(sql`close backup`)
}

/** The two drivers answer in their own ways. */
function rowsOf(answer: unknown): string[] {
  const rows = (Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as { row: string }[]
  return rows.map(({ row }) => row)
}
