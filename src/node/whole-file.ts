/** Files that are there whole or not at all, whatever ends the program or fills the disk meanwhile. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Makes a file of this text, readable by its owner only: written under another name, brought to the disk, and only then
 * given its own, which fails where that is taken. Of several who do so at once one succeeds.
 * @returns false where the file is there already
 * @throws Error of the file system where nothing can be written; nothing is left behind
 */
export function createWhole(path: string, text: string): boolean {
  const draft = draftOf(path)
  try {
    write(draft, text)
    linkSync(draft, path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // Some disks know no second name for a file: there it is whole only if nothing comes between.
    if (!noSecondName.includes(code)) throw error
    return createPlain(path, text)
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(dirname(path))
  return true
}

/** Another name for a file while it is written. */
export const draftOf = (path: string): string => `${path}.draft-${process.pid}-${randomBytes(6).toString('hex')}`

/**
 * Gives a draft that is whole and on the disk its own name.
 * @returns false where that is taken; the draft is gone either way
 * @throws Error of the file system where it cannot be named
 */
export function nameDraft(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (!noSecondName.includes(code)) throw error
    if (existsSync(path)) return false
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(dirname(path))
  return true
}

/** What a disk says that knows no second name for a file. */
const noSecondName = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

function createPlain(path: string, text: string): boolean {
  try {
    write(path, text)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    rmSync(path, { force: true })
    throw error
  }
  syncFolder(dirname(path))
  return true
}

function write(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A name is on the disk once its folder is. Not every system lets a folder be synced: then there is nothing to do. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {}
}

/** So long nobody writes at a draft. */
const draftMs = 60_000

/** Takes away drafts of this file that somebody left behind who ended while writing. */
export function removeDrafts(path: string): void {
  const folder = dirname(path)
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.draft-`)) continue
    const age = Date.now() - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (Math.abs(age) > draftMs) rmSync(join(folder, name), { force: true })
  }
}
