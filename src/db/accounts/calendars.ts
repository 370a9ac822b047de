/** The calendars of the user's accounts among which they chose those that are asked for free times. */
import { and, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { calendars } from '../schema.ts'

export type Calendar = typeof calendars.$inferSelect

/** Every calendar the user chose among, account by account in the provider's order. Served by the index on (user_id). */
export async function listCalendars(db: Database, userId: string): Promise<Calendar[]> {
  return db
    .select()
    .from(calendars)
    .where(eq(calendars.userId, userId))
    .orderBy(calendars.connectionId, calendars.place, calendars.externalId)
}

/** The ids of those that are chosen of one account; null where its owner chose among none. Served by the primary key. */
export async function chosenOf(
  db: Database,
  { userId, connectionId }: Pick<Choice, 'userId' | 'connectionId'>,
): Promise<readonly string[] | null> {
  const known = await db
    .select({ externalId: calendars.externalId, chosen: calendars.chosen })
    .from(calendars)
    .where(and(eq(calendars.userId, userId), eq(calendars.connectionId, connectionId)))
  return known.length ? known.filter(({ chosen }) => chosen).map(({ externalId }) => externalId) : null
}

interface Choice {
  readonly userId: string
  readonly connectionId: string
  readonly among: readonly Pick<Calendar, 'externalId' | 'name' | 'primary' | 'chosen'>[]
}

/** Keeps what was chosen of one account's calendars in place of what was before; of none, there is no choice any more. */
export async function storeCalendars(tx: Database, { userId, connectionId, among }: Choice): Promise<void> {
  await tx.delete(calendars).where(and(eq(calendars.userId, userId), eq(calendars.connectionId, connectionId)))
  if (among.length)
    await tx.insert(calendars).values(among.map((one, place) => ({ ...one, userId, connectionId, place })))
}
