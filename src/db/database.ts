/** The one type every query takes: the same for PGlite, postgres.js and a transaction of either. */
import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema.ts'

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

/** Asks for nothing, to hear whether anybody answers. */
export async function ping(db: Database): Promise<void> {
  await db.execute(sql`select 1`)
}
