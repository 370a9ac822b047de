/** How far the address book of each account is read: apart from what stands in it. */
import { and, eq } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { BookPosition } from '../../providers/contacts.ts'
import type { Database } from '../database.ts'
import { addressBooks, tasks } from '../schema.ts'

/** Where reading what changed goes on in it; null where all of it is to be read. By primary key. */
export async function findBookPosition(db: Database, connectionId: string): Promise<BookPosition | null> {
  const [row] = await db
    .select({ position: addressBooks.position })
    .from(addressBooks)
    .where(eq(addressBooks.connectionId, connectionId))
  return row?.position ?? null
}

interface Whose {
  readonly userId: string
  readonly connectionId: string
}

/** What one look changes; what is left out stays. */
export type BookChange = Partial<Pick<typeof addressBooks.$inferInsert, 'position' | 'readAt' | 'error' | 'isOwners'>>

/** Writes down how a look at it went. */
export async function changeBook(tx: Database, whose: Whose, change: BookChange): Promise<void> {
  await tx
    .insert(addressBooks)
    .values({ ...whose, ...change })
    .onConflictDoUpdate({ target: addressBooks.connectionId, set: { connectionId: whose.connectionId, ...change } })
}

/** Nothing is known of it any more. */
export async function dropBook(tx: Database, connectionId: string): Promise<void> {
  await tx.delete(addressBooks).where(eq(addressBooks.connectionId, connectionId))
}

/** The next look at each of the user's reads all of it. */
export async function rereadBooks(tx: Database, userId: string): Promise<void> {
  await tx.update(addressBooks).set({ position: null }).where(eq(addressBooks.userId, userId))
}

/** An address book, for its owner. */
export interface KnownBook
  extends Pick<typeof addressBooks.$inferSelect, 'connectionId' | 'readAt' | 'error' | 'isOwners'> {
  /** When it is looked at next; null where that is not planned. */
  readonly nextAt: Instant | null
}

/** Each of the user's, with when it is looked at next. Few: one an account. */
export async function listBooks(db: Database, userId: string): Promise<readonly KnownBook[]> {
  const { connectionId, readAt, error, isOwners } = addressBooks
  return db
    .select({ connectionId, readAt, error, isOwners, nextAt: tasks.runAt })
    .from(addressBooks)
    .leftJoin(tasks, and(eq(tasks.kind, 'contacts'), eq(tasks.subject, connectionId)))
    .where(eq(addressBooks.userId, userId))
    .orderBy(connectionId)
}
