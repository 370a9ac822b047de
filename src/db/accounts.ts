/** Users, the identities they sign in with, their sessions and their connected accounts. */
import { and, eq, gt, lt, lte, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { StreamKind } from '../providers/types.ts'
import type { Settings } from '../settings.ts'
import type { Database } from './database.ts'
import { connections, facts, identities, listings, sessions, streams, usedStates, users } from './schema.ts'
import { chooseZone } from './zones.ts'

export type User = typeof users.$inferSelect
export type Connection = typeof connections.$inferSelect
export type Stream = typeof streams.$inferSelect
export type Identity = typeof identities.$inferSelect

export async function createUser(db: Database, user: typeof users.$inferInsert): Promise<void> {
  await db.insert(users).values(user)
}

export async function findUser(db: Database, userId: string): Promise<User | undefined> {
  return (await db.select().from(users).where(eq(users.id, userId)))[0]
}

/**
 * Deletes the user and, by the foreign keys, every row that is theirs; those that are many go first, some at a time. In one
 * transaction: nothing of the user is gone, or all.
 */
export async function deleteUser(db: Database, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
    for (const { id } of await listConnections(tx, userId)) await emptyConnection(tx, id)
    await tx.delete(users).where(eq(users.id, userId))
  })
}

/** So many rows go at a time: more would hold everybody else up. */
const goneAtOnce = 2000

/** Removes what was listed and read. Served by the indexes on connection and external id, along which it goes. */
async function emptyConnection(tx: Database, connectionId: string): Promise<void> {
  for (const table of [facts, listings] as const) {
    let after = ''
    for (;;) {
      const beyond = and(eq(table.connectionId, connectionId), gt(table.externalId, after))
      const last = await tx
        .select({ id: table.externalId })
        .from(table)
        .where(beyond)
        .orderBy(table.externalId)
        .offset(goneAtOnce - 1)
        .limit(1)
      await tx.delete(table).where(and(beyond, last[0] && lte(table.externalId, last[0].id)))
      if (!last[0]) break
      after = last[0].id
    }
  }
}

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

export async function findIdentity(db: Database, issuer: string, subject: string): Promise<Identity | undefined> {
  const where = and(eq(identities.issuer, issuer), eq(identities.subject, subject))
  return (await db.select().from(identities).where(where))[0]
}

/** Remembers who may sign in as the user. An identity that exists already keeps its user. */
export async function addIdentity(db: Database, identity: Identity): Promise<void> {
  await db.insert(identities).values(identity).onConflictDoNothing()
}

/** Everyone who may sign in as the user. They stay when an account is disconnected, and end with the user. */
export async function listIdentities(db: Database, userId: string): Promise<Identity[]> {
  return db
    .select()
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(identities.provider, identities.email, identities.subject)
}

export async function createSession(db: Database, session: typeof sessions.$inferInsert): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, session.createdAt))
  await db.insert(sessions).values(session)
}

export async function findSessionUser(db: Database, hash: string, now: Instant): Promise<User | undefined> {
  const where = and(eq(sessions.hash, hash), gt(sessions.expiresAt, now))
  const rows = await db
    .select({ user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(where)
  return rows[0]?.user
}

export async function deleteSession(db: Database, hash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hash))
}

export async function listConnections(db: Database, userId: string): Promise<Connection[]> {
  return db
    .select()
    .from(connections)
    .where(eq(connections.userId, userId))
    .orderBy(connections.createdAt, connections.id)
}

/** A connection of this user; another user's is not found. */
export async function findConnection(db: Database, userId: string, id: string): Promise<Connection | undefined> {
  return (
    await db
      .select()
      .from(connections)
      .where(and(eq(connections.userId, userId), eq(connections.id, id)))
  )[0]
}

export async function listStreams(db: Database, userId: string): Promise<Stream[]> {
  const rows = await db
    .select({ stream: streams })
    .from(streams)
    .innerJoin(connections, eq(connections.id, streams.connectionId))
    .where(eq(connections.userId, userId))
    .orderBy(connections.createdAt, sql`${streams.kind} desc`)
  return rows.map((row) => row.stream)
}

/** Adds the streams that the granted scopes allow and removes those they no longer do. */
export async function setStreams(db: Database, connectionId: string, kinds: readonly StreamKind[]): Promise<void> {
  const known = await db.select({ kind: streams.kind }).from(streams).where(eq(streams.connectionId, connectionId))
  for (const { kind } of known)
    if (!kinds.includes(kind))
      await db.delete(streams).where(and(eq(streams.connectionId, connectionId), eq(streams.kind, kind)))
  for (const kind of kinds)
    await db.insert(streams).values({ connectionId, kind, phase: 'queued' }).onConflictDoNothing()
}

/** Deletes the connection and all that came from it. To be called in a transaction. */
export async function deleteConnection(db: Database, userId: string, id: string): Promise<void> {
  if (await findConnection(db, userId, id)) await emptyConnection(db, id)
  await db.delete(connections).where(and(eq(connections.userId, userId), eq(connections.id, id)))
}

/** Marks a sign-in's state as used. @returns false when it was used before */
export async function useState(db: Database, hash: string, now: Instant, expiresAt: Instant): Promise<boolean> {
  await db.delete(usedStates).where(lt(usedStates.expiresAt, now))
  const rows = await db.insert(usedStates).values({ hash, expiresAt }).onConflictDoNothing().returning()
  return rows.length > 0
}
