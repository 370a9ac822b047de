/** Links that are mailed to an address to prove it, and what was asked of an address by mail. */
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { askedAddresses, confirmations } from '../schema.ts'

export type Confirmation = typeof confirmations.$inferSelect

/** Served by the unique index on user and address, as everything about a user's confirmations. */
export async function listConfirmations(db: Database, userId: string): Promise<Confirmation[]> {
  return db.select().from(confirmations).where(eq(confirmations.userId, userId)).orderBy(confirmations.askedAt)
}

export async function findConfirmation(db: Database, userId: string, id: string): Promise<Confirmation | undefined> {
  return (
    await db
      .select()
      .from(confirmations)
      .where(and(eq(confirmations.userId, userId), eq(confirmations.id, id)))
  )[0]
}

/** Writes down that a link is to go out; again only where nothing has left. @returns false where one went, or may have */
export async function queueConfirmation(
  tx: Database,
  row: { readonly id: string; readonly userId: string; readonly address: string; readonly askedAt: Instant },
): Promise<boolean> {
  const fresh = { state: 'queued' as const, attempts: 0, problem: null, askedAt: row.askedAt }
  const rows = await tx
    .insert(confirmations)
    .values({ ...row, ...fresh })
    .onConflictDoUpdate({
      target: [confirmations.userId, confirmations.address],
      set: fresh,
      setWhere: eq(confirmations.state, 'failed'),
    })
    .returning({ id: confirmations.id })
  return rows.length > 0
}

/** Moves a confirmation of this user on, if it still is in one of these states. @returns whether it was */
export async function moveConfirmation(
  tx: Database,
  { userId, id }: Pick<Confirmation, 'userId' | 'id'>,
  from: readonly Confirmation['state'][],
  set: Partial<typeof confirmations.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(confirmations)
    .set(set)
    .where(and(eq(confirmations.userId, userId), eq(confirmations.id, id), inArray(confirmations.state, [...from])))
    .returning({ id: confirmations.id })
  return rows.length > 0
}

/**
 * Takes the one mail that an address may get within a time, whoever asks.
 * @param hashes the HMACs of the address under every key, the first key's first
 * @param sealed the address, beside the first of them
 * @param since mailed to after this, an address is left alone
 * @returns false where it had one, or wants none
 */
export async function takeMailing(
  tx: Database,
  hashes: readonly string[],
  { at, since, sealed }: { readonly at: Instant; readonly since: Instant; readonly sealed: string },
): Promise<boolean> {
  const [addressHash = '', ...older] = hashes
  const known = await tx
    .select()
    .from(askedAddresses)
    .where(inArray(askedAddresses.addressHash, [...older]))
  const open = (row: (typeof known)[number]) =>
    !row.refusedAt && !(row.mailedAt && row.mailedAt.epochMilliseconds > since.epochMilliseconds)
  if (!known.every(open)) return false
  const rows = await tx
    .insert(askedAddresses)
    .values({ addressHash, sealed, mailedAt: at })
    .onConflictDoUpdate({
      target: askedAddresses.addressHash,
      set: { mailedAt: at, sealed: sql`coalesce(${askedAddresses.sealed}, excluded.sealed)` },
      setWhere: sql`${askedAddresses.refusedAt} is null and (${askedAddresses.mailedAt} is null or ${askedAddresses.mailedAt} <= ${since.toString()}::timestamptz)`,
    })
    .returning({ addressHash: askedAddresses.addressHash })
  return rows.length > 0
}

/** Nothing left after all. */
export async function giveMailingBack(tx: Database, hashes: readonly string[]): Promise<void> {
  await tx
    .update(askedAddresses)
    .set({ mailedAt: null })
    .where(inArray(askedAddresses.addressHash, [...hashes]))
}

/** No link goes to the address any more. */
export async function refuseMailings(
  tx: Database,
  asked: { readonly addressHash: string; readonly sealed: string },
  at: Instant,
): Promise<void> {
  await tx
    .insert(askedAddresses)
    .values({ ...asked, refusedAt: at })
    .onConflictDoUpdate({
      target: askedAddresses.addressHash,
      set: {
        refusedAt: sql`coalesce(${askedAddresses.refusedAt}, excluded.refused_at)`,
        sealed: sql`coalesce(${askedAddresses.sealed}, excluded.sealed)`,
      },
    })
}

/** Which of these HMACs are of addresses to which no link goes any more. */
export async function listRefused(db: Database, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (!hashes.length) return new Set()
  const rows = await db
    .select({ hash: askedAddresses.addressHash })
    .from(askedAddresses)
    .where(and(inArray(askedAddresses.addressHash, [...hashes]), sql`${askedAddresses.refusedAt} is not null`))
  return new Set(rows.map(({ hash }) => hash))
}

/** What was only mailed to, longer ago than it matters, is forgotten. */
export async function forgetMailings(tx: Database, before: Instant): Promise<void> {
  await tx.delete(askedAddresses).where(and(isNull(askedAddresses.refusedAt), lt(askedAddresses.mailedAt, before)))
}

/** Who reads there wants it after all. */
export async function permitMailings(tx: Database, hashes: readonly string[]): Promise<void> {
  await tx
    .update(askedAddresses)
    .set({ refusedAt: null })
    .where(inArray(askedAddresses.addressHash, [...hashes]))
}
