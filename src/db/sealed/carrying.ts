/** Which columns carry the HMAC of an address: one list for whoever hashes anew, counts and clears away. */
import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import {
  coffees,
  corrections,
  decisions,
  digestItems,
  introductions,
  notes,
  suppressions,
  verdicts,
} from '../schema.ts'

interface Carrying {
  readonly table: AnyPgColumn['table']
  readonly column: AnyPgColumn
  readonly userId: AnyPgColumn
}

const of = (table: AnyPgColumn['table'] & { readonly userId: AnyPgColumn }, column: AnyPgColumn): Carrying => ({
  table,
  column,
  userId: table.userId,
})

/** Each holds HMACs of addresses under the first key of its time. */
export const carrying: readonly Carrying[] = [
  of(decisions, decisions.addressHash),
  of(decisions, decisions.withHash),
  of(notes, notes.addressHash),
  of(corrections, corrections.addressHash),
  of(digestItems, digestItems.addressHash),
  of(verdicts, verdicts.addressHash),
  of(suppressions, suppressions.addressHash),
  of(coffees, coffees.addressHash),
  of(coffees, coffees.alsoHash),
  of(introductions, introductions.oneHash),
  of(introductions, introductions.otherHash),
]

/** Every HMAC that a row of the user carries, as `hash`. Each branch reads one user's rows of one table. */
export const carriedBy = (userId: string): SQL =>
  sql.join(
    carrying.map(
      (one) =>
        sql`select ${one.column} as hash from ${one.table} where ${one.userId} = ${userId} and ${one.column} is not null`,
    ),
    sql` union `,
  )
