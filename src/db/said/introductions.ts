/** Introductions as rows: which two are asked whether they would like to meet, and what each said. */
import { and, desc, eq, isNull, ne, or } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'
import { introductions } from '../schema.ts'
import { isOneOf, type Texts } from '../statements/one-of.ts'
import type { UserId } from '../statements/together.ts'

export type IntroductionRow = typeof introductions.$inferSelect

/** Nobody said no, and nobody was asked after it. */
export const isOpenIntroduction = and(
  or(isNull(introductions.oneSaid), ne(introductions.oneSaid, 'no')),
  or(isNull(introductions.otherSaid), ne(introductions.otherSaid, 'no')),
  isNull(introductions.askedAfterAt),
)

/** Every pair of the user, the newest first. Served by the index introductions_one_a_pair. */
export async function listIntroductions(db: Database, userId: string): Promise<IntroductionRow[]> {
  return db
    .select()
    .from(introductions)
    .where(eq(introductions.userId, userId))
    .orderBy(desc(introductions.createdAt), introductions.id)
}

/** Those that are under way, the newest first. Served by the index introductions_one_a_pair. */
export async function listOpenIntroductions(db: Database, userId: string): Promise<IntroductionRow[]> {
  return db
    .select()
    .from(introductions)
    .where(and(eq(introductions.userId, userId), isOpenIntroduction))
    .orderBy(desc(introductions.createdAt), introductions.id)
}

/** The pairs with somebody, by the HMACs of their addresses, the newest first. */
export async function listIntroductionsWith(
  db: Database,
  userId: string,
  hashes: readonly string[],
): Promise<IntroductionRow[]> {
  return hashes.length ? introductionsWith(db, userId, hashes) : []
}

/** The same, for one statement with others. */
export const introductionsWith = (db: Database, userId: UserId, hashes: Texts) =>
  db
    .select()
    .from(introductions)
    .where(
      and(
        eq(introductions.userId, userId),
        or(isOneOf(introductions.oneHash, hashes), isOneOf(introductions.otherHash, hashes)),
      ),
    )
    .orderBy(desc(introductions.createdAt), introductions.id)

/**
 * Writes a pair down; where it is there already, that one is the answer.
 * @throws Error where the database takes the row and does not give it back
 */
export async function addIntroduction(db: Database, row: typeof introductions.$inferInsert): Promise<IntroductionRow> {
  const names = { oneAddress: row.oneAddress, otherAddress: row.otherAddress }
  const [kept] = await db
    .insert(introductions)
    .values(row)
    .onConflictDoUpdate({
      target: [introductions.userId, introductions.oneHash, introductions.otherHash],
      set: { ...names, oneName: row.oneName, otherName: row.otherName },
    })
    .returning()
  if (!kept) throw new Error('an introduction that was just written is not there')
  return kept
}

/** Changes a pair of this user. @returns the row; undefined where there is none, or it is another user's */
export async function changeIntroduction(
  db: Database,
  { userId, id }: Pick<IntroductionRow, 'userId' | 'id'>,
  change: PgUpdateSetSource<typeof introductions>,
): Promise<IntroductionRow | undefined> {
  const where = and(eq(introductions.userId, userId), eq(introductions.id, id))
  return (await db.update(introductions).set(change).where(where).returning())[0]
}
