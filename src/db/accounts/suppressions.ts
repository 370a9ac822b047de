/** To where no mail goes any more, and why: kept by HMAC of the address, so that it outlives the account. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { suppressions } from '../schema.ts'
import type { UserId } from '../statements/together.ts'

type Reason = typeof suppressions.$inferSelect.reason

/** One of the user's, without what no rule asks for. */
export type Suppression = Pick<typeof suppressions.$inferSelect, 'reason' | 'addressHash' | 'at'>

/** What keeps letters from leaving. */
const stopping: readonly Reason[] = ['unsubscribed', 'bounced']

/** Every one of the user's that keeps letters from leaving. */
export function listSuppressions(db: Database, userId: UserId) {
  return db
    .select({ reason: suppressions.reason, addressHash: suppressions.addressHash, at: suppressions.at })
    .from(suppressions)
    .where(and(eq(suppressions.userId, userId), inArray(suppressions.reason, [...stopping])))
}

/** Writes one down. Asked for twice it is the same. */
export async function suppress(tx: Database, row: typeof suppressions.$inferInsert): Promise<void> {
  await tx.insert(suppressions).values(row).onConflictDoNothing()
}

/** Forgets that mail to an address came back, by its HMACs under every key. */
export async function liftBounce(tx: Database, userId: string, hashes: readonly string[]): Promise<void> {
  const bounced = and(eq(suppressions.userId, userId), eq(suppressions.reason, 'bounced'))
  await tx.delete(suppressions).where(and(bounced, inArray(suppressions.addressHash, [...hashes])))
}

/** Forgets whatever keeps the user's letters from leaving. */
export async function liftSuppressions(tx: Database, userId: string): Promise<void> {
  const reasons = inArray(suppressions.reason, [...stopping])
  await tx.delete(suppressions).where(and(eq(suppressions.userId, userId), reasons))
}
