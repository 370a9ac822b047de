/** Backups of a program that runs on the embedded database: asked for by a command, and once a week by themselves. */
import { Temporal } from 'temporal-polyfill'
import type { Config, SecretKey } from '../../config.ts'
import { hasUsers } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import type { Log } from '../../deps.ts'
import { describeError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { startControl } from './control.ts'
import { isOnSameDisk, makeWeekly } from './weekly.ts'
import { sameDisk } from './words.ts'
import { type Source, type Written, writeBackup } from './write.ts'

/** The first look comes when a start has settled, and then one an hour. */
const firstMs = 60_000
const betweenMs = 3_600_000

interface AtWork {
  readonly config: Config
  readonly db: Database
  readonly keys: readonly SecretKey[]
  /** Of this program. */
  readonly version: string
  readonly log: Log
  /** The real clock: no sample account moves the age of a file on. */
  readonly now?: () => Instant
  readonly first?: number
}

/** @returns ends it; a backup under way breaks off and leaves nothing behind */
export async function startBackups(work: AtWork): Promise<() => Promise<void>> {
  const { config, db, log, now = () => Temporal.Now.instant(), first = firstMs } = work
  const { BACKUP_KEY: backupKey, BACKUP_DIR, DATA_DIR: folder } = config
  const ending = new AbortController()
  let under: Promise<unknown> = Promise.resolve()
  const write = (path: string, by: Uint8Array): Promise<Written> => {
    const made = under.then(() => makeOne(work, { path, backupKey: by, now: now(), signal: ending.signal }))
    under = made.catch(() => {})
    return made
  }
  const close = await startControl(folder, { backupKey: backupKey ?? null, write }).catch((error: unknown) => {
    log('control failed', describeError(error))
    return async () => {}
  })
  // Nothing is worth keeping yet where nobody is known: the first one would be made a week too early.
  const look = async (by: Uint8Array) => {
    if (await hasUsers(db)) await makeWeekly(BACKUP_DIR, now(), (path) => write(path, by))
  }
  const timers: NodeJS.Timeout[] = []
  if (backupKey) {
    if (isOnSameDisk(folder, BACKUP_DIR)) console.log(sameDisk(BACKUP_DIR))
    // What went wrong is in the log.
    const quietly = () => void look(backupKey).catch(() => {})
    timers.push(setTimeout(quietly, first), setInterval(quietly, betweenMs))
    for (const timer of timers) timer.unref()
  }
  return async () => {
    for (const timer of timers) clearTimeout(timer)
    ending.abort()
    await under
    await close()
  }
}

type One = Pick<Source, 'backupKey' | 'now' | 'signal'> & { readonly path: string }

/** The log says what came of it, whoever asked. */
async function makeOne({ config, db, keys, version, log }: AtWork, { path, ...one }: One): Promise<Written> {
  try {
    const made = await writeBackup({ db, keys, folder: config.DATA_DIR, version, ...one }, path)
    log('backup made', { rows: made.rows, bytes: made.bytes })
    return made
  } catch (error) {
    if (!one.signal?.aborted) log('backup failed', describeError(error))
    throw error
  }
}
