/** Puts a restored database in the place of what was there, with its keys. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncAll } from '../embedded/fresh.ts'
import { createWhole, syncFolder } from '../whole-file.ts'
import type { KeptFile } from './lines.ts'
import { keptFiles } from './write.ts'

/** Where a database is made until it is whole: a start takes away what lies there (folder.ts). */
export const leftoversIn = (folder: string): string => join(folder, 'database.unfinished')

interface Beside {
  /** As `id:base64`; null where they are set and no file is wanted. */
  readonly keys: readonly string[] | null
  readonly files: readonly KeptFile[]
}

/**
 * First everything is on the disk, then names are changed: whoever is cut off in between has the database of before under
 * `database.before`, and starts again with the file.
 */
export async function swapIn(folder: string, { keys, files }: Beside): Promise<void> {
  const [path, before, key] = ['database', 'database.before', 'secret-key'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await syncAll(leftoversIn(folder))
  rmSync(`${key}.new`, { force: true })
  if (keys) createWhole(`${key}.new`, `${keys.join(',')}\n`)
  rmSync(before, { recursive: true, force: true })
  if (existsSync(path)) renameSync(path, before)
  if (keys) renameSync(`${key}.new`, key)
  renameSync(leftoversIn(folder), path)
  syncFolder(folder)
  rmSync(before, { recursive: true, force: true })
  for (const name of keptFiles) rmSync(join(folder, name), { force: true })
  for (const { name, text } of files) {
    // A name from a file leads nowhere but where this program keeps such files.
    if (!keptFiles.some((kept) => kept === name)) continue
    mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
    createWhole(join(folder, name), text)
  }
}
