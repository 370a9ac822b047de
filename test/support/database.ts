/** Embedded databases with the real migrations: emptied and handed on, because opening one takes longer than most tests. */
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { asking } from '../../src/db/embedded/asking.ts'
import { takingTurns } from '../../src/db/embedded/living.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { ensureRole } from '../../src/db/rows/grants.ts'
import * as schema from '../../src/db/schema.ts'

interface Migrated {
  readonly client: PGlite
  /** Empties every table and begins every sequence anew. */
  readonly empty: string
}

const casing = 'snake_case'

/** Those that nobody uses at the moment. */
const idle: Migrated[] = []

/**
 * A database with nothing in it. Whoever closes it leaves it to the next one: a statement that comes later, from work
 * that was not awaited, is refused.
 * @param onStatement called before every statement, which is not done when it throws
 */
export async function openTestDatabase(onStatement: (query: string) => void = () => {}): Promise<OpenDatabase> {
  return openBehind((client) => client, onStatement)
}

/** The same behind a line that may break: `over` makes one of the database's own client, which comes with it. */
export async function openBehind(
  over: (client: PGlite) => PGlite,
  onStatement: (query: string) => void = () => {},
): Promise<OpenDatabase & { readonly client: PGlite }> {
  const migrated = idle.pop() ?? (await openMigrated())
  let closed = false
  const logQuery = (query: string) => {
    if (closed) throw new Error('the database is closed')
    onStatement(query)
  }
  const db = drizzle(takingTurns(over(asking(migrated.client) as PGlite)), { schema, casing, logger: { logQuery } })
  return {
    db,
    client: migrated.client,
    migrate: (migrationsFolder) => migrate(db, { migrationsFolder }),
    async close() {
      if (closed) return
      closed = true
      await migrated.client.exec(migrated.empty)
      idle.push(migrated)
    },
  }
}

async function openMigrated(): Promise<Migrated> {
  const client = await PGlite.create()
  const db = drizzle(client, { schema, casing })
  await migrate(db, { migrationsFolder: 'drizzle' })
  await ensureRole(db)
  const tables = await client.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  )
  const names = tables.rows.map(({ name }) => name).join(', ')
  return { client, empty: `truncate ${names} restart identity cascade` }
}
