/** Whether tasks can be done at all: is the database written to, and is anybody at work? */
import { and, asc, inArray, lte, or, TransactionRollbackError } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { ailmentWords } from './faults.ts'
import { acrossUsers } from './rows/bound.ts'
import { budgets, tasks } from './schema.ts'
import { ailing, thrown } from './tasks.ts'

/**
 * A task that has been due for so long is overdue: nobody works, or far too few. A first reading takes its turn every few
 * seconds and a full queue drains in a minute or two; a web face alone, with its worker gone, is past this before anybody
 * has missed a letter.
 */
export const overdueMinutes = 15

/** What is full stays so until somebody makes room: such a task is tried again within this. */
const failingMinutes = 5

const full = [`${ailing}53100`, `${thrown}53100`]

/**
 * Writes one small row, which is taken back, and reads one: what keeps this server from its work, in a few words without
 * data; null where nothing does.
 * @throws what the database says where it cannot be written
 */
export async function findObstacle(db: Database, now: Instant): Promise<string | null> {
  let obstacle: string | null = null
  await acrossUsers(db)
    .transaction(async (tx) => {
      // Beside the rows that pace the tasks, where no account is called so.
      const row = { key: 'ready', spentUntil: now }
      await tx.insert(budgets).values(row).onConflictDoUpdate({ target: budgets.key, set: row })
      obstacle = await findWaiting(tx, now)
      tx.rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error
    })
  return obstacle
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
