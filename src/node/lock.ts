/** A lock file on the data folder, so that no second process opens the embedded database, which has no lock of its own. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'
import { type Holder, isRunning, ourselves } from './holder.ts'
import { createWhole, removeDrafts } from './whole-file.ts'

const beatMs = 5_000
/** A lock that has not beaten for this long is nobody's, where nothing else tells whether its process lives. */
const staleMs = 60_000
/** A lock without a word in it may still be being written; after this nobody is. */
const writingMs = 10_000
/** Whoever meets another in the same moment steps back and looks again, so often. */
const tries = 5

/**
 * Takes the lock of a folder. A lock whose process has ended is not taken away and made again, which two could do at once:
 * it is followed by one with the next number, and one of them only can make that. Then whoever made it looks once more at
 * all the others, and steps back from any that is held.
 * @param lost called when the lock turns out to be somebody else's
 * @returns gives the lock back
 * @throws ConfigError with the first process's id when it is held
 */
export function lockFolder(folder: string, lost: () => void = () => endAtOnce(folder)): () => void {
  const id = randomBytes(12).toString('hex')
  const own: Holder = { ...ourselves(), id }
  for (let tried = 0; tried < tries; tried++) {
    const before = listLocks(folder)
    const held = before.find(isHeld)
    if (held) throw inUse(folder, held)
    const path = join(folder, nameOf(before.length ? Math.max(...before.map(({ number }) => number)) + 1 : 0))
    if (!createWhole(path, JSON.stringify(own))) continue
    const others = listLocks(folder).filter(({ holder }) => holder?.id !== id)
    if (!others.some(isHeld)) {
      for (const { number } of others) rmSync(join(folder, nameOf(number)), { force: true })
      removeDrafts(join(folder, 'lock'))
      return keep(path, id, lost)
    }
    release(path, id)
    pauseMs(Math.random() * 50)
  }
  throw inUse(folder, null)
}

/** One lock file: `lock` is number 0, `lock.1` the one that followed it. */
interface Lock {
  readonly number: number
  /** Null where nothing can be read in it. */
  readonly holder: Holder | null
  /** When it last beat. */
  readonly beatAt: number
}

const nameOf = (number: number) => (number === 0 ? 'lock' : `lock.${number}`)

function listLocks(folder: string): Lock[] {
  return readdirSync(folder).flatMap((name) => {
    const number = /^lock(?:\.(\d{1,9}))?$/.exec(name)
    if (!number) return []
    const path = join(folder, name)
    const stat = statSync(path, { throwIfNoEntry: false })
    // Given back since the folder was read.
    return stat ? [{ number: Number(number[1] ?? 0), holder: readHolder(path), beatAt: stat.mtimeMs }] : []
  })
}

function readHolder(path: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? (holder as Holder) : null
  } catch {
    return null
  }
}

/** Whether somebody has it. A clock that was wrong does not count: a beat of the future is as old as one of the past. */
function isHeld({ holder, beatAt }: Lock): boolean {
  const age = Math.abs(Date.now() - beatAt)
  if (!holder) return age < writingMs
  if (holder.id !== undefined && held.has(holder.id)) return true
  const beats = age < staleMs
  if (holder.host !== hostname()) return beats
  const running = isRunning(holder)
  return running === 'unknown' ? beats : running
}

/** The locks of this very process. */
const held = new Set<string>()

function keep(path: string, id: string, lost: () => void): () => void {
  held.add(id)
  const heart = setInterval(() => {
    if (readHolder(path)?.id === id) return utimesSync(path, new Date(), new Date())
    clearInterval(heart)
    held.delete(id)
    lost()
  }, beatMs)
  heart.unref()
  return () => {
    clearInterval(heart)
    held.delete(id)
    release(path, id)
  }
}

function release(path: string, id: string): void {
  if (readHolder(path)?.id === id) rmSync(path, { force: true })
}

function inUse(folder: string, lock: Lock | null): ConfigError {
  const holder = lock?.holder
  return new ConfigError(
    holder
      ? `DATA_DIR ${folder} is in use by process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}; stop it first, or set DATABASE_URL to a PostgreSQL server for several processes`
      : `DATA_DIR ${folder} is being opened by another process`,
  )
}

/** Two who write to one embedded database spoil it: whoever is not its owner any more must not write one byte more. */
function endAtOnce(folder: string): void {
  console.error(`The lock of DATA_DIR ${folder} is not this process's any more, so it ends at once.`)
  process.exit(1)
}

function pauseMs(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
