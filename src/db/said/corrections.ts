/** What the owner said is not right of somebody, point by point: under HMACs of their addresses, as decisions. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { PointKind } from '../../letter/types.ts'
import type { Database } from '../database.ts'
import { corrections } from '../schema.ts'
import type { UserId } from '../statements/together.ts'

export type CorrectionRow = typeof corrections.$inferSelect

export async function addCorrections(tx: Database, rows: readonly CorrectionRow[]): Promise<void> {
  if (rows.length) await tx.insert(corrections).values([...rows])
}

/** All of a user, oldest first. There are few: each is a tap. Served by the index on (user_id, address_hash). */
export function listCorrections(db: Database, userId: UserId) {
  return db
    .select()
    .from(corrections)
    .where(eq(corrections.userId, userId))
    .orderBy(asc(corrections.at), asc(corrections.id))
}

/** Takes back what was said of one kind of point about whoever has these addresses. */
export async function deleteCorrections(
  tx: Database,
  userId: string,
  { hashes, kind }: { readonly hashes: readonly string[]; readonly kind: PointKind },
): Promise<void> {
  if (!hashes.length) return
  const about = and(inArray(corrections.addressHash, [...hashes]), eq(corrections.kind, kind))
  await tx.delete(corrections).where(and(eq(corrections.userId, userId), about))
}

/** Lets points of this kind lead again: what was said of each stays said. */
export async function letLead(tx: Database, userId: string, kind: PointKind): Promise<void> {
  await tx
    .update(corrections)
    .set({ counts: false })
    .where(and(eq(corrections.userId, userId), eq(corrections.kind, kind)))
}
