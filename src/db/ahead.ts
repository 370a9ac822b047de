/**
 * Sets right what lies further ahead than any rule could put it, after a clock that was wrong. Tasks, leases, sessions and
 * states are found by the index on the moment itself, coffees by the partial index on what is held; users, connections, streams
 * and checkpoints are one row an account, links to sign in are few, and these are looked through.
 */
import { and, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Instant } from '../facts.ts'
import type { User } from './accounts/users.ts'
import type { Database } from './database.ts'
import { acrossUsers } from './rows/bound.ts'
import {
  checkpoints,
  coffees,
  connections,
  digests,
  sessions,
  signInLinks,
  streams,
  tasks,
  usedStates,
  users,
} from './schema.ts'
import { scheduleTask, type TaskKind } from './tasks.ts'

/** Seconds from now: as long as nothing failed, and after a failure. Null: held against something else. */
export interface Pause {
  readonly calm: number | null
  readonly failing: number
}

type Moment =
  | 'tasks.leaseUntil'
  | 'sessions.expiresAt'
  | 'usedStates.expiresAt'
  | 'signInLinks.expiresAt'
  | 'coffees.sendAt'
  | 'coffees.holdUntil'
  | 'users.createdAt'
  | 'streams.startedAt'
  | 'streams.lastSyncedAt'
  | 'streams.restartedAt'
  | 'connections.refusedGrantAt'
  | 'connections.refusedTokenAt'
  | 'checkpoints.until'

/** How far ahead what is stored may lie. */
export interface Horizons {
  readonly tasks: Readonly<Record<TaskKind, Pause>>
  /** Seconds from now. */
  readonly moments: Readonly<Record<Moment, number>>
}

/** Clocks of several machines differ a little, which is no fault. */
const slackSeconds = 300

/**
 * Makes every task due that lies too far ahead, and brings every other moment back to the furthest that it could be.
 * @returns how many rows of each were changed
 */
export async function setRight(
  anyone: Database,
  now: Instant,
  { tasks: pauses, moments }: Horizons,
): Promise<Readonly<Record<string, number>>> {
  const db = acrossUsers(anyone)
  const most = (moment: Moment) => now.add({ seconds: moments[moment] })
  const beyond = (moment: Moment) => most(moment).add({ seconds: slackSeconds })
  const changed: Record<string, number> = {}
  const note = async (name: string, rows: PromiseLike<readonly unknown[]>) => {
    const { length } = await rows
    if (length) changed[name] = length
  }
  await note('tasks', hurryFar(db, now, pauses))
  const lease = most('tasks.leaseUntil')
  await note(
    'leases',
    db
      .update(tasks)
      .set({ leaseUntil: lease, runAt: sql`least(${tasks.runAt}, ${lease.toString()}::timestamptz)` })
      .where(gt(tasks.leaseUntil, beyond('tasks.leaseUntil')))
      .returning({ kind: tasks.kind }),
  )
  await note('coffees', setCoffeesRight(db, now, { most, beyond }))
  await note(
    'sessions',
    db
      .update(sessions)
      .set({ expiresAt: most('sessions.expiresAt') })
      .where(gt(sessions.expiresAt, beyond('sessions.expiresAt')))
      .returning({ of: sessions.userId }),
  )
  await note(
    'states',
    db
      .update(usedStates)
      .set({ expiresAt: most('usedStates.expiresAt') })
      .where(gt(usedStates.expiresAt, beyond('usedStates.expiresAt')))
      .returning({ at: usedStates.expiresAt }),
  )
  await note(
    'sign-in links',
    db
      .update(signInLinks)
      .set({ expiresAt: most('signInLinks.expiresAt') })
      .where(gt(signInLinks.expiresAt, beyond('signInLinks.expiresAt')))
      .returning({ of: signInLinks.userId }),
  )
  await note(
    'users',
    db
      .update(users)
      .set({ createdAt: most('users.createdAt') })
      .where(and(gt(users.createdAt, beyond('users.createdAt')), sql`not exists ${letterAfter(db, now)}`))
      .returning({ of: users.id }),
  )
  await note(
    'streams',
    db
      .update(streams)
      .set({
        startedAt: atMost(streams.startedAt, most('streams.startedAt')),
        lastSyncedAt: atMost(streams.lastSyncedAt, most('streams.lastSyncedAt')),
        restartedAt: atMost(streams.restartedAt, most('streams.restartedAt')),
      })
      .where(
        or(
          gt(streams.startedAt, beyond('streams.startedAt')),
          gt(streams.lastSyncedAt, beyond('streams.lastSyncedAt')),
          gt(streams.restartedAt, beyond('streams.restartedAt')),
        ),
      )
      .returning({ kind: streams.kind }),
  )
  await note(
    'connections',
    db
      .update(connections)
      .set({
        refusedGrantAt: atMost(connections.refusedGrantAt, most('connections.refusedGrantAt')),
        refusedTokenAt: atMost(connections.refusedTokenAt, most('connections.refusedTokenAt')),
      })
      .where(
        or(
          gt(connections.refusedGrantAt, beyond('connections.refusedGrantAt')),
          gt(connections.refusedTokenAt, beyond('connections.refusedTokenAt')),
        ),
      )
      .returning({ of: connections.id }),
  )
  await note(
    'checkpoints',
    db
      .update(checkpoints)
      .set({ stale: true })
      .where(and(eq(checkpoints.stale, false), gt(checkpoints.until, beyond('checkpoints.until'))))
      .returning({ of: checkpoints.userId }),
  )
  return changed
}

