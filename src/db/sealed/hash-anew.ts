/** Puts everything that lies under one HMAC of an address under another one of the same address. */
import { and, eq, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'
import { isConflict } from '../faults.ts'
import {
  coffees,
  corrections,
  decisions,
  digestItems,
  hashedAddresses,
  introductions,
  notes,
  suppressions,
  verdicts,
} from '../schema.ts'
import { carriedBy } from './carrying.ts'

interface Anew {
  readonly from: string
  readonly to: string
}

/**
 * Within the caller's transaction, which has kept the address beside the new one already. Done twice it is the same.
 * @returns whether nothing lies under the old one any more
 * @throws what the database says, but for two coffees that are under way with one person: those wait
 */
export async function hashAnew(tx: Database, userId: string, { from, to }: Anew): Promise<boolean> {
  if (from === to) return true
  const where = (table: { readonly userId: AnyPgColumn }, column: AnyPgColumn) =>
    and(eq(table.userId, userId), eq(column, from))
  await tx.update(decisions).set({ addressHash: to }).where(where(decisions, decisions.addressHash))
  await tx.update(decisions).set({ withHash: to }).where(where(decisions, decisions.withHash))
  await tx.update(notes).set({ addressHash: to }).where(where(notes, notes.addressHash))
  await tx.update(corrections).set({ addressHash: to }).where(where(corrections, corrections.addressHash))
  await tx.update(digestItems).set({ addressHash: to }).where(where(digestItems, digestItems.addressHash))
  await suppressionsAnew(tx, userId, { from, to })
  await verdictsAnew(tx, userId, { from, to })
  await introductionsAnew(tx, userId, { from, to })
  await tx.update(coffees).set({ alsoHash: to }).where(where(coffees, coffees.alsoHash))
  // Two with one person that are under way at once, each begun under another key: what is left waits until one has ended.
  await tx
    .transaction((inner) => inner.update(coffees).set({ addressHash: to }).where(where(coffees, coffees.addressHash)))
    .catch((error: unknown) => {
      if (!isConflict(error)) throw error
    })
  const old = and(eq(hashedAddresses.userId, userId), eq(hashedAddresses.addressHash, from))
  const unused = sql`${hashedAddresses.addressHash} not in (${carriedBy(userId)})`
  await tx.delete(hashedAddresses).where(and(old, unused))
  const [left] = toRows<{ hash: string }>(
    await tx.execute(sql`select hash from (${carriedBy(userId)}) as carried where hash = ${from} limit 1`),
  )
  return !left
}

/** What is there under the new one already says the same. */
async function suppressionsAnew(tx: Database, userId: string, { from, to }: Anew): Promise<void> {
  await tx.execute(
    sql`insert into ${suppressions} (user_id, address_hash, reason, at)
      select user_id, ${to}, reason, at from ${suppressions} where user_id = ${userId} and address_hash = ${from}
      on conflict do nothing`,
  )
  await tx.delete(suppressions).where(and(eq(suppressions.userId, userId), eq(suppressions.addressHash, from)))
}

/** What was said under the new one was said later. */
async function verdictsAnew(tx: Database, userId: string, { from, to }: Anew): Promise<void> {
  await tx.execute(
    sql`insert into ${verdicts} (user_id, week, address_hash, verdict, place)
      select user_id, week, ${to}, verdict, place from ${verdicts} where user_id = ${userId} and address_hash = ${from}
      on conflict do nothing`,
  )
  await tx.delete(verdicts).where(and(eq(verdicts.userId, userId), eq(verdicts.addressHash, from)))
}

/** The smaller of the two stands first, and there is one row for two people: of a second one the newer stays, and a no of either. */
async function introductionsAnew(tx: Database, userId: string, { from, to }: Anew): Promise<void> {
  const t = introductions
  const rows = await tx
    .select()
    .from(t)
    .where(and(eq(t.userId, userId), sql`${from} in (${t.oneHash}, ${t.otherHash})`))
    .for('update')
  for (const row of rows) {
    const next = inOrder({
      ...row,
      oneHash: row.oneHash === from ? to : row.oneHash,
      otherHash: row.otherHash === from ? to : row.otherHash,
    })
    const pair = and(eq(t.userId, userId), eq(t.oneHash, next.oneHash), eq(t.otherHash, next.otherHash))
    const [there] = await tx.select().from(t).where(pair).for('update')
    if (there) await tx.delete(t).where(and(eq(t.userId, userId), eq(t.id, row.id)))
    const { id, userId: _, ...columns } = there ? joined(there, next) : next
    await tx
      .update(t)
      .set(columns)
      .where(and(eq(t.userId, userId), eq(t.id, id)))
  }
}

type Pair = typeof introductions.$inferSelect

function joined(there: Pair, older: Pair): Pair {
  const no = (one: Pair['oneSaid'], other: Pair['oneSaid']) => (one === 'no' || other === 'no' ? 'no' : (one ?? other))
  return {
    ...there,
    oneAskedAt: there.oneAskedAt ?? older.oneAskedAt,
    otherAskedAt: there.otherAskedAt ?? older.otherAskedAt,
    oneSaid: no(there.oneSaid, older.oneSaid),
    oneSaidAt: there.oneSaidAt ?? older.oneSaidAt,
    otherSaid: no(there.otherSaid, older.otherSaid),
    otherSaidAt: there.otherSaidAt ?? older.otherSaidAt,
    madeAt: there.madeAt ?? older.madeAt,
    askedAfterAt: there.askedAfterAt ?? older.askedAfterAt,
  }
}

function inOrder(row: Pair): Pair {
  if (row.oneHash < row.otherHash) return row
  return {
    ...row,
    oneHash: row.otherHash,
    otherHash: row.oneHash,
    oneAddress: row.otherAddress,
    otherAddress: row.oneAddress,
    oneName: row.otherName,
    otherName: row.oneName,
    oneAskedAt: row.otherAskedAt,
    otherAskedAt: row.oneAskedAt,
    oneSaid: row.otherSaid,
    oneSaidAt: row.otherSaidAt,
    otherSaid: row.oneSaid,
    otherSaidAt: row.oneSaidAt,
  }
}

/** PGlite answers with an object that holds the rows, postgres.js with the rows themselves. */
export function toRows<T>(result: unknown): T[] {
  return Array.isArray(result) ? result : (result as { rows: T[] }).rows
}
