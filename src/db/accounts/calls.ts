/** The ledger of calls: how often each account's provider was asked for what, by day. */
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { calls, connections } from '../schema.ts'

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
