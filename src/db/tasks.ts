/** The queue: one row per task. Asking for it, fencing, finishing; and the budgets that pace the tasks. */
import { and, eq, gte, inArray, isNotNull, lte, notInArray, or, type SQLWrapper, sql } from 'drizzle-orm'
import { type Instant, isoOf } from '../facts.ts'
import type { Database } from './database.ts'
import { acrossUsers } from './rows/bound.ts'
import { tasks } from './schema.ts'
import { type Given, kept } from './statements/kept.ts'

export type TaskKind = typeof tasks.$inferSelect.kind

/** A claimed task: nobody else has it until `leaseUntil`. */
export interface Task {
  readonly kind: TaskKind
  readonly subject: string
  readonly userId: string
  readonly leaseId: string
  readonly leaseUntil: Instant
  readonly attempts: number
  /** Of working out people: how many pages with changes it has before it. */
  readonly news?: number
}

/** The step overran its lease and somebody else has the task: nothing it did may count. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** Nobody knows whether tasks were claimed: the database was asked and did not answer. The lease would be this one. */
export class ClaimUnknown extends Error {
  override readonly name = 'ClaimUnknown'
  readonly leaseId: string

  constructor(leaseId: string, cause: unknown) {
    super('nobody knows whether tasks were claimed', { cause })
    this.leaseId = leaseId
  }
}

/** So long nobody else has a claimed task, unless the lease is renewed. */
export const leaseSeconds = 120

/** Makes a task due at `at`, or earlier if it already is; a task that is running is then run again after it. */
export async function scheduleTask(
  db: Database,
  task: { kind: TaskKind; subject: string; userId: string },
  at: Instant,
): Promise<void> {
  await db
    .insert(tasks)
    .values({ ...task, runAt: at })
    .onConflictDoUpdate({
      target: [tasks.kind, tasks.subject],
      set: { runAt: sql`least(${tasks.runAt}, excluded.run_at)` },
    })
}

/** The same, but for a task that failed and backs off: it is left to its own time, or whatever asks for it would undo the pause. */
export async function scheduleUnlessFailing(
  db: Database,
  task: { kind: TaskKind; subject: string; userId: string },
  at: Instant,
): Promise<void> {
  const failing = sql`${tasks.error} like ${`${thrown}%`} and ${tasks.leaseId} is null`
  await db
    .insert(tasks)
    .values({ ...task, runAt: at })
    .onConflictDoUpdate({
      target: [tasks.kind, tasks.subject],
      set: { runAt: sql`case when ${failing} then ${tasks.runAt} else least(${tasks.runAt}, excluded.run_at) end` },
    })
}

/** What the error of a task begins with that failed by a throw nobody foresaw. */
export const thrown = 'thrown '

/** The same for a fault of the database itself, which is nothing that its owner could see or mend. */
export const ailing = 'database '

/**
 * Gives a task back that threw: due again at `next`, whatever asked for it meanwhile.
 * @param failure `error` is short and safe: `thrown` or `ailing` with the name of the error, or the database's own code
 * @throws LeaseLost when the lease is not ours any more
 */
export async function failTask(
  db: Database,
  task: Task,
  next: Instant,
  { error, attempts }: { readonly error: string; readonly attempts: number },
): Promise<void> {
  const rows = await db
    .update(tasks)
    .set({ leaseId: null, leaseUntil: null, runAt: next, error, attempts })
    .where(isOurs(task))
    .returning({ kind: tasks.kind })
  if (rows.length === 0) throw new LeaseLost()
}

/** Ends tasks for good, with whatever lease they have. */
export async function dropTasks(db: Database, kinds: readonly TaskKind[], subject: string): Promise<void> {
  await db.delete(tasks).where(and(inArray(tasks.kind, [...kinds]), eq(tasks.subject, subject)))
}

/** Which tasks: just one, those of some kinds, or those of all others. */
export type Which =
  | { readonly kind: TaskKind; readonly subject: string }
  | { readonly kinds: readonly TaskKind[] }
  | { readonly but: readonly TaskKind[] }

/** The same as a condition. */
export function isOf(which: Which | undefined) {
  if (!which) return undefined
  if ('kinds' in which) return inArray(tasks.kind, [...which.kinds])
  if ('but' in which) return notInArray(tasks.kind, [...which.but])
  return and(eq(tasks.kind, which.kind), eq(tasks.subject, which.subject))
}

/** Asked for while somebody has it: without that, a task is due at its lease's end, wherever that has moved meanwhile. */
const isAskedFor = sql`${tasks.runAt} < ${tasks.leaseUntil}`

/** What a task has that is given back: due at `next`, or when it was asked for meanwhile. */
export const freeUntil = (next: Instant | SQLWrapper) => ({
  leaseId: null,
  leaseUntil: null,
  runAt: sql`case when ${isAskedFor} then ${tasks.runAt} else ${'epochMilliseconds' in next ? next.toString() : next}::timestamptz end`,
})

export const isOurs = ({ kind, subject, leaseId }: Task) =>
  and(eq(tasks.kind, kind), eq(tasks.subject, subject), eq(tasks.leaseId, leaseId))

/**
 * Gives a task back, due again at `next` or at a moment that was asked for meanwhile. Call it first in the transaction that
 * writes the task's result: it locks the row.
 * @throws LeaseLost when the lease is not ours any more
 */
export async function finishTask(
  db: Database,
  task: Task,
  next: Instant,
  failure: { error: string | null; attempts: number },
): Promise<void> {
  const { kind, subject, leaseId } = task
  const { error, attempts } = failure
  const values = { kind, subject, leaseId, next: isoOf(next), attempts, ...(error === null ? {} : { error }) }
  const rows = await finish(db, values, error === null)
  if (rows.length === 0) throw new LeaseLost()
}

