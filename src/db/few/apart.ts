/** Reads whole the people of whom a page has to know more than columns tell, and those whom it shows. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { breathe } from '../../breathe.ts'
import type { Instant } from '../../facts.ts'
import { accountMark } from '../../people/judge/shelf.ts'
import type { Database } from '../database.ts'
import type { KnownPerson } from '../people.ts'
import { people, personAddresses } from '../schema.ts'
import type { Given } from '../statements/kept.ts'
import { keptShelved, rowsOf, type Shelved } from '../whole-people.ts'
import { each, isDue } from './words.ts'

/** The moment of a page, and what is known of the accounts at it. */
export interface Asked {
  readonly at: Instant
  /** All accounts that are read were read up to then: silence is counted up to it, and whoever was due by then is. */
  readonly read: Instant
  /** Accounts that are not read any more, by `reachKey`. */
  readonly unread: readonly string[]
  /** Whoever has one of these addresses, in normal form, is looked at as well. */
  readonly addresses: readonly string[]
}

/**
 * Those of whom the columns do not tell enough, in the order of their ids: changed by a tap, with a rule of their own, maybe
 * somebody else as well, known by an account that is not read, or due since an account was last read. Served by the partial
 * indexes people_unshelved and people_quiet, and by the key of addresses.
 */
export async function listApart(db: Database, userId: string, asked: Asked): Promise<readonly Shelved[]> {
  const values = {
    userId,
    at: asked.at.toString(),
    read: asked.read.toString(),
    unread: JSON.stringify(asked.unread.map(accountMark)),
    addresses: JSON.stringify(asked.addresses),
  }
  const shape = { unread: asked.unread.length > 0, addresses: asked.addresses.length > 0 }
  return apart(db, values, shape)
}

type ApartValues = Readonly<Record<'userId' | 'at' | 'read' | 'unread' | 'addresses', string>>

const apart = keptShelved(
  (given: Given<ApartValues>, shape: { readonly unread: boolean; readonly addresses: boolean }) => {
    const mine = eq(people.userId, given.userId)
    const isUntold = isNull(people.shelf)
    const lately = and(isDue(given.at), sql`${people.dueFrom} > ${given.read}::timestamptz`)
    const isKnown = sql`exists (select from (${each(given.unread)}) unread (mark) where strpos(${people.accounts}, unread.mark) > 0)`
    const which = [isUntold, lately, ...(shape.unread ? [isKnown] : [])]
    const others = sql`select distinct jsonb_array_elements(${people.maybe}) ->> 'address' from ${people} where ${and(mine, isUntold)}`
    // Each address is looked up by itself, as each person below: a database without statistics would go over all of them.
    const held = (addresses: SQL) => sql`select held.id from (${addresses}) one (address) cross join lateral (
      select ${personAddresses.personId} id from ${personAddresses}
      where ${personAddresses.userId} = ${given.userId} and ${personAddresses.address} = one.address limit 1) held`
    const found = [
      ...which.map((one) => sql`select ${people.id} from ${people} where ${and(mine, one)}`),
      held(others),
      ...(shape.addresses ? [held(each(given.addresses))] : []),
    ]
    return eachOf(given, sql.join(found, sql` union `))
  },
)

/** These people, in the order of their ids. Served by the primary key. */
export async function listThese(db: Database, userId: string, ids: readonly string[]): Promise<KnownPerson[]> {
  if (!ids.length) return []
  return (await these(db, { userId, ids: JSON.stringify(ids) }, undefined)).map(({ person }) => person)
}

const these = keptShelved((given: Given<Readonly<Record<'userId' | 'ids', string>>>) => eachOf(given, each(given.ids)))

/** So many are read at a time: more would hold everybody else up. */
const atOnce = 250

/**
 * Everybody, in the order of their ids, as `listPeople` lists them; some at a time, so that neither memory nor the thread is
 * taken up by thousands at once. Within a transaction that sees one moment it is everybody as of that. Served by the index on
 * (user_id, kind), and by the primary key.
 */
export async function* eachPerson(db: Database, userId: string): AsyncGenerator<KnownPerson> {
  const columns = { ids: sql<readonly string[] | null>`json_agg(${people.id} order by ${people.id})` }
  const [row] = await db.select(columns).from(people).where(eq(people.userId, userId))
  const ids = row?.ids ?? []
  for (let start = 0; start < ids.length; start += atOnce) {
    yield* await listThese(db, userId, ids.slice(start, start + atOnce))
    await breathe()
  }
}

/** Whoever has one of these ids, in the order of their ids. */
const eachOf = ({ userId }: Given<{ readonly userId: string }>, ids: SQL) =>
  sql`${rowsOf(userId, sql`select wanted id from (${ids}) found (wanted)`)} order by one.id`
