/** Opens a PostgreSQL server, with its migrations. Loaded by whoever has one: where the database is embedded, its driver is none of the program. */
import { sql } from 'drizzle-orm'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import { refuseNewer } from '../health/newer.ts'
import type { OpenDatabase } from '../open.ts'
import { ensureRole } from '../rows/grants.ts'
import { migrating } from './bounds.ts'
import { connectServer, type ServerOptions } from './server.ts'

/** Opens a PostgreSQL server, with a pool of so many connections. */
export function openServer(url: string, options: number | ServerOptions = {}): OpenDatabase {
  const ways = typeof options === 'number' ? { max: options } : options
  const { db, close } = connectServer(url, ways)
  return {
    db,
    async migrate(migrationsFolder) {
      const once = connectServer(url, { ...ways, max: 1, bounds: migrating })
      try {
        await refuseNewer(once.db, migrationsFolder)
        await once.db.transaction(async (tx) => {
          // Two programs may start at once: the second waits here and then finds nothing to do. A lock of the session would
          // stay behind a pooler, on a connection that is lent to the next one.
          await tx.execute(sql`select pg_advisory_xact_lock(727367)`)
          await migratePostgres(tx as unknown as typeof db, { migrationsFolder })
          await ensureRole(tx)
        })
      } finally {
        await once.close()
      }
    },
    close,
  }
}
