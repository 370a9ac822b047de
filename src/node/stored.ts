/** What a command reads that is stored already: the database of the settings, and whose it is about. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import { listUsers, type User } from '../db/accounts/users.ts'
import type { Database } from '../db/database.ts'
import type { OpenDatabase } from '../db/open.ts'
import { normalise } from '../text.ts'
import { openOnDisk } from './embedded/disk.ts'
import { isUnfinished } from './first-start.ts'
import { lockFolder } from './lock.ts'

interface Stored {
  readonly database: OpenDatabase
  close(): Promise<void>
}

/**
 * @param words `none`: what there is none of before the first start; `page`: where the running program shows the same
 * @throws ConfigError where there is no database yet, or it is another process's
 */
export async function openStored(
  config: Config,
  { none, page }: { readonly none: string; readonly page: string },
): Promise<Stored> {
  if (config.DATABASE_URL) {
    const { openServer } = await import('../db/server/open.ts')
    const database = openServer(config.DATABASE_URL, { prepare: config.DATABASE_PREPARE === 'on' })
    return { database, close: () => database.close() }
  }
  const path = join(config.DATA_DIR, 'database')
  if (!existsSync(path) || isUnfinished(config.DATA_DIR))
    throw new ConfigError(`There is no ${none} in ${config.DATA_DIR} yet; npm start makes one.`)
  const unlock = lock(config, page)
  try {
    const database = await openOnDisk(path)
    return {
      database,
      async close() {
        await database.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function lock({ DATA_DIR }: Config, page: string): () => void {
  try {
    return lockFolder(DATA_DIR)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError(
      `The program is running on ${DATA_DIR}, and the embedded database takes one process at a time. See the same on its page ${page}, or stop the program first.`,
    )
  }
}

/**
 * Whom `--user EMAIL` names, else the only one there is.
 * @param nothing what there is not where nobody is here, as it stands after "so"
 * @throws ConfigError with a sentence where there is no such user, or several
 */
export async function findOwner(db: Database, args: readonly string[], nothing: string): Promise<User> {
  const at = args.indexOf('--user')
  const wanted = at < 0 ? undefined : normalise(args[at + 1] ?? '')
  const all = await listUsers(db)
  const found = wanted === undefined ? all : all.filter(({ email }) => normalise(email) === wanted)
  const [user] = found
  if (user && found.length === 1) return user
  if (wanted !== undefined) throw new ConfigError(`Nobody here has the address ${wanted}.`)
  throw new ConfigError(
    all.length
      ? 'Several people use this database: add -- --user EMAIL.'
      : `Nobody has connected an account here yet, so ${nothing}.`,
  )
}
