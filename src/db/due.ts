/** Which tasks are due, when the next one is, and which ones failed: reads only, nothing is claimed. */

import { and, eq, isNotNull, isNull, lt, lte, min, or, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { acrossUsers } from './rows/bound.ts'
import { tasks } from './schema.ts'
import { kept } from './statements/kept.ts'
import { isOf, type TaskKind, thrown, type Which } from './tasks.ts'

/** A task that threw and is tried again at `runAt`. */
export interface Failing {
  readonly kind: TaskKind
  readonly runAt: Instant
}

/** Of the tasks, those that threw. */
export const isFailing = sql`${tasks.error} like ${`${thrown}%`}`

/** The user's tasks that threw. Served by the index on user_id. */
export async function listFailing(db: Database, userId: string): Promise<Failing[]> {
  return db
    .select({ kind: tasks.kind, runAt: tasks.runAt })
    .from(tasks)
    .where(and(eq(tasks.userId, userId), isFailing))
    .orderBy(tasks.kind)
}

/**
 * The moment at which the next task is due, null when there is none. Tasks that are running count from their lease's end.
 * @param only looks at no others
 */
export async function nextDueAt(db: Database, only?: Which): Promise<Instant | null> {
  return (await nextDueOf(db, [only]))[0] ?? null
}

/** So many statements `nextDueOf` takes, of however many sorts. */
export const statementsForDue = 1

/** The same of each of these sorts. */
export async function nextDueOf(db: Database, sorts: readonly (Which | undefined)[]): Promise<(Instant | null)[]> {
  const [row] = await nextDue(acrossUsers(db), {}, sorts)
  return sorts.map((_, index) => row?.[index] ?? null)
}

const nextDue = kept((all: Database, _: object, sorts: readonly (Which | undefined)[]) =>
  all.select(Object.fromEntries(sorts.map((only, index) => [index, earliest(all, only)]))).from(sql`(values (1)) one`),
)

function earliest(all: Database, only: Which | undefined) {
  // What was asked for while a task runs is due before its lease's end, and cannot be claimed before that.
  const free = all
    .select({ at: tasks.runAt })
    .from(tasks)
    .where(and(isNull(tasks.leaseId), isOf(only)))
    .orderBy(tasks.runAt)
    .limit(1)
  const running = all
    .select({ at: min(tasks.leaseUntil) })
    .from(tasks)
    .where(and(isNotNull(tasks.leaseId), isOf(only)))
  return sql<Instant | null>`least((${free}), (${running}))`.mapWith(tasks.runAt)
}

/** When this task is due, null when it is no more. A task that is running counts from its lease's end. */
export async function dueAt(
  db: Database,
  { kind, subject }: { kind: TaskKind; subject: string },
): Promise<Instant | null> {
  const rows = await acrossUsers(db)
    .select({ at: tasks.runAt })
    .from(tasks)
    .where(and(eq(tasks.kind, kind), eq(tasks.subject, subject)))
  return rows[0]?.at ?? null
}

/** Tasks that are due now, without claiming them. */
export async function listDue(
  db: Database,
  now: Instant,
  limit: number,
): Promise<{ kind: TaskKind; subject: string }[]> {
  const free = or(isNull(tasks.leaseUntil), lt(tasks.leaseUntil, now))
  return acrossUsers(db)
    .select({ kind: tasks.kind, subject: tasks.subject })
    .from(tasks)
    .where(and(lte(tasks.runAt, now), free))
    .orderBy(tasks.runAt)
    .limit(limit)
}
