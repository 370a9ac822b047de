/** Whom the messages of one folder name. */
import { and, eq, max, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { facts, listings } from './schema.ts'

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
    .select({ at: facts.at, address: sql<string>`jsonb_array_elements_text(${facts.addresses})`.as('address') })
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
