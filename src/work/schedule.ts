/** Asks for tasks: a letter at its hour, a derivation after new facts. */

import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { tasks } from '../db/schema.ts'
import { scheduleTask } from '../db/tasks.ts'
import type { Instant } from '../facts.ts'
import { type Reader, upcoming } from '../letter/schedule.ts'

/**
 * Has the user's letter come at its next hour, after that hour or anything it depends on changed. A letter that is due
 * already, being written or waiting for the relay is left to itself.
 */
export async function requestLetter(db: Database, user: Reader, now: Instant): Promise<void> {
  const movable = sql`${tasks.leaseId} is null and ${tasks.attempts} = 0 and ${tasks.runAt} > ${now.toString()}::timestamptz`
  await db
    .insert(tasks)
    .values({ kind: 'letter', subject: user.id, userId: user.id, runAt: upcoming(user, now).at })
    .onConflictDoUpdate({
      target: [tasks.kind, tasks.subject],
      set: { runAt: sql`case when ${movable} then excluded.run_at else least(${tasks.runAt}, excluded.run_at) end` },
    })
}

/** Makes the task due at once, whatever it waits for. */
export async function hurryLetter(db: Database, userId: string, now: Instant): Promise<void> {
  const mine = and(eq(tasks.kind, 'letter'), eq(tasks.subject, userId))
  const rows = await db
    .insert(tasks)
    .values({ kind: 'letter', subject: userId, userId, runAt: now })
    .onConflictDoNothing()
    .returning({ kind: tasks.kind })
  if (!rows.length)
    await db
      .update(tasks)
      .set({ runAt: sql`least(${tasks.runAt}, ${now.toString()}::timestamptz)`, attempts: 0 })
      .where(mine)
}

/** Has the user's people worked out again at `at`, or earlier if that was asked for already. */
export async function requestDerive(db: Database, userId: string, at: Instant): Promise<void> {
  await scheduleTask(db, { kind: 'derive', subject: userId, userId }, at)
}
