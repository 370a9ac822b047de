/** Opens the database on Node, embedded or on a server, with its migrations. With server/ and embedded/ the only place that knows a driver. */
import { sql } from 'drizzle-orm'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import type { Database } from './database.ts'
import type { EmbeddedOptions } from './embedded/start.ts'
import type { CopyingClient } from './gone/copy.ts'
import { refuseNewer } from './health/newer.ts'
import { ensureRole } from './rows/grants.ts'
import { migrating } from './server/bounds.ts'
import { connectServer, type ServerOptions } from './server/server.ts'

export interface OpenDatabase {
  readonly db: Database
  /**
   * Applies the migrations of this folder that are not applied yet.
   * @throws ConfigError, with nothing changed, where the database has newer ones
   */
  migrate(folder: string): Promise<void>
  close(): Promise<void>
}

/** The embedded one, which can be copied to a fresh folder. */
export interface OpenEmbedded extends OpenDatabase {
  /**
   * Copies every row that there is to another one, and closes both; whatever is asked meanwhile waits.
   * @param to has every table and nothing in them
   * @param swap puts the files of the other in the place of these; then this one is opened again
   */
  moveTo(to: OpenEmbedded, swap: () => Promise<void>): Promise<void>
  /** Reads and writes past everything else, for copying. */
  readonly client: CopyingClient
}

/** Opens the embedded database in a folder, or in memory when none is given. The caller holds the folder's lock. */
export async function openEmbedded(folder?: string, options: EmbeddedOptions = {}): Promise<OpenDatabase> {
  return openCopyable(folder, options)
}

/** The same, as one that can be copied. */
export async function openCopyable(folder: string | undefined, options: EmbeddedOptions): Promise<OpenEmbedded> {
  const { startEmbedded } = await import('./embedded/start.ts')
  return startEmbedded(folder, options)
}

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
