/** Who is signed in: sessions by their hash, and the states of sign-ins that were begun. */
import { and, eq, gt, lt } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { sessions, usedStates, users } from '../schema.ts'
import type { User } from './users.ts'

/** So long somebody stays signed in, and so long signing in may take. */
export const sessionDays = 180
export const signInMinutes = 10

export async function createSession(db: Database, session: typeof sessions.$inferInsert): Promise<void> {
  const all = acrossUsers(db)
  await all.delete(sessions).where(lt(sessions.expiresAt, session.createdAt))
  await all.insert(sessions).values(session)
}

export async function findSessionUser(db: Database, hash: string, now: Instant): Promise<User | undefined> {
  const where = and(eq(sessions.hash, hash), gt(sessions.expiresAt, now))
  const rows = await acrossUsers(db)
    .select({ user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(where)
  return rows[0]?.user
}

export async function deleteSession(db: Database, hash: string): Promise<void> {
  await acrossUsers(db).delete(sessions).where(eq(sessions.hash, hash))
}

/** Marks a sign-in's state as used. @returns false when it was used before */
export async function useState(db: Database, hash: string, now: Instant, expiresAt: Instant): Promise<boolean> {
  const all = acrossUsers(db)
  await all.delete(usedStates).where(lt(usedStates.expiresAt, now))
  const rows = await all.insert(usedStates).values({ hash, expiresAt }).onConflictDoNothing().returning()
  return rows.length > 0
}
