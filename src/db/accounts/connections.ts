/** Connected accounts: found, ended, and deleted with all that came from them. */
import { and, eq, gt, lte } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { connections, facts, listings } from '../schema.ts'

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

/** Deletes the connection and all that came from it. To be called in a transaction. */
export async function deleteConnection(db: Database, userId: string, id: string): Promise<void> {
  if (await findConnection(db, userId, id)) await emptyConnection(db, id)
  await db.delete(connections).where(and(eq(connections.userId, userId), eq(connections.id, id)))
}
