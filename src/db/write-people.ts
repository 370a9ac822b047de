/** Writes the derived people: only the rows that are not what they were. */
import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { mapInTurns } from '../breathe.ts'
import { hash53 as hash } from '../hash.ts'
import type { Person } from '../people/types.ts'
import { sha256 } from '../seal.ts'
import type { Database } from './database.ts'
import { people, personAddresses } from './schema.ts'

type PersonRow = typeof people.$inferInsert
type AddressRow = typeof personAddresses.$inferInsert

/** A person keeps the id of their oldest address, the same after every rebuild. */
export async function personId(userId: string, address: string): Promise<string> {
  return (await sha256(`${userId}|${address}`)).slice(0, 16)
}

/** Writes who is new or has changed, and removes who is gone. Rows that somebody else has changed bear no fingerprint. */
export async function writePeople(tx: Database, userId: string, derived: readonly Person[]): Promise<void> {
  const addresses = await tx.select().from(personAddresses).where(eq(personAddresses.userId, userId))
  const ids = new Map(addresses.map(({ address, ownId }) => [address, ownId]))
  const idOf = async (address: string) => {
    const id = ids.get(address) ?? (await personId(userId, address))
    ids.set(address, id)
    return id
  }
  const named = await mapInTurns(derived, async (person) => ({ id: await idOf(person.address), person }))
  await writeRows(tx, userId, named)
  const held = named.flatMap(({ id, person }) => person.addresses.map(({ address }) => ({ address, personId: id })))
  const wanted = await mapInTurns(held, async (one) => ({ userId, ...one, ownId: await idOf(one.address) }))
  await writeAddresses(tx, userId, { known: addresses, wanted })
}

/** A person under their id. */
interface Named {
  readonly id: string
  readonly person: Person
}

async function writeRows(tx: Database, userId: string, named: readonly Named[]): Promise<void> {
  const columns = { id: people.id, fingerprint: people.fingerprint }
  const known = await tx.select(columns).from(people).where(eq(people.userId, userId))
  const before = new Map(known.map(({ id, fingerprint }) => [id, fingerprint]))
  const now = new Set(named.map(({ id }) => id))
  const gone = known.map(({ id }) => id).filter((id) => !now.has(id))
  for (const ids of batches(gone))
    await tx.delete(people).where(and(eq(people.userId, userId), inArray(people.id, [...ids])))
  const marked = await mapInTurns(named, (one) => ({
    ...one,
    fingerprint: hash(JSON.stringify(one.person)).toString(36),
  }))
  const changed = marked.filter(({ id, fingerprint }) => before.get(id) !== fingerprint)
  for (const some of batches(changed))
    await tx
      .insert(people)
      .values(some.map((one) => toRow(userId, one)))
      .onConflictDoUpdate({ target: people.id, set: everything })
}

async function writeAddresses(
  tx: Database,
  userId: string,
  { known, wanted }: { readonly known: readonly AddressRow[]; readonly wanted: readonly AddressRow[] },
): Promise<void> {
  const before = new Map(known.map(({ address, personId }) => [address, personId]))
  const now = new Set(wanted.map(({ address }) => address))
  const gone = known.map(({ address }) => address).filter((address) => !now.has(address))
  for (const addresses of batches(gone))
    await tx
      .delete(personAddresses)
      .where(and(eq(personAddresses.userId, userId), inArray(personAddresses.address, [...addresses])))
  const target = [personAddresses.userId, personAddresses.address]
  for (const some of batches(wanted.filter(({ address, personId }) => before.get(address) !== personId)))
    await tx
      .insert(personAddresses)
      .values([...some])
      .onConflictDoUpdate({ target, set: { personId: sql`excluded.person_id` } })
}

function toRow(userId: string, { id, person, fingerprint }: Named & { readonly fingerprint: string }): PersonRow {
  const { address, name, kind, kindReason, state, maybe, exclusions, relationship } = person
  return {
    id,
    userId,
    address,
    name,
    kind,
    kindReason,
    state,
    restUntil: person.restUntil ?? null,
    close: person.close ?? false,
    // Instants turn themselves into ISO strings.
    addresses: JSON.parse(JSON.stringify(person.addresses)),
    maybe: [...maybe],
    exclusions: [...exclusions],
    relationship: JSON.parse(JSON.stringify(relationship)),
    lastAt: relationship.lastAt ?? null,
    fingerprint,
  }
}

/** Every column of a person, as the row that came to be inserted has it. */
const everything = Object.fromEntries(
  Object.keys(getTableColumns(people))
    .filter((name) => name !== 'id' && name !== 'userId')
    .map((name) => [name, sql.raw(`excluded.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)]),
)

function* batches<T>(all: readonly T[], size = 100): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}

/** Puts one person there before the next derivation does. @returns their id */
export async function insertPerson(tx: Database, userId: string, person: Person): Promise<string> {
  const id = await personId(userId, person.address)
  await tx
    .insert(people)
    .values(toRow(userId, { id, person, fingerprint: '' }))
    .onConflictDoNothing()
  await tx
    .insert(personAddresses)
    .values({ userId, address: person.address, personId: id, ownId: id })
    .onConflictDoNothing()
  return id
}
