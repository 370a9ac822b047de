/** The ledger of calls: how often each account's provider was asked for what, by day. */
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { calls, connections } from '../schema.ts'
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
  const rows = [...counts].map(([method, count]) => ({ connectionId: id, userId, day, method, count }))
  if (rows.length === 0) return
  await db
    .insert(calls)
    .values(rows)
    .onConflictDoUpdate({
      target: [calls.connectionId, calls.day, calls.method],
      set: { count: sql`${calls.count} + excluded.count` },
    })
}
