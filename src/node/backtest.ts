/** The command that replays a past year and prints it: the page's figures for whoever sits at a terminal. Reads only. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ReplayedMonth } from '../backtest/types.ts'
import { type Config, ConfigError } from '../config.ts'
import { months as monthNames } from '../dates.ts'
import { listUsers, type User } from '../db/accounts/users.ts'
import type { Database } from '../db/database.ts'
import { type OpenDatabase, openServer } from '../db/open.ts'
import { forUser } from '../db/rows/bound.ts'
import type { Instant } from '../facts.ts'
import { createSeal } from '../seal.ts'
import { normalise } from '../text.ts'
import { prospect, replayMonth, tooLittle } from '../work/backtest/backtest.ts'
import { caveat, type ReportedMonth, report, summary } from '../work/backtest/report.ts'
import { openOnDisk } from './embedded/disk.ts'
import { isUnfinished } from './first-start.ts'
import { loadKeys } from './keys.ts'
import { lockFolder } from './lock.ts'

interface Request {
  readonly config: Config
  /** After the command: `--user EMAIL`, needed where several people use one database. */
  readonly args: readonly string[]
  /** The folder of the migrations. */
  readonly migrations: string
  readonly now: Instant
  say(line: string): void
}

/**
 * Prints the year and what it comes to.
 * @throws ConfigError with a sentence where there is no such user, or the database is another process's
 */
export async function printBacktest({ config, args, migrations, now, say }: Request): Promise<void> {
  const opened = await open(config)
  try {
    await opened.database.migrate(migrations)
    const { db } = opened.database
    const user = await findByEmail(db, args)
    const deps = { db: forUser(db, user.id), config, seal: createSeal(config.SECRET_KEYS ?? loadKeys(config.DATA_DIR)) }
    const known = await prospect(deps, user, now)
    if (!known.months.length) return say(tooLittle(known, user, now))
    const done: ReplayedMonth[] = []
    for (const at of known.months) {
      say(`Replaying ${monthOf(at, user)} (${done.length + 1} of ${known.months.length})`)
      done.push(await replayMonth(deps, user, { at, before: done, now, known }))
    }
    for (const month of await report(deps.db, user.id, done)) for (const line of linesOf(month, user)) say(line)
    for (const line of ['', summary(done), caveat]) say(line)
  } finally {
    await opened.close()
  }
}

async function open(config: Config): Promise<{ database: OpenDatabase; close(): Promise<void> }> {
  if (config.DATABASE_URL) {
    const database = openServer(config.DATABASE_URL, { prepare: config.DATABASE_PREPARE === 'on' })
    return { database, close: () => database.close() }
  }
  const path = join(config.DATA_DIR, 'database')
  if (!existsSync(path) || isUnfinished(config.DATA_DIR))
    throw new ConfigError(`There is no history in ${config.DATA_DIR} yet; npm start makes one.`)
  const unlock = lock(config)
  const database = await openOnDisk(path)
  return {
    database,
    async close() {
      await database.close()
      unlock()
    },
  }
}

function lock({ DATA_DIR }: Config): () => void {
  try {
    return lockFolder(DATA_DIR)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError(
      `The program is running on ${DATA_DIR}, and the embedded database takes one process at a time. See the same on its page /settings/backtest, or stop the program first.`,
    )
  }
}

async function findByEmail(db: Database, args: readonly string[]): Promise<User> {
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
      : 'Nobody has connected an account here yet, so there is no year to replay.',
  )
}

function* linesOf({ at, entries, tallies, nothing }: ReportedMonth, user: User): Generator<string> {
  yield ''
  yield monthOf(at, user)
  if (!entries.length) yield '  Nobody: a letter would have named no one.'
  for (const { name, why, after } of entries) {
    yield `  ${name}${why ? `. ${why}` : ''}`
    if (after) yield `    ${after}`
  }
  const compared = tallies.map(({ way, words }) => `${way.toLowerCase()} ${words}`).join(', ')
  if (compared || nothing) yield `  ${nothing || `Back in touch: ${compared}.`}`
}

function monthOf(at: ReplayedMonth['at'], { timeZone }: User): string {
  const { month, year } = at.toZonedDateTimeISO(timeZone)
  return `${monthNames[month - 1]} ${year}`
}
