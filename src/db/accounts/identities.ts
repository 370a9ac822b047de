/** Identities: who may sign in as a user. */
import { and, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { identities } from '../schema.ts'
import type { UserId } from '../statements/together.ts'

export type Identity = typeof identities.$inferSelect

/** Who signs in by links at their own address: no provider vouches for it. */
export const mailtoIssuer = 'mailto:'

export async function findIdentity(db: Database, issuer: string, subject: string): Promise<Identity | undefined> {
  const where = and(eq(identities.issuer, issuer), eq(identities.subject, subject))
  return (await acrossUsers(db).select().from(identities).where(where))[0]
}

/** Remembers who may sign in as the user. An identity that exists already keeps its user. */
export async function addIdentity(db: Database, identity: Identity): Promise<void> {
  await db.insert(identities).values(identity).onConflictDoNothing()
}

/** Everyone who may sign in as the user. They stay when an account is disconnected, and end with the user. */
export function listIdentities(db: Database, userId: UserId) {
  return db
    .select()
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(identities.provider, identities.email, identities.subject)
}
