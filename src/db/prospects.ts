/** Finds whom a letter may name among many people: by the columns that tell it, so that only the rows of a few are read. */
import { and, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Prospect } from '../letter/choose/hope.ts'
import { firstDaysAround } from '../letter/choose/outlook.ts'
import type { KnownBy } from '../people/types.ts'
import type { Database } from './database.ts'
import { type KnownPerson, revive } from './people.ts'
import { people } from './schema.ts'

/** Of which letter. */
export interface Asked {
  readonly at: Instant
  /** Nobody whose last contact was before this. */
  readonly since: Instant
  /** A year is read, so that one matter is known as such. */
  readonly withoutMatters: boolean
}

/**
 * Everybody who may be unusually quiet by then, of whom nothing else is read. In one row: thousands would have to be taken
 * apart. Served by the partial index people_due.
 */
export async function listProspects(db: Database, userId: string, asked: Asked): Promise<readonly Prospect[]> {
  const { at, since, withoutMatters } = asked
  const all = (column: SQL | typeof people.id | typeof people.bond) => sql<readonly never[] | null>`json_agg(${column})`
  const columns = {
    ids: all(people.id) as SQL<readonly string[] | null>,
    bonds: all(people.bond) as SQL<readonly number[] | null>,
    lasts: all(sql`extract(epoch from ${people.lastAt}) * 1000`) as SQL<readonly number[] | null>,
    seen: all(sql`extract(epoch from ${people.seenAt}) * 1000`) as SQL<readonly (number | null)[] | null>,
  }
  const where = and(
    eq(people.userId, userId),
    isNotNull(people.bond),
    lte(people.dueFrom, at),
    gte(people.lastAt, since),
    isActive(at),
    eq(people.tie, true),
    withoutMatters ? sql`${people.exclusions} = '[]'::jsonb` : undefined,
  )
  const [row] = await db.select(columns).from(people).where(where)
  const [bonds, lasts, seen] = [row?.bonds ?? [], row?.lasts ?? [], row?.seen ?? []]
  return (row?.ids ?? []).map((id, at) => ({
    id,
    bond: bonds[at] ?? 0,
    lastAt: lasts[at] ?? 0,
    seenAt: seen[at] ?? null,
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

/**
 * These people, and whoever may have an occasion: something that has its day, where the last contact was before `quietSince`.
 * Served by the primary key and by the partial indexes people_occasions and people_first_days.
 */
export async function readProspects(
  db: Database,
  userId: string,
  { ids, at, quietSince }: { readonly ids: readonly string[]; readonly at: Instant; readonly quietSince: Instant },
): Promise<KnownPerson[]> {
  const some = (which: SQL | undefined) =>
    db
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.userId, userId), which))
  const wanted = or(
    inArray(people.id, [...ids]),
    inArray(people.id, some(and(isNotNull(people.occasionUntil), gte(people.occasionUntil, at)))),
    inArray(people.id, some(and(isNotNull(people.firstDay), inArray(people.firstDay, [...firstDaysAround(at)])))),
  )
  const where = and(
    eq(people.userId, userId),
    eq(people.tie, true),
    lte(people.lastAt, quietSince),
    isActive(at),
    wanted,
  )
  return (await db.select().from(people).where(where).orderBy(people.id)).map(revive)
}

/** Those of whom nothing is told, so that they are always looked at: few. Served by the partial index people_untold. */
export async function listUntold(db: Database, userId: string): Promise<KnownPerson[]> {
  const where = and(eq(people.userId, userId), isNull(people.tie))
  return (await db.select().from(people).where(where).orderBy(people.id)).map(revive)
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
