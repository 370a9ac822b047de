/** Finds whom the people page shows among many: counted and put in order by the columns that tell it, so that only these are read whole. */
import { and, eq, isNotNull, isNull, lte, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import { dayMs } from '../../people/days.ts'
import { latelyShare, seenSlope, silenceSlope } from '../../people/judge/figures.ts'
import { gate } from '../../people/judge/gate.ts'
import { accountMark, type Shelf } from '../../people/judge/shelf.ts'
import type { Database } from '../database.ts'
import { type KnownPerson, personColumns, revive } from '../people.ts'
import { people, personAddresses } from '../schema.ts'

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

/** Somebody who is read whole beside what is counted; and on which shelf their row stands. */
export interface Apart {
  readonly person: KnownPerson
  readonly shelf: Shelf | null
}

/**
 * Those of whom the columns do not tell enough, in the order of their ids: changed by a tap, with a rule of their own, maybe
 * somebody else as well, known by an account that is not read, or due since an account was last read. Served by the partial
 * indexes people_unshelved and people_due, and by the key of addresses.
 */
export async function listApart(db: Database, userId: string, asked: Asked): Promise<readonly Apart[]> {
  const mine = eq(people.userId, userId)
  const isUntold = isNull(people.shelf)
  const lately = and(isDue(asked.at), sql`${people.dueFrom} > ${asked.read.toString()}::timestamptz`)
  const known = asked.unread.map((key) => sql`strpos(${people.accounts}, ${accountMark(key)}) > 0`)
  const which = [isUntold, lately, ...(known.length ? [or(...known)] : [])]
  const others = sql`select distinct jsonb_array_elements(${people.maybe}) ->> 'address' from ${people} where ${and(mine, isUntold)}`
  // Each address is looked up by itself, as each person below: a database that knows no statistics would go over all of them.
  const held = (addresses: SQL) => sql`select held.id from (${addresses}) one (address) cross join lateral (
    select ${personAddresses.personId} id from ${personAddresses}
    where ${personAddresses.userId} = ${userId} and ${personAddresses.address} = one.address limit 1) held`
  const found = [
    ...which.map((one) => sql`select ${people.id} from ${people} where ${and(mine, one)}`),
    held(others),
    ...(asked.addresses.length ? [held(each(asked.addresses))] : []),
  ]
  const rows = await readEach(db, userId, sql.join(found, sql` union `))
  return rows.map((row) => ({ person: revive(row), shelf: row.shelf }))
}

/** Whoever has one of these ids, in the order of their ids. */
function readEach(db: Database, userId: string, ids: SQL) {
  const columns = { ...personColumns, shelf: people.shelf }
  const one = db
    .select(columns)
    .from(people)
    .where(and(eq(people.id, sql`found.wanted`), eq(people.userId, userId)))
    .limit(1)
    .as('people')
  return db.select(columns).from(sql`(${ids}) found (wanted)`).crossJoinLateral(one).orderBy(people.id)
}

/** The rest, by what is counted of them and what is shown. */
export interface Rest extends Pick<Asked, 'at' | 'read'> {
  /** A year is read, so that one matter is known as such. */
  readonly withoutMatters: boolean
  readonly apart: readonly Apart[]
}

/** Where one of the rest stands on a day. */
export type Place = Exclude<Shelf, 'open'> | 'soon'

/** Which of those who stand in one place: so many from the first one on. */
export interface Piece {
  readonly place: 'soon' | 'in_touch' | 'left_out' | 'machine'
  readonly limit: number
  readonly offset?: number
}

/** How many stand where, and who comes first in each piece that was asked for. */
export interface Shelves {
  readonly counts: ReadonlyMap<Place, number>
  /** Ids, in the order of the page. */
  readonly first: ReadonlyMap<Piece['place'], readonly string[]>
}

const shelves = ['machine', 'died', 'seen', 'open', 'in_touch', 'left_out'] as const satisfies readonly Shelf[]

/**
 * Counts them, and puts the first in order: the due by how warm the tie is, all others by its strength. Whose day has come is
 * worked out once for both. Served by people_shelf, of which nothing but the index is read where it was vacuumed, and by
 * people_due.
 */
export async function readShelves(
  db: Database,
  userId: string,
  rest: Rest,
  pieces: readonly Piece[],
): Promise<Shelves> {
  const wanted = pieces.filter(({ limit }) => limit > 0)
  const due = dueOn(userId, rest)
  const counted = [
    ...shelves.map(
      (shelf) => sql`select 'shelf' part, ${shelf}::text place, (select count(*)::int from ${people}
        where ${and(eq(people.userId, userId), eq(people.shelf, shelf))}) count, null::json ids`,
    ),
    sql`select 'due', place, count(*)::int, null from due group by place`,
    ...wanted.map(
      (piece) =>
        sql`select 'first', ${piece.place}::text, 0, (select json_agg(id) from (${idsOf(userId, rest, piece)}) piece)`,
    ),
  ]
  const rows = await db
    .select({
      part: sql<'shelf' | 'due' | 'first'>`part`,
      place: sql<string>`place`,
      count: sql<number>`count`,
      ids: sql<readonly string[] | null>`ids`,
    })
    .from(sql`(with due as materialized (${due}) ${sql.join(counted, sql` union all `)}) told`)
  return { counts: countsOf(rows, rest), first: firstOf(rows) }
}

interface Told {
  readonly part: 'shelf' | 'due' | 'first'
  readonly place: string
  readonly count: number
  readonly ids: readonly string[] | null
}

function countsOf(rows: readonly Told[], { apart }: Rest): ReadonlyMap<Place, number> {
  const counts = new Map<Place, number>()
  // Who is not due is in touch.
  const add = (place: string, more: number) => {
    const to = place === 'open' ? 'in_touch' : (place as Place)
    counts.set(to, (counts.get(to) ?? 0) + more)
  }
  for (const { part, place, count } of rows) {
    if (part === 'first') continue
    add(place, count)
    if (part === 'due') add('open', -count)
  }
  for (const { shelf } of apart) if (shelf) add(shelf, -1)
  return counts
}

const firstOf = (rows: readonly Told[]): Shelves['first'] =>
  new Map(rows.flatMap(({ part, place, ids }) => (part === 'first' ? [[place as Piece['place'], ids ?? []]] : [])))

/** These people, in the order of their ids. Served by the primary key. */
export async function listThese(db: Database, userId: string, ids: readonly string[]): Promise<KnownPerson[]> {
  if (!ids.length) return []
  return (await readEach(db, userId, each(ids))).map(revive)
}

/** Whose day has come, but for those apart: where they stand, and by what they are put in order there. */
function dueOn(userId: string, rest: Rest): SQL {
  const of = and(eq(people.userId, userId), isDue(rest.at), notApart(rest))
  const { read } = rest
  const { id, firm, fading, fadedAt, strength, lastAt, seenAt } = people
  // Somebody whom they were not seen with since: `least` passes over what is null.
  const seen = sql`case when ${seenAt} is not null then ${days(seenAt, read)} end`
  const some = sql`select ${id}, ${placeOn(rest)} place, ${firm}, ${fading}, ${fadedAt}, ${strength}, ${days(lastAt, read)} silent, ${seen} seen
    from ${people} where ${of} offset 0`
  return sql`select id, place, case when place = 'soon' then ${warmth(read)} else strength / (1 + silent) end figure from (${some}) of_them`
}

const notApart = ({ apart }: Rest) =>
  apart.length ? sql`${people.id} not in (${each(apart.map(({ person }) => person.id))})` : undefined

/** From `due`, which are those of whom the day has come, and from the shelves. */
function idsOf(userId: string, rest: Rest, { place, limit, offset = 0 }: Piece): SQL {
  const { at, read } = rest
  const mine = and(eq(people.userId, userId), notApart(rest))
  const page = sql`limit ${limit} offset ${offset}`
  if (place === 'machine')
    return sql`select ${people.id} from ${people} where ${and(mine, eq(people.shelf, 'machine'))}
      order by ${people.strength} desc, ${people.address} ${page}`
  if (place === 'soon') return sql`select id from due where place = 'soon' order by figure desc, id ${page}`
  const shelves = [eq(people.shelf, place), ...(place === 'in_touch' ? [and(isOpen, sql`not ${isDueBy(at)}`)] : [])]
  const columns = sql`${people.id} id, ${strengthOn(read)} strength`
  const strongest = shelves.map(
    (which) => sql`(select ${columns} from ${people} where ${and(mine, which)}
      order by ${people.strength} desc limit ${4 * (limit + offset)})`,
  )
  // Nobody is stronger than on the day of the last contact. Of those who were strongest then, the last one that is wanted now
  // says how strong somebody must have been to come before them.
  const least = sql`select strength least from (${sql.join(strongest, sql` union all `)}) strongest
    order by strength desc offset ${limit + offset - 1} limit 1`
  // Asked for as a whole, or a policy would have it looked at row by row.
  const enough = sql`${people.strength} >= (select coalesce((select least from least), 0))`
  const all = shelves.map((which) => sql`select ${columns} from ${people} where ${and(mine, which, enough)}`)
  return sql`with least as materialized (${least}) select id from (
    select id, figure strength from due where place = ${place} union all ${sql.join(all, sql` union all `)}) them
    order by strength desc, id ${page}`
}

const isOpen = eq(people.shelf, 'open')
const isDueBy = (at: Instant) => lte(people.dueFrom, at)
/** Their day has come; written so that people_due is what finds them, and no shelf. */
const isDue = (at: Instant) => and(isNotNull(people.bond), isDueBy(at), sql`coalesce(${people.shelf}, '') = 'open'`)

const each = (ids: readonly string[]) => sql`select json_array_elements_text(${JSON.stringify(ids)}::json)`

/** As `hindrance` says it of whoever has been read up to now; of a shelf that is not open, the shelf. */
function placeOn({ at, withoutMatters }: Pick<Rest, 'at' | 'withoutMatters'>): SQL {
  const soon = at.add({ hours: 24 * gate.planned }).toString()
  const longAgo = at.subtract({ hours: 24 * gate.mostSilence }).toString()
  const matter = withoutMatters ? sql`${people.exclusions} <> '[]'::jsonb or ` : sql``
  return sql`case when ${people.shelf} is distinct from 'open' then ${people.shelf}
    when ${people.plannedAt} <= ${soon}::timestamptz or not ${isDueBy(at)} then 'in_touch'
    when ${matter}${people.lastAt} < ${longAgo}::timestamptz then 'left_out' else 'soon' end`
}

/** `extract` would work it out digit by digit. */
const days = (from: SQLWrapper, at: Instant) =>
  sql`greatest(0, (${at.epochMilliseconds / 1000}::float8 - date_part('epoch', ${from})) / ${dayMs / 1000}::float8)`

/** As `strength` in people/judge/figures.ts. */
const strengthOn = (at: Instant) =>
  sql`case when ${people.lastAt} is null then 0 else ${people.strength} / (1 + ${days(people.lastAt, at)}) end`

/** As `warm` in people/judge/figures.ts, of `silent` and `seen` days. */
const warmth = (
  at: Instant,
) => sql`firm + ${latelyShare}::float8 * ln(fading * power(2::float8, -${days(sql`faded_at`, at)} / 365) + 0.5::float8)
  - ${silenceSlope}::float8 * ln(1 + silent) - ${seenSlope}::float8 * ln(1 + least(seen, silent))`
