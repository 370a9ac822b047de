/** Whether tasks can be done at all: is the database written to, and is anybody at work? */
import { and, asc, inArray, lte, or } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { ailmentWords } from './faults.ts'
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
 * Writes one small row and reads one: what keeps this server from its work, in a few words without data; null where
 * nothing does. Served by the index on run_at.
 * @throws what the database says where it cannot be written
 */
export async function findObstacle(db: Database, now: Instant): Promise<string | null> {
  // The same row every time, among those that pace the tasks: an account's name is longer.
  const row = { key: 'ready', spentUntil: now }
  await db.insert(budgets).values(row).onConflictDoUpdate({ target: budgets.key, set: row })
  const overdue = now.subtract({ minutes: overdueMinutes })
  const [oldest] = await db
    .select({ runAt: tasks.runAt, error: tasks.error })
    .from(tasks)
    .where(
      or(
        lte(tasks.runAt, overdue),
        // A small row finds room where a page of mail does not.
        and(lte(tasks.runAt, now.add({ minutes: failingMinutes })), inArray(tasks.error, full)),
      ),
    )
    .orderBy(asc(tasks.runAt))
    .limit(1)
  if (!oldest) return null
  if (oldest.error && full.includes(oldest.error)) return ailmentWords.full
  const minutes = Math.floor(now.since(oldest.runAt).total('minutes'))
  return `the oldest task has been due for ${minutes} minutes`
}
