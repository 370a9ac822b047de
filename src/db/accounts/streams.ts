/** Streams: what is read of a connection, mail or calendar, and how far that is. */
import { and, eq, sql } from 'drizzle-orm'
import type { StreamKind } from '../../providers/types.ts'
import type { Database } from '../database.ts'
import { connections, streams } from '../schema.ts'

export type Stream = typeof streams.$inferSelect

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
