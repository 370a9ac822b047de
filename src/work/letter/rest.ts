/** How a run of the letter's duty ends: at rest until the next hour, by the settings as they are at that moment. */
import { and, eq, sql } from 'drizzle-orm'
import { findUser, type User } from '../../db/accounts.ts'
import type { Database } from '../../db/database.ts'
import { tasks } from '../../db/schema.ts'
import { LeaseLost, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Outcome } from '../duty.ts'
import { upcoming } from './schedule.ts'

/** Nothing more to do before the next letter. `write` runs in the transaction that gives the duty back. */
export function rest(deps: Deps, user: User, write?: (tx: Database) => Promise<void>): Outcome {
  const now = deps.now()
  const next = upcoming(user, now).at
  return {
    next,
    async write(tx) {
      await write?.(tx)
      // Day, hour, zone or pause may have changed while this ran; they could not move a duty that somebody held.
      const changed = await findUser(tx, user.id)
      const right = changed && upcoming(changed, now).at
      if (!right || right.equals(next)) return
      const mine = and(eq(tasks.kind, 'letter'), eq(tasks.subject, user.id))
      await tx
        .update(tasks)
        .set({ runAt: right })
        .where(and(mine, sql`${tasks.runAt} = ${next.toString()}::timestamptz`))
    },
  }
}

const leaseSeconds = 120

/**
 * Makes sure within a transaction that nobody else has the duty, and that it stays so while the relay is spoken to.
 * @throws LeaseLost
 */
export async function holdLease(tx: Database, task: Task): Promise<void> {
  const until = sql`greatest(${tasks.leaseUntil}, ${task.leaseUntil.add({ seconds: leaseSeconds }).toString()}::timestamptz)`
  const rows = await tx
    .update(tasks)
    .set({
      leaseUntil: until,
      // What was asked for meanwhile is due before the lease's end, and stays.
      runAt: sql`case when ${tasks.runAt} < ${task.leaseUntil.toString()}::timestamptz then ${tasks.runAt} else ${until} end`,
    })
    .where(and(eq(tasks.kind, task.kind), eq(tasks.subject, task.subject), eq(tasks.leaseId, task.leaseId)))
    .returning({ kind: tasks.kind })
  if (!rows.length) throw new LeaseLost()
}
