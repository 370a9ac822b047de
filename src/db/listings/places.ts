/** Where messages lie, by folder and number: what went from all of its places is gone. */
import { and, asc, count, eq, gt, inArray, isNotNull, notInArray, sql } from 'drizzle-orm'
import type { PlaceChange } from '../../providers/listing.ts'
import type { Database } from '../database.ts'
import { mailPlaces } from '../schema.ts'

const rowsAtOnce = 500

/**
 * Applies changes: what came first, so that a message that moved is somewhere all the time.
 * @returns messages that lie nowhere any more
 */
export async function applyPlaces(
  db: Database,
  connectionId: string,
  changes: readonly PlaceChange[],
): Promise<string[]> {
  const came = changes.filter((one) => one.kind === 'at')
  const rows = new Map(
    came.map(({ folder, number, id }) => [
      `${folder} ${number}`,
      { connectionId, folder, number, externalId: id ?? null },
    ]),
  )
  for (const some of chunks([...rows.values()])) {
    const target = [mailPlaces.connectionId, mailPlaces.folder, mailPlaces.number]
    await db
      .insert(mailPlaces)
      .values(some)
      .onConflictDoUpdate({ target, set: { externalId: sql`excluded.external_id` } })
  }
  const left = new Set<string>()
  for (const change of changes) {
    if (change.kind === 'at') continue
    const where =
      change.kind === 'only'
        ? [change.folders.length ? notInArray(mailPlaces.folder, [...change.folders]) : undefined]
        : chunks(change.numbers).map((some) =>
            and(eq(mailPlaces.folder, change.folder), inArray(mailPlaces.number, some)),
          )
    for (const one of where) {
      const gone = await db
        .delete(mailPlaces)
        .where(and(eq(mailPlaces.connectionId, connectionId), one))
        .returning({ id: mailPlaces.externalId })
      for (const { id } of gone) if (id !== null) left.add(id)
    }
  }
  return nowhere(db, connectionId, [...left])
}

/** Served by the index mail_places_id. */
async function nowhere(db: Database, connectionId: string, ids: readonly string[]): Promise<string[]> {
  const still = new Set<string | null>()
  for (const some of chunks(ids)) {
    const rows = await db
      .selectDistinct({ id: mailPlaces.externalId })
      .from(mailPlaces)
      .where(
        and(
          eq(mailPlaces.connectionId, connectionId),
          isNotNull(mailPlaces.externalId),
          inArray(mailPlaces.externalId, some),
        ),
      )
    for (const { id } of rows) still.add(id)
  }
  return ids.filter((id) => !still.has(id))
}

/** A new snapshot knows of no place. */
export async function forgetPlaces(db: Database, connectionId: string): Promise<void> {
  await db.delete(mailPlaces).where(eq(mailPlaces.connectionId, connectionId))
}

/** The next numbers of a folder; by the primary key. */
export async function numbersOf(
  db: Database,
  connectionId: string,
  { folder, after, limit }: { readonly folder: number; readonly after: number; readonly limit: number },
): Promise<number[]> {
  const rows = await db
    .select({ number: mailPlaces.number })
    .from(mailPlaces)
    .where(and(eq(mailPlaces.connectionId, connectionId), eq(mailPlaces.folder, folder), gt(mailPlaces.number, after)))
    .orderBy(asc(mailPlaces.number))
    .limit(limit)
  return rows.map(({ number }) => number)
}

/** By the primary key. */
export async function countNumbers(db: Database, connectionId: string, folder: number): Promise<number> {
  const where = and(eq(mailPlaces.connectionId, connectionId), eq(mailPlaces.folder, folder))
  const rows = await db.select({ known: count() }).from(mailPlaces).where(where)
  return rows[0]?.known ?? 0
}

function chunks<T>(all: readonly T[]): T[][] {
  const found: T[][] = []
  for (let at = 0; at < all.length; at += rowsAtOnce) found.push(all.slice(at, at + rowsAtOnce))
  return found
}
