/** Whom the owner added by hand: the one thing here that is known of somebody without mail or calendar. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { addedPeople } from '../schema.ts'

export interface AddedPerson {
  /** In normal form. */
  readonly address: string
  readonly name: string
  readonly at: Instant
}

export async function listAdded(db: Database, userId: string): Promise<readonly AddedPerson[]> {
  const { address, name, at } = addedPeople
  return db
    .select({ address, name, at })
    .from(addedPeople)
    .where(eq(addedPeople.userId, userId))
    .orderBy(asc(at), asc(address))
}

/** Somebody who is added again keeps the day of the first time, and takes the new name. */
export async function addByHand(tx: Database, userId: string, { address, name, at }: AddedPerson): Promise<void> {
  await tx
    .insert(addedPeople)
    .values({ userId, address, name, at })
    .onConflictDoUpdate({ target: [addedPeople.userId, addedPeople.address], set: { name } })
}

export async function removeAdded(tx: Database, userId: string, addresses: readonly string[]): Promise<void> {
  if (!addresses.length) return
  await tx.delete(addedPeople).where(and(eq(addedPeople.userId, userId), inArray(addedPeople.address, [...addresses])))
}
