/** `npm run restore`: puts a backup back, whole or not at all, after all of it was checked. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Config, ConfigError } from '../../config.ts'
import { fillWhole, NotAsExpected, whatIsIn } from '../../db/backup/fill.ts'
import { holdBack } from '../../db/backup/hold-back.ts'
import type { OpenDatabase } from '../../db/open.ts'
import { openServer } from '../../db/server/open.ts'
import type { Instant } from '../../facts.ts'
import { endBrokenOff, leftoversIn } from '../broken-off.ts'
import { openOnDisk } from '../embedded/disk.ts'
import { lockFolder } from '../lock.ts'
import { orSay } from '../unwritable.ts'
import { createWhole } from '../whole-file.ts'
import { type Checked, checkBackup, journalOf, piecesOf, type Sealed } from './read.ts'
import { swapIn } from './swap.ts'

export interface Restore {
  readonly config: Config
  /** Behind the command: the file, and `--replace` or `--keys FILE`. */
  readonly args: readonly string[]
  /** The folder of the migrations. */
  readonly migrations: string
  readonly now: Instant
  /** SECRET_KEYS is set; without them a server's database needs a file to write them to. */
  readonly hasKeys: boolean
  say(line: string): void
}

const usage =
  'Name the file: npm run restore -- FILE. Beside it --replace takes the place of a database that is there, and --keys FILE writes the secret keys for SECRET_KEYS_FILE where DATABASE_URL is set.'

/** @throws ConfigError with a sentence, and with nothing written, where it cannot be put back */
export async function restore(call: Restore): Promise<void> {
  const { config, migrations, say } = call
  const wish = readWish(call.args)
  if (!config.BACKUP_KEY)
    throw new ConfigError('BACKUP_KEY is not set: a backup opens with the key that it was sealed with')
  const sealed = { path: resolve(wish.file), key: config.BACKUP_KEY }
  const checked = await checkBackup(sealed, migrations)
  checkKeys(call, checked, wish)
  if (config.DATABASE_URL) await toServer(call, { sealed, checked, url: config.DATABASE_URL })
  else await toFolder(call, { sealed, checked, replace: wish.replace })
  if (wish.keys) writeKeys(wish.keys, checked)
  const { rows, head } = checked
  say(`Restored ${rows} rows, as they were at ${head.at.slice(0, 16).replace('T', ' ')} UTC. Nothing else was changed.`)
  if (wish.keys) say(`The secret keys are in ${wish.keys}: set SECRET_KEYS_FILE to it.`)
  say('A letter or a mail that may have left since then is not sent a second time. Start the program with npm start.')
}

interface Wish {
  readonly file: string
  readonly replace: boolean
  readonly keys: string | null
}

function readWish(args: readonly string[]): Wish {
  const files: string[] = []
  let replace = false
  let keys: string | null = null
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg === '--replace') replace = true
    else if (arg === '--keys') keys = resolve(args[++at] || missing())
    else if (arg.startsWith('-')) throw new ConfigError(usage)
    else files.push(arg)
  }
  const [file] = files
  if (!file || files.length > 1) throw new ConfigError(usage)
  return { file, replace, keys }
}

function missing(): never {
  throw new ConfigError(usage)
}

/** What was sealed with a key that nobody has any more would be lost quietly. */
function checkKeys({ config, hasKeys }: Restore, { head }: Checked, { keys }: Wish): void {
  if (keys && existsSync(keys)) throw new ConfigError(`${keys} is there already; name another file`)
  if (!hasKeys) {
    if (config.DATABASE_URL && !keys)
      throw new ConfigError(
        'SECRET_KEYS is not set: add --keys FILE, and the keys of the backup are written there for SECRET_KEYS_FILE',
      )
    return
  }
  const ours = new Set(config.SECRET_KEYS?.map(({ id, bytes }) => `${id}:${Buffer.from(bytes).toString('base64')}`))
  const lacking = head.keys.filter((key) => !ours.has(key)).map((key) => `"${key.slice(0, key.indexOf(':'))}"`)
  if (lacking.length)
    throw new ConfigError(
      `SECRET_KEYS does not hold the key ${lacking.join(' and ')} of the backup; nothing was written. Leave SECRET_KEYS out${config.DATABASE_URL ? ' and add --keys FILE' : ''}, and the keys of the backup are taken`,
    )
}

