/** Finds whom a letter may name among many people: by the columns that tell it, so that only the rows of a few are read. */
import { and, eq, isNotNull, isNull, or, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Prospect } from '../../letter/choose/hope.ts'
import { firstDaysAround } from '../../letter/choose/outlook.ts'
import { dayMs } from '../../people/days.ts'
import { bondFrom } from '../../people/judge/figures.ts'
import type { KnownBy } from '../../people/types.ts'
import type { Database } from '../database.ts'
import type { KnownPerson } from '../people.ts'
import { people } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import { idsOf, keptWhole, rowsOf } from '../whole-people.ts'
import { isDue, isDueBy } from './words.ts'

/** Of which letter. */
export interface Asked {
  readonly at: Instant
  /** Nobody whose last contact was before this. */
  readonly since: Instant
  /** A year is read, so that one matter is known as such. */
  readonly withoutMatters: boolean
}

/**
 * Everybody who may be unusually quiet by then, of whom nothing else is read. Of those on the open shelf people_quiet tells it,
 * so that no row is read where the table was vacuumed; whoever has no shelf is found by people_unshelved. Nobody else may be named.
 */
export async function listProspects(db: Database, userId: string, asked: Asked): Promise<readonly Prospect[]> {
  const { at, since, withoutMatters } = asked
  const [row] = await prospects(db, { userId, at: at.toString() }, { withoutMatters })
  if (!row) return []
  const [ids, bonds, lasts, seen] = row.rest
  return [...fromOpen(row.open), ...toProspects({ ids, bonds, lasts, seen })].filter(
    ({ lastAt }) => lastAt >= since.epochMilliseconds,
  )
}

/** Moments as text. */
interface Moments {
  readonly userId: string
  readonly at: string
}

type Shape = Pick<Asked, 'withoutMatters'>

const prospects = kept((db: Database, given: Given<Moments>, shape: Shape) => {
  const { id, firm, fading, lastDay, seenDay, matter } = people
  const columns = [sql`${id}`, sql`${firm}`, sql`${fading}`, msOf(lastDay), msOf(seenDay)].map((one) => all(one))
  const isOpen = and(
    eq(people.userId, given.userId),
    isDue(given.at),
    shape.withoutMatters ? sql`not ${matter}` : undefined,
  )
  const unshelved = sql`(select * from ${people} where ${people.userId} = ${given.userId} and ${people.shelf} is null
    and ${isDueBy(given.at)} offset 0) ${people}`
  const { ids, bonds, lasts, seen } = lightly
  const rest = sql`select json_build_array(${sql.join([ids, bonds, lasts, seen], sql`, `)})
    from ${unshelved} where ${and(mayBe(given, shape), isNotNull(people.bond))}`
  return db
    .select({
      open: sql<Open>`(select json_build_array(${sql.join(columns, sql`, `)}) from ${people} where ${isOpen})`,
      rest: sql<Rest>`(${rest})`,
    })
    .from(sql`(select 1) asked`)
})

type List<T> = readonly T[] | null
/** By columns; null where there is nobody. */
type Open = readonly [
  ids: List<string>,
  firm: List<number>,
  fading: List<number>,
  lasts: List<number>,
  seen: List<number | null>,
]
type Rest = readonly [ids: List<string>, bonds: List<number>, lasts: List<number>, seen: List<number | null>]

/** Somebody who may have an occasion: something that has its day. */
export interface Occasioned extends Prospect {
  /** Epoch milliseconds. */
  readonly firstAt: number | null
  /** It may be another one than an anniversary. */
  readonly other: boolean
}

/**
 * The same of whoever may have an occasion, with whom the last contact was before `quietSince`. Served by the partial indexes
 * people_occasions and people_first_days.
 */
export async function listOccasioned(
  db: Database,
  userId: string,
  { quietSince, ...asked }: Omit<Asked, 'since'> & { readonly quietSince: Instant },
): Promise<readonly Occasioned[]> {
  const { at, withoutMatters } = asked
  const days = JSON.stringify(firstDaysAround(at))
  const values = { userId, at: at.toString(), quietSince: quietSince.toString(), days }
  const [row] = await occasioned(db, values, { withoutMatters })
  return toProspects(row).map((one, at) => ({
    ...one,
    firstAt: row?.firsts?.[at] ?? null,
    other: row?.others?.[at] ?? false,
  }))
}

type Occasions = Moments & Readonly<Record<'quietSince' | 'days', string>>

