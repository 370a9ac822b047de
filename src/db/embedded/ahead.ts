/** What an embedded database wrote ahead of its tables, until it is in them. */
import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'

/**
 * Brings all of it into the tables and begins a new file for it. That one is empty, and what is empty takes no room in an
 * archive, nor in memory where it is unpacked. The one before is not kept to be written over.
 */
export async function dropAhead(db: Database): Promise<void> {
  for (const statement of ['set wal_recycle = off', 'select pg_switch_wal()', 'checkpoint'])
    await db.execute(sql.raw(statement))
}
