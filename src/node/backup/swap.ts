/** Puts a restored database in the place of what was there, with its keys. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeIn, leftoversIn, newKeysIn } from '../broken-off.ts'
import { syncAll } from '../embedded/fresh.ts'
import { createWhole, syncFolder } from '../whole-file.ts'
import type { KeptFile } from './lines.ts'
import { keptFiles } from './write.ts'

interface Beside {
  /** As `id:base64`; null where they are set and no file is wanted. */
  readonly keys: readonly string[] | null
  readonly files: readonly KeptFile[]
}

/**
 * First everything is on the disk, then names are changed, in an order by which the next start knows what was meant
 * (broken-off.ts): whoever is cut off in between has the one database or the other, with the keys that open it.
 */
export async function swapIn(folder: string, { keys, files }: Beside): Promise<void> {
  const [path, before, newKeys] = [join(folder, 'database'), beforeIn(folder), newKeysIn(folder)]
  await syncAll(leftoversIn(folder))
  rmSync(newKeys, { force: true })
  if (keys) createWhole(newKeys, `${keys.join(',')}\n`)
  rmSync(before, { recursive: true, force: true })
  if (existsSync(path)) renameSync(path, before)
  if (keys) renameSync(newKeys, join(folder, 'secret-key'))
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
