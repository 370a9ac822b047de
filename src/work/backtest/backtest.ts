/** The task `backtest`: replays the owner's past year from what is stored, one month a step, and asks no provider anything. */
import { replayable } from '../../backtest/months.ts'
import { replay } from '../../backtest/replay.ts'
import type { ReplayedMonth } from '../../backtest/types.ts'
import { backtestWords } from '../../backtest/words/words.ts'
import { listConnections } from '../../db/accounts/connections.ts'
import { listIdentities } from '../../db/accounts/identities.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import { findUser, type User } from '../../db/accounts/users.ts'
import { addMonth, beginBacktest, endBacktest, findBacktest } from '../../db/backtests.ts'
import { readDecisions } from '../../db/decisions.ts'
import { scheduleTask, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { ownNameOf } from '../../settings.ts'
import { month } from '../../spans.ts'
import { normalise } from '../../text.ts'
import type { Outcome } from '../outcome.ts'
import { historyReadBackTo } from '../reading-progress.ts'
import { openArchive } from './archive.ts'

type Tools = Pick<Deps, 'db' | 'seal' | 'config'>

/** What a replay of this user's year has to go by. */
export interface Prospect {
  /** Oldest first; none where there is too little history. */
  readonly months: readonly Instant[]
  readonly readBackTo: Instant | undefined
}

export async function prospect({ db }: Pick<Deps, 'db'>, user: User, now: Instant): Promise<Prospect> {
  const readBackTo = historyReadBackTo(await listStreams(db, user.id))
  return { months: replayable({ now, timeZone: user.timeZone, readBackTo }), readBackTo }
}

/** Why no month can be replayed, and from when on one can. Dates are months of the owner's zone. */
export function tooLittle(
  { readBackTo }: Prospect,
  { timeZone }: Pick<User, 'timeZone'>,
  { now, tongue }: { readonly now: Instant; readonly tongue: Tongue },
): string {
  const locale = tongue === 'de' ? 'de-DE' : null
  return backtestWords(tongue).tooLittle(readBackTo && month(readBackTo, now, { timeZone, locale }))
}

/** Has the past year replayed, from its beginning; while that is under way it goes on as it is. */
export async function requestBacktest(deps: Deps, user: User): Promise<void> {
  const now = deps.now()
  const { months } = await prospect(deps, user, now)
  await deps.db.transaction(async (tx) => {
    await beginBacktest(tx, user.id, months.length, now)
    await scheduleTask(tx, { kind: 'backtest', subject: user.id, userId: user.id }, now)
  })
  deps.wake()
}

/** One month. Null where nothing is under way: the task has ended, or what it was made from was taken away. */
export async function replayNext(deps: Deps, task: Task): Promise<Outcome | null> {
  const [user, run] = await Promise.all([findUser(deps.db, task.userId), findBacktest(deps.db, task.userId)])
  if (!user || run?.state !== 'running') return null
  const known = await prospect(deps, user, run.requestedAt)
  const last = run.months.at(-1)?.at.epochMilliseconds ?? Number.NEGATIVE_INFINITY
  const [at, ...later] = known.months.filter((one) => one.epochMilliseconds > last)
  const next = deps.now()
  if (!at) {
    const problem = run.months.length
      ? null
      : tooLittle(known, user, { now: run.requestedAt, tongue: tongueOf(placeOfUser(user)) })
    return { next, write: (tx) => endBacktest(tx, run, problem) }
  }
  const replayed = await replayMonth(deps, user, { at, before: run.months, now: run.requestedAt, known })
  const total = run.months.length + 1 + later.length
  return { next, write: (tx) => addMonth(tx, run, replayed, { total, last: !later.length }) }
}

interface Turn {
  readonly at: Instant
  /** The months before it, oldest first. */
  readonly before: readonly ReplayedMonth[]
  readonly now: Instant
  readonly known: Prospect
}

/** Replays the month that begins at `at`. Reads only. */
export async function replayMonth(deps: Tools, user: User, { at, before, now, known }: Turn): Promise<ReplayedMonth> {
  const { db, seal, config } = deps
  const [archive, connections, identities, own, decisions] = await Promise.all([
    openArchive(deps, user.id),
    listConnections(db, user.id),
    listIdentities(db, user.id),
    listOwnAddresses(db, user.id),
    readDecisions(db, seal, user.id),
  ])
  const accounts = [...new Set([...connections, ...identities].map(({ email }) => normalise(email)))]
  const ownName = ownNameOf(user.settings)
  return replay({
    at,
    archive,
    accounts,
    declaredOwn: own.filter(({ source }) => source === 'declared').map(({ address }) => address),
    ownToday: [...accounts, ...own.map(({ address }) => address)],
    ...(ownName === undefined ? {} : { sharedName: ownName }),
    decisions,
    count: user.settings.people,
    ...placeOfUser(user),
    readBackTo: known.readBackTo ?? at,
    historyYears: config.HISTORY_YEARS,
    horizon: now.toZonedDateTimeISO('UTC').subtract({ years: config.HISTORY_YEARS }).toInstant(),
    before,
    seed: user.id,
  })
}
