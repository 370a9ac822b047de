/** Links to sign in by, and the mails in which they leave. */
import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { provenAddresses, signInLinks, users } from '../schema.ts'
import type { User } from './users.ts'

export type SignInLink = typeof signInLinks.$inferSelect

/** So long it is remembered that a link was asked for. */
const remembered = { hours: 24 * 30 }

/**
 * Whose address this is by a provider's word or by a link pressed there. What only counts since a version that did not ask is
 * left out: who reads there may be somebody else. Served by the index on the address.
 */
export async function listUsersProvenBy(db: Database, address: string): Promise<string[]> {
  const rows = await acrossUsers(db)
    .selectDistinct({ userId: provenAddresses.userId })
    .from(provenAddresses)
    .where(and(eq(provenAddresses.address, address), inArray(provenAddresses.how, ['provider', 'link'])))
    .orderBy(provenAddresses.userId)
  return rows.map(({ userId }) => userId)
}

/** The newest first; served by the index on user and time. */
export async function listSignInLinks(db: Database, userId: string): Promise<SignInLink[]> {
  return db
    .select()
    .from(signInLinks)
    .where(eq(signInLinks.userId, userId))
    .orderBy(desc(signInLinks.askedAt), signInLinks.id)
}

/** By primary key. */
export async function findSignInLink(db: Database, userId: string, id: string): Promise<SignInLink | undefined> {
  const mine = and(eq(signInLinks.userId, userId), eq(signInLinks.id, id))
  return (await db.select().from(signInLinks).where(mine))[0]
}

/** What a token leads to, open or not, with its user; by the unique index on the hash. */
export async function findByToken(
  db: Database,
  hash: string,
): Promise<{ readonly row: SignInLink; readonly user: User } | undefined> {
  const rows = await acrossUsers(db)
    .select({ row: signInLinks, user: users })
    .from(signInLinks)
    .innerJoin(users, eq(users.id, signInLinks.userId))
    .where(eq(signInLinks.hash, hash))
  return rows[0]
}

/** Writes down that a link is to go out, and forgets those of the same user of long ago. */
export async function queueSignInLink(tx: Database, row: typeof signInLinks.$inferInsert): Promise<void> {
  const old = and(eq(signInLinks.userId, row.userId), lt(signInLinks.askedAt, row.askedAt.subtract(remembered)))
  await tx.delete(signInLinks).where(old)
  await tx.insert(signInLinks).values(row)
}

/** Moves one of this user on, if it still is in one of these states. @returns whether it was */
export async function moveSignInLink(
  tx: Database,
  { userId, id }: Pick<SignInLink, 'userId' | 'id'>,
  from: readonly SignInLink['state'][],
  set: Partial<Pick<SignInLink, 'state' | 'attempts' | 'sentAt' | 'expiresAt'>>,
): Promise<boolean> {
  const rows = await tx
    .update(signInLinks)
    .set(set)
    .where(and(eq(signInLinks.userId, userId), eq(signInLinks.id, id), inArray(signInLinks.state, [...from])))
    .returning({ id: signInLinks.id })
  return rows.length > 0
}

/** Uses a link up. @returns false where it was used, or its time is over */
export async function useSignInLink(
  tx: Database,
  { userId, id }: Pick<SignInLink, 'userId' | 'id'>,
  at: Instant,
): Promise<boolean> {
  const open = and(isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, at))
  const rows = await tx
    .update(signInLinks)
    .set({ usedAt: at })
    .where(and(eq(signInLinks.userId, userId), eq(signInLinks.id, id), open))
    .returning({ id: signInLinks.id })
  return rows.length > 0
}

/** Ends every link of the user that still signs in, or is about to leave: one was used, or they signed out everywhere. */
export async function endSignInLinks(tx: Database, userId: string, at: Instant): Promise<void> {
  await tx
    .update(signInLinks)
    .set({
      expiresAt: at,
      state: sql`case when ${signInLinks.state} = 'queued' then 'failed' else ${signInLinks.state} end`,
    })
    .where(and(eq(signInLinks.userId, userId), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, at)))
}
