/** The addresses that count as a user's own to write to, and what was asked of an address by mail. */
import { and, eq } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { provenAddresses } from '../schema.ts'
import type { UserId } from '../statements/together.ts'

export type Proof = typeof provenAddresses.$inferSelect

/** Every proof of the user's. Served by the primary key. */
export function listProofs(db: Database, userId: UserId) {
  return db
    .select()
    .from(provenAddresses)
    .where(eq(provenAddresses.userId, userId))
    .orderBy(provenAddresses.at, provenAddresses.address, provenAddresses.issuer)
}

/** What a provider says of one account now. */
export interface Vouching {
  readonly userId: string
  readonly issuer: string
  readonly subject: string
  /** In normal form. */
  readonly addresses: readonly string[]
  /** False where the provider could not be asked for all: then what counted before still does. */
  readonly whole: boolean
  readonly at: Instant
}

/** Keeps what the provider vouches for; what it vouched for before and does not now is no proof any more. */
export async function storeVouching(tx: Database, vouching: Vouching): Promise<void> {
  const { userId, issuer, subject, addresses, whole, at } = vouching
  const mine = and(
    eq(provenAddresses.userId, userId),
    eq(provenAddresses.issuer, issuer),
    eq(provenAddresses.subject, subject),
  )
  if (whole) await tx.delete(provenAddresses).where(mine)
  if (addresses.length)
    await tx
      .insert(provenAddresses)
      .values(
        [...new Set(addresses)].map((address) => ({ userId, address, issuer, subject, how: 'provider' as const, at })),
      )
      .onConflictDoUpdate({
        target: [provenAddresses.userId, provenAddresses.address, provenAddresses.issuer, provenAddresses.subject],
        set: { how: 'provider', at },
      })
}

/** Who reads at the address pressed the button of its link. */
export async function storeLinkProof(
  tx: Database,
  { userId, address, at }: { readonly userId: string; readonly address: string; readonly at: Instant },
): Promise<void> {
  await tx.insert(provenAddresses).values({ userId, address, how: 'link', at }).onConflictDoNothing()
}

export async function deleteLinkProof(tx: Database, userId: string, address: string): Promise<void> {
  await tx
    .delete(provenAddresses)
    .where(
      and(eq(provenAddresses.userId, userId), eq(provenAddresses.address, address), eq(provenAddresses.how, 'link')),
    )
}
