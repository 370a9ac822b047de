/** Starts the embedded database. Loaded by whoever opens one: on a server it is none of the program. */
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { Database } from '../database.ts'
import { type CopyingClient, copyRows } from '../gone/copy.ts'
import { refuseNewer } from '../health/newer.ts'
import { ensureRole } from '../rows/grants.ts'
import * as schema from '../schema.ts'
import { exchange, outliving, takingTurns } from './living.ts'
import { inMemory, onDisk } from './small.ts'

export interface EmbeddedOptions {
  /** In memory only: a database to begin with, as an archive of its folder (tar), piece by piece. */
  readonly archive?: AsyncIterable<Uint8Array>
  /** In a folder only: brings an open file to the disk. Without it nothing waits until what is stored is there. */
  readonly sync?: (file: number) => void
}

/** In a folder, or in memory when none is given. */
export async function startEmbedded(folder: string | undefined, { archive, sync }: EmbeddedOptions) {
  const open = () => PGlite.create(folder ? onDisk(folder, sync) : inMemory(archive))
  const first = await open()
  const client = outliving(first, folder ? open : null)
  const db = drizzle(takingTurns(client as PGlite), { schema, casing: 'snake_case' })
  return {
    db: db as Database,
    async migrate(migrationsFolder: string): Promise<void> {
      if (await refuseNewer(db, migrationsFolder)) await migrate(db, { migrationsFolder })
      await ensureRole(db)
    },
    close: () => client.close(),
    client: first,
    moveTo: (to: { readonly client: CopyingClient; close(): Promise<void> }, swap: () => Promise<void>) =>
      exchange(client, async (from) => {
        await copyRows(from, to.client)
        await to.close()
        await from.close()
        await swap()
        return open()
      }),
  }
}
