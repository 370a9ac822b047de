/** Whether the tables are of this program's version: which migrations it knows, and which were applied. */
import { sql } from 'drizzle-orm'
import journal from '../../../drizzle/meta/_journal.json' with { type: 'json' }
import type { Database } from '../database.ts'
import { sqlState } from '../faults.ts'

/** When the newest migration that this program knows was made. */
export const newestKnown = Math.max(...journal.entries.map(({ when }) => when))

/**
 * When the newest of the migrations that are applied was made, as the journal of migrations has it; null where there are no
 * tables. In a transaction of its own, or a part of one: a question about tables that are not there ends it.
 * @throws what else the database says
 */
export async function newestMigration(db: Database): Promise<number | null> {
  try {
    const [applied] = await db.transaction((tx) =>
      tx.select({ newest: sql<string | number>`coalesce(max(created_at), 0)` }).from(sql`drizzle.__drizzle_migrations`),
    )
    return Number(applied?.newest)
  } catch (error) {
    // No such schema, no such table.
    if (sqlState(error) === '3F000' || sqlState(error) === '42P01') return null
    throw error
  }
}

/**
 * In a few words what is wrong with the tables; null where this program can work on them. Newer ones are no fault: they are
 * made before the program that needs them takes over.
 */
export async function findTableFault(db: Database): Promise<string | null> {
  const have = await newestMigration(db)
  if (have === null) return 'the database has no tables yet; run `npm run migrate`'
  return have < newestKnown ? 'the tables are of an older version; run `npm run migrate`' : null
}
