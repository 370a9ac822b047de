/** The doctor's look at the database: does it open, and do its tables fit this version. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import { describeError } from '../errors.ts'
import { checkServer } from './doctor-server.ts'
import { compareTables } from './doctor-tables.ts'
import { type Finding, fault, ok } from './finding.ts'
import { lockFolder } from './lock.ts'

export function checkDatabase(config: Config, migrations: string): Promise<Finding[]> {
  return config.DATABASE_URL
    ? checkServer({ ...config, DATABASE_URL: config.DATABASE_URL }, migrations)
    : checkEmbedded(config.DATA_DIR, migrations)
}

async function checkEmbedded(folder: string, migrations: string): Promise<Finding[]> {
  const path = join(folder, 'database')
  if (!existsSync(path)) return [ok('database', `None yet; the first start makes it in ${folder}.`)]
  let unlock: () => void
  try {
    unlock = lockFolder(folder)
  } catch (error) {
    if (error instanceof ConfigError) return [holder(folder, error.message)]
    return [fault('database', `${folder} cannot be written to (${describeError(error).code}); check whose it is.`)]
  }
  try {
    // Loaded here: where there is no database yet, the doctor does without.
    const { openEmbedded } = await import('../db/open.ts')
    const database = await openEmbedded(path)
    try {
      return [await compareTables(database, migrations, '`npm start` brings it up to date')]
    } finally {
      await database.close()
    }
  } catch {
    return [fault('database', `The embedded database in ${path} does not open; put back a copy of ${folder}.`)]
  } finally {
    unlock()
  }
}

/** Whoever holds the lock has opened the database, and nobody else may. */
function holder(folder: string, refusal: string): Finding {
  const pid = /process (\d+)/.exec(refusal)?.[1]
  return ok('database', `The program is running${pid ? ` (process ${pid})` : ''} on ${folder}, which stays untouched.`)
}
