/** Opens the database that the settings name, with its folder's lock and every migration. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { openEmbedded, openServer } from '../db/open.ts'
import { releaseTasks } from '../db/tasks.ts'
import { lockFolder } from './lock.ts'

/**
 * Opens and migrates it, for this process alone where it is embedded.
 * @param migrations the folder that they lie in
 * @returns `close` gives the folder back as well
 * @throws ConfigError where another process has the folder
 */
export async function openHere(
  config: Config,
  migrations: string,
): Promise<{ readonly db: Database; close(): Promise<void> }> {
  mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 })
  const unlock = config.DATABASE_URL ? () => {} : lockFolder(config.DATA_DIR)
  const database = config.DATABASE_URL
    ? openServer(config.DATABASE_URL, { prepare: config.DATABASE_PREPARE === 'on' })
    : await openEmbedded(join(config.DATA_DIR, 'database'))
  await database.migrate(migrations)
  // The lock of the folder says that nobody else is at work: what a killed process held goes on now, not in minutes.
  if (!config.DATABASE_URL) await releaseTasks(database.db, Temporal.Now.instant())
  return {
    db: database.db,
    async close() {
      await database.close()
      unlock()
    },
  }
}

/** Does nothing but that. */
export async function migrate(config: Config, migrations: string): Promise<void> {
  const { close } = await openHere(config, migrations)
  await close()
}
