/** What is asked of a listing beside its order: its length, which messages it has, and whom those of one folder name. */
import { and, eq, inArray, max, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { ListedMessage } from '../../providers/listing.ts'
import type { Database } from '../database.ts'
import { facts, listings } from '../schema.ts'

/** Which of these messages this snapshot has listed; by the primary key. */
export async function listedAmong(
  db: Database,
  connectionId: string,
  { generation, ids }: { readonly generation: number; readonly ids: readonly string[] },
): Promise<ListedMessage[]> {
  if (!ids.length) return []
  return db
    .select({ id: listings.externalId, thread: listings.threadId })
    .from(listings)
    .where(
      and(
        eq(listings.connectionId, connectionId),
        eq(listings.generation, generation),
        inArray(listings.externalId, [...ids]),
      ),
    )
}

/** How many places the listing of this snapshot has. */
export async function listingSize(db: Database, connectionId: string, generation: number): Promise<number> {
  const where = and(eq(listings.connectionId, connectionId), eq(listings.generation, generation))
  const rows = await db
    .select({ last: max(listings.position) })
    .from(listings)
    .where(where)
  return (rows[0]?.last ?? -1) + 1
}

interface FolderOf {
  readonly connectionId: string
  /** `SetAside.key`. */
  readonly folder: number
}

/** Every address on a stored message of this folder, and when it last was; served by the index listings_folder. */
export async function peopleInFolder(
  db: Database,
  userId: string,
  { connectionId, folder }: FolderOf,
): Promise<ReadonlyMap<string, Instant>> {
  const each = db
    .select({ at: facts.at, address: sql<string>`addresses_on(${facts.mail}, ${facts.meeting})`.as('address') })
    .from(listings)
    .innerJoin(facts, and(eq(facts.connectionId, listings.connectionId), eq(facts.externalId, listings.externalId)))
    .where(and(eq(listings.connectionId, connectionId), eq(listings.folder, folder), eq(facts.userId, userId)))
    .as('each')
  const rows = await db
    .select({ address: each.address, at: max(each.at) })
    .from(each)
    .groupBy(each.address)
  return new Map(rows.flatMap(({ address, at }) => (at ? [[address, at] as const] : [])))
}
