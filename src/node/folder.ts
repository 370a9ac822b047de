/** The embedded database of a data folder, which is there whole or not at all. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { erasureOwedSince } from '../db/gone/erasures.ts'
import { type OpenDatabase, openEmbedded } from '../db/open.ts'
import { isUnfinished, markIn } from './first-start.ts'
import { endRewriting, rewriteFolder } from './rewriting.ts'

/**
 * Opens and migrates the database of a folder, making it where there is none. Called by whoever holds the folder's lock. What
 * a first start left behind that broke off is taken away first: nobody has stored anything in it.
 * @param migrations the folder that they lie in
 */
export async function openFolder(folder: string, migrations: string): Promise<OpenFolder> {
  const path = join(folder, 'database')
  const aside = `${path}.unfinished`
  // Under another name in one step, so that what is half deleted is never taken for a database.
  if (isUnfinished(folder)) renameSync(path, aside)
  rmSync(aside, { recursive: true, force: true })
  endRewriting(folder)
  const fresh = !existsSync(join(path, 'PG_VERSION'))
  if (fresh) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    writeFileSync(markIn(folder), 'The first start has not ended yet.\n')
  }
  const database = await openEmbedded(path)
  await database.migrate(migrations)
  if (fresh) rmSync(markIn(folder))
  const rewrite = () => rewriteFolder(folder, database, migrations)
  // Where it cannot be done, such as on a full disk, it is owed on, and everything else goes on.
  if (!fresh && (await erasureOwedSince(database.db))) await rewrite().catch(() => {})
  return { ...database, rewrite }
}

export interface OpenFolder extends OpenDatabase {
  /** Copies all that there is to fresh files, so that what was deleted is in none; pages wait for the copying only. */
  rewrite(): Promise<void>
}
