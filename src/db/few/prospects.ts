/** Finds whom a letter may name among many people: by the columns that tell it, so that only the rows of a few are read. */
import { and, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Prospect } from '../../letter/choose/hope.ts'
import { firstDaysAround } from '../../letter/choose/outlook.ts'
import type { KnownBy } from '../../people/types.ts'
import type { Database } from '../database.ts'
import { type KnownPerson, personColumns, revive } from '../people.ts'
import { people } from '../schema.ts'

/** Of which letter. */
export interface Asked {
  readonly at: Instant
  /** Nobody whose last contact was before this. */
  readonly since: Instant
  /** A year is read, so that one matter is known as such. */
  readonly withoutMatters: boolean
}

/**
 * Everybody who may be unusually quiet by then, of whom nothing else is read. Served by the partial index people_due.
 */
export const listProspects = (db: Database, userId: string, asked: Asked): Promise<readonly Prospect[]> =>
  tellLightly(db, userId, asked, and(lte(people.dueFrom, asked.at), gte(people.lastAt, asked.since)))

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
  const other = and(isNotNull(people.occasionUntil), gte(people.occasionUntil, asked.at))
  const day = and(isNotNull(people.firstDay), inArray(people.firstDay, [...firstDaysAround(asked.at)]))
  return tellLightly(db, userId, asked, and(lte(people.lastAt, quietSince), or(other, day)))
}

/** In one row, column by column: thousands of rows would have to be taken apart. */
async function tellLightly(
  db: Database,
  userId: string,
  { at, withoutMatters }: Pick<Asked, 'at' | 'withoutMatters'>,
  which: SQL | undefined,
): Promise<readonly Occasioned[]> {
  const ms = (moment: SQLWrapper) => sql`extract(epoch from ${moment}) * 1000`
  const all = <T>(column: SQLWrapper) => sql<readonly T[] | null>`json_agg(${column})`
  const columns = {
    ids: all<string>(people.id),
    bonds: all<number>(people.bond),
    lasts: all<number>(ms(people.lastAt)),
    seen: all<number | null>(ms(people.seenAt)),
    firsts: all<number | null>(ms(sql`(${people.relationship} ->> 'firstAt')::timestamptz`)),
    others: all<boolean>(sql`coalesce(${people.occasionUntil} >= ${at.toString()}::timestamptz, false)`),
  }
  const where = and(
    eq(people.userId, userId),
    isNotNull(people.bond),
    eq(people.tie, true),
    isActive(at),
    withoutMatters ? sql`${people.exclusions} = '[]'::jsonb` : undefined,
    which,
  )
  const [row] = await db.select(columns).from(people).where(where)
  const { bonds, lasts, seen, firsts, others } = row ?? {}
  return (row?.ids ?? []).map((id, at) => ({
    id,
    bond: bonds?.[at] ?? 0,
    lastAt: lasts?.[at] ?? 0,
    seenAt: seen?.[at] ?? null,
    firstAt: firsts?.[at] ?? null,
    other: others?.[at] ?? false,
  }))
}

/** As `asOf` says it. */
const isActive = (at: Instant) =>
  and(
    eq(people.kind, 'person'),
    or(
      eq(people.state, 'active'),
      and(eq(people.state, 'resting'), or(isNull(people.restUntil), lte(people.restUntil, at))),
    ),
  )

/** These people, as far as nothing has been said of them since. Served by the primary key. */
export async function readProspects(
  db: Database,
  userId: string,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Instant },
): Promise<KnownPerson[]> {
  if (!ids.length) return []
  const where = and(eq(people.userId, userId), inArray(people.id, [...ids]), eq(people.tie, true), isActive(at))
  return (await db.select(personColumns).from(people).where(where)).map(revive)
}

/** Those of whom nothing is told, so that they are always looked at: few. Served by the partial index people_untold. */
export async function listUntold(db: Database, userId: string): Promise<KnownPerson[]> {
  const where = and(eq(people.userId, userId), isNull(people.tie))
  return (await db.select(personColumns).from(people).where(where).orderBy(people.id)).map(revive)
}

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
  const isPerson = eq(people.kind, 'person')
  const columns = {
    count: sql<number>`count(*)::int`,
    ties: sql<number>`(count(*) filter (where ${people.tie}))::int`,
    isOld: sql<boolean>`coalesce(bool_or(${people.lastAt} < ${before.toString()}::timestamptz), false)`,
    died: sql<
      readonly (readonly { readonly address: string }[])[] | null
    >`json_agg(${people.addresses}) filter (where ${eq(people.state, 'died')})`,
    at: sql<
      readonly string[] | null
    >`json_agg(${people.address}) filter (where ${and(isPerson, sql`right(${people.address}, ${host?.length ?? 0}) = ${host ?? null}`)})`,
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
