/** Who may read the data folder: its owner only, whatever was there before. */
import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What others may do. */
const others = 0o077

/** From now on nobody else may read what this process makes. Not everywhere is there such a thing: then it changes nothing. */
export function keepToOneself(): void {
  process.umask(others)
}

/**
 * Takes from everybody else what they may do in a folder, all that is in it included. Links are not followed, and what is
 * somebody else's is left to them.
 */
export function mendModes(path: string): void {
  if (process.platform === 'win32') return
  try {
    const stat = lstatSync(path)
    if (stat.isSymbolicLink()) return
    if (stat.mode & others) chmodSync(path, stat.mode & 0o700)
    if (!stat.isDirectory()) return
    for (const name of readdirSync(path)) mendModes(join(path, name))
  } catch {
    // Gone since the folder was read, another owner's, or on a disk that knows no modes.
  }
}
