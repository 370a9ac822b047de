/** Links that left in mails: kept by hash, looked up by hash, revoked by letter. */
import { and, eq, gt, inArray, isNull, notInArray, or } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { User } from './accounts/users.ts'
import type { Database } from './database.ts'
import { type LinkPurpose, links, users } from './schema.ts'

export type LinkRow = typeof links.$inferSelect

/** Writes links down. One that is there already stays as it is: used or revoked, it stays so. */
export async function storeLinks(db: Database, rows: readonly (typeof links.$inferInsert)[]): Promise<void> {
  if (rows.length)
    await db
      .insert(links)
      .values([...rows])
      .onConflictDoNothing()
}

/** An open link with its owner. One query, by primary key; every kind of closed link is no row alike. */
export async function findOpenLink(
  db: Database,
  hash: string,
  purposes: readonly LinkPurpose[],
  now: Instant,
): Promise<{ row: LinkRow; user: User } | null> {
  const rows = await db
    .select({ row: links, user: users })
    .from(links)
    .innerJoin(users, eq(users.id, links.userId))
    .where(
      and(
        eq(links.hash, hash),
        inArray(links.purpose, [...purposes]),
        isNull(links.revokedAt),
        or(isNull(links.expiresAt), gt(links.expiresAt, now)),
      ),
    )
  return rows[0] ?? null
}

/** Ends the coffee links of all letters of the user but these. */
export async function revokeCoffeeLinks(
  db: Database,
  userId: string,
  kept: readonly string[],
  now: Instant,
): Promise<void> {
  await db
    .update(links)
    .set({ revokedAt: now })
    .where(
      and(
        eq(links.userId, userId),
        eq(links.purpose, 'coffee'),
        isNull(links.revokedAt),
        notInArray(links.digestId, [...kept]),
      ),
    )
}
