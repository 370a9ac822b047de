/** Which listed messages are read next; those that a provider does not hand out are asked for again, then stepped over. */
import {
  and,
  asc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { type Instant, isoOf } from '../../facts.ts'
import type { DueMessage } from '../../providers/listing.ts'
import type { Database } from '../database.ts'
import { listings, streams } from '../schema.ts'
import type { Given } from '../statements/kept.ts'
import { classes, classSize, isLater } from './ranks.ts'

/** So often a message is asked for by itself before it is stepped over. */
export const mostTries = 4

/** In the very words of the index listings_due: of a value that is handed in, a plan that is kept cannot know that it fits. */
export const isDue = and(isNotNull(listings.rank), sql`not ${listings.read}`)

/** Stepped over: not waited for any more, though asked for again from time to time. */
export const isStepped = gte(listings.tries, mostTries)

/** The next messages to read, but for those that are not to be asked for yet; served by the index listings_due. */
export async function dueMessages(
  db: Database,
  connectionId: string,
  { limit, now }: { readonly limit: number; readonly now: Instant },
): Promise<DueMessage[]> {
  const rows = await db
    .select({ id: listings.externalId, thread: listings.threadId, tries: listings.tries, rank: listings.rank })
    .from(listings)
    .where(and(eq(listings.connectionId, connectionId), isDue, isReady(now)))
    .orderBy(asc(listings.rank), asc(listings.externalId))
    .limit(limit)
  const threads = [...new Set(rows.map((row) => row.thread))]
  if (threads.length === 0) return []
  const counts = await db
    .select({
      thread: listings.threadId,
      all: sql<number>`count(*)::int`,
      later: sql<number>`(count(*) filter (where ${and(gte(listings.rank, from), lt(listings.rank, to))}))::int`,
    })
    .from(listings)
    .where(
      and(
        eq(listings.connectionId, connectionId),
        inArray(listings.threadId, threads),
        isDue,
        // What its thread did not hand out is asked for by itself.
        eq(listings.tries, 0),
      ),
    )
    .groupBy(listings.threadId)
  const byThread = new Map(counts.map((one) => [one.thread, one]))
  return rows.map(({ id, thread, tries, rank }) => {
    const { all = 1, later = 0 } = byThread.get(thread) ?? {}
    const together = isLater(rank ?? 0) ? all : all - later
    return { id, thread, dueInThread: tries > 0 ? 1 : together, lastTry: tries + 1 >= mostTries }
  })
}

/** Where those begin and end that wait for all threads of the owner's. */
const [from, to] = [classes.later * classSize, (classes.later + 1) * classSize]

const isReady = (now: Instant) => {
  const { at, absurd } = momentsOf(now)
  return isReadyAt({ at: sql`${at}::timestamptz`, absurd: sql`${absurd}::timestamptz` })
}

const isReadyAt = ({ at, absurd }: { readonly at: SQLWrapper; readonly absurd: SQLWrapper }) =>
  or(isNull(listings.tryAt), lte(listings.tryAt, at), gt(listings.tryAt, absurd))

/** As text. */
export interface Moments {
  readonly at: string
  /** No rule puts anything further ahead than a week: a clock did that was wrong. */
  readonly absurd: string
}

/** The moments that `hasWaiting` goes by. */
export const momentsOf = (now: Instant): Moments => ({
  at: isoOf(now),
  absurd: new Date(now.epochMilliseconds + (weekSeconds + slackSeconds) * 1000).toISOString(),
})

/** Failed, and neither read nor stepped over since. */
const isTriedAgain = and(isDue, gt(listings.tries, 0), lt(listings.tries, mostTries))

/**
 * Of a row of streams: whether a message of its connection is due, or is to be asked for again later. To be asked with the stream,
 * so that a look without news costs no statement for it. Served by the index listings_due.
 */
export function hasWaiting(db: Database, moments: Given<Moments>): SQL<boolean> {
  const waiting = and(isDue, or(isReadyAt(moments), and(isTriedAgain, isNotNull(listings.tryAt))))
  const rows = db
    .select({ one: sql`1` })
    .from(listings)
    .where(and(eq(listings.connectionId, streams.connectionId), waiting))
  return sql<boolean>`exists ${rows}`
}

/** When the next of the messages is asked for again that failed and were not stepped over; null where there is none. */
export async function nextTryAt(db: Database, connectionId: string): Promise<Instant | null> {
  const rows = await db
    .select({ at: min(listings.tryAt) })
    .from(listings)
    .where(and(eq(listings.connectionId, connectionId), isTriedAgain))
  return rows[0]?.at ?? null
}

/** After so many tries a message is asked for again in so many seconds; one that is stepped over at the weekly round. */
const pauses = [0, 10, 60, 180] as const
const weekSeconds = 7 * 86_400
const slackSeconds = 300

/**
 * Counts one more try that brought nothing.
 * @param failed `soon`: it was not asked for by itself yet, and is at once
 * @returns those that are stepped over by now
 */
export async function noteTries(
  db: Database,
  connectionId: string,
  failed: readonly { readonly id: string; readonly soon?: boolean }[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const soon = new Map(failed.map(({ id, soon = false }) => [id, soon]))
  if (!soon.size) return new Set()
  const mine = and(eq(listings.connectionId, connectionId), eq(listings.read, false))
  const known = await db
    .select({ id: listings.externalId, tries: listings.tries })
    .from(listings)
    .where(and(mine, inArray(listings.externalId, [...soon.keys()])))
  const steps = Map.groupBy(known, ({ id, tries }) => `${soon.get(id)} ${tries}`)
  for (const group of steps.values()) {
    const tries = Math.min((group[0]?.tries ?? 0) + 1, mostTries)
    const tryAt = soon.get(group[0]?.id ?? '') ? now : now.add({ seconds: pauses[tries] ?? weekSeconds })
    const ids = inArray(
      listings.externalId,
      group.map(({ id }) => id),
    )
    await db.update(listings).set({ tries, tryAt }).where(and(mine, ids))
  }
  return new Set(known.flatMap(({ id, tries }) => (tries + 1 >= mostTries ? id : [])))
}

/** A new snapshot asks for everything again that was stepped over, once. */
export async function hurryTries(db: Database, connectionId: string): Promise<void> {
  await db
    .update(listings)
    .set({ tryAt: null })
    .where(and(eq(listings.connectionId, connectionId), isDue, isNotNull(listings.tryAt)))
}
