/** Transactions of people who press buttons at the same moment. */
import type { Database } from './database.ts'
import { sqlState } from './faults.ts'

const mostTries = 4
/** PostgreSQL ends one of two that wait for each other (deadlock_detected). */
const waitedForEachOther = '40P01'

/**
 * Does `work` in a transaction; once more where it and another one waited for each other, which the server has ended then.
 * @throws what `work` throws, or the database's own fault
 */
export async function inTurn<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await db.transaction(work)
    } catch (error) {
      if (tries >= mostTries || sqlState(error) !== waitedForEachOther) throw error
    }
}
