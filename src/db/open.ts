/** The only file that knows a database driver. */
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import type { Database } from './database.ts'
import * as schema from './schema.ts'

export interface OpenDatabase {
  readonly db: Database
  /** Applies the migrations of this folder that are not applied yet. */
  migrate(folder: string): Promise<void>
  close(): Promise<void>
}

const options = { schema, casing: 'snake_case' } as const

/** Opens the embedded database in a folder, or in memory when none is given. The caller holds the folder's lock. */
export async function openEmbedded(folder?: string): Promise<OpenDatabase> {
  const client = await PGlite.create(folder ? { dataDir: folder } : {})
  const db = drizzlePglite(client, options)
  return { db, migrate: (migrationsFolder) => migratePglite(db, { migrationsFolder }), close: () => client.close() }
}

/**
 * Opens a PostgreSQL server. `max` is the size of the connection pool. Array types are not fetched, since no column
 * has one and Hyperdrive's documentation asks for it.
 */
export function openServer(url: string, max = 10): OpenDatabase {
  const client = postgres(url, { max, fetch_types: false, onnotice: () => {} })
  const db = drizzlePostgres(client, options)
  return {
    db,
    async migrate(migrationsFolder) {
      // Two programs may start at once: the second waits here and then finds nothing to do.
      const guard = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} })
      try {
        await guard`select pg_advisory_lock(727367)`
        await migratePostgres(db, { migrationsFolder })
      } finally {
        await guard.end()
      }
    },
    close: () => client.end({ timeout: 5 }),
  }
}
