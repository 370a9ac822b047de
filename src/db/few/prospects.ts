/** Finds whom a letter may name among many people: by the columns that tell it, so that only the rows of a few are read. */
import { and, eq, gte, inArray, isNull, lt, lte, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Prospect } from '../../letter/choose/hope.ts'
import { firstDaysAround } from '../../letter/choose/outlook.ts'
import type { KnownBy } from '../../people/types.ts'
import type { Database } from '../database.ts'
import type { KnownPerson } from '../people.ts'
import { people } from '../schema.ts'
import { idsOf, readWhole, rowsOf } from '../whole-people.ts'

/** Of which letter. */
export interface Asked {
  readonly at: Instant
  /** Nobody whose last contact was before this. */
  readonly since: Instant
  /** A year is read, so that one matter is known as such. */
  readonly withoutMatters: boolean
}

/**
 * Everybody who may be unusually quiet by then, of whom nothing else is read. Served by the partial index people_due, which the
 * part that cannot be moved asks for: of tables that nobody counts the planner knows no better.
 */
export async function listProspects(db: Database, userId: string, asked: Asked): Promise<readonly Prospect[]> {
  const due = sql`${people.dueFrom} <= ${asked.at.toString()}::timestamptz`
  const where = and(mayBe(asked), gte(people.lastAt, asked.since))
  const [row] = await db.select(lightly).from(amongBonds(userId, due)).where(where)
  return toProspects(row)
}

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
  const { at } = asked
  const other = sql`${people.occasionUntil} is not null and ${people.occasionUntil} >= ${at.toString()}::timestamptz`
  const day = sql`${people.firstDay} is not null and ${inArray(people.firstDay, [...firstDaysAround(at)])}`
  const columns = {
    ...lightly,
    firsts: all<number | null>(ms(sql`(${people.relationship} ->> 'firstAt')::timestamptz`)),
    others: all<boolean>(sql`coalesce(${people.occasionUntil} >= ${at.toString()}::timestamptz, false)`),
  }
  const where = and(mayBe(asked), lte(people.lastAt, quietSince))
  const [row] = await db
    .select(columns)
    .from(amongBonds(userId, sql`((${other}) or (${day}))`))
    .where(where)
  return toProspects(row).map((one, at) => ({
    ...one,
    firstAt: row?.firsts?.[at] ?? null,
    other: row?.others?.[at] ?? false,
  }))
}

/** `extract` would work it out digit by digit. */
const ms = (moment: SQLWrapper) => sql`(date_part('epoch', ${moment}) * 1000)::int8`
const all = <T>(column: SQLWrapper) => sql<readonly T[] | null>`json_agg(${column})`

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

/** Of those whom a letter may name, whoever is so; `offset 0` keeps what else is asked of them out of it. */
const amongBonds = (userId: string, which: SQL) =>
  sql`(select * from ${people} where ${people.userId} = ${userId} and ${people.bond} is not null and ${which} offset 0) ${people}`

const mayBe = ({ at, withoutMatters }: Pick<Asked, 'at' | 'withoutMatters'>) =>
  and(eq(people.tie, true), isActive(at), withoutMatters ? sql`${people.exclusions} = '[]'::jsonb` : undefined)

/** As `asOf` says it. */
const isActive = (at: Instant) =>
  and(
    eq(people.kind, 'person'),
    or(
      eq(people.state, 'active'),
      and(eq(people.state, 'resting'), or(isNull(people.restUntil), lte(people.restUntil, at))),
    ),
  )

/** These people, as far as nothing has been said of them since, in the order of their ids. Served by the primary key. */
export async function readProspects(
  db: Database,
  userId: string,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Instant },
): Promise<KnownPerson[]> {
  if (!ids.length) return []
  const are = and(eq(people.tie, true), isActive(at))
  return readWhole(db, sql`select * from (${rowsOf(userId, idsOf(ids))}) ${people} where ${are}`)
}

/** Those of whom nothing is told, so that they are always looked at: few. Served by the partial index people_untold. */
export const listUntold = (db: Database, userId: string): Promise<KnownPerson[]> =>
  readWhole(db, sql`select * from ${people} where ${and(eq(people.userId, userId), isNull(people.tie))}`)

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

/** What a letter has to know of all of somebody's people together. */
export interface Crowd {
  readonly count: number
  /** How many the owner really writes to, but for those of whom nothing is told. */
  readonly ties: number
  /** Somebody was in touch before a given moment. */
  readonly isOld: boolean
  /** Addresses of whoever has died. */
  readonly died: readonly string[]
  /** People whose address ends in these words, by that address. */
  readonly at: readonly string[]
}

/** In one row. Served by the index on (user_id, kind). */
export async function countCrowd(
  db: Database,
  userId: string,
  { before, host }: { readonly before: Instant; readonly host: string | undefined },
): Promise<Crowd> {
  const columns = {
    count: sql<number>`count(*)::int`,
    ties: sql<number>`(count(*) filter (where ${people.tie}))::int`,
    // Mostly the first who is looked at.
    isOld: sql<boolean>`exists (select from ${people} where ${and(eq(people.userId, userId), lt(people.lastAt, before))} offset 0)`,
    died: sql<
      readonly (readonly { readonly address: string }[])[] | null
    >`json_agg(${people.addresses}) filter (where ${eq(people.state, 'died')})`,
    at: host === undefined ? sql<null>`null` : colleagues(host),
  }
  const [row] = await db.select(columns).from(people).where(eq(people.userId, userId))
  return {
    count: row?.count ?? 0,
    ties: row?.ties ?? 0,
    isOld: row?.isOld ?? false,
    died: (row?.died ?? []).flatMap((addresses) => addresses.map(({ address }) => address)),
    at: row?.at ?? [],
  }
}

/** Most owners have their mail with a provider for everybody, where there are none. */
const colleagues = (host: string) =>
  sql<
    readonly string[] | null
  >`json_agg(${people.address}) filter (where ${and(eq(people.kind, 'person'), sql`right(${people.address}, ${host.length}) = ${host}`)})`
