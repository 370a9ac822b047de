/** A lock file on the data folder, so that no second process opens the embedded database, which has no lock of its own. */
import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'

const beatMs = 5_000
/** A lock that has not beaten for this long is nobody's, even where its process id is in use again. */
const staleMs = 60_000

/**
 * Takes the lock of a folder.
 * @returns gives the lock back
 * @throws ConfigError with the first process's id when it is held
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  if (!create(path)) {
    const holder = readHolder(path)
    if (holder)
      throw new ConfigError(
        `DATA_DIR ${folder} is in use by process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}; stop it first, or set DATABASE_URL to a PostgreSQL server for several processes`,
      )
    rmSync(path, { force: true })
    if (!create(path)) throw new ConfigError(`DATA_DIR ${folder} is being opened by another process`)
  }
  const heart = setInterval(() => {
    const now = new Date()
    utimesSync(path, now, now)
  }, beatMs)
  heart.unref()
  return () => {
    clearInterval(heart)
    rmSync(path, { force: true })
  }
}

function create(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, JSON.stringify({ pid: process.pid, host: hostname() }))
    closeSync(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Who holds the lock; null when its process has ended or its heart has stopped. */
function readHolder(path: string): { pid: number; host: string } | null {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as { pid: number; host: string }
    const beats = Date.now() - statSync(path).mtimeMs < staleMs
    if (holder.host !== hostname()) return beats ? holder : null
    return isAlive(holder.pid) && beats && holder.pid !== process.pid ? holder : null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