function writeKeys(path: string, { head }: Checked): void {
  if (!createWhole(path, `${head.keys.join(',')}\n`)) throw new ConfigError(`${path} is there already`)
}

interface FromTo {
  readonly sealed: Sealed
  readonly checked: Checked
}

/** Into a folder beside the database's own, which then takes its name. */
async function toFolder(call: Restore, { sealed, checked, replace }: FromTo & { replace: boolean }): Promise<void> {
  const { DATA_DIR } = call.config
  await orSay(DATA_DIR, () => mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 }))
  const unlock = await orSay(DATA_DIR, () => lockFolder(DATA_DIR))
  const aside = leftoversIn(DATA_DIR)
  try {
    await orSay(DATA_DIR, () => endBrokenOff(DATA_DIR))
    if (existsSync(join(DATA_DIR, 'database')) && !replace)
      throw new ConfigError(
        `There is a database in ${DATA_DIR} already; nothing was written. Add --replace to take its place, which deletes it`,
      )
    await orSay(DATA_DIR, async () => {
      rmSync(aside, { recursive: true, force: true })
      mkdirSync(aside, { recursive: true, mode: 0o700 })
      const database = await openOnDisk(aside)
      try {
        await fill(call, { database, sealed, checked })
      } finally {
        await database.close()
      }
      await swapIn(DATA_DIR, { keys: call.hasKeys ? null : checked.head.keys, files: checked.files })
    })
  } finally {
    rmSync(aside, { recursive: true, force: true })
    unlock()
  }
}

async function toServer(call: Restore, { sealed, checked, url }: FromTo & { url: string }): Promise<void> {
  const database = openServer(url, { max: 2, prepare: call.config.DATABASE_PREPARE === 'on' })
  try {
    const there = await whatIsIn(database.db)
    if (there === 'rows' || (there !== 'nothing' && there.migration !== checked.head.migration))
      throw new ConfigError(
        'The database of DATABASE_URL is not empty; nothing was written. Make a new one, and name it in DATABASE_URL',
      )
    await fill(call, { database, sealed, checked })
  } finally {
    await database.close()
  }
}

/** The tables of the version that made it, its rows, and then what has come since. */
async function fill(call: Restore, { database, sealed, checked }: FromTo & { database: OpenDatabase }): Promise<void> {
  const { migration, at } = checked.head
  const passing = mkdtempSync(join(tmpdir(), 'coffee-soon-'))
  try {
    await database.migrate(migrationsUpTo(call.migrations, migration, passing))
    const rows = await fillWhole(database.db, piecesOf(sealed))
    if (rows !== checked.rows) throw new NotAsExpected('the file changed meanwhile')
    await database.migrate(call.migrations)
    await holdBack(database.db, { madeAt: at, now: call.now })
  } catch (error) {
    if (!(error instanceof NotAsExpected)) throw error
    throw new ConfigError(`${sealed.path} does not fit this program: ${error.message}; nothing was written`)
  } finally {
    rmSync(passing, { recursive: true, force: true })
  }
}

function migrationsUpTo(from: string, newest: number, to: string): string {
  const entries = journalOf(from).filter(({ when }) => when <= newest)
  mkdirSync(join(to, 'meta'))
  writeFileSync(join(to, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }))
  for (const { tag } of entries) {
    mkdirSync(dirname(join(to, `${tag}.sql`)), { recursive: true })
    copyFileSync(join(from, `${tag}.sql`), join(to, `${tag}.sql`))
  }
  return to
}
