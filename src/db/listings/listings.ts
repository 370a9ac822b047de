/** The listing of a mailbox: every message it has, what is known of each, and which are to be read next. */
import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Label, ListedMessage, ListingChange } from '../../providers/listing.ts'
import type { Database } from '../database.ts'
import { listings } from '../schema.ts'
import { type Given, isAnyOf, kept } from '../statements/kept.ts'
import { isDue, mostTries } from './tries.ts'

/** The order of the bits in `labels`; append only. */
const labelBits: readonly Label[] = ['sent', 'inbox', 'social', 'promotions', 'updates', 'forums', 'hidden']

/** Labels as a row holds them. */
export const toBits = (labels: readonly Label[] = []) =>
  labels.reduce((bits, label) => bits | (1 << labelBits.indexOf(label)), 0)
const toLabels = (bits: number) => labelBits.filter((_, index) => bits & (1 << index))

/** A row of the listing. `rank` null: it is not to be read. */
export interface ListingRow {
  readonly id: string
  readonly thread: string
  readonly position: number | null
  readonly labels: readonly Label[]
  readonly read: boolean
  readonly rank: number | null
  /** How often it was asked for in vain. */
  readonly tries: number
}

/** Applies changes in their order. @returns the threads they touch */
export async function applyListing(
  db: Database,
  connectionId: string,
  generation: number,
  changes: readonly ListingChange[],
): Promise<Set<string>> {
  const threads = new Set<string>()
  for (const group of inGroups(changes)) {
    const kind = group[0]?.kind
    if (kind === 'deleted')
      for (const thread of await deleteRows(
        db,
        connectionId,
        group.map(({ id }) => id),
      ))
        threads.add(thread)
    else
      await upsertRows(
        db,
        connectionId,
        generation,
        group.filter((change) => change.kind !== 'deleted'),
      )
    for (const change of group) if (change.kind !== 'deleted') threads.add(change.thread)
  }
  return threads
}

/** Neighbours of one shape, without a message twice: one statement may not touch a row twice. */
function inGroups(changes: readonly ListingChange[]): ListingChange[][] {
  const groups: ListingChange[][] = []
  let shape = ''
  let ids = new Set<string>()
  for (const change of changes) {
    const next =
      change.kind === 'listed' ? `listed ${change.position !== undefined} ${change.labels !== undefined}` : change.kind
    if (next !== shape || ids.has(change.id) || ids.size >= 500) {
      groups.push([])
      ids = new Set()
      shape = next
    }
    groups.at(-1)?.push(change)
    ids.add(change.id)
  }
  return groups
}

type Upsert = Exclude<ListingChange, { kind: 'deleted' }>

async function upsertRows(db: Database, connectionId: string, generation: number, changes: readonly Upsert[]) {
  const first = changes[0]
  if (!first) return
  const remove = new Map<number, Upsert[]>()
  for (const change of changes) {
    const bits = change.kind === 'relabelled' ? toBits(change.remove) : 0
    remove.set(bits, [...(remove.get(bits) ?? []), change])
  }
  for (const [removed, group] of remove) {
    const rows = group.map((change) => ({
      connectionId,
      generation,
      externalId: change.id,
      threadId: change.thread,
      position: change.kind === 'listed' ? (change.position ?? null) : null,
      labels: toBits(change.kind === 'listed' ? (change.labels ?? change.add) : change.add),
      folder: change.kind === 'listed' ? (change.folder ?? null) : null,
    }))
    // In a new snapshot a message starts without labels; within one they add up, unless the change replaces them.
    const replaces = first.kind === 'listed' && first.labels !== undefined
    const kept = sql`case when ${listings.generation} = excluded.generation then ${listings.labels} else 0::smallint end`
    const labels = replaces ? sql`excluded.labels` : sql`((${kept}) & ~(${removed}::smallint)) | excluded.labels`
    const position =
      first.kind === 'listed' && first.position !== undefined ? sql`excluded.position` : sql`${listings.position}`
    const target = [listings.connectionId, listings.externalId]
    await db
      .insert(listings)
      .values(rows)
      .onConflictDoUpdate({
        target,
        set: {
          labels,
          position,
          threadId: sql`excluded.thread_id`,
          generation: sql`excluded.generation`,
          folder: sql`coalesce(excluded.folder, ${listings.folder})`,
        },
      })
  }
}

async function deleteRows(db: Database, connectionId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const where = and(eq(listings.connectionId, connectionId), inArray(listings.externalId, [...ids]))
  const rows = await db.delete(listings).where(where).returning({ thread: listings.threadId })
  return rows.map((row) => row.thread)
}

/** Removes messages that a provider no longer has. @returns their threads */
export async function forgetListed(db: Database, connectionId: string, ids: readonly string[]): Promise<string[]> {
  return deleteRows(db, connectionId, ids)
}

/**
 * Removes what an older snapshot listed and this one did not.
 * @param unlisted folders that this one could not list: what lies there stays, and so does what nobody knows the folder of
 * @returns the messages removed
 */
