/** Who is signed in: sessions by their hash, and the states of sign-ins that were begun. */
import { and, desc, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import { hoursOf, policy } from '../../policy.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { type SessionEnd, sessions, usedStates, users } from '../schema.ts'
import type { User } from './users.ts'

export type Session = typeof sessions.$inferSelect

/** So long signing in may take. */
export const signInMinutes = 10

/** So long it can be said why a session ended. */
const remembered = { hours: 24 * 30 }

/** Writes down a sign-in, and forgets sessions of the same user that ended long ago. */
export async function createSession(db: Database, session: typeof sessions.$inferInsert): Promise<void> {
  const before = session.createdAt.subtract(remembered)
  const idle = before.subtract({ hours: hoursOf(policy.session.idle) })
  const over = or(lt(sessions.expiresAt, before), lt(sessions.endedAt, before), lt(sessions.usedAt, idle))
  await db.delete(sessions).where(and(eq(sessions.userId, session.userId), over))
  await db.insert(sessions).values(session)
}

/** A session and whose it is, whether or not it has ended; by primary key. */
export async function findSession(
  db: Database,
  hash: string,
): Promise<{ readonly session: Session; readonly user: User } | undefined> {
  const rows = await acrossUsers(db)
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.hash, hash))
  return rows[0]
}

/** The user's sessions that nobody ended, the last used first. Served by the index on the user. */
export async function listSessions(db: Database, userId: string): Promise<Session[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .orderBy(desc(sessions.usedAt), desc(sessions.createdAt), sessions.hash)
}

/** All that is stored, ended or not, the newest first. */
export async function listAllSessions(db: Database, userId: string): Promise<Session[]> {
  return db.select().from(sessions).where(eq(sessions.userId, userId)).orderBy(desc(sessions.createdAt), sessions.hash)
}

/**
 * Notes that a session was used, where that is a day newer than what is noted: it is written once a day at most. What is noted
 * as used a day from now was so by a clock that was wrong.
 */
export async function touchSession(
  db: Database,
  { userId, hash }: Pick<Session, 'userId' | 'hash'>,
  now: Instant,
): Promise<void> {
  const other = or(lt(sessions.usedAt, now.subtract({ hours: 24 })), gt(sessions.usedAt, now.add({ hours: 24 })))
  await db
    .update(sessions)
    .set({ usedAt: now })
    .where(and(eq(sessions.userId, userId), eq(sessions.hash, hash), other))
}

/**
 * Ends one session of the user, or all of them.
 * @param which the hash of one, or `but` the one that stays
 * @returns how many ended by this
 */
export async function endSessions(
  db: Database,
  userId: string,
  { which = {}, ended, at }: { readonly which?: { hash?: string; but?: string }; ended: SessionEnd; at: Instant },
): Promise<number> {
  const rows = await db
    .update(sessions)
    .set({ ended, endedAt: at })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        which.hash === undefined ? undefined : eq(sessions.hash, which.hash),
        which.but === undefined ? undefined : ne(sessions.hash, which.but),
      ),
    )
    .returning({ hash: sessions.hash })
  return rows.length
}

/**
 * Moves every session on with a clock that somebody moved: time that did not pass makes nobody's sign-in older. For the sample
 * accounts, whose clock is everybody's.
 */
export async function moveSessions(db: Database, seconds: number): Promise<void> {
  const by = sql`make_interval(secs => ${seconds}::float8)`
  await acrossUsers(db)
    .update(sessions)
    .set({
      createdAt: sql`${sessions.createdAt} + ${by}`,
      usedAt: sql`${sessions.usedAt} + ${by}`,
      expiresAt: sql`${sessions.expiresAt} + ${by}`,
    })
}

/** Marks a sign-in's state as used. @returns false when it was used before */
export async function useState(db: Database, hash: string, now: Instant, expiresAt: Instant): Promise<boolean> {
  const all = acrossUsers(db)
  await all.delete(usedStates).where(lt(usedStates.expiresAt, now))
  const rows = await all.insert(usedStates).values({ hash, expiresAt }).onConflictDoNothing().returning()
  return rows.length > 0
}
