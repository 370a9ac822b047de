/** A data folder that cannot be written to: one sentence that says why, whoever noticed it first. */
import { statfs } from 'node:fs/promises'
import { ConfigError } from '../config.ts'
import { ailmentOf } from '../db/faults.ts'

/** @throws ConfigError in place of what the file system, or the database in it, says of a folder that cannot be written to */
export async function orSay<T>(folder: string, write: () => T | Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const said = unwritable[codeOf(error) || (isEnded(error) && (await isFull(folder)) ? 'ENOSPC' : '')]
    throw said ? new ConfigError(`DATA_DIR ${folder} cannot be written to: ${said}`) : error
  }
}

/** The system's code of a fault, also where the embedded database tells of it in its own way. */
function codeOf(error: unknown): string {
  const { code, errno, name } = (error ?? {}) as { code?: unknown; errno?: unknown; name?: unknown }
  if (name === 'ErrnoError') return wasi[Number(errno)] ?? ''
  if (typeof code === 'string' && code in unwritable) return code
  const ailment = ailmentOf(error)
  return ailment === 'full' ? 'ENOSPC' : ailment === 'reading' ? 'EROFS' : ''
}

/** The machine inside which the embedded database runs has ended, and does not say why. */
const isEnded = (error: unknown): boolean => error instanceof Error && error.name === 'RuntimeError'

/** Where less is left, the database cannot open: it writes before it answers. */
const leastRoom = 1_000_000

async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < leastRoom
}

/** The numbers by which the machine that PGlite runs in knows them (WASI, `errno`). */
const wasi: Readonly<Record<number, string>> = { 2: 'EACCES', 19: 'EDQUOT', 51: 'ENOSPC', 63: 'EPERM', 69: 'EROFS' }

const unwritable: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for this user',
  EROFS: 'the disk can only be read',
  EACCES: 'it belongs to somebody else',
  EPERM: 'it belongs to somebody else',
  ENOTDIR: 'it is no folder',
  EEXIST: 'it is no folder',
}
