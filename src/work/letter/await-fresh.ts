/** Brings everything up to date before a letter is written: what came in this morning decides who is in it. */
import { listConnections } from '../../db/accounts/connections.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import { askForPeople } from '../../db/queue/news.ts'
import { isAboutToRun, scheduleTask, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import type { Outcome } from '../outcome.ts'

const freshMinutes = 10
const lookSeconds = 5
/** Fifteen minutes of looking: after that the letter is written from what is there. */
const looks = 180
/** A derivation due this soon is waited for. */
const soonSeconds = 20

/**
 * Has every account read that was last read longer than ten minutes ago, and waits for that and for the people to be
 * worked out. A stream in trouble is not waited for.
 * @returns when to look again; null where everything is fresh, or was waited for long enough
 */
export async function awaitFresh(deps: Deps, user: User, task: Task): Promise<Outcome | null> {
  const now = deps.now()
  if (task.attempts >= looks) return null
  const stale = await staleStreams(deps, user, now)
  if (!stale.length) return awaitPeople(deps, user, task)
  return {
    next: now.add({ seconds: lookSeconds }),
    failure: { error: null, attempts: task.attempts + 1 },
    async write(tx) {
      for (const { kind, connectionId } of stale)
        await scheduleTask(tx, { kind, subject: connectionId, userId: user.id }, now)
    },
  }
}

/**
 * Has people worked out with what came since, and waits for it. One that failed is not waited for.
 * @returns when to look again; null where they are as of now, or were waited for long enough
 */
export async function awaitPeople(deps: Deps, user: User, task: Task): Promise<Outcome | null> {
  const now = deps.now()
  if (task.attempts >= looks) return null
  const behind = await askForPeople(deps.db, user.id, now)
  if (!behind && !(await isDeriving(deps, user, now))) return null
  if (behind) deps.wake()
  return {
    next: now.add({ seconds: lookSeconds }),
    failure: { error: null, attempts: task.attempts + 1 },
    async write() {},
  }
}

async function staleStreams({ db }: Deps, user: User, now: Instant) {
  const [connections, streams] = await Promise.all([listConnections(db, user.id), listStreams(db, user.id)])
  const active = new Set(
    connections.filter(({ state, provider }) => state === 'active' && provider !== 'file').map(({ id }) => id),
  )
  const since = now.subtract({ minutes: freshMinutes }).epochMilliseconds
  return streams.filter(
    ({ connectionId, phase, lastSyncedAt }) =>
      active.has(connectionId) && phase === 'current' && (lastSyncedAt?.epochMilliseconds ?? 0) < since,
  )
}

/** The working out is due, about to be, or under way. */
const isDeriving = ({ db }: Deps, user: User, now: Instant): Promise<boolean> =>
  isAboutToRun(db, { kind: 'derive', subject: user.id }, now.add({ seconds: soonSeconds }))
