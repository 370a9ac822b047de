/**
 * News: that mail or a calendar changed since a user's people were worked out. It is counted in the row of the very task that
 * works them out, so that what comes while that runs is still news after it.
 */
import { and, eq, gt, lte, not, type Placeholder, sql } from 'drizzle-orm'
import { type Instant, isoOf } from '../../facts.ts'
import type { Database } from '../database.ts'
import { isFailing } from '../due.ts'
import { connections, facts, streams, tasks } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import type { Task } from '../tasks.ts'

/** Rhythms age without any news: people that were worked out longer ago are worked out again where somebody looks. */
export const agedHours = 6

const isTaskOf = (userId: string) => and(eq(tasks.kind, 'derive'), eq(tasks.subject, userId))

/** When people are to be worked out with what came, at the latest. */
interface Wanted {
  /** Where an account of theirs is being read, or they never were worked out. */
  readonly soon: Instant
  /** Else, where nobody asks for them before. */
  readonly at: Instant
}

/** Counts a page with changes. A working out that failed is left to its pause, or whatever comes would undo that. */
export async function noteNews(db: Database, userId: string, { at, soon }: Wanted): Promise<void> {
  await note(db, { userId, at: isoOf(at), soon: isoOf(soon) }, undefined)
}

interface Noted {
  readonly userId: string
  readonly at: string
  readonly soon: string
}

const note = kept((db: Database, { userId, at, soon }: Given<Noted>) => {
  const failing = sql`(${isFailing} and ${tasks.leaseId} is null)`
  const isFirst = sql`(${tasks.doneAt} is null or ${isReading(userId)})`
  const wanted = sql`case when ${isFirst} then ${soon}::timestamptz else ${at}::timestamptz end`
  return db
    .insert(tasks)
    .values({
      kind: 'derive',
      subject: sql`${userId}`,
      userId: sql`${userId}`,
      runAt: sql`${soon}::timestamptz`,
      news: 1,
    })
    .onConflictDoUpdate({
      target: [tasks.kind, tasks.subject],
      set: {
        news: sql`${tasks.news} + 1`,
        runAt: sql`case when ${failing} then ${tasks.runAt} else least(${tasks.runAt}, ${wanted}) end`,
      },
    })
})

/** An account is read for the first time, or anew: then people come and go by the minute, at a pace of their own. */
const isReading = (userId: string | Placeholder) => sql<boolean>`exists (
  select 1 from ${streams} join ${connections} on ${connections.id} = ${streams.connectionId}
  where ${connections.userId} = ${userId} and ${connections.state} = 'active' and ${streams.phase} in ('queued', 'listing', 'reading')
)`

/** Writes down as of when people are worked out, and that what the task had before it is news no more. */
export async function settleNews(tx: Database, task: Task, at: Instant): Promise<void> {
  await tx
    .update(tasks)
    .set({ news: sql`greatest(0, ${tasks.news} - ${task.news ?? 0})`, doneAt: at })
    .where(isTaskOf(task.userId))
}

/**
 * People are behind: news came, a meeting has begun since, or they were worked out long ago. Those whose working out failed are
 * left to its pause, and while an account is being read they follow the pace of that.
 */
function isBehind(db: Database, userId: string, now: Instant) {
  const met = db
    .select({ one: sql`1` })
    .from(facts)
    .where(
      and(eq(facts.userId, userId), gt(facts.at, sql`${tasks.doneAt}`), lte(facts.at, now), eq(facts.kind, 'meeting')),
    )
  const aged = now.subtract({ hours: agedHours }).toString()
  return and(
    isTaskOf(userId),
    sql`(${tasks.news} > 0 or ${tasks.doneAt} <= ${aged}::timestamptz or exists ${met})`,
    not(sql`coalesce(${isFailing}, false)`),
    not(isReading(userId)),
  )
}

/** Whether they are behind because of news. */
interface Behind {
  readonly news: boolean
}

/**
 * Whether people are behind, and why; undefined where they are not, or left. Served by the primary key, and by the index of
 * facts on (user_id, at).
 */
export async function readBehind(db: Database, userId: string, now: Instant): Promise<Behind | undefined> {
  const [row] = await db
    .select({ news: tasks.news })
    .from(tasks)
    .where(isBehind(db, userId, now))
  return row && { news: row.news > 0 }
}

/** The same, and makes the working out due at once. */
export async function askForPeople(db: Database, userId: string, now: Instant): Promise<Behind | undefined> {
  const [row] = await db
    .update(tasks)
    .set({ runAt: sql`least(${tasks.runAt}, ${now.toString()}::timestamptz)` })
    .where(isBehind(db, userId, now))
    .returning({ news: tasks.news })
  return row && { news: row.news > 0 }
}
