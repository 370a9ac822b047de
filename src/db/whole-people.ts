/**
 * Reads some people whole, as one text: dozens of rows of many columns take longer to be taken apart than to be found. Each is
 * looked up by itself, by the primary key, whatever the planner thinks of so many of one user's.
 */
import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { mapInTurns } from '../breathe.ts'
import { readInstant } from '../people/days.ts'
import type { Shelf } from '../people/judge/shelf.ts'
import type { Database } from './database.ts'
import { type KnownPerson, revive } from './people.ts'
import { people, personAddresses } from './schema.ts'
import { type Given, kept } from './statements/kept.ts'
import type { UserId } from './statements/together.ts'

type Row = Parameters<typeof revive>[0]

/** As the database tells it: the end of a rest as a moment in ISO 8601. */
type Told = readonly [
  id: string,
  address: string,
  name: string,
  kind: Row['kind'],
  kindReason: string,
  state: Row['state'],
  restUntil: string | null,
  close: boolean,
  addresses: Row['addresses'],
  maybe: Row['maybe'],
  exclusions: Row['exclusions'],
  relationship: Row['relationship'],
  shelf: Shelf | null,
]

/** These people, in the order of their ids. @param rows selects all columns of their rows */
export const readWhole = async (db: Database, rows: SQL): Promise<KnownPerson[]> => toPeople(await wholeOf(db, rows))

/** The same of a statement that is written once. */
export function keptWhole<Values extends object>(
  write: (given: Given<Values>) => SQL,
): (db: Database, values: Values) => Promise<KnownPerson[]> {
  const ask = kept((db: Database, given: Given<Values>) => wholeOf(db, write(given)))
  return async (db, values) => toPeople(await ask(db, values, undefined))
}

/** Somebody who is read whole, and on which shelf their row stands. */
export interface Shelved {
  readonly person: KnownPerson
  readonly shelf: Shelf | null
}

/** The same with the shelf of each, in the order in which the statement gives them. */
export function keptShelved<Values extends object, Shape>(
  write: (given: Given<Values>, shape: Shape) => SQL,
): (db: Database, values: Values, shape: Shape) => Promise<readonly Shelved[]> {
  const ask = kept((db: Database, given: Given<Values>, shape: Shape) => wholeOf(db, write(given, shape)))
  return async (db, values, shape) => {
    const [row] = await ask(db, values, shape)
    return mapInTurns(row?.list ?? [], (told) => ({ person: toPerson(told), shelf: told[12] }))
  }
}

function wholeOf(db: Database, rows: SQL) {
  const told = sql`json_agg(json_build_array(id, address, name, kind, kind_reason, state, rest_until, close, addresses, maybe, exclusions, relationship, shelf))`
  return db
    .select({ list: sql<readonly Told[] | null>`list` })
    .from(sql`(select ${told} list from (${rows}) one) whole`)
}

const toPeople = ([row]: readonly { readonly list: readonly Told[] | null }[]) =>
  (row?.list ?? []).map(toPerson).sort((a, b) => (a.id < b.id ? -1 : 1))

/** Those of a user whom one of these rows names. @param named selects their ids, each once, as `id` */
export const rowsOf = (userId: UserId, named: SQL): SQL =>
  sql`select one.* from (${named}) named cross join lateral (
    select * from ${people} where ${people.id} = named.id and ${people.userId} = ${userId} offset 0) one`

/** These ids, as rows, of a list that is handed over as JSON. */
export const idsOf = (ids: Placeholder): SQL =>
  sql`select distinct id from json_array_elements_text(${ids}::json) ids (id)`

/** The ids of whoever has one of these addresses, in normal form. Served by the key of addresses. */
export const idsHolding = (userId: string, addresses: readonly string[]): SQL =>
  sql`select distinct held.id from json_array_elements_text(${JSON.stringify(addresses)}::json) one (address) cross join lateral (
    select ${personAddresses.personId} id from ${personAddresses}
    where ${personAddresses.userId} = ${userId} and ${personAddresses.address} = one.address offset 0) held`

function toPerson(told: Told): KnownPerson {
  const [id, address, name, kind, kindReason, state, until, close, addresses, maybe, exclusions, relationship] = told
  const restUntil = until === null ? null : readInstant(until)
  return revive({
    id,
    address,
    name,
    kind,
    kindReason,
    state,
    restUntil,
    close,
    addresses,
    maybe,
    exclusions,
    relationship,
  })
}
