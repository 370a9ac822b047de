/** Users and their settings. */
import { and, eq, sql } from 'drizzle-orm'
import type { Settings } from '../../settings.ts'
import { dropBudgets, turnKey } from '../budgets.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { users } from '../schema.ts'
import { emptyConnection, listConnections } from './connections.ts'
import { chooseZone } from './zones.ts'

export type User = typeof users.$inferSelect

/** Writes down somebody new, who is seen by coming. */
export async function createUser(db: Database, user: typeof users.$inferInsert): Promise<void> {
  await db.insert(users).values({ seenAt: user.createdAt, ...user })
}

/** The user of this id; undefined where there is none. */
export async function findUser(db: Database, userId: string): Promise<User | undefined> {
  return (await db.select().from(users).where(eq(users.id, userId)))[0]
}

/**
 * Deletes the user and, by the foreign keys, every row that is theirs; those that are many go first, some at a time. In one
 * transaction: nothing of the user is gone, or all.
 */
export async function deleteUser(db: Database, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockUser(tx, userId)
    const accounts = await listConnections(tx, userId)
    for (const { id } of accounts) await emptyConnection(tx, id)
    await dropBudgets(tx, { accounts, keys: [confirmationsKey(userId), ...accounts.map(({ id }) => turnKey(id))] })
    await tx.delete(users).where(eq(users.id, userId))
  })
}

/** Which budget the user's confirmations are counted against. */
export const confirmationsKey = (userId: string) => `confirmations|${userId}`

/** Saves what the settings form says. `timeZone` is the zone that the owner chose there, undefined where they left it. */
export async function saveSettings(
  db: Database,
  userId: string,
  change: { settings: Settings; timeZone?: string | undefined },
) {
  // The names found on sent mail are the worker's to write, and may have changed since the form was read.
  const { sharedNames: _, ...chosen } = change.settings
  await changeSettings(db, userId, chosen)
  if (change.timeZone) await chooseZone(db, userId, change.timeZone)
}

/** Changes some of the settings and leaves the others as they are at that moment. */
export async function changeSettings(db: Database, userId: string, change: Partial<Settings>): Promise<void> {
  const settings = sql`${users.settings} || ${JSON.stringify(change)}::text::jsonb`
  await db.update(users).set({ settings }).where(eq(users.id, userId))
}

/**
 * Keeps the two names under which mail was found to go out, or that there are none: for a question that is not answered yet.
 * An answer keeps the names that it was about.
 */
export async function saveSharers(db: Database, userId: string, names: readonly string[]): Promise<void> {
  const found = sql`${JSON.stringify(names)}::text::jsonb`
  await db
    .update(users)
    .set({ settings: sql`jsonb_set(${users.settings}, '{sharedNames}', ${found})` })
    .where(
      and(
        eq(users.id, userId),
        sql`${users.settings} ->> 'sharedMailbox' is null`,
        sql`coalesce(${users.settings} -> 'sharedNames', '[]'::jsonb) <> ${found}`,
      ),
    )
}

/** Everybody, for whoever runs the server and asks at its terminal. */
export async function listUsers(db: Database): Promise<User[]> {
  return acrossUsers(db).select().from(users)
}

/** Whether anybody is known here. */
export async function hasUsers(db: Database): Promise<boolean> {
  return (await acrossUsers(db).select({ id: users.id }).from(users).limit(1)).length > 0
}

/**
 * Makes whoever locks the same user wait for each other until the transaction ends, and for those who have stored facts and
 * not committed.
 * @returns whether there is such a user
 */
export async function lockUser(tx: Database, userId: string): Promise<boolean> {
  const rows = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
  return rows.length > 0
}

/** The user as they are, locked as by `lockUser`. */
export async function findLockedUser(tx: Database, userId: string): Promise<User | undefined> {
  return (await tx.select().from(users).where(eq(users.id, userId)).for('update'))[0]
}

/** Notes when the owner was seen, or when reading stopped for want of that. */
export async function saveSeen(
  tx: Database,
  userId: string,
  seen: Partial<Pick<User, 'seenAt' | 'stoppedAt'>>,
): Promise<void> {
  await tx.update(users).set(seen).where(eq(users.id, userId))
}

/** Gives a user whom only files tell of the name and the zone that they show. */
export async function nameUser(
  db: Database,
  userId: string,
  about: { readonly name: string; readonly timeZone: string },
): Promise<void> {
  await db.update(users).set(about).where(eq(users.id, userId))
}
