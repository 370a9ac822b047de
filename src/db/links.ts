/** Links that left in mails: kept by hash, looked up by hash, revoked by letter. */
import { and, desc, eq, gt, inArray, isNotNull, isNull, notInArray, or } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { User } from './accounts/users.ts'
import type { Database } from './database.ts'
import { acrossUsers } from './rows/bound.ts'
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
  const rows = await acrossUsers(db)
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

/** A link with its owner, whether or not it is open; by primary key. */
export async function findAnyLink(
  db: Database,
  hash: string,
  purpose: LinkPurpose,
): Promise<{ row: LinkRow; user: User } | null> {
  const rows = await acrossUsers(db)
    .select({ row: links, user: users })
    .from(links)
    .innerJoin(users, eq(users.id, links.userId))
    .where(and(eq(links.hash, hash), eq(links.purpose, purpose)))
  return rows[0] ?? null
}

/** Whose link this is, of whatever purpose, whether or not it is open; by primary key. */
export async function findLinkUser(db: Database, hash: string): Promise<string | null> {
  const rows = await acrossUsers(db).select({ userId: links.userId }).from(links).where(eq(links.hash, hash))
  return rows[0]?.userId ?? null
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

/** Of one link of this user. */
const isLink = ({ userId, hash }: Pick<LinkRow, 'userId' | 'hash'>) =>
  and(eq(links.userId, userId), eq(links.hash, hash))

/** Notes that a link led to something, whether or not it did before. */
export async function markUsed(tx: Database, link: Pick<LinkRow, 'userId' | 'hash'>, at: Instant): Promise<void> {
  await tx.update(links).set({ usedAt: at }).where(isLink(link))
}

/** Notes that the button behind a link was pressed. @returns false where it was pressed before */
export async function pressLink(tx: Database, link: Pick<LinkRow, 'userId' | 'hash'>, at: Instant): Promise<boolean> {
  const used = await tx
    .update(links)
    .set({ usedAt: at })
    .where(and(isLink(link), isNull(links.usedAt)))
    .returning({ hash: links.hash })
  return used.length > 0
}

/** Takes that back. @returns false where it was not pressed */
export async function releaseLink(tx: Database, link: Pick<LinkRow, 'userId' | 'hash'>): Promise<boolean> {
  const used = await tx
    .update(links)
    .set({ usedAt: null })
    .where(and(isLink(link), isNotNull(links.usedAt)))
    .returning({ hash: links.hash })
  return used.length > 0
}

/** Which link about somebody in a letter was pressed last, of those for one of these purposes. */
export async function lastPressed<Purpose extends LinkPurpose>(
  tx: Database,
  { userId, digestId, address }: { readonly userId: string; readonly digestId: string; readonly address: string },
  purposes: readonly Purpose[],
): Promise<Purpose | undefined> {
  const [last] = await tx
    .select({ purpose: links.purpose })
    .from(links)
    .where(
      and(
        eq(links.userId, userId),
        eq(links.digestId, digestId),
        eq(links.address, address),
        inArray(links.purpose, [...purposes]),
        isNotNull(links.usedAt),
      ),
    )
    .orderBy(desc(links.usedAt))
    .limit(1)
  return purposes.find((purpose) => purpose === last?.purpose)
}
