/** Streams: what is read of a connection, mail or calendar, and how far that is. */
import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { StreamKind } from '../../providers/types.ts'
import type { Database } from '../database.ts'
import { hasWaiting, type Moments, momentsOf } from '../listings/tries.ts'
import { connections, streams, users } from '../schema.ts'
import { gathered } from '../statements/gathered.ts'
import { type Given, kept } from '../statements/kept.ts'
import type { UserId } from '../statements/together.ts'
import type { Connection } from './connections.ts'
import type { User } from './users.ts'

export type Stream = typeof streams.$inferSelect

/** Every stream of the user, by account, mail first. */
export async function listStreams(db: Database, userId: string): Promise<Stream[]> {
  return (await everyStream(db, userId)).map(({ stream }) => stream)
}

/** The same, for one statement with others. */
export const everyStream = (db: Database, userId: UserId) =>
  db
    .select({ stream: streams })
    .from(streams)
    .innerJoin(connections, eq(connections.id, streams.connectionId))
    .where(eq(connections.userId, userId))
    .orderBy(connections.createdAt, sql`${streams.kind} desc`)

/** Adds the streams that the granted scopes allow and removes those they no longer do. */
export async function setStreams(db: Database, connectionId: string, kinds: readonly StreamKind[]): Promise<void> {
  for (const kind of await listKinds(db, connectionId))
    if (!kinds.includes(kind))
      await db.delete(streams).where(and(eq(streams.connectionId, connectionId), eq(streams.kind, kind)))
  for (const kind of kinds)
    await db.insert(streams).values({ connectionId, kind, phase: 'queued' }).onConflictDoNothing()
}

/** What the user reads of a connection: which of mail and calendar. */
export async function listKinds(db: Database, connectionId: string): Promise<StreamKind[]> {
  const rows = await db.select({ kind: streams.kind }).from(streams).where(eq(streams.connectionId, connectionId))
  return rows.map(({ kind }) => kind)
}

/** A stream as a duty finds it. */
export interface FoundStream {
  readonly stream: Stream
  readonly connection: Connection
  readonly user: User
  /** Of mail: a listed message is to be read, or to be tried again. */
  readonly waiting: boolean
}

type Wanted = Pick<Stream, 'connectionId' | 'kind'> & { readonly now: Instant }

/** A stream with its connection and its owner; by primary keys. Mail and calendar of a connection come in one statement. */
export const findStream = (
  db: Database,
  { connectionId, kind }: Pick<Stream, 'connectionId' | 'kind'>,
  now: Instant,
): Promise<FoundStream | undefined> => findOne(db, { connectionId, kind, now })

const findOne = gathered(async (db: Database, wanted: readonly Wanted[]) => {
  const found = new Map<string, readonly FoundStream[]>()
  for (const [connectionId, these] of Map.groupBy(wanted, (one) => one.connectionId)) {
    const [{ kind, now }] = these as [Wanted]
    const kinds = these.some((other) => other.kind !== kind) ? null : kind
    found.set(connectionId, await find(db, { connectionId, ...momentsOf(now) }, kinds))
  }
  return wanted.map(({ connectionId, kind }) => found.get(connectionId)?.find(({ stream }) => stream.kind === kind))
})

/** Of one kind, or of all. */
const find = kept(
  (db: Database, given: Given<Moments & { readonly connectionId: string }>, kind: StreamKind | null) => {
    const isMail = eq(streams.kind, 'mail')
    const waiting = kind === 'calendar' ? sql<boolean>`false` : sql<boolean>`(${isMail} and ${hasWaiting(db, given)})`
    return db
      .select({ stream: streams, connection: connections, user: users, waiting })
      .from(streams)
      .innerJoin(connections, eq(connections.id, streams.connectionId))
      .innerJoin(users, eq(users.id, connections.userId))
      .where(and(eq(streams.connectionId, given.connectionId), kind === null ? undefined : eq(streams.kind, kind)))
  },
)

/** Changes how far a stream is, or what stands in its way. */
export async function changeStream(
  tx: Database,
  { connectionId, kind }: Pick<Stream, 'connectionId' | 'kind'>,
  change: Partial<typeof streams.$inferInsert>,
): Promise<void> {
  // A fault may change nothing at all.
  if (!Object.keys(change).length) return
  await tx
    .update(streams)
    .set(change)
    .where(and(eq(streams.connectionId, connectionId), eq(streams.kind, kind)))
}

/** Whatever stood in the way of a connection's streams does so no longer. */
export async function clearProblems(tx: Database, connectionId: string): Promise<void> {
  await tx.update(streams).set({ error: null }).where(eq(streams.connectionId, connectionId))
}
