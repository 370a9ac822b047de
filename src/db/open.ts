/** Opens the database on Node, embedded or on a server, with its migrations. With server/ the only place that knows a driver. */
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import type { Database } from './database.ts'
import { exchange, outliving, takingTurns } from './embedded.ts'
import { copyRows } from './gone/copy.ts'
import * as schema from './schema.ts'
import { migrating } from './server/bounds.ts'
import { connectServer, type ServerOptions } from './server/server.ts'

export interface OpenDatabase {
  readonly db: Database
  /** Applies the migrations of this folder that are not applied yet. */
  migrate(folder: string): Promise<void>
  close(): Promise<void>
}

/** The embedded one, which can be copied to a fresh folder. */
export interface OpenEmbedded extends OpenDatabase {
  /** As it was opened: for copying to it. */
  readonly client: PGlite
  /**
   * Copies every row that there is to another one, and closes both; whatever is asked meanwhile waits.
   * @param to has every table and nothing in them
   * @param swap puts the files of the other in the place of these; then this one is opened again
   */
  moveTo(to: OpenEmbedded, swap: () => void): Promise<void>
}

/** Opens the embedded database in a folder, or in memory when none is given. The caller holds the folder's lock. */
export async function openEmbedded(folder?: string): Promise<OpenEmbedded> {
  const open = () => PGlite.create(folder ? { dataDir: folder } : {})
  const first = await open()
  const client = outliving(first, folder ? open : null)
  const db = drizzlePglite(takingTurns(client as PGlite), { schema, casing: 'snake_case' })
  return {
    db,
    client: first,
    migrate: (migrationsFolder) => migratePglite(db, { migrationsFolder }),
    close: () => client.close(),
    moveTo: (to, swap) =>
      exchange(client, async (from) => {
        await copyRows(from, to.client)
        await to.close()
        await from.close()
        swap()
        return open()
      }),
  }
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
        await once.db.transaction(async (tx) => {
          // Two programs may start at once: the second waits here and then finds nothing to do. A lock of the session would
          // stay behind a pooler, on a connection that is lent to the next one.
          await tx.execute(sql`select pg_advisory_xact_lock(727367)`)
          await migratePostgres(tx as unknown as typeof db, { migrationsFolder })
        })
      } finally {
        await once.close()
      }
    },
    close,
  }
}

/** When the newest of the migrations that are applied was made, as the journal of migrations has it; null where there are no tables. */
export async function newestMigration(db: Database): Promise<number | null> {
  const [journal] = await db
    .select({ name: sql<string | null>`to_regclass('drizzle.__drizzle_migrations')::text` })
    .from(sql`(select 1) as one`)
  if (!journal?.name) return null
  const [applied] = await db
    .select({ newest: sql<string | number>`coalesce(max(created_at), 0)` })
    .from(sql`drizzle.__drizzle_migrations`)
  return Number(applied?.newest)
}
