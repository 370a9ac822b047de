/** What a mailbox lists and is not read on purpose, counted. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { toBits } from './listings.ts'

/** How many listed messages of an account are not to be read, by why not. */
export interface Unwanted {
  /** Spam, trash, chats and drafts. */
  readonly hidden: number
  /** Sorted as bulk by the provider, in threads that the owner did not write in. */
  readonly bulk: number
  /** From before what is read. */
  readonly older: number
}

const hiddenBit = toBits(['hidden'])
const bulkBits = toBits(['social', 'promotions', 'updates', 'forums'])
const amongUnwanted = (where: SQL) => sql`count(*) filter (where ${where})`

/** The same as a part of another statement; every row of the listing is looked at, by the primary key. */
export const unwantedOf = (connectionId: SQLWrapper) => sql<Unwanted>`(select json_build_object(
  'hidden', ${amongUnwanted(sql`labels & ${hiddenBit} <> 0`)},
  'bulk', ${amongUnwanted(sql`labels & ${hiddenBit} = 0 and labels & ${bulkBits} <> 0`)},
  'older', ${amongUnwanted(sql`labels & ${hiddenBit | bulkBits} = 0`)}
) from listings where connection_id = ${connectionId} and rank is null)`
