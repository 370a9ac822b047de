/** How much of a listing is read of what tells who is in the threads of about a year: what the first reading samples. */
import { and, eq, gte, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { listings } from '../schema.ts'
import { classes, classSize, closePart } from './ranks.ts'
import { mostTries } from './tries.ts'

/** From 0 to 1, in steps; 1 where nothing is left of it, or nothing tells. Goes through the listing: for a first reading alone. */
export async function shareTold(db: Database, connectionId: string): Promise<number> {
  const mine = eq(listings.connectionId, connectionId)
  const size = db
    .select({ size: sql`max(${listings.position}) + 1` })
    .from(listings)
    .where(and(mine, isNotNull(listings.rank)))
  const [row] = await db
    .select({
      all: sql<number>`count(*)::int`,
      read: sql<number>`(count(*) filter (where ${listings.read}))::int`,
    })
    .from(listings)
    .where(
      and(
        mine,
        gte(listings.rank, classes.telling * classSize),
        lt(listings.rank, classes.later * classSize),
        sql`${listings.position} < (${size}) * ${closePart}::float8`,
        or(listings.read, lt(listings.tries, mostTries)),
      ),
    )
  return stepped(row ?? { read: 0, all: 0 })
}

/** Pure: in steps of a fifth, so that not everybody is described anew with every message. */
export function stepped({ read, all }: { readonly read: number; readonly all: number }): number {
  if (read >= all) return 1
  return Math.min(0.95, 2 ** (Math.round(4 * Math.log2(Math.max(read, 1) / all)) / 4))
}