/**
 * A letter that went out later than now. Either the clock is behind, or it was ahead at the time: whoever has one is not made
 * older than they are, so that none is written for a week before they came.
 */
const letterAfter = (db: Database, now: Instant) =>
  db
    .select({ id: digests.id })
    .from(digests)
    .where(and(eq(digests.userId, users.id), gt(digests.sends, 0), gt(digests.createdAt, now)))

/** What is not there stays so, which `least` would not leave. */
const atMost = (column: AnyPgColumn, most: Instant): SQL =>
  sql`case when ${column} > ${most.toString()}::timestamptz then ${most.toString()}::timestamptz else ${column} end`

/** A task that somebody has is due at its lease's end, which is looked at by itself. */
function hurryFar(db: Database, now: Instant, pauses: Horizons['tasks']) {
  const cases = Object.entries(pauses).map(
    ([kind, { calm, failing }]) =>
      sql`when ${tasks.kind} = ${kind} then case when ${tasks.attempts} = 0 then ${calm}::int else ${failing}::int end`,
  )
  const most: SQL = sql`case ${sql.join(cases, sql` `)} end`
  const least = Math.min(...Object.values(pauses).flatMap(({ calm, failing }) => [calm ?? failing, failing]))
  const at = now.toString()
  return db
    .update(tasks)
    .set({ runAt: now })
    .where(
      and(
        isNull(tasks.leaseId),
        gt(tasks.runAt, now.add({ seconds: least + slackSeconds })),
        sql`${tasks.runAt} > ${at}::timestamptz + (${most} + ${slackSeconds}::int) * interval '1 second'`,
      ),
    )
    .returning({ kind: tasks.kind })
}

interface Bounds {
  most(moment: Moment): Instant
  beyond(moment: Moment): Instant
}

/** The time that people chose stays; when the invitation leaves, and how long the time is held, do not. */
async function setCoffeesRight(db: Database, now: Instant, { most, beyond }: Bounds) {
  const changed = await db
    .update(coffees)
    .set({
      sendAt: atMost(coffees.sendAt, most('coffees.sendAt')),
      holdUntil: atMost(coffees.holdUntil, most('coffees.holdUntil')),
    })
    .where(
      and(
        or(inArray(coffees.state, ['chosen', 'queued', 'sending']), isNotNull(coffees.pending)),
        or(gt(coffees.sendAt, beyond('coffees.sendAt')), gt(coffees.holdUntil, beyond('coffees.holdUntil'))),
      ),
    )
    .returning({ id: coffees.id, userId: coffees.userId })
  for (const { id, userId } of changed) await scheduleTask(db, { kind: 'coffee', subject: id, userId }, now)
  return changed
}

/** Letters that nobody is working on, later than a week after `now`, each with its reader. Served by the index on run_at. */
export async function listFarLetters(
  db: Database,
  now: Instant,
): Promise<readonly { readonly user: User; readonly runAt: Instant }[]> {
  return acrossUsers(db)
    .select({ user: users, runAt: tasks.runAt })
    .from(tasks)
    .innerJoin(users, eq(users.id, tasks.userId))
    .where(and(eq(tasks.kind, 'letter'), isNull(tasks.leaseId), gt(tasks.runAt, now.add({ hours: 7 * 24 }))))
}
