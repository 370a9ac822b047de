/** What is stored of a user beside people, letters and coffees, for handing all of it out. */
import { asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { calls, decisions, links, tasks } from '../schema.ts'

/** Links that left in mails, the oldest first: whom each is about and until when, and not the link itself. */
export const listLinks = (db: Database, userId: string) =>
  db
    .select({
      purpose: links.purpose,
      address: links.address,
      digestId: links.digestId,
      coffeeId: links.coffeeId,
      createdAt: links.createdAt,
      expiresAt: links.expiresAt,
      usedAt: links.usedAt,
      revokedAt: links.revokedAt,
    })
    .from(links)
    .where(eq(links.userId, userId))
    .orderBy(asc(links.createdAt), asc(links.hash))

/** The ledger of requests, all of it. */
export const listCalls = (db: Database, userId: string) =>
  db
    .select({ connectionId: calls.connectionId, day: calls.day, method: calls.method, count: calls.count })
    .from(calls)
    .where(eq(calls.userId, userId))
    .orderBy(asc(calls.day), asc(calls.connectionId), asc(calls.method))

/** What is still to be done for the user, and what it failed of. */
export const listTasks = (db: Database, userId: string) =>
  db
    .select({
      kind: tasks.kind,
      subject: tasks.subject,
      runAt: tasks.runAt,
      attempts: tasks.attempts,
      error: tasks.error,
      news: tasks.news,
      doneAt: tasks.doneAt,
    })
    .from(tasks)
    .where(eq(tasks.userId, userId))
    .orderBy(asc(tasks.kind), asc(tasks.subject))

/** Every decision, the oldest first. */
export const listAllDecisions = (db: Database, userId: string) =>
  db.select().from(decisions).where(eq(decisions.userId, userId)).orderBy(asc(decisions.at), asc(decisions.id))
