/**
 * Copies the embedded database to a fresh folder and puts that in its place: neither vacuum nor checkpoint takes deleted rows out
 * of the files and the log. Whatever ends the program meanwhile, one whole database is there at the next start.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenEmbedded } from '../db/open.ts'
import { openOnDisk } from './embedded/disk.ts'
import { freshFolder, syncAll } from './embedded/fresh.ts'
import { syncFolder } from './whole-file.ts'

interface Places {
  /** The one at work. */
  readonly database: string
  /** The copy, which holds the mark as long as it is not whole. */
  readonly fresh: string
  readonly mark: string
  /** The one that was at work, on its way out. */
  readonly old: string
}

function placesIn(folder: string): Places {
  const database = join(folder, 'database')
  const fresh = `${database}.fresh`
  return { database, fresh, mark: join(fresh, 'unfinished'), old: `${database}.old` }
}

/**
 * Called by whoever holds the folder's lock.
 * @param rename gives a folder another name
 * @throws whatever keeps it from being copied, such as a full disk: then the one at work is as it was
 */
export async function rewriteFolder(
  folder: string,
  database: OpenEmbedded,
  migrations: string,
  rename: typeof renameSync = renameSync,
): Promise<void> {
  const places = placesIn(folder)
  rmSync(places.fresh, { recursive: true, force: true })
  mkdirSync(places.fresh, { mode: 0o700 })
  writeFileSync(places.mark, 'The copy has not ended yet.\n', { mode: 0o600 })
  try {
    freshFolder(places.fresh, migrations)
    const fresh = await openOnDisk(places.fresh)
    try {
      await fresh.migrate(migrations)
      await database.moveTo(fresh, async () => {
        await syncAll(places.fresh)
        rmSync(places.mark)
        syncFolder(places.fresh)
        swap(folder, places, rename)
      })
    } finally {
      if (!fresh.client.closed) await fresh.close()
    }
  } finally {
    endRewriting(folder)
  }
}

function swap(folder: string, { database, fresh, old }: Places, rename: typeof renameSync): void {
  rename(database, old)
  syncFolder(folder)
  try {
    rename(fresh, database)
  } catch (error) {
    // Whoever opens the folder next, which may be at once, would make an empty one.
    rename(old, database)
    throw error
  }
  syncFolder(folder)
}

/**
 * Ends what broke off: as long as the database at work lies where it belongs, it is the one, and a copy beside it is thrown away;
 * between the two steps of the swap the copy is whole and takes its place.
 */
export function endRewriting(folder: string): void {
  const { database, fresh, mark, old } = placesIn(folder)
  if (!existsSync(database) && existsSync(fresh) && !existsSync(mark)) renameSync(fresh, database)
  else if (!existsSync(database) && existsSync(old)) renameSync(old, database)
  for (const path of [fresh, old]) if (existsSync(database)) rmSync(path, { recursive: true, force: true })
}
