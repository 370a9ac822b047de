/** The doctor's look at the database: does it open, and do its tables fit this version. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigError } from '../../config.ts'
import { describeError } from '../../errors.ts'
import { isUnfinished } from '../first-start.ts'
import { checkKeys, keysIn } from '../keys.ts'
import { lockFolder } from '../lock.ts'
import { type Finding, fault, ok } from './finding.ts'
import { checkKeysIn } from './keys.ts'
import { checkLine } from './line.ts'
import { checkRunning } from './running.ts'
import { checkServer } from './server.ts'
import { compareTables } from './tables.ts'

export function checkDatabase(config: Config, migrations: string): Promise<Finding[]> {
  return config.DATABASE_URL
    ? checkServer({ ...config, DATABASE_URL: config.DATABASE_URL }, migrations)
    : checkEmbedded(config, migrations)
}

async function checkEmbedded(config: Config, migrations: string): Promise<Finding[]> {
  const folder = config.DATA_DIR
  const path = join(folder, 'database')
  const damaged = keyFault(config)
  if (damaged) return [damaged]
  if (!existsSync(path) || isUnfinished(folder))
    return [ok('database', `None yet; the first start makes it in ${folder}.`)]
  let unlock: () => void
  try {
    unlock = lockFolder(folder)
  } catch (error) {
    if (error instanceof ConfigError) return [holder(folder, error.message), await checkRunning(config)]
    return [fault('database', `${folder} cannot be written to (${describeError(error).code}); check whose it is.`)]
  }
  try {
    // Loaded here: where there is no database yet, the doctor does without.
    const { openOnDisk } = await import('../embedded/disk.ts')
    const database = await openOnDisk(path)
    try {
      const tables = await compareTables(database, migrations, '`npm start` brings it up to date')
      if (tables.mark !== 'ok') return [tables]
      // Work that waits while nothing runs is no fault.
      const keys = await checkKeysIn(database.db, config.SECRET_KEYS ?? keysIn(folder))
      return [tables, await checkLine(database, 'run `npm start`'), ...keys]
    } finally {
      await database.close()
    }
  } catch {
    return [fault('database', `The embedded database in ${path} does not open; put back a copy of ${folder}.`)]
  } finally {
    unlock()
  }
}

function keyFault({ DATA_DIR, SECRET_KEYS }: Config): Finding | null {
  if (SECRET_KEYS) return null
  try {
    checkKeys(DATA_DIR)
    return null
  } catch (error) {
    return fault('database', `${error instanceof ConfigError ? error.message : 'The key in DATA_DIR cannot be read'}.`)
  }
}

/** Whoever holds the lock has opened the database, and nobody else may. */
function holder(folder: string, refusal: string): Finding {
  const pid = /process (\d+)/.exec(refusal)?.[1]
  return ok('database', `The program is running${pid ? ` (process ${pid})` : ''} on ${folder}, which stays untouched.`)
}
