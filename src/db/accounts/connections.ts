/** Connected accounts: found, ended, and deleted with all that came from them. */
import { and, eq, gt, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { type ConnectionState, connections, facts, listings } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import type { UserId } from '../statements/together.ts'

export type Connection = typeof connections.$inferSelect

/** So many rows go at a time: more would hold everybody else up. */
const goneAtOnce = 2000

/** Removes what was listed and read. Served by the indexes on connection and external id, along which it goes. */
export async function emptyConnection(tx: Database, connectionId: string): Promise<void> {
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

/** Every connection of the user, the first one first. */
export function listConnections(db: Database, userId: UserId) {
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

/** Deletes the connection and all that came from it. To be called in a transaction. */
export async function deleteConnection(db: Database, userId: string, id: string): Promise<void> {
  if (await findConnection(db, userId, id)) await emptyConnection(db, id)
  await db.delete(connections).where(and(eq(connections.userId, userId), eq(connections.id, id)))
}

/** The account that a provider knows by this name, whoever's it is. Served by the unique index on issuer and subject. */
export async function findAccount(
  db: Database,
  { issuer, subject }: Pick<Connection, 'issuer' | 'subject'>,
): Promise<Connection | undefined> {
  const where = and(eq(connections.issuer, issuer), eq(connections.subject, subject))
  return (await acrossUsers(db).select().from(connections).where(where))[0]
}

/** The connection that a duty is about, whoever's it is. */
export async function findConnectionById(db: Database, id: string): Promise<Connection | undefined> {
  return (await db.select().from(connections).where(eq(connections.id, id)))[0]
}

/** What a new grant changes in a connection that was there before. */
type Regranted =
  | 'email'
  | 'scopes'
  | 'state'
  | 'problem'
  | 'askAddress'
  | 'accessToken'
  | 'accessExpiresAt'
  | 'refreshToken'

const trusted = { refusedGrantAt: null, refusedTokenAt: null } as const

/**
 * Notes when the provider first refused the grant, or every fresh token; a refusal of tokens that were renewed meanwhile says
 * nothing about the grant.
 */
export async function noteRefused(
  tx: Database,
  { id, tokenVersion }: Pick<Connection, 'id' | 'tokenVersion'>,
  refused: 'grant' | 'token',
  at: Instant,
): Promise<void> {
  const column = refused === 'grant' ? connections.refusedGrantAt : connections.refusedTokenAt
  const same = refused === 'grant' ? eq(connections.tokenVersion, tokenVersion) : undefined
  await tx
    .update(connections)
    .set(refused === 'grant' ? { refusedGrantAt: at } : { refusedTokenAt: at })
    .where(and(eq(connections.id, id), isNull(column), same))
}

/** The provider answers: whatever it refused before is forgotten. */
export async function noteAnswered(tx: Database, id: string): Promise<void> {
  await tx.update(connections).set(trusted).where(eq(connections.id, id))
}

/** Writes a connection down, or what is granted anew to one that is there; a token that was read before is an older one then. */
export async function storeConnection(
  tx: Database,
  made: Omit<typeof connections.$inferInsert, Regranted>,
  granted: Pick<typeof connections.$inferInsert, Regranted>,
): Promise<void> {
  await tx
    .insert(connections)
    .values({ ...made, ...granted })
    .onConflictDoUpdate({
      target: connections.id,
      set: { ...granted, ...trusted, tokenVersion: sql`${connections.tokenVersion} + 1` },
    })
}

/**
 * Keeps renewed tokens, unless somebody else renewed them since `version`.
 * @returns the connection with them; undefined where somebody did, or it is gone
 */
export async function renewTokens(
  db: Database,
  { id, tokenVersion }: Pick<Connection, 'id' | 'tokenVersion'>,
  sealed: Partial<Pick<Connection, 'accessToken' | 'accessExpiresAt' | 'refreshToken'>>,
): Promise<Connection | undefined> {
  const to = Object.fromEntries(Object.entries(sealed).filter(([, value]) => value !== undefined && value !== null))
  return (await renew(db, { ...to, id, tokenVersion }, Object.keys(to)))[0]
}

const renew = kept((db: Database, given: Given<Readonly<Record<string, unknown>>>, names: readonly string[]) =>
  db
    .update(connections)
    .set({
      ...Object.fromEntries(names.map((name) => [name, given[name]])),
      refusedGrantAt: null,
      tokenVersion: sql`${connections.tokenVersion} + 1`,
    })
    .where(and(eq(connections.id, sql`${given.id}`), eq(connections.tokenVersion, sql`${given.tokenVersion}`)))
    .returning(),
)

/** The provider has said whose the address is. @returns whether it still had to be asked */
export async function noteAddressAsked(
  tx: Database,
  { id, userId }: Pick<Connection, 'id' | 'userId'>,
): Promise<boolean> {
  const mine = and(eq(connections.id, id), eq(connections.userId, userId), eq(connections.askAddress, true))
  const asked = await tx.update(connections).set({ askAddress: false }).where(mine).returning({ id: connections.id })
  return asked.length > 0
}

/** What the user has at this provider and cannot be read waits for an administrator. @returns the ids of what waits */
export async function awaitAdministrator(tx: Database, userId: string, issuer: string): Promise<readonly string[]> {
  const waiting = await tx
    .update(connections)
    .set({ state: 'waiting_admin', problem: null })
    .where(
      and(
        eq(connections.userId, userId),
        eq(connections.issuer, issuer),
        inArray(connections.state, ['reconnect', 'waiting_admin']),
        isNotNull(connections.refreshToken),
      ),
    )
    .returning({ id: connections.id })
  return waiting.map(({ id }) => id)
}

/** Moves a connection of this user from one state to another; in any other state it stays as it is. @returns whether it moved */
export async function moveConnection(
  tx: Database,
  { id, userId, tokenVersion }: Pick<Connection, 'id' | 'userId'> & Partial<Pick<Connection, 'tokenVersion'>>,
  from: ConnectionState,
  change: Pick<Connection, 'state' | 'problem'>,
): Promise<boolean> {
  const mine = and(eq(connections.userId, userId), eq(connections.id, id), eq(connections.state, from))
  const same = tokenVersion === undefined ? undefined : eq(connections.tokenVersion, tokenVersion)
  const moved = await tx.update(connections).set(change).where(and(mine, same)).returning({ id: connections.id })
  return moved.length > 0
}

/** What was granted is used no more. */
export async function dropScope(tx: Database, { id, userId, scopes }: Connection, scope: string): Promise<void> {
  await tx
    .update(connections)
    .set({ scopes: scopes.filter((one) => one !== scope) })
    .where(and(eq(connections.userId, userId), eq(connections.id, id)))
}

/** Drops the tokens; what was read stays. */
export async function endConnection(tx: Database, userId: string, id: string): Promise<void> {
  await tx
    .update(connections)
    .set({ state: 'ended', problem: null, refreshToken: null, accessToken: null, accessExpiresAt: null })
    .where(and(eq(connections.userId, userId), eq(connections.id, id)))
}

/** Accounts that are read, or waited for, are paused; their tokens stay. */
export async function pauseConnections(tx: Database, userId: string): Promise<void> {
  const isRead = and(inArray(connections.state, ['active', 'waiting_admin']), ne(connections.provider, 'file'))
  await tx
    .update(connections)
    .set({ state: 'paused', problem: null })
    .where(and(eq(connections.userId, userId), isRead))
}

/** What was paused is read again. @returns the ids of all accounts that are read now */
export async function unpauseConnections(tx: Database, userId: string): Promise<readonly string[]> {
  const mine = and(eq(connections.userId, userId), ne(connections.provider, 'file'))
  const read = await tx
    .update(connections)
    .set({ state: 'active' })
    .where(and(mine, inArray(connections.state, ['paused', 'active'])))
    .returning({ id: connections.id })
  return read.map(({ id }) => id)
}
