/** Mail and calendar of one account by turns, where the provider counts the requests under way in a mailbox. */
import { and, eq, gt, lte, or } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { budgets, tasks } from './schema.ts'
import type { Task } from './tasks.ts'

/** How soon somebody looks again whose turn it is not. */
export const turnSeconds = 1

/**
 * Takes the turn of a mailbox for one step, until the end of the task's lease. A calendar is short and goes first: mail
 * stands back while its calendar is due, so that neither waits for ever.
 * @returns what gives the turn back, null while it is somebody else's
 */
export async function takeTurn(db: Database, task: Task, now: Instant): Promise<(() => Promise<void>) | null> {
  if (task.kind === 'mail' && (await isDue(db, { kind: 'calendar', subject: task.subject }, now))) return null
  const key = `turn|${task.subject}`
  const until = { spentUntil: task.leaseUntil }
  const taken = await db
    .insert(budgets)
    .values({ key, ...until })
    .onConflictDoUpdate({ target: budgets.key, set: until, setWhere: lte(budgets.spentUntil, now) })
    .returning()
  const turn = taken[0]
  if (!turn) return null
  // Whoever took it after our lease has another end of theirs.
  const ours = and(eq(budgets.key, key), eq(budgets.spentUntil, turn.spentUntil))
  return async () => {
    await db.delete(budgets).where(ours)
  }
}

/** Due, or under way; by primary key. */
async function isDue(db: Database, { kind, subject }: Pick<Task, 'kind' | 'subject'>, now: Instant): Promise<boolean> {
  const rows = await db
    .select({ kind: tasks.kind })
    .from(tasks)
    .where(and(eq(tasks.kind, kind), eq(tasks.subject, subject), or(lte(tasks.runAt, now), gt(tasks.leaseUntil, now))))
  return rows.length > 0
}
