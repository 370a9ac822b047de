/** Coffees as rows: what is planned with whom, and how far it has come. */
import { and, desc, eq, gt, inArray, notInArray } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { CoffeeState } from '../coffee/types.ts'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { coffees, users } from './schema.ts'

export type Coffee = typeof coffees.$inferSelect

/** Every coffee of the user, the newest first. Served by the index on (user_id, created_at). */
export async function listCoffees(db: Database, userId: string): Promise<Coffee[]> {
  return db.select().from(coffees).where(eq(coffees.userId, userId)).orderBy(desc(coffees.createdAt), coffees.id)
}

/** A coffee of this user; another user's is not found. */
export async function findCoffee(db: Database, userId: string, id: string): Promise<Coffee | undefined> {
  return (
    await db
      .select()
      .from(coffees)
      .where(and(eq(coffees.userId, userId), eq(coffees.id, id)))
  )[0]
}

/** States in which a time of the owner is spoken for. */
export const liveStates: readonly CoffeeState[] = ['queued', 'sending', 'invited', 'accepted']

/** What the user has planned that is not over at `now`, times held behind a guest link included. */
export async function listAhead(db: Database, userId: string, now: Instant): Promise<Coffee[]> {
  const rows = await db
    .select()
    .from(coffees)
    .where(and(eq(coffees.userId, userId), inArray(coffees.state, [...liveStates, 'offered'])))
    .orderBy(desc(coffees.createdAt), coffees.id)
  return rows.filter(({ state, endsAt }) => state === 'offered' || !endsAt || isAfter(endsAt, now))
}

/** The coffees with somebody, by the HMACs of their addresses, the newest first. */
export async function listCoffeesWith(db: Database, userId: string, hashes: readonly string[]): Promise<Coffee[]> {
  if (!hashes.length) return []
  return db
    .select()
    .from(coffees)
    .where(and(eq(coffees.userId, userId), inArray(coffees.addressHash, [...hashes])))
    .orderBy(desc(coffees.createdAt), coffees.id)
}

/** How many coffees the user has asked for since `since`, drafts and those taken back not counted. */
export async function countAsked(db: Database, userId: string, since: Instant): Promise<number> {
  return db.$count(
    coffees,
    and(eq(coffees.userId, userId), gt(coffees.createdAt, since), notInArray(coffees.state, ['draft', 'undone'])),
  )
}

/** Makes whoever plans for this user wait for each other, until the transaction ends. */
export async function lockPlans(tx: Database, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
}

/**
 * Changes a coffee of this user that is in one of these states, in one statement.
 * @returns the row; undefined where it is in none of them, or another user's
 */
export async function changeCoffee(
  db: Database,
  { userId, id }: Pick<Coffee, 'userId' | 'id'>,
  from: readonly CoffeeState[],
  change: PgUpdateSetSource<typeof coffees>,
): Promise<Coffee | undefined> {
  const where = and(eq(coffees.userId, userId), eq(coffees.id, id), inArray(coffees.state, [...from]))
  return (await db.update(coffees).set(change).where(where).returning())[0]
}

const isAfter = (one: Instant, other: Instant) => one.epochMilliseconds > other.epochMilliseconds
