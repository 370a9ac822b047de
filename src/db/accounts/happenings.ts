/** The log of a user's sign-ins, refusals and endings: bounded in rows and in age. */
import { and, desc, eq, gt, lt, notInArray } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import { hoursOf, policy } from '../../policy.ts'
import { shortId } from '../../seal.ts'
import type { Database } from '../database.ts'
import { happenings } from '../schema.ts'

export type Happening = typeof happenings.$inferSelect

/** The newest first; served by the index on user and time. */
export async function listHappenings(db: Database, userId: string, limit?: number): Promise<Happening[]> {
  const all = db
    .select()
    .from(happenings)
    .where(eq(happenings.userId, userId))
    .orderBy(desc(happenings.at), happenings.id)
  return limit === undefined ? all : all.limit(limit)
}

/**
 * Writes one down, and forgets what is too old or too much.
 * @param spaced nothing is written where the same was less than so many seconds ago: whoever presses on writes no log full
 */
export async function addHappening(
  db: Database,
  row: Omit<Happening, 'id'>,
  { spaced = 0 }: { readonly spaced?: number } = {},
): Promise<void> {
  const { userId, kind, how, at } = row
  if (spaced) {
    const since = at.subtract({ seconds: spaced })
    const same = and(
      eq(happenings.userId, userId),
      eq(happenings.kind, kind),
      eq(happenings.how, how),
      gt(happenings.at, since),
    )
    if ((await db.select({ id: happenings.id }).from(happenings).where(same).limit(1)).length) return
  }
  await db.insert(happenings).values({ id: shortId(), ...row })
  await forgetOld(db, userId, at)
}

async function forgetOld(db: Database, userId: string, now: Instant): Promise<void> {
  const mine = eq(happenings.userId, userId)
  await db
    .delete(happenings)
    .where(and(mine, lt(happenings.at, now.subtract({ hours: hoursOf(policy.happenings.kept) }))))
  const kept = db
    .select({ id: happenings.id })
    .from(happenings)
    .where(mine)
    .orderBy(desc(happenings.at), happenings.id)
    .limit(policy.happenings.most)
  await db.delete(happenings).where(and(mine, notInArray(happenings.id, kept)))
}
