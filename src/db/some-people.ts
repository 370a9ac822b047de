/** Reads some of a user's people, for what shows only these: nobody's page costs as much as there are people. */
import { and, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import { mapInTurns } from '../breathe.ts'
import type { Database } from './database.ts'
import { type KnownPerson, personColumns, revive } from './people.ts'
import { people } from './schema.ts'
import type { Given } from './statements/kept.ts'
import { idsHolding, keptWhole, readWhole, rowsOf } from './whole-people.ts'

/**
 * Those who may be the same human as another entry, and those entries, in the order of their ids. Served by the partial index
 * people_doubtful, and by the key of addresses.
 */
export async function listDoubtful(db: Database, userId: string): Promise<KnownPerson[]> {
  const doubtful = await theDoubtful(db, { userId })
  const known = new Set(doubtful.flatMap(({ addresses }) => addresses.map(({ address }) => address)))
  const others = doubtful.flatMap(({ maybe }) => maybe.map(({ address }) => address)).filter((one) => !known.has(one))
  const found = await listHolders(db, userId, others)
  return [...doubtful, ...found].sort((a, b) => (a.id < b.id ? -1 : 1))
}

const theDoubtful = keptWhole(
  ({ userId }: Given<{ readonly userId: string }>) =>
    sql`select * from ${people} where ${eq(people.userId, userId)} and ${people.maybe} <> '[]'::jsonb`,
)

/** Those who have one of these addresses, in the order of their ids. Served by the key of addresses. */
export async function listHolders(db: Database, userId: string, addresses: readonly string[]): Promise<KnownPerson[]> {
  if (!addresses.length) return []
  return readWhole(db, rowsOf(userId, idsHolding(userId, addresses)))
}

/**
 * Those whose name and addresses are as `holds` says, in the order of their ids. The names of all come in one row, and only
 * whoever is found is read whole. Served by the index on (user_id, kind), and by the primary key.
 */
export async function listHolding(
  db: Database,
  userId: string,
  holds: (one: { readonly name: string; readonly addresses: readonly { readonly address: string }[] }) => boolean,
): Promise<KnownPerson[]> {
  const columns = {
    ids: sql<readonly string[] | null>`json_agg(${people.id})`,
    names: sql<readonly string[] | null>`json_agg(${people.name})`,
    addresses: sql<
      readonly (readonly string[])[] | null
    >`json_agg(jsonb_path_query_array(${people.addresses}, '$[*].address'))`,
  }
  const [row] = await db.select(columns).from(people).where(eq(people.userId, userId))
  const found = (row?.ids ?? []).filter((_, at) =>
    holds({ name: row?.names?.[at] ?? '', addresses: (row?.addresses?.[at] ?? []).map((address) => ({ address })) }),
  )
  if (!found.length) return []
  const wanted = sql`${people.id} = any(array(select json_array_elements_text(${JSON.stringify(found)}::json)))`
  const rows = await db
    .select(personColumns)
    .from(people)
    .where(and(eq(people.userId, userId), wanted))
    .orderBy(people.id)
  return mapInTurns(rows, revive)
}

/** Everybody in one of these states; a rest may be over by now. Served by the index on (user_id, kind). */
export async function listInState(
  db: Database,
  userId: string,
  states: readonly KnownPerson['state'][],
): Promise<KnownPerson[]> {
  const where = and(eq(people.userId, userId), inArray(people.state, [...states]))
  return (await db.select(personColumns).from(people).where(where).orderBy(people.id)).map(revive)
}

/** Those whom the owner keeps close and may be named, by name. Served by the index on (user_id, kind). */
export async function listClose(db: Database, userId: string): Promise<readonly { id: string; name: string }[]> {
  return db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.userId, userId), eq(people.close, true), notInArray(people.state, ['let_go', 'died'])))
    .orderBy(people.name, people.id)
}

/** People, by the weight of what lies between them and the owner, whom nothing excludes. Served by the partial index people_warmest. */
export async function listWarmest(db: Database, userId: string, limit: number): Promise<readonly KnownPerson[]> {
  const rows = await db
    .select(personColumns)
    .from(people)
    .where(and(eq(people.userId, userId), sql`${people.kind} = 'person' and ${people.exclusions} = '[]'::jsonb`))
    .orderBy(sql`${people.weight} desc nulls last`, people.id)
    .limit(limit)
  return rows.map(revive)
}

/** Names of those who have one of these addresses, with all that each has. Served by the key of addresses. */
export async function listNamesOf(db: Database, userId: string, addresses: readonly string[]) {
  if (!addresses.length) return []
  return namesAmong(db, rowsOf(userId, idsHolding(userId, addresses)))
}

/** Everybody's name, whatever else they are: for names that stand in a title. Served by the index on (user_id, kind). */
export const listNames = (db: Database, userId: string) =>
  namesAmong(db, sql`select * from ${people} where ${eq(people.userId, userId)}`)

/** Without what lies between them and the owner, which is most of a row. As one text. @param rows selects all columns of their rows */
async function namesAmong(db: Database, rows: SQL) {
  const told = sql`json_agg(json_build_array(address, name, kind, state, exclusions, jsonb_path_query_array(addresses, '$[*].address'), (relationship ->> 'companionOf')::int) order by id)`
  const [row] = await db
    .select({ list: sql<readonly ToldName[] | null>`list` })
    .from(sql`(select ${told} list from (${rows}) one) named`)
  return (row?.list ?? []).map(([address, name, kind, state, exclusions, addresses, companionOf]) => ({
    ...{ address, name, kind, state, exclusions, addresses },
    relationship: companionOf === null ? {} : { companionOf },
  }))
}

type ToldName = readonly [
  address: string,
  name: string,
  kind: KnownPerson['kind'],
  state: KnownPerson['state'],
  exclusions: KnownPerson['exclusions'],
  addresses: readonly string[],
  companionOf: number | null,
]