interface Finishing {
  readonly kind: string
  readonly subject: string
  readonly leaseId: string
  readonly next: string
  readonly attempts: number
  readonly error?: string
}

const finish = kept((db: Database, { kind, subject, leaseId, ...given }: Given<Finishing>, isFine: boolean) =>
  db
    .update(tasks)
    .set({
      ...freeUntil(given.next),
      attempts: sql`${given.attempts}`,
      error: isFine ? null : sql`${given.error}`,
    })
    .where(and(eq(tasks.kind, kind), eq(tasks.subject, subject), eq(tasks.leaseId, leaseId)))
    .returning({ kind: tasks.kind }),
)

/**
 * Ends a claimed task for good, unless it was asked for again meanwhile: then it stays.
 * @throws LeaseLost when the lease is not ours any more
 */
export async function endTask(db: Database, task: Task): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await tx
      .delete(tasks)
      .where(and(isOurs(task), gte(tasks.runAt, tasks.leaseUntil)))
      .returning({ kind: tasks.kind })
    if (!ended.length) await finishTask(tx, task, task.leaseUntil, { error: null, attempts: 0 })
  })
}

/** Frees what was claimed with this lease, due at once. */
export async function releaseLease(db: Database, leaseId: string, now: Instant): Promise<void> {
  const runAt = sql`least(${tasks.runAt}, ${now.toString()}::timestamptz)`
  await acrossUsers(db).update(tasks).set({ leaseId: null, leaseUntil: null, runAt }).where(eq(tasks.leaseId, leaseId))
}

/** Frees every claimed task, due at once. Only for a database that no other process works on: its holder has ended. */
export async function releaseTasks(db: Database, now: Instant): Promise<void> {
  await acrossUsers(db)
    .update(tasks)
    .set({ leaseId: null, leaseUntil: null, runAt: now })
    .where(isNotNull(tasks.leaseId))
}

/**
 * Makes sure within a transaction that nobody else has the task, and that it stays so while the relay is spoken to.
 * @throws LeaseLost
 */
export async function holdLease(tx: Database, task: Task): Promise<void> {
  await renewLease(tx, task, task.leaseUntil)
}

/**
 * Has a task a while longer from `now` on: the relay is still being spoken to.
 * @throws LeaseLost
 */
export async function renewLease(db: Database, task: Task, now: Instant): Promise<void> {
  const until = sql`greatest(${tasks.leaseUntil}, ${now.add({ seconds: leaseSeconds }).toString()}::timestamptz)`
  const rows = await db
    .update(tasks)
    .set({ leaseUntil: until, runAt: sql`case when ${isAskedFor} then ${tasks.runAt} else ${until} end` })
    .where(isOurs(task))
    .returning({ kind: tasks.kind })
  if (!rows.length) throw new LeaseLost()
}

/**
 * Moves a duty to its next moment, after what that depends on changed; one that is due at `now`, held or being tried again is
 * left to itself, but for being earlier.
 */
export async function rescheduleTask(
  db: Database,
  task: { readonly kind: TaskKind; readonly subject: string; readonly userId: string },
  { at, now }: { readonly at: Instant; readonly now: Instant },
): Promise<void> {
  const movable = sql`${tasks.leaseId} is null and ${tasks.attempts} = 0 and ${tasks.runAt} > ${now.toString()}::timestamptz`
  await db
    .insert(tasks)
    .values({ ...task, runAt: at })
    .onConflictDoUpdate({
      target: [tasks.kind, tasks.subject],
      set: { runAt: sql`case when ${movable} then excluded.run_at else least(${tasks.runAt}, excluded.run_at) end` },
    })
}

/** Makes a duty due at once, whatever it waits for. */
export async function hurryTask(
  db: Database,
  task: { readonly kind: TaskKind; readonly subject: string; readonly userId: string },
  now: Instant,
): Promise<void> {
  const rows = await db
    .insert(tasks)
    .values({ ...task, runAt: now })
    .onConflictDoNothing()
    .returning({ kind: tasks.kind })
  if (!rows.length)
    await db
      .update(tasks)
      .set({ runAt: sql`least(${tasks.runAt}, ${now.toString()}::timestamptz)`, attempts: 0 })
      .where(and(eq(tasks.kind, task.kind), eq(tasks.subject, task.subject)))
}

/** Moves a duty that is due at `from`; one that is due at any other moment was asked for meanwhile, and stays. */
export async function moveTask(
  tx: Database,
  { kind, subject }: Pick<Task, 'kind' | 'subject'>,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<void> {
  const mine = and(eq(tasks.kind, kind), eq(tasks.subject, subject))
  await tx
    .update(tasks)
    .set({ runAt: to })
    .where(and(mine, sql`${tasks.runAt} = ${from.toString()}::timestamptz`))
}

/** Whether a duty is under way, or due by `soon`; by primary key. */
export async function isAboutToRun(
  db: Database,
  { kind, subject }: Pick<Task, 'kind' | 'subject'>,
  soon: Instant,
): Promise<boolean> {
  const rows = await db
    .select({ kind: tasks.kind })
    .from(tasks)
    .where(and(eq(tasks.kind, kind), eq(tasks.subject, subject), or(isNotNull(tasks.leaseId), lte(tasks.runAt, soon))))
  return rows.length > 0
}

/** Whether the lease is still ours. Locks the row: nobody else can have the duty until the transaction ends. */
export async function lockLease(tx: Database, task: Task): Promise<boolean> {
  const rows = await tx.select({ leaseId: tasks.leaseId }).from(tasks).where(isOurs(task)).for('update')
  return rows.length > 0
}
