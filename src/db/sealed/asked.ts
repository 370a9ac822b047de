/** What is remembered of addresses that a link was mailed to, when the key changes under which they are hashed. */
import { and, asc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { askedAddresses, confirmations, connections, identities, provenAddresses } from '../schema.ts'

export type AskedRow = typeof askedAddresses.$inferSelect

/** What the sealed address of a row is bound to. */
export const askedPlace = (addressHash: string) => `asked_addresses.sealed|${addressHash}`

/** Forgets those of whom nothing has to be remembered any more: mailed to before this, and never refused. */
export async function forgetAsked(db: Database, before: Instant): Promise<void> {
  const over = or(isNull(askedAddresses.mailedAt), lt(askedAddresses.mailedAt, before))
  await db.delete(askedAddresses).where(and(isNull(askedAddresses.refusedAt), over))
}

/** The next that lie under another key than this one, or under one that nobody knows. By primary key. */
export async function listAsked(
  db: Database,
  { keyId, after, limit }: { readonly keyId: string; readonly after: string; readonly limit: number },
): Promise<AskedRow[]> {
  const other = sql`(${askedAddresses.sealed} is null or split_part(${askedAddresses.sealed}, '.', 1) <> ${keyId})`
  return db
    .select()
    .from(askedAddresses)
    .where(and(gt(askedAddresses.addressHash, after), other))
    .orderBy(asc(askedAddresses.addressHash))
    .limit(limit)
}

/** Puts what is remembered of one under another HMAC of the same address, or seals it anew. Done twice it is the same. */
export async function moveAsked(
  db: Database,
  from: string,
  to: { readonly addressHash: string; readonly sealed: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.delete(askedAddresses).where(eq(askedAddresses.addressHash, from)).returning()
    if (!row) return
    await tx
      .insert(askedAddresses)
      .values({ ...row, ...to })
      .onConflictDoUpdate({
        target: askedAddresses.addressHash,
        set: {
          sealed: sql`excluded.sealed`,
          mailedAt: sql`greatest(${askedAddresses.mailedAt}, excluded.mailed_at)`,
          refusedAt: sql`coalesce(${askedAddresses.refusedAt}, excluded.refused_at)`,
        },
      })
  })
}

/** Every address here that may have been asked: one row for each account and confirmation, which are few. */
export async function listAskable(anyone: Database): Promise<readonly string[]> {
  const db = acrossUsers(anyone)
  const lists = await Promise.all([
    db.select({ address: confirmations.address }).from(confirmations),
    db.select({ address: provenAddresses.address }).from(provenAddresses),
    db.select({ address: connections.email }).from(connections),
    db.select({ address: identities.email }).from(identities),
  ])
  return [...new Set(lists.flat().map(({ address }) => address))]
}
