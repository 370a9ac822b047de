/** Whether tasks can be done at all: is the database written to, is anybody at work, and do letters leave? */
import { and, asc, eq, inArray, lte, or, TransactionRollbackError } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import { staleHours } from '../../letter/schedule.ts'
import { hoursOf, policy } from '../../policy.ts'
import type { Database } from '../database.ts'
import { ailmentWords } from '../faults.ts'
import { acrossUsers } from '../rows/bound.ts'
import { budgets, digests, tasks } from '../schema.ts'
import { ailing, thrown } from '../tasks.ts'

/**
 * A task that has been due for so long is overdue: nobody works, or far too few. A first reading takes its turn every few
 * seconds and a full queue drains in a minute or two; a web face alone, with its worker gone, is past this before anybody
 * has missed a letter.
 */
export const overdueMinutes = policy.overdue.minutes

/** What is full stays so until somebody makes room: such a task is tried again within this. */
const failingMinutes = 5

const full = [`${ailing}53100`, `${thrown}53100`]

/**
 * Writes one small row, which is taken back, and reads two: what keeps this server from its work, each in a few words without
 * data; none where nothing does.
 * @throws what the database says where it cannot be written
 */
export async function findObstacles(db: Database, now: Instant): Promise<readonly string[]> {
  const obstacles: string[] = []
  await acrossUsers(db)
    .transaction(async (tx) => {
      // Beside the rows that pace the tasks, where no account is called so.
      const row = { key: 'ready', spentUntil: now }
      await tx.insert(budgets).values(row).onConflictDoUpdate({ target: budgets.key, set: row })
      for (const found of [await findWaiting(tx, now), await findLateLetter(tx, now)]) if (found) obstacles.push(found)
      tx.rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error
    })
  return obstacles
}

/** Served by the index on run_at. */
async function findWaiting(db: Database, now: Instant): Promise<string | null> {
  const overdue = lte(tasks.runAt, now.subtract({ minutes: overdueMinutes }))
  // A small row finds room where a page of mail does not.
  const noRoom = and(lte(tasks.runAt, now.add({ minutes: failingMinutes })), inArray(tasks.error, full))
  const [oldest] = await db
    .select({ runAt: tasks.runAt, error: tasks.error })
    .from(tasks)
    .where(or(overdue, noRoom))
    .orderBy(asc(tasks.runAt))
    .limit(1)
  if (!oldest) return null
  if (oldest.error && full.includes(oldest.error)) return ailmentWords.full
  return `the oldest task has been due for ${Math.floor(now.since(oldest.runAt).total('minutes'))} minutes`
}

/**
 * A letter is late when its hour came so long ago and the relay has not taken it: it is written again until then, so that its
 * age is that of its hour. Served by the index digests_states: few letters wait at any time.
 */
async function findLateLetter(db: Database, now: Instant): Promise<string | null> {
  const late = now.add({ hours: staleHours - hoursOf(policy.letterLate) })
  const [oldest] = await db
    .select({ dropAt: digests.dropAt })
    .from(digests)
    .where(and(eq(digests.state, 'ready'), lte(digests.dropAt, late)))
    .orderBy(asc(digests.dropAt))
    .limit(1)
  if (!oldest) return null
  const hours = Math.floor(now.since(oldest.dropAt.subtract({ hours: staleHours })).total('hours'))
  return `the oldest letter that waits for the mail relay is ${hours} hours late`
}
