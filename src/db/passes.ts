/** Secrets that an owner hands out to a program of theirs, kept by hash; and the ledger of what was asked by them. */
import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import { hoursOf, policy } from '../policy.ts'
import type { User } from './accounts/users.ts'
import type { Database } from './database.ts'
import { acrossUsers } from './rows/bound.ts'
import { type PassKind, passes, passUses, users } from './schema.ts'

export type Pass = typeof passes.$inferSelect
export type PassUse = typeof passUses.$inferSelect

/**
 * Writes a secret down, unless its user has as many as there may be.
 * @param pass its hash is the SHA-256 of a random token (seal.ts), which is kept nowhere
 * @returns false where there are too many: take one back first
 */
export async function createPass(tx: Database, pass: Omit<Pass, 'lastUsedAt'>): Promise<boolean> {
  const rows = await listPasses(tx, pass.userId)
  if (rows.length >= policy.passes.most) return false
  await tx.insert(passes).values(pass)
  return true
}

/** A user's, the newest first; of one kind, or of all. Served by the index on user and time. */
export async function listPasses(db: Database, userId: string, kind?: PassKind): Promise<Pass[]> {
  return db
    .select()
    .from(passes)
    .where(and(eq(passes.userId, userId), kind && eq(passes.kind, kind)))
    .orderBy(desc(passes.createdAt), passes.id)
}

/**
 * What a token opens, and whose it is; by the unique index on the hash. Whatever is done with it is done for that user
 * (`forUser`) from then on.
 * @param kind a secret of another kind opens nothing here
 */
export async function findPass(
  db: Database,
  hash: string,
  kind: PassKind,
): Promise<{ readonly pass: Pass; readonly user: User } | undefined> {
  const rows = await acrossUsers(db)
    .select({ pass: passes, user: users })
    .from(passes)
    .innerJoin(users, eq(users.id, passes.userId))
    .where(and(eq(passes.hash, hash), eq(passes.kind, kind)))
  return rows[0]
}

/** Takes one back: its token opens nothing from then on. @returns the row that was, where it was this user's */
export async function revokePass(
  tx: Database,
  { userId, id, kind }: Pick<Pass, 'userId' | 'id' | 'kind'>,
): Promise<Pass | undefined> {
  const rows = await tx
    .delete(passes)
    .where(and(eq(passes.userId, userId), eq(passes.id, id), eq(passes.kind, kind)))
    .returning()
  return rows[0]
}

/** A use of a secret, as the ledger has it. */
interface Use {
  /** The tool, or the feed: a word of our own. */
  readonly what: string
  /** How many people it named. */
  readonly people: number
  readonly at: Instant
}

/** Notes a use in the ledger, and when the secret was used last, where that is an hour newer than what is noted. */
export async function noteUse(tx: Database, pass: Pick<Pass, 'userId' | 'id' | 'label'>, use: Use): Promise<void> {
  const { userId, id, label } = pass
  const { what, people, at } = use
  const hour = or(
    isNull(passes.lastUsedAt),
    lt(passes.lastUsedAt, at.subtract({ hours: 1 })),
    gt(passes.lastUsedAt, at.add({ hours: 1 })),
  )
  await tx
    .update(passes)
    .set({ lastUsedAt: at })
    .where(and(eq(passes.userId, userId), eq(passes.id, id), hour))
  await tx
    .insert(passUses)
    .values({ userId, passId: id, label, day: dayOf(at), what, count: 1, people })
    .onConflictDoUpdate({
      target: [passUses.userId, passUses.day, passUses.passId, passUses.what],
      set: { count: sql`${passUses.count} + 1`, people: sql`${passUses.people} + excluded.people` },
    })
  const old = dayOf(at.subtract({ hours: hoursOf(policy.passes.usesKept) }))
  await tx.delete(passUses).where(and(eq(passUses.userId, userId), lt(passUses.day, old)))
}

/** The ledger, the newest day first; served by the primary key. @param since a day ("2026-10-31"), or all that is kept */
export async function listUses(db: Database, userId: string, since = ''): Promise<PassUse[]> {
  return db
    .select()
    .from(passUses)
    .where(and(eq(passUses.userId, userId), gt(passUses.day, since)))
    .orderBy(desc(passUses.day), passUses.label, passUses.passId, passUses.what)
}

/** On the calendar of UTC, as the other ledger. */
const dayOf = (at: Instant): string => at.toZonedDateTimeISO('UTC').toPlainDate().toString()
