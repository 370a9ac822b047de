/** What lies between the owner and each of several people, in one statement: a letter looks at some twenty of them. */
import { type SQL, sql } from 'drizzle-orm'
import type { Moment } from '../../facts.ts'
import type { Database } from '../database.ts'
import type { SaidRow } from '../fact-rows.ts'
import { facts } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'

/** Whose: by the addresses of each of them. */
export interface TimelinesOf {
  readonly people: readonly (readonly string[])[]
  /** So many of each. */
  readonly limit: number
}

/** As it is told by the database: moments are epoch milliseconds. */
type Told = readonly [
  id: string,
  connectionId: string,
  externalId: string,
  dedupeKey: string,
  at: number,
  groupId: string | null,
  outgoing: boolean,
  title: string | null,
  mail: SaidRow['mail'],
]

/** What only meetings have, of which there are few: of each row that is no mail, in the same order. */
type ToldOfMeeting = readonly [endsAt: number | null, meeting: SaidRow['meeting']]

/**
 * The newest facts that carry an address of each, newest first, in the order of `people`. Each person's come as one text, which
 * takes a third of the time of rows. What is between the owner and one other is found by the index on (user_id, other); of what
 * several stand on, each is looked up by itself: by the index on addresses, and then by the primary key, whatever the planner
 * thinks of so many addresses.
 */
export async function timelines(
  db: Database,
  userId: string,
  { people, limit }: TimelinesOf,
): Promise<readonly (readonly SaidRow<Moment>[])[]> {
  if (!people.length) return []
  const rows = await between(db, { userId, people: JSON.stringify(people), limit }, undefined)
  const lists = new Map(rows.map(({ place, list }) => [place - 1, toRows(list)]))
  return people.map((_, place) => lists.get(place) ?? [])
}

interface Values {
  readonly userId: string
  readonly people: string
  readonly limit: number
}

const between = kept((db: Database, { userId, people, limit }: Given<Values>) => {
  const alone = sql`select fact.* from unnest(who.addresses) one cross join lateral (
    select * from ${facts} where ${facts.userId} = ${userId} and ${facts.other} = one offset 0) fact`
  const ids = sql`select distinct held.fact_id from unnest(who.addresses) one cross join lateral (
    select fact_id from fact_addresses where user_id = ${userId} and address = one offset 0) held`
  const among = sql`select fact.* from (${ids}) ids cross join lateral (
    select * from ${facts} where ${facts.id} = ids.fact_id and ${facts.userId} = ${userId} offset 0) fact`
  const newest = sql`${alone} union all ${among} order by at desc, id desc limit ${limit}`
  const told = sql`select ${asText} list from (${newest}) newest`
  const whose = sql`select place::int, array(select json_array_elements_text(each)) addresses
    from json_array_elements(${people}::json) with ordinality all_of_them (each, place)`
  return db
    .select({ place: sql<number>`place`, list: sql<Columns>`list` })
    .from(sql`(${whose}) who cross join lateral (${told}) said`)
})

/**
 * The newest facts with a title that carry one of these addresses and at most `few` in all, newest first, as one text. Goes
 * along the index on (user_id, at) until there are enough, since whoever is asked about is on much of what is new: the facts of
 * some fifty people, looked up one by one, are half a mailbox.
 * @returns of these `limit` all, or those that `only` names
 */
export async function listTitled(
  db: Database,
  userId: string,
  { addresses, few, limit, only }: Titled,
): Promise<readonly SaidRow<Moment>[]> {
  if (!addresses.length) return []
  const listed = (all: readonly string[]) =>
    sql`array(select json_array_elements_text(${JSON.stringify([...new Set(all)])}::json))`
  const wanted = listed(addresses)
  const beside = sql`select fact_id from fact_addresses where user_id = ${userId} and address = any(${wanted})`
  const all = sql`select * from ${facts} where ${facts.userId} = ${userId} order by ${facts.at} desc, ${facts.id} desc offset 0`
  const newest = sql`select * from (${all}) fact where title is not null and address_count <= ${few}
    and (other = any(${wanted}) or (other is null and id in (${beside}))) limit ${limit}`
  const some = only
    ? sql`where title ~* ${only.parts.join('|')} or other = any(${listed(only.of)}) or other is null`
    : sql``
  const [row] = await db
    .select({ list: sql<Columns>`list` })
    .from(sql`(select ${asText} list from (${newest}) newest ${some}) said`)
  return row ? toRows(row.list) : []
}

export interface Titled {
  readonly addresses: readonly string[]
  readonly few: number
  readonly limit: number
  /** Whose title holds one of these parts of words (letters of ASCII), or who may carry one of these addresses. */
  readonly only?: { readonly parts: readonly string[]; readonly of: readonly string[] } | undefined
}

/**
 * A list of each column, all in the same order: what kind of value a column holds is looked up once, where a list of each row
 * would look it up for every value.
 */
const asText = sql`json_build_array(${sql.join(
  [
    ...[
      ...['id::text', 'connection_id', 'external_id', 'dedupe_key'].map((one) => sql.raw(one)),
      ms(sql`at`),
      ...['group_id', 'outgoing', 'title', 'mail'].map((one) => sql.raw(one)),
    ].map(listed),
    ...[ms(sql`ends_at`), sql`meeting`].map((column) => sql`${listed(column)} filter (where mail is null)`),
  ],
  sql`, `,
)})`

function listed(column: SQL): SQL {
  return sql`json_agg(${column} order by at desc, id desc)`
}

/** By columns; null where there is no row. */
type Columns = ListsOf<readonly [...Told, ...ToldOfMeeting]>
type ListsOf<Row extends readonly unknown[]> = { readonly [Place in keyof Row]: readonly Row[Place][] | null }

function toRows([ids, ...of]: Columns): readonly SaidRow<Moment>[] {
  const [connectionIds, externalIds, dedupeKeys, at, groupIds, outgoing, titles, mails, ends, meetings] = of
  let met = 0
  return (ids ?? []).map((id, row) => {
    const mail = mails?.[row] ?? null
    const place = mail ? -1 : met++
    const end = ends?.[place]
    return {
      id,
      connectionId: connectionIds?.[row] ?? '',
      externalId: externalIds?.[row] ?? '',
      dedupeKey: dedupeKeys?.[row] ?? '',
      kind: mail ? 'mail' : 'meeting',
      at: { epochMilliseconds: at?.[row] ?? 0 },
      endsAt: typeof end === 'number' ? { epochMilliseconds: end } : null,
      groupId: groupIds?.[row] ?? null,
      outgoing: outgoing?.[row] ?? false,
      title: titles?.[row] ?? null,
      mail,
      meeting: meetings?.[place] ?? null,
    }
  })
}

function ms(moment: SQL): SQL {
  return sql`(date_part('epoch', ${moment}) * 1000)::int8`
}
