/** The embedded database of a data folder, which is there whole or not at all. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { erasureOwedSince } from '../db/gone/erasures.ts'
import type { OpenDatabase, OpenEmbedded } from '../db/open.ts'
import { endBrokenOff } from './broken-off.ts'
import { openOnDisk } from './embedded/disk.ts'
import { freshFolder, syncAll } from './embedded/fresh.ts'
import { markIn } from './first-start.ts'
import { rewriteFolder } from './rewriting.ts'

/**
 * Opens and migrates the database of a folder, making it where there is none. Called by whoever holds the folder's lock. What
 * a first start left behind that broke off is taken away first: nobody has stored anything in it.
 * @param migrations the folder that they lie in
 * @param say told in a sentence what may take a while
 */
export async function openFolder(
  folder: string,
  migrations: string,
  say: (line: string) => void = () => {},
): Promise<OpenFolder> {
  const path = join(folder, 'database')
  endBrokenOff(folder)
  if (existsSync(join(path, 'PG_VERSION'))) {
    const { rewrite, ...database } = withRewrite(folder, migrations, await openMigrated(path, migrations))
    // Where it cannot be done, such as on a full disk, it is owed on, and everything else goes on.
    if (await erasureOwedSince(database.db)) await rewrite().catch(() => {})
    return { ...database, rewrite }
  }
  say('Making the database, once')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  writeFileSync(markIn(folder), 'The first start has not ended yet.\n')
  // While it is brought to the disk, the database opens: nothing is stored in it before that.
  const synced = freshFolder(path, migrations) ? syncAll(path) : Promise.resolve()
  const [database] = await Promise.all([openMigrated(path, migrations), synced])
  rmSync(markIn(folder))
  return withRewrite(folder, migrations, database)
}

export interface OpenFolder extends OpenDatabase {
  /** Copies all that there is to fresh files, so that what was deleted is in none; pages wait for the copying only. */
  rewrite(): Promise<void>
}

const withRewrite = (folder: string, migrations: string, database: OpenEmbedded): OpenFolder => ({
  ...database,
  rewrite: () => rewriteFolder(folder, database, migrations),
})

async function openMigrated(path: string, migrations: string): Promise<OpenEmbedded> {
  const database = await openOnDisk(path)
  await database.migrate(migrations)
  return database
}
