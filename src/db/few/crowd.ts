/** What a letter has to know of all of somebody's people together: asked of indexes, each its own question, so that nobody's row is read. */
import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { people, personAddresses } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'

export interface Crowd {
  readonly isEmpty: boolean
  /** How many the owner really writes to, but for those of whom nothing is told. */
  readonly ties: number
  /** Somebody was in touch before a given moment. */
  readonly isOld: boolean
  /** Addresses of whoever has died. */
  readonly died: readonly string[]
  /** People whose address ends in these words, by that address. */
  readonly at: readonly string[]
}

/** In one row. Served by the partial indexes people_ties and people_died, and by the key of addresses. */
export async function readCrowd(
  db: Database,
  userId: string,
  { before, host = '' }: { readonly before: Instant; readonly host: string | undefined },
): Promise<Crowd> {
  const values = { userId, before: before.toString(), host, length: host.length }
  // Most owners have their mail with a provider for everybody, where there are no colleagues.
  const [row] = await crowd(db, values, host !== '')
  return {
    isEmpty: row?.isEmpty ?? true,
    ties: row?.ties ?? 0,
    isOld: row?.isOld ?? false,
    died: (row?.died ?? []).flatMap((addresses) => addresses.map(({ address }) => address)),
    at: row?.at ?? [],
  }
}

interface Values {
  readonly userId: string
  readonly before: string
  readonly host: string
  readonly length: number
}

const crowd = kept((db: Database, given: Given<Values>, isHosted: boolean) => {
  const mine = eq(people.userId, given.userId)
  const isOld = sql`${people.lastAt} < ${given.before}::timestamptz`
  const died = sql`select json_agg(addresses) from ${people} where ${mine} and ${people.state} = 'died'`
  return db
    .select({
      isEmpty: sql<boolean>`not exists (select from ${people} where ${mine} offset 0)`,
      ties: sql<number>`(select count(*)::int from ${people} where ${mine} and ${people.tie})`,
      // Mostly the first who is looked at.
      isOld: sql<boolean>`exists (select from ${people} where ${and(mine, isOld)} offset 0)`,
      died: sql<readonly (readonly { readonly address: string }[])[] | null>`(${died})`,
      at: isHosted ? colleagues(given) : sql<null>`null`,
    })
    .from(sql`(select 1) asked`)
})

/** Whoever has an address there, which the key of addresses tells, and of those whose main address it is. */
function colleagues({ userId, host, length }: Given<Values>) {
  // Whether the words are there at all is told without a piece of each address being made.
  const isThere = sql`strpos(address, ${host}) > 0 and right(address, ${length}::int) = ${host}`
  const ids = sql`select distinct ${personAddresses.personId} id from ${personAddresses}
    where ${personAddresses.userId} = ${userId} and ${isThere} offset 0`
  const rows = sql`select one.address, one.kind from (${ids}) held cross join lateral (
    select * from ${people} where ${people.id} = held.id and ${people.userId} = ${userId} offset 0) one`
  return sql<
    readonly string[] | null
  >`(select json_agg(address) from (${rows}) them where kind = 'person' and ${isThere})`
}
