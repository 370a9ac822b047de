/** Opens the database that the settings name, with its folder's lock and every migration. */
import { mkdirSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { type Config, ConfigError, type SecretKey } from '../config.ts'
import type { Database } from '../db/database.ts'
import { releaseTasks } from '../db/tasks.ts'
import { describeError } from '../errors.ts'
import { openFolder } from './folder.ts'
import { loadKeys } from './keys.ts'
import { lockFolder } from './lock.ts'
import { mendModes } from './modes.ts'
import { orSay } from './unwritable.ts'

/**
 * Opens and migrates it, for this process alone where it is embedded.
 * @param migrations the folder that they lie in
 * @param first what has to be so before a database is opened, or made; called when the folder is this process's
 * @returns with the keys of this installation; `close` gives the folder back as well
 * @throws ConfigError where another process has the folder, or its key is damaged
 */
export async function openHere(
  config: Config,
  migrations: string,
  first: () => Promise<void> = async () => {},
): Promise<Opened> {
  const { DATA_DIR, DATABASE_URL, SECRET_KEYS } = config
  await orSay(DATA_DIR, () => mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 }))
  mendModes(DATA_DIR)
  if (DATABASE_URL) {
    await first()
    const { openServer } = await import('../db/server/open.ts')
    const database = openServer(DATABASE_URL, { prepare: config.DATABASE_PREPARE === 'on' })
    await orSayTls(() => database.migrate(migrations))
    return { db: database.db, keys: SECRET_KEYS ?? [], rewrite: null, close: () => database.close() }
  }
  const unlock = await orSay(DATA_DIR, () => lockFolder(DATA_DIR))
  try {
    await first()
    // Before there is a database: nothing is ever stored that no key was made for.
    const keys = SECRET_KEYS ?? (await orSay(DATA_DIR, () => loadKeys(DATA_DIR)))
    const database = await orSay(DATA_DIR, () => openFolder(DATA_DIR, migrations, console.log))
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

/** What TLS and its certificates fail of, as Node says it; a server that speaks none hangs up. */
const tlsFaults =
  /^(ECONNRESET|EPROTO|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+)$/

/** @throws ConfigError with one line where the server speaks no TLS, or its certificate is not to be trusted */
async function orSayTls<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code = '' } = describeError(error)
    if (!tlsFaults.test(code)) throw error
    throw new ConfigError(
      code === 'ECONNRESET'
        ? 'DATABASE_URL leads to a server that hung up, as one does that speaks no TLS; see DATABASE_TLS'
        : `DATABASE_URL leads to a server whose certificate is not trusted (${code}); name its authority in NODE_EXTRA_CA_CERTS, or see DATABASE_TLS`,
    )
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
