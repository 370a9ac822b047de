/** The two commands on backups, with what both need of this machine. */
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { readConfig } from '../../config.ts'
import type { Instant } from '../../facts.ts'
import { version } from '../version.ts'
import { backup } from './command.ts'
import { restore } from './restore.ts'

interface Called {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly args: readonly string[]
  /** The folder that `src` and `drizzle` lie in. */
  readonly root: string
  readonly readFile: (path: string) => string
  say(line: string): void
  readonly now?: Instant
}

/** @throws ConfigError with the sentence that ends the command */
export async function runBackup(which: 'backup' | 'restore', called: Called): Promise<void> {
  const { env, args, root, readFile, say, now = Temporal.Now.instant() } = called
  if (which === 'backup') return backup({ config: readConfig(env, readFile), args, version, now, say })
  const hasKeys = Boolean(env.SECRET_KEYS || env.SECRET_KEYS_FILE)
  // On a new machine the keys come from the backup; what a server's database needs of them is said by the command.
  const config = readConfig(hasKeys ? env : { ...env, SECRET_KEYS: `none:${'A'.repeat(43)}=` }, readFile)
  return restore({ config, hasKeys, args, migrations: join(root, 'drizzle'), now, say })
}