const occasioned = kept((db: Database, given: Given<Occasions>, shape: Shape) => {
  const isOther = sql`${people.occasionUntil} >= ${given.at}::timestamptz`
  const other = sql`${people.occasionUntil} is not null and ${isOther}`
  const days = sql`array(select json_array_elements_text(${given.days}::json)::smallint)`
  const day = sql`${people.firstDay} is not null and ${people.firstDay} = any(${days})`
  const columns = {
    ...lightly,
    firsts: all<number | null>(ms(sql`(${people.relationship} ->> 'firstAt')::timestamptz`)),
    others: all<boolean>(sql`coalesce(${isOther}, false)`),
  }
  const where = and(mayBe(given, shape), sql`${people.lastAt} <= ${given.quietSince}::timestamptz`)
  return db
    .select(columns)
    .from(amongBonds(given, sql`((${other}) or (${day}))`))
    .where(where)
})

/** `extract` would work it out digit by digit. */
const ms = (moment: SQLWrapper) => sql`(date_part('epoch', ${moment}) * 1000)::int8`
const all = <T>(column: SQLWrapper) => sql<readonly T[] | null>`json_agg(${column})`

/** The same of days and parts of one. */
const msOf = (days: SQLWrapper) => sql`(${days} * ${sql.raw(`${dayMs}`)})::int8`

/** In one row, column by column: thousands of rows would have to be taken apart. */
const lightly = {
  ids: all<string>(people.id),
  bonds: all<number>(people.bond),
  lasts: all<number>(ms(people.lastAt)),
  seen: all<number | null>(ms(people.seenAt)),
}

type Lightly = { readonly [Name in keyof typeof lightly]: (typeof lightly)[Name]['_']['type'] }

const toProspects = ({ ids, bonds, lasts, seen }: Lightly = { ids: null, bonds: null, lasts: null, seen: null }) =>
  (ids ?? []).map(
    (id, at): Prospect => ({
      id,
      bond: bonds?.[at] ?? 0,
      lastAt: lasts?.[at] ?? 0,
      seenAt: seen?.[at] ?? null,
    }),
  )

/** Their bond is worked out here: the index holds what it is made of. */
const fromOpen = ([ids, firm, fading, lasts, seen]: Open): readonly Prospect[] => {
  const bonds = (firm ?? []).map((one, at) => bondFrom(one, fading?.[at] ?? 0))
  return toProspects({ ids, bonds, lasts, seen })
}

/** Of those whom a letter may name, whoever is so; `offset 0` keeps what else is asked of them out of it. */
const amongBonds = ({ userId }: Given<Moments>, which: SQL) =>
  sql`(select * from ${people} where ${people.userId} = ${userId} and ${people.bond} is not null and ${which} offset 0) ${people}`

const mayBe = ({ at }: Given<Moments>, { withoutMatters }: Shape) =>
  and(eq(people.tie, true), isActive(at), withoutMatters ? sql`${people.exclusions} = '[]'::jsonb` : undefined)

/** As `asOf` says it. */
const isActive = (at: Placeholder) =>
  and(
    eq(people.kind, 'person'),
    or(
      eq(people.state, 'active'),
      and(eq(people.state, 'resting'), or(isNull(people.restUntil), sql`${people.restUntil} <= ${at}::timestamptz`)),
    ),
  )

/** These people, as far as nothing has been said of them since, in the order of their ids. Served by the primary key. */
export async function readProspects(
  db: Database,
  userId: string,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Instant },
): Promise<KnownPerson[]> {
  return ids.length ? named(db, { userId, at: at.toString(), ids: JSON.stringify(ids) }) : []
}

const named = keptWhole(({ ids, ...given }: Given<Moments & { readonly ids: string }>) => {
  const are = and(eq(people.tie, true), isActive(given.at))
  return sql`select * from (${rowsOf(given.userId, idsOf(ids))}) ${people} where ${are}`
})

/** Those of whom nothing is told, so that they are always looked at: few. Served by the partial index people_untold. */
export const listUntold = (db: Database, userId: string): Promise<KnownPerson[]> => untold(db, { userId })

const untold = keptWhole(
  ({ userId }: Given<Pick<Moments, 'userId'>>) =>
    sql`select * from ${people} where ${and(eq(people.userId, userId), isNull(people.tie))}`,
)

/** Whether one of these accounts knew anybody. Served by the index on (user_id, kind): rows are looked at until one is found. */
export async function isKnownBy(
  db: Database,
  userId: string,
  accounts: readonly Pick<KnownBy, 'connectionId' | 'kind'>[],
): Promise<boolean> {
  if (!accounts.length) return false
  const { relationship } = people
  const knows = accounts.map(
    ({ connectionId, kind }) => sql`${relationship} -> 'knownBy' @> ${JSON.stringify([{ connectionId, kind }])}::jsonb`,
  )
  const where = and(eq(people.userId, userId), or(...knows))
  return (await db.select({ id: people.id }).from(people).where(where).limit(1)).length > 0
}
