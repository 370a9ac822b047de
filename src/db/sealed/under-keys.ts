/** How much lies under each key, for whoever asks which key may go. */
import { sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { askedAddresses, connections, forgetting, hashedAddresses, secretKeys, webhooks } from '../schema.ts'
import { carriedBy } from './carrying.ts'
import { toRows } from './hash-anew.ts'
import { listUserIds } from './renewing.ts'

export interface UnderKeys {
  /** Sealed values, and HMACs whose address is sealed beside them, by the id of the key. */
  readonly known: ReadonlyMap<string, number>
  /** HMACs whose address nothing here names any more: nobody can tell which key they were made with. */
  readonly unknown: number
  /** The key that was the first one last, and since when. */
  readonly first: { readonly id: string; readonly at: Instant } | null
}

/** Counts all of it: for the terminal, not for a page. */
export async function countUnderKeys(anyone: Database): Promise<UnderKeys> {
  const db = acrossUsers(anyone)
  const sealed = [
    [connections, connections.refreshToken],
    [connections, connections.accessToken],
    [hashedAddresses, hashedAddresses.sealed],
    [askedAddresses, askedAddresses.sealed],
    [forgetting, forgetting.key],
    [webhooks, webhooks.sealed],
  ] as const
  const known = new Map<string, number>()
  for (const [table, column] of sealed) {
    const rows = await db.execute(
      sql`select split_part(${column}, '.', 1) as key, count(*)::int as count from ${table} where ${column} is not null group by 1`,
    )
    for (const { key, count } of toRows<{ key: string; count: number }>(rows))
      known.set(key, (known.get(key) ?? 0) + count)
  }
  const [asked] = toRows<{ count: number }>(
    await db.execute(sql`select count(*)::int as count from ${askedAddresses} where ${askedAddresses.sealed} is null`),
  )
  let unknown = asked?.count ?? 0
  for (let after = ''; ; ) {
    const ids = await listUserIds(db, { after, limit: 100 })
    for (const id of ids) unknown += await countUnknown(db, id)
    const last = ids.at(-1)
    if (!last) break
    after = last
  }
  const [first = null] = await db
    .select({ id: secretKeys.id, at: secretKeys.firstAt })
    .from(secretKeys)
    .orderBy(sql`${secretKeys.firstAt} desc`)
    .limit(1)
  return { known, unknown, first }
}

async function countUnknown(db: Database, userId: string): Promise<number> {
  const rows = await db.execute(
    sql`select count(*)::int as count from (${carriedBy(userId)}) as carried
      left join ${hashedAddresses} kept on kept.user_id = ${userId} and kept.address_hash = carried.hash
      where kept.sealed is null`,
  )
  return toRows<{ count: number }>(rows)[0]?.count ?? 0
}
