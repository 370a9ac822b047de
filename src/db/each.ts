/** Writing many things at once, where one of them may be what the database refuses. */
import type { Database } from './database.ts'
import { isDataRefused, isPassing } from './faults.ts'

/** What is written together, and how. */
export interface Together<T> {
  readonly items: readonly T[]
  write(tx: Database, items: readonly T[]): Promise<unknown>
  /** Takes items one by one for any fault whatever, not only for what the database says of the data. */
  readonly careful?: boolean | undefined
}

/**
 * Writes all of them; where the database refuses the data of one, each by itself. A savepoint keeps the rest of the
 * transaction alive.
 * @returns the items that were refused
 * @throws what is no fault of an item: the same for all of several
 */
export async function writeEach<T>(
  db: Database,
  { items, write, careful = false }: Together<T>,
): Promise<readonly T[]> {
  const isOfItems = (error: unknown) => isDataRefused(error) || (careful && !isPassing(error))
  if (items.length === 0) return []
  try {
    await db.transaction((tx) => write(tx, items))
    return []
  } catch (error) {
    if (!isOfItems(error)) throw error
    const refused: T[] = []
    for (const item of items)
      try {
        await db.transaction((tx) => write(tx, [item]))
      } catch (fault) {
        if (!isOfItems(fault)) throw fault
        refused.push(item)
      }
    if (refused.length === items.length && items.length > 1 && !isDataRefused(error)) throw error
    return refused
  }
}
