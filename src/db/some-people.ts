/** Reads some of a user's people, for what shows only these: nobody's page costs as much as there are people. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { mapInTurns } from '../breathe.ts'
import type { Database } from './database.ts'
import { type KnownPerson, personColumns, revive } from './people.ts'
import { people, personAddresses } from './schema.ts'

/**
 * Those who may be the same human as another entry, and those entries, in the order of their ids. Served by the partial index
 * people_doubtful, and by the key of addresses.
 */
export async function listDoubtful(db: Database, userId: string): Promise<KnownPerson[]> {
  const doubtful = and(eq(people.userId, userId), sql`${people.maybe} <> '[]'::jsonb`)
  const rows = await db.select(personColumns).from(people).where(doubtful)
  const known = new Set(rows.flatMap(({ addresses }) => addresses.map(({ address }) => address)))
  const others = rows.flatMap(({ maybe }) => maybe.map(({ address }) => address)).filter((one) => !known.has(one))
  const found = others.length
    ? await db
        .select(personColumns)
        .from(people)
        .where(holdsOne(db, userId, others))
    : []
  return [...rows, ...found].map(revive).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Those who have one of these addresses, in the order of their ids. Served by the key of addresses. */
export async function listHolders(db: Database, userId: string, addresses: readonly string[]): Promise<KnownPerson[]> {
  if (!addresses.length) return []
  return (
    await db
      .select(personColumns)
      .from(people)
      .where(holdsOne(db, userId, addresses))
      .orderBy(people.id)
  ).map(revive)
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
  return namesWhere(db, holdsOne(db, userId, addresses))
}

/** Everybody's name, whatever else they are: for names that stand in a title. Served by the index on (user_id, kind). */
export const listNames = (db: Database, userId: string) => namesWhere(db, eq(people.userId, userId))

/** Without what lies between them and the owner, which is most of a row. */
async function namesWhere(db: Database, where: SQL | undefined) {
  const { address, name, kind, state, exclusions, addresses } = people
  const companionOf = sql<number | null>`(${people.relationship} ->> 'companionOf')::int`
  const columns = { address, name, kind, state, exclusions, addresses, companionOf }
  const rows = await db.select(columns).from(people).where(where).orderBy(people.id)
  return rows.map((row) => ({
    ...row,
    addresses: row.addresses.map((one) => one.address),
    relationship: row.companionOf === null ? {} : { companionOf: row.companionOf },
  }))
}

function holdsOne(db: Database, userId: string, addresses: readonly string[]) {
  const holders = db
    .select({ id: personAddresses.personId })
    .from(personAddresses)
    .where(and(eq(personAddresses.userId, userId), inArray(personAddresses.address, [...addresses])))
  return and(eq(people.userId, userId), inArray(people.id, holders))
}
