/** The doctor's look at the database: does it open, and do its tables fit this version. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import type { OpenDatabase } from '../db/open.ts'
import { describeError } from '../errors.ts'
import { type Finding, fault, look, ok } from './finding.ts'
import { isUnfinished } from './first-start.ts'
import { checkKeys } from './keys.ts'
import { lockFolder } from './lock.ts'

export function checkDatabase(config: Config, migrations: string): Promise<Finding[]> {
  return config.DATABASE_URL ? checkServer(config.DATABASE_URL, migrations) : checkEmbedded(config, migrations)
}

async function checkServer(url: string, migrations: string): Promise<Finding[]> {
  const { openServer } = await import('../db/open.ts')
  const database = openServer(url, 1)
  try {
    return [await compare(database, migrations, 'run `npm run migrate`')]
  } catch (error) {
    return [fault('database', serverWords(error))]
  } finally {
    await database.close()
  }
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
    if (error instanceof ConfigError) return [holder(folder, error.message)]
    return [fault('database', `${folder} cannot be written to (${describeError(error).code}); check whose it is.`)]
  }
  try {
    // Loaded here: where there is no database yet, the doctor does without.
    const { openEmbedded } = await import('../db/open.ts')
    const database = await openEmbedded(path)
    try {
      return [await compare(database, migrations, '`npm start` brings it up to date')]
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

async function compare({ db }: OpenDatabase, migrations: string, remedy: string): Promise<Finding> {
  const { newestMigration } = await import('../db/open.ts')
  const have = await newestMigration(db)
  if (have === null) return fault('database', `Opens, but has no tables yet; ${remedy}.`)
  const want = newestOf(migrations)
  if (have < want) return fault('database', `Opens, but its tables are of an older version; ${remedy}.`)
  if (have > want) return look('database', 'Opens; its tables are of a newer version than this program.')
  return ok('database', 'Opens, and its tables are of this version.')
}

function newestOf(migrations: string): number {
  const { entries } = JSON.parse(readFileSync(join(migrations, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  return Math.max(...entries.map(({ when }) => when))
}

/** PostgreSQL, appendix A, and what the system says of a connection. */
const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; start the server or mend host and port',
  ENOTFOUND: 'its name is not known; check the host',
  EAI_AGAIN: 'its name cannot be looked up; check the name server',
  CONNECT_TIMEOUT: 'it does not answer; check host, port and any firewall',
  '28P01': 'the password is wrong',
  '28000': 'this user may not come in',
  '3D000': 'there is no such database; make it with `createdb`',
  '42501': 'this user may not read its tables',
}

function serverWords(error: unknown): string {
  const { error: name, code } = describeError(error)
  return `DATABASE_URL does not open: ${refusals[code ?? ''] ?? `it says ${code ?? name}`}.`
}
