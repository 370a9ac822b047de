/** The owner's own addresses: those they declared, and those that their mail shows. */
import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { ownAddresses } from '../schema.ts'

export async function listOwnAddresses(db: Database, userId: string) {
  return db
    .select({ address: ownAddresses.address, source: ownAddresses.source })
    .from(ownAddresses)
    .where(eq(ownAddresses.userId, userId))
    .orderBy(asc(ownAddresses.address))
}

/** Replaces the addresses that the owner declared; those that were found stay. */
export async function declareAddresses(db: Database, userId: string, declared: readonly string[]): Promise<void> {
  await db.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), eq(ownAddresses.source, 'declared')))
  if (declared.length)
    await db.insert(ownAddresses).values(declared.map((address) => ({ userId, address, source: 'declared' as const })))
}

/** Replaces the addresses found to be the owner's. */
export async function writeOwn(tx: Database, userId: string, own: readonly string[]): Promise<void> {
  await tx.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), eq(ownAddresses.source, 'found')))
  if (own.length === 0) return
  await tx.insert(ownAddresses).values(own.map((address) => ({ userId, address, source: 'found' as const })))
}