export async function forgetOlderListings(
  db: Database,
  connectionId: string,
  { generation, unlisted = [] }: { readonly generation: number; readonly unlisted?: readonly number[] },
): Promise<string[]> {
  const elsewhere = unlisted.length ? notInArray(listings.folder, [...unlisted]) : undefined
  const older = and(eq(listings.connectionId, connectionId), lt(listings.generation, generation), elsewhere)
  const forgotten = await db.select({ id: listings.externalId }).from(listings).where(older)
  const ids = forgotten.map(({ id }) => id)
  for (let start = 0; start < ids.length; start += forgottenAtOnce) {
    const some = inArray(listings.externalId, ids.slice(start, start + forgottenAtOnce))
    await db.delete(listings).where(and(older, some))
  }
  return ids
}

/** More would hold everybody else up. */
const forgottenAtOnce = 2000

/** The rows of these threads. */
export async function listThreads(
  db: Database,
  connectionId: string,
  threads: readonly string[],
): Promise<ListingRow[]> {
  if (threads.length === 0) return []
  return (await rowsOf(db, { connectionId, threads: JSON.stringify(threads) }, undefined)).map(toRow)
}

const rowsOf = kept((db: Database, given: Given<{ readonly connectionId: string; readonly threads: string }>) =>
  db
    .select(columns)
    .from(listings)
    .where(and(eq(listings.connectionId, given.connectionId), isAnyOf(listings.threadId, given.threads))),
)

/** Thread ids after `after`, at most `limit`: for walking through a whole listing with flat memory. */
export async function nextThreads(db: Database, connectionId: string, after: string, limit: number): Promise<string[]> {
  const where = and(eq(listings.connectionId, connectionId), gt(listings.threadId, after))
  const rows = await db
    .selectDistinct({ thread: listings.threadId })
    .from(listings)
    .where(where)
    .orderBy(asc(listings.threadId))
    .limit(limit)
  return rows.map((row) => row.thread)
}

/** Sets the reading order of these messages; null takes a message out of it. */
export async function setRanks(
  db: Database,
  connectionId: string,
  ranks: ReadonlyMap<string, number | null>,
): Promise<void> {
  if (ranks.size === 0) return
  const given = JSON.stringify(Object.fromEntries(ranks))
  // Looked up by name and not joined: whose rows they are is taken to leave one of a listing, for which every join is a loop
  // over all of both.
  await db.execute(sql`
    update ${listings} set rank = (${given}::jsonb ->> ${listings.externalId})::bigint
    where ${listings.connectionId} = ${connectionId}
      and ${listings.externalId} = any(array(select jsonb_object_keys(${given}::jsonb)))`)
}

/** Marks messages as read, or as to be read again. */
export async function setRead(
  db: Database,
  connectionId: string,
  ids: readonly string[],
  read: boolean,
): Promise<void> {
  if (ids.length === 0) return
  await mark(db, { connectionId, ids: JSON.stringify([...new Set(ids)]) }, read)
}

const mark = kept(
  (db: Database, given: Given<{ readonly connectionId: string; readonly ids: string }>, read: boolean) =>
    db
      .update(listings)
      .set({ read: sql.raw(`${read}`) })
      .where(and(eq(listings.connectionId, given.connectionId), isAnyOf(listings.externalId, given.ids))),
)

/** The message at a place of the listing, or the next one after it. */
export async function messageAt(
  db: Database,
  connectionId: string,
  generation: number,
  position: number,
): Promise<ListedMessage | null> {
  const where = and(
    eq(listings.connectionId, connectionId),
    eq(listings.generation, generation),
    gte(listings.position, position),
  )
  const rows = await db
    .select({ id: listings.externalId, thread: listings.threadId })
    .from(listings)
    .where(where)
    .orderBy(asc(listings.position))
    .limit(1)
  return rows[0] ?? null
}

/**
 * The newest read message of which everything newer is read as well; null when nothing is. What came after the listing has no
 * place in it, and is asked for only where nothing else is read. Served by the index listings_position.
 */
export async function readBackTo(db: Database, connectionId: string): Promise<string | null> {
  const oldestDue = db
    .select({ position: sql`min(${listings.position})` })
    .from(listings)
    .where(and(eq(listings.connectionId, connectionId), isDue, lt(listings.tries, mostTries)))
  const read = and(eq(listings.connectionId, connectionId), sql`${listings.read}`)
  const find = async (where: SQL | undefined) =>
    db
      .select({ id: listings.externalId })
      .from(listings)
      .where(and(read, where))
      .orderBy(desc(listings.position))
      .limit(1)
  const [placed] = await find(lt(listings.position, sql`coalesce((${oldestDue}), ${beyond})`))
  const [found] = placed ? [placed] : await find(and(isNull(listings.position), sql`(${oldestDue}) is null`))
  return found?.id ?? null
}

/** More than any place: the largest number that its column holds. */
const beyond = sql.raw('2147483647')

const columns = {
  id: listings.externalId,
  thread: listings.threadId,
  position: listings.position,
  labels: listings.labels,
  read: listings.read,
  rank: listings.rank,
  tries: listings.tries,
}

function toRow(row: Omit<ListingRow, 'labels'> & { readonly labels: number }): ListingRow {
  return { ...row, labels: toLabels(row.labels) }
}
