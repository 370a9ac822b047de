/** `npm run backup -- FILE`: asked of the program that runs on the folder, or made by itself where nothing runs. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Config, ConfigError } from '../../config.ts'
import { openServer } from '../../db/server/open.ts'
import type { Instant } from '../../facts.ts'
import { openOnDisk } from '../embedded/disk.ts'
import { isUnfinished } from '../first-start.ts'
import { keysOf } from '../keys.ts'
import { lockFolder } from '../lock.ts'
import { orSay } from '../unwritable.ts'
import { askRunning } from './control.ts'
import { type Source, type Written, writeBackup } from './write.ts'

export interface BackupCall {
  readonly config: Config
  readonly args: readonly string[]
  /** Of this program. */
  readonly version: string
  readonly now: Instant
  say(line: string): void
}

/** @throws ConfigError with a sentence where none can be made; nothing is left behind then */
export async function backup(call: BackupCall): Promise<void> {
  const { config, args, say } = call
  const [file] = args
  if (!file || args.length > 1 || file.startsWith('-')) throw new ConfigError('Name a file: npm run backup -- FILE')
  const backupKey = config.BACKUP_KEY
  if (!backupKey)
    throw new ConfigError(
      'BACKUP_KEY is not set: a backup is sealed with a key of its own, 32 bytes in base64, such as openssl rand -base64 32 prints. Keep it somewhere else than the backups; without it they cannot be opened',
    )
  const path = resolve(file)
  const { rows, bytes } = config.DATABASE_URL
    ? await ofServer(call, { url: config.DATABASE_URL, path, backupKey })
    : await ofFolder(call, { path, backupKey })
  say(`${path} holds ${rows} rows in ${Math.ceil(bytes / 1000)} kB, and the secret key. It opens with BACKUP_KEY only.`)
}

interface Wish {
  readonly path: string
  readonly backupKey: Uint8Array
}

async function ofServer(call: BackupCall, { url, path, backupKey }: Wish & { url: string }): Promise<Written> {
  const { config, version, now } = call
  const database = openServer(url, { max: 1, prepare: config.DATABASE_PREPARE === 'on' })
  try {
    return await writeBackup(
      { db: database.db, keys: config.SECRET_KEYS ?? [], backupKey, folder: null, version, now },
      path,
    )
  } finally {
    await database.close()
  }
}

/** Before an upgrade, too: what is there is read as it is, and brought up to date by nobody. */
async function ofFolder({ config, version, now }: BackupCall, { path, backupKey }: Wish): Promise<Written> {
  const folder = config.DATA_DIR
  const database = join(folder, 'database')
  if (!existsSync(database) || isUnfinished(folder))
    throw new ConfigError(`There is no database in ${folder} yet; npm start makes one.`)
  let unlock: () => void
  try {
    unlock = await orSay(folder, () => lockFolder(folder))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return askRunning(folder, { path, backupKey, refusal: error.message })
  }
  try {
    const keys = config.SECRET_KEYS ?? keysOf(folder)
    const opened = await openOnDisk(database)
    try {
      const source: Source = { db: opened.db, keys, backupKey, folder, version, now }
      return await writeBackup(source, path)
    } finally {
      await opened.close()
    }
  } finally {
    unlock()
  }
}
