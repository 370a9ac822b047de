/** Finds whom the people page shows among many: counted and put in order by the columns that tell it, so that only these are read whole. */
import { and, eq, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { dayMs } from '../../people/days.ts'
import { latelyShare, seenSlope, silenceSlope } from '../../people/judge/figures.ts'
import { gate } from '../../people/judge/gate.ts'
import type { Shelf } from '../../people/judge/shelf.ts'
import type { Database } from '../database.ts'
import { people } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import type { Shelved } from '../whole-people.ts'
import type { Asked } from './apart.ts'
import { each, isDue, isDueBy } from './words.ts'

/** All but those who stand apart: what is counted of them, and what is shown. */
export interface Rest extends Pick<Asked, 'at' | 'read'> {
  /** A year is read, so that one matter is known as such. */
  readonly withoutMatters: boolean
  readonly apart: readonly Shelved[]
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

/**
 * Counts them, and puts the first of each piece in order: the due by how warm the tie is, all others by its strength. Whose day
 * has come is worked out once for both. Served by people_shelf and people_quiet, of which nothing but the index is read where the
 * table was vacuumed.
 */
export async function readShelves(
  db: Database,
  userId: string,
  rest: Rest,
  pieces: readonly Piece[],
): Promise<Shelves> {
  const { at, read, apart, withoutMatters } = rest
  const values = {
    userId,
    at: at.toString(),
    soon: at.add({ hours: 24 * gate.planned }).toString(),
    longAgo: at.epochMilliseconds / dayMs - gate.mostSilence,
    read: read.epochMilliseconds / dayMs,
    // Whoever has no shelf is not found anyway.
    apart: JSON.stringify(apart.flatMap(({ person, shelf }) => (shelf ? [person.id] : []))),
    ...Object.fromEntries(pieces.flatMap(({ place, limit, offset = 0 }) => numbersOf(place, limit, offset))),
  }
  const rows = await told(db, values, { withoutMatters, places: pieces.map(({ place }) => place) })
  return { counts: countsOf(rows, apart), first: firstOf(rows) }
}

/** A page of a list, the last one on it, and how many of the strongest are looked at to find how strong that one is. */
const numbersOf = (place: Piece['place'], limit: number, offset: number) =>
  Object.entries({ limit, offset, last: limit + offset - 1, most: 4 * (limit + offset) }).map(
    ([name, number]) => [`${place} ${name}`, number] as const,
  )

type Name = 'userId' | 'at' | 'soon' | 'longAgo' | 'read' | 'apart' | `${Piece['place']} ${string}`
type Values = Readonly<Record<Name, string | number>>

interface Shape {
  readonly withoutMatters: boolean
  readonly places: readonly Piece['place'][]
}

const shelves = ['machine', 'died', 'seen', 'open', 'in_touch', 'left_out'] as const satisfies readonly Shelf[]

const told = kept((db: Database, given: Given<Values>, { withoutMatters, places }: Shape) => {
  const counted = shelves.map(
    (shelf) => sql`select 'shelf' part, '${sql.raw(shelf)}' place, (select count(*)::int from ${people}
      where ${and(eq(people.userId, given.userId), onShelf(shelf))}) count, null::json ids`,
  )
  const first = places.map(
    (place) => sql`select 'first', '${sql.raw(place)}', 0, (select json_agg(id) from (${idsOf(place, given)}) piece)`,
  )
  const all = [...counted, sql`select 'due', place, count(*)::int, null from due group by place`, ...first]
  return db
    .select({
      part: sql<'shelf' | 'due' | 'first'>`part`,
      place: sql<string>`place`,
      count: sql<number>`count`,
      ids: sql<readonly string[] | null>`ids`,
    })
    .from(sql`(with due as materialized (${dueOn(given, withoutMatters)}) ${sql.join(all, sql` union all `)}) told`)
})

type Told = Awaited<ReturnType<typeof told>>

function countsOf(rows: Told, apart: readonly Shelved[]): Shelves['counts'] {
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

const firstOf = (rows: Told): Shelves['first'] =>
  new Map(rows.flatMap(({ part, place, ids }) => (part === 'first' ? [[place as Piece['place'], ids ?? []]] : [])))

/** Whose day has come, but for those apart: where they stand, and by what they are put in order there. */
function dueOn(given: Given<Values>, withoutMatters: boolean): SQL {
  const of = and(eq(people.userId, given.userId), isDue(given.at), notApart(given))
  const { id, firm, fading, fadedDay, strength, lastDay, seenDay } = people
  // Somebody whom they were not seen with since: `least` passes over what is null.
  const seen = sql`case when ${seenDay} is not null then ${days(seenDay, given.read)} end`
  const some = sql`select ${id}, ${placeOn(given, withoutMatters)} place, ${firm}, ${fading}, ${days(fadedDay, given.read)} faded,
    ${strength}, ${days(lastDay, given.read)} silent, ${seen} seen from ${people} where ${of} offset 0`
  return sql`select id, place, case when place = 'soon' then ${warmth} else strength / (1 + silent) end figure from (${some}) of_them`
}

const notApart = ({ apart }: Given<Values>) => sql`${people.id} not in (${each(apart)})`

const onShelf = (shelf: Shelf) => sql`${people.shelf} = '${sql.raw(shelf)}'`

/** From `due`, which are those of whom the day has come, and from the shelves. */
function idsOf(place: Piece['place'], given: Given<Values>): SQL {
  const number = (name: string) => given[`${place} ${name}`]
  const mine = and(eq(people.userId, given.userId), notApart(given))
  const page = sql`limit ${number('limit')} offset ${number('offset')}`
  if (place === 'machine')
    return sql`select ${people.id} from ${people} where ${and(mine, onShelf('machine'))}
      order by ${people.strength} desc, ${people.address} ${page}`
  if (place === 'soon') return sql`select id from due where place = 'soon' order by figure desc, id ${page}`
  const notDue = and(onShelf('open'), sql`not ${isDueBy(given.at)}`)
  const shelves = [onShelf(place), ...(place === 'in_touch' ? [notDue] : [])]
  const columns = sql`${people.id} id, ${strengthOn(given.read)} strength`
  const strongest = shelves.map(
    (which) => sql`(select ${columns} from ${people} where ${and(mine, which)}
      order by ${people.strength} desc limit ${number('most')})`,
  )
  // Nobody is stronger than on the day of the last contact. Of those who were strongest then, the last one that is wanted now
  // says how strong somebody must have been to come before them.
  const least = sql`select strength least from (${sql.join(strongest, sql` union all `)}) strongest
    order by strength desc offset ${number('last')} limit 1`
  // As one value, which the index is asked for; under a policy anything more is looked at row by row.
  const enough = sql`${people.strength} >= (select coalesce((select least from least), 0))`
  const all = shelves.map((which) => sql`select ${columns} from ${people} where ${and(mine, which, enough)}`)
  return sql`with least as materialized (${least}) select id from (
    select id, figure strength from due where place = '${sql.raw(place)}' union all ${sql.join(all, sql` union all `)}) them
    order by strength desc, id ${page}`
}

/** As `hindrance` says it of whoever is open and due, and has been read up to now. */
function placeOn({ soon, longAgo }: Given<Values>, withoutMatters: boolean): SQL {
  const matter = withoutMatters ? sql`${people.matter} or ` : sql``
  return sql`case when ${people.plannedAt} <= ${soon}::timestamptz then 'in_touch'
    when ${matter}${people.lastDay} < ${longAgo}::float8 then 'left_out' else 'soon' end`
}

const days = (from: SQLWrapper, read: Placeholder) => sql`greatest(0, ${read}::float8 - ${from})`

/** As `strength` in people/judge/figures.ts. */
const strengthOn = (read: Placeholder) =>
  sql`case when ${people.lastDay} is null then 0 else ${people.strength} / (1 + ${days(people.lastDay, read)}) end`

const constant = (value: number) => sql.raw(`${value}::float8`)

/** As `warm` in people/judge/figures.ts, of `silent`, `seen` and `faded` days. */
const warmth = sql`firm + ${constant(latelyShare)} * ln(fading * power(2::float8, -faded / 365) + 0.5::float8)
  - ${constant(silenceSlope)} * ln(1 + silent) - ${constant(seenSlope)} * ln(1 + least(seen, silent))`
