/** The one type every query takes: the same for PGlite, postgres.js and a transaction of either. */
import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema.ts'

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

/** Asks for nothing, to hear whether anybody answers. */
export async function ping(db: Database): Promise<void> {
  await db.execute(sql`select 1`)
}

/**
 * Reads as of one moment, whatever others write meanwhile. It is to be short: on the embedded database, which has one
 * connection, nobody else is answered before it ends.
 */
export const asOfOneMoment = <T>(db: Database, read: (tx: Database) => Promise<T>): Promise<T> =>
  db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' })
