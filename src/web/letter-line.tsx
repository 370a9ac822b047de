/** The letter in one line, for the people page: ready, when it comes next, or what keeps it. */
import type { Connection, Stream, User } from '../db/accounts.ts'
import { listDigests } from '../db/digests.ts'
import type { Deps } from '../deps.ts'
import { isReadingFirstYear } from '../work/history.ts'
import { destinationOf } from '../work/letter-address.ts'
import { upcoming } from '../work/schedule.ts'
import { stoppedWords, troubleOf } from './dispatch.tsx'
import { clockTime, weekdayDate } from './words.ts'

interface Accounts {
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
}

export interface Line {
  readonly text: string
  /** What the link behind it is called. */
  readonly link: string
  /** Where the letter goes. */
  readonly address: string
}

/** Reads only. */
export async function letterLine(deps: Deps, user: User, accounts: Accounts): Promise<Line> {
  const now = deps.now()
  const [rows, { address, stopped }] = await Promise.all([
    listDigests(deps.db, user.id, 8),
    destinationOf(deps.db, deps, user),
  ])
  if (stopped) return { text: stoppedWords(stopped, address), link: 'See the letter page', address }
  const trouble = troubleOf({ latest: rows[0] ?? null, sent: null })
  if (trouble) return { text: trouble, link: 'See the letter page', address }
  if (!rows.some(({ sends }) => sends > 0))
    return isReadingFirstYear(accounts, now) || !accounts.connections.length
      ? { text: 'Your first letter is shown as soon as twelve months are read.', link: 'The letter page', address }
      : { text: 'Your first letter is ready.', link: 'Read your first letter', address }
  const { at } = upcoming(user, now, new Set(rows.map(({ week }) => week)))
  return {
    text: `Next letter ${weekdayDate(at, user.timeZone)} at ${clockTime(at, user.timeZone)}.`,
    link: 'Look at the letter now',
    address,
  }
}
