/** What was deleted and is in the files of the embedded database still: that a copy without it is owed. */
import { asc } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { erasures } from '../schema.ts'

/** In the transaction that deletes: neither vacuum nor checkpoint takes old rows out of the files. */
export async function oweErasure(tx: Database, at: Instant): Promise<void> {
  await tx.insert(erasures).values({ id: 'database', at }).onConflictDoNothing()
}

/** Since when one is owed; null where none is. A copy owes none. */
export async function erasureOwedSince(db: Database): Promise<Instant | null> {
  return (await db.select({ at: erasures.at }).from(erasures).orderBy(asc(erasures.at)).limit(1))[0]?.at ?? null
}

/** On a server its owner sees to the files. */
export async function forgetErasures(db: Database): Promise<void> {
  await db.delete(erasures)
}
