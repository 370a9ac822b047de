/** The command that replays a past year and prints it: the page's figures for whoever sits at a terminal. Reads only. */
import type { ReplayedMonth } from '../backtest/types.ts'
import type { Config } from '../config.ts'
import { months as monthNames } from '../dates.ts'
import type { User } from '../db/accounts/users.ts'
import { forUser } from '../db/rows/bound.ts'
import type { Instant } from '../facts.ts'
import { createSeal } from '../seal.ts'
import { prospect, replayMonth, tooLittle } from '../work/backtest/backtest.ts'
import { caveat, type ReportedMonth, report, summary } from '../work/backtest/report.ts'
import { loadKeys } from './keys.ts'
import { findOwner, openStored } from './stored.ts'

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
  const opened = await openStored(config, { none: 'history', page: '/settings/backtest' })
  try {
    await opened.database.migrate(migrations)
    const { db } = opened.database
    const user = await findOwner(db, args, 'there is no year to replay')
    const deps = { db: forUser(db, user.id), config, seal: createSeal(config.SECRET_KEYS ?? loadKeys(config.DATA_DIR)) }
    const known = await prospect(deps, user, now)
    if (!known.months.length) return say(tooLittle(known, user, { now, tongue: 'en' }))
    const done: ReplayedMonth[] = []
    for (const at of known.months) {
      say(`Replaying ${monthOf(at, user)} (${done.length + 1} of ${known.months.length})`)
      done.push(await replayMonth(deps, user, { at, before: done, now, known }))
    }
    for (const month of await report(deps.db, user.id, { months: done, tongue: 'en' }))
      for (const line of linesOf(month, user)) say(line)
    for (const line of ['', summary(done, 'en'), caveat('en')]) say(line)
  } finally {
    await opened.close()
  }
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
