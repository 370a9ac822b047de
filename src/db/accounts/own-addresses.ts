/** The owner's own addresses: those they declared, those that their mail shows, and those that they said are somebody else's. */
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { ownAddresses } from '../schema.ts'
import type { UserId } from '../statements/together.ts'

export function listOwnAddresses(db: Database, userId: UserId) {
  return db
    .select({ address: ownAddresses.address, source: ownAddresses.source })
    .from(ownAddresses)
    .where(and(eq(ownAddresses.userId, userId), ne(ownAddresses.source, 'refused')))
    .orderBy(asc(ownAddresses.address))
}

/** Replaces the addresses that the owner declared; those that were found stay. */
export async function declareAddresses(db: Database, userId: string, declared: readonly string[]): Promise<void> {
  await db.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), eq(ownAddresses.source, 'declared')))
  if (!declared.length) return
  await answerOwn(db, userId, { addresses: declared, mine: null })
  await db.insert(ownAddresses).values(declared.map((address) => ({ userId, address, source: 'declared' as const })))
}

/** Replaces the addresses found to be the owner's. */
export async function writeOwn(tx: Database, userId: string, own: readonly string[]): Promise<void> {
  await tx.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), eq(ownAddresses.source, 'found')))
  if (own.length === 0) return
  await tx.insert(ownAddresses).values(own.map((address) => ({ userId, address, source: 'found' as const })))
}

/** Addresses of which the owner said that they are somebody else's. */
export async function listRefused(db: Database, userId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ address: ownAddresses.address })
    .from(ownAddresses)
    .where(and(eq(ownAddresses.userId, userId), eq(ownAddresses.source, 'refused')))
    .orderBy(asc(ownAddresses.address))
  return rows.map(({ address }) => address)
}

/** The owner's answer to whether these are theirs as well; null takes the answer back. */
export async function answerOwn(
  tx: Database,
  userId: string,
  { addresses, mine }: { readonly addresses: readonly string[]; readonly mine: boolean | null },
): Promise<void> {
  if (!addresses.length) return
  const said = and(inArray(ownAddresses.address, [...addresses]), inArray(ownAddresses.source, ['declared', 'refused']))
  await tx.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), said))
  if (mine === null) return
  const source = mine ? ('declared' as const) : ('refused' as const)
  await tx.insert(ownAddresses).values(addresses.map((address) => ({ userId, address, source })))
}
