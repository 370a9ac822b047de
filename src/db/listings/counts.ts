/** How many listed messages are wanted and how many of them are read: of a whole listing, or of what a page touches. */
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { listings } from '../schema.ts'
import { type Given, isAnyOf, kept } from '../statements/kept.ts'
import { isStepped } from './tries.ts'

/** How many messages are wanted, and how many of those are read or stepped over. */
export interface Wanted {
  readonly total: number
  readonly done: number
}

const none: Wanted = { total: 0, done: 0 }

/** Of the whole listing, which is gone over for it. */
export async function countWanted(db: Database, connectionId: string): Promise<Wanted> {
  const rows = await db
    .select(counts)
    .from(listings)
    .where(and(eq(listings.connectionId, connectionId), isNotNull(listings.rank)))
  return rows[0] ?? none
}

/** By thread, those that these messages lie in and those that are named. Served by the index on connection and thread. */
export async function countThreads(
  db: Database,
  connectionId: string,
  { ids = [], threads }: { readonly ids?: readonly string[]; readonly threads: readonly string[] },
): Promise<ReadonlyMap<string, Wanted>> {
  if (!ids.length && !threads.length) return new Map()
  const values = {
    connectionId,
    ...(threads.length ? { threads: JSON.stringify(threads) } : {}),
    ...(ids.length ? { ids: JSON.stringify(ids) } : {}),
  }
  const rows = await counting(db, values, Object.keys(values))
  return new Map(rows.map(({ thread, ...wanted }) => [thread, wanted]))
}

interface Counted {
  readonly connectionId: string
  /** As JSON. */
  readonly threads?: string
  readonly ids?: string
}

const counting = kept((db: Database, given: Given<Counted>, _: readonly string[]) => {
  const mine = eq(listings.connectionId, given.connectionId)
  return db
    .select({ thread: listings.threadId, ...counts })
    .from(listings)
    .where(
      and(mine, sql`${listings.threadId} = any(array(${sql.join([...threadsOf(db, mine, given)], sql` union all `)}))`),
    )
    .groupBy(listings.threadId)
})

/** One list, which is made first: the index goes by one, and for two of them the whole listing is gone over. */
function* threadsOf(db: Database, mine: SQL, { threads, ids }: Given<Counted>): Generator<SQL> {
  if (threads) yield sql`select json_array_elements_text(${threads}::text::json)`
  if (!ids) return
  const theirs = db
    .select({ thread: listings.threadId })
    .from(listings)
    .where(and(mine, isAnyOf(listings.externalId, ids)))
  yield theirs.getSQL()
}

/** All of them together. */
export const sumOf = (counts: ReadonlyMap<string, Wanted>): Wanted =>
  [...counts.values()].reduce((a, b) => ({ total: a.total + b.total, done: a.done + b.done }), none)

const isWanted = isNotNull(listings.rank)
const counts = {
  total: sql<number>`(count(*) filter (where ${isWanted}))::int`,
  done: sql<number>`(count(*) filter (where ${isWanted} and (${listings.read} or ${isStepped})))::int`,
}
