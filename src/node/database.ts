/** Opens the database that the settings name, with its folder's lock and every migration. */
import { mkdirSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import type { Config, SecretKey } from '../config.ts'
import type { Database } from '../db/database.ts'
import { openServer } from '../db/open.ts'
import { releaseTasks } from '../db/tasks.ts'
import { openFolder } from './folder.ts'
import { loadKeys } from './keys.ts'
import { lockFolder } from './lock.ts'
import { orSay } from './unwritable.ts'

/**
 * Opens and migrates it, for this process alone where it is embedded.
 * @param migrations the folder that they lie in
 * @returns with the keys of this installation; `close` gives the folder back as well
 * @throws ConfigError where another process has the folder, or its key is damaged
 */
export async function openHere(config: Config, migrations: string): Promise<Opened> {
  const { DATA_DIR, DATABASE_URL, SECRET_KEYS } = config
  await orSay(DATA_DIR, () => mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 }))
  if (DATABASE_URL) {
    const database = openServer(DATABASE_URL, { prepare: config.DATABASE_PREPARE === 'on' })
    await database.migrate(migrations)
    return { db: database.db, keys: SECRET_KEYS ?? [], rewrite: null, close: () => database.close() }
  }
  const unlock = await orSay(DATA_DIR, () => lockFolder(DATA_DIR))
  try {
    // Before there is a database: nothing is ever stored that no key was made for.
    const keys = SECRET_KEYS ?? (await orSay(DATA_DIR, () => loadKeys(DATA_DIR)))
    const database = await orSay(DATA_DIR, () => openFolder(DATA_DIR, migrations))
    // The lock of the folder says that nobody else is at work: what a killed process held goes on now, not in minutes.
    await orSay(DATA_DIR, () => releaseTasks(database.db, Temporal.Now.instant()))
    return {
      db: database.db,
      keys,
      rewrite: database.rewrite,
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

/** The database at work, and what its secrets are sealed with. */
export interface Opened {
  readonly db: Database
  readonly keys: readonly SecretKey[]
  /** Copies the embedded database to fresh files; null on a server. */
  readonly rewrite: (() => Promise<void>) | null
  close(): Promise<void>
}

/** Does nothing but that. */
export async function migrate(config: Config, migrations: string): Promise<void> {
  const { close } = await openHere(config, migrations)
  await close()
}
