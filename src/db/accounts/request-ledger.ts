/** The ledger of calls: how often each account's provider was asked for what, by day. */
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { calls, connections } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import type { Connection } from './connections.ts'

/** The call ledger since a day ("2026-10-23"): requests by connection and method, the most used first. */
export async function countCalls(db: Database, userId: string, since: string) {
  return db
    .select({ email: connections.email, method: calls.method, count: sql<number>`sum(${calls.count})::int` })
    .from(calls)
    .innerJoin(connections, eq(connections.id, calls.connectionId))
    .where(and(eq(calls.userId, userId), gte(calls.day, since)))
    .groupBy(connections.email, calls.method)
    .orderBy(asc(connections.email), sql`3 desc`)
}

/** Adds what was asked of one account on a day ("2026-10-23"): requests by method. */
export async function addCalls(
  db: Database,
  { id, userId }: Pick<Connection, 'id' | 'userId'>,
  { day, counts }: { readonly day: string; readonly counts: ReadonlyMap<string, number> },
): Promise<void> {
  if (counts.size === 0) return
  await add(db, { id, userId, day, counts: JSON.stringify(Object.fromEntries(counts)) }, undefined)
}

interface Added {
  readonly id: string
  readonly userId: string
  readonly day: string
  /** As JSON, by method. */
  readonly counts: string
}

const add = kept((db: Database, { id, userId, day, counts }: Given<Added>) =>
  db
    .insert(calls)
    .select(
      sql`select ${id}::text, ${userId}::text, ${day}::text, key, value::int from json_each_text(${counts}::text::json)`,
    )
    .onConflictDoUpdate({
      target: [calls.connectionId, calls.day, calls.method],
      set: { count: sql`${calls.count} + excluded.count` },
    }),
)
