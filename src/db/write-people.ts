/** Writes the derived people: only the rows that are not what they were. */
import { and, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { breathe, mapInTurns } from '../breathe.ts'
import { hash53 as hash } from '../hash.ts'
import { outlookOf, outlookVersion } from '../letter/choose/outlook.ts'
import type { Sketch } from '../people/derive/types.ts'
import { shelfVersion, shelvedOf } from '../people/judge/shelf.ts'
import type { Person } from '../people/types.ts'
import { sha256 } from '../seal.ts'
import type { Database } from './database.ts'
import { people, personAddresses } from './schema.ts'
import { recordsOf } from './statements/records.ts'

type AddressRow = typeof personAddresses.$inferInsert

/** A person keeps the id of their oldest address, the same after every rebuild. */
export async function personId(userId: string, address: string): Promise<string> {
  return (await sha256(`${userId}|${address}`)).slice(0, 16)
}

/**
 * Writes who is new or has changed, and removes who is gone; of everybody else nothing is read but the fingerprint. Rows that
 * somebody else has changed bear none.
 * @param trusting whoever bears the mark that they bore is not even described: for rules that are younger than the mark,
 * everybody has to be now and then
 */
export async function writePeople(
  tx: Database,
  userId: string,
  { sketches: derived, trusting = false }: { readonly sketches: readonly Sketch[]; readonly trusting?: boolean },
): Promise<void> {
  const before = await readBefore(tx, userId)
  const changed: Changed[] = []
  let stayed = 0
  for (const sketch of derived) {
    const known = before.get(sketch.address)?.fingerprint
    if (known !== undefined) stayed++
    const marked = `${outlookVersion}.${shelfVersion}.${sketch.mark} `
    if (trusting && known?.startsWith(marked)) continue
    const person = await sketch.person()
    const fingerprint = `${marked}${fingerprintOf(person)}`
    if (known !== fingerprint) changed.push(inShort(userId, person, fingerprint))
    await breathe()
  }
  const gone = stayed < before.size ? goneFrom(before, derived) : []
  if (!changed.length && !gone.length) return
  const touched = changed.flatMap(({ address }) => before.get(address)?.id ?? [])
  const addresses = new Set(changed.flatMap((one) => one.addresses))
  const known = await readAddresses(tx, userId, { addresses: [...addresses], ids: [...touched, ...gone] })
  const ids = new Map(known.map(({ address, ownId }) => [address, ownId]))
  const idOf = async (address: string) => {
    const id = before.get(address)?.id ?? ids.get(address) ?? (await personId(userId, address))
    ids.set(address, id)
    return id
  }
  const named = await mapInTurns(changed, async (one) => ({ ...one, id: await idOf(one.address) }))
  await writeRows(tx, userId, { gone, changed: named })
  const held = named.flatMap((one) => one.addresses.map((address) => ({ address, personId: one.id })))
  const wanted = await mapInTurns(held, async (one) => ({ userId, ...one, ownId: await idOf(one.address) }))
  await writeAddresses(tx, userId, { known, wanted })
}

/** The ids of all who are not derived any more. */
function goneFrom(before: ReadonlyMap<string, Before>, derived: readonly Sketch[]): readonly string[] {
  const now = new Set(derived.map(({ address }) => address))
  return [...before].flatMap(([address, { id }]) => (now.has(address) ? [] : [id]))
}

interface Before {
  readonly id: string
  readonly fingerprint: string
}

/**
 * By address. In one row of texts, a line for each: thousands of rows would have to be taken apart, and none of the three holds an
 * end of a line. Served by the index on (user_id, kind).
 */
async function readBefore(tx: Database, userId: string): Promise<ReadonlyMap<string, Before>> {
  const all = (column: typeof people.id | typeof people.address | typeof people.fingerprint) =>
    sql<string | null>`string_agg(${column}, E'\\n')`
  const columns = { ids: all(people.id), addresses: all(people.address), fingerprints: all(people.fingerprint) }
  const [row] = await tx.select(columns).from(people).where(eq(people.userId, userId))
  const found = new Map<string, Before>()
  if (!row?.ids) return found
  const [ids, fingerprints] = [row.ids.split('\n'), row.fingerprints?.split('\n') ?? []]
  for (const [at, address] of (row.addresses?.split('\n') ?? []).entries())
    found.set(address, { id: ids[at] ?? '', fingerprint: fingerprints[at] ?? '' })
  return found
}

/** These addresses, and those that belong to one of these people until now. Nobody who stays as they are holds one of them. */
async function readAddresses(
  tx: Database,
  userId: string,
  { addresses, ids }: { readonly addresses: readonly string[]; readonly ids: readonly string[] },
): Promise<readonly AddressRow[]> {
  const found = new Map<string, AddressRow>()
  const read = async (which: SQL) => {
    const rows = await tx
      .select()
      .from(personAddresses)
      .where(and(eq(personAddresses.userId, userId), which))
    for (const row of rows) found.set(row.address, row)
  }
  for (const some of batches(addresses, 1000)) await read(inArray(personAddresses.address, [...some]))
  for (const some of batches(ids, 1000)) await read(inArray(personAddresses.personId, [...some]))
  return [...found.values()]
}

/** Somebody whose row is to be written. There may be thousands, and as objects they would take ten times as much. */
interface Changed {
  readonly address: string
  readonly addresses: readonly string[]
  /** All of it but the id, as JSON. */
  readonly row: string
}

/** Under their id. */
interface Named extends Changed {
  readonly id: string
}

const inShort = (userId: string, person: Person, fingerprint: string): Changed => ({
  address: person.address,
  addresses: person.addresses.map(({ address }) => address),
  row: records.text(columnsOf(userId, person, fingerprint)),
})

const records = recordsOf(people)

async function writeRows(
  tx: Database,
  userId: string,
  { gone, changed }: { readonly gone: readonly string[]; readonly changed: readonly Named[] },
): Promise<void> {
  for (const ids of batches(gone))
    await tx.delete(people).where(and(eq(people.userId, userId), inArray(people.id, [...ids])))
  for (const some of batches(changed))
    await tx
      .insert(people)
      .select(records.select(some.map(({ id, row }) => `{"id":${JSON.stringify(id)},${row.slice(1)}`)))
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

/** Before it stand the rules by which a letter and a page find them: where one changes all rows are written again. */
const fingerprintOf = (person: Person): string => hash(textOf(person)).toString(36)

/** A value as text, as JSON tells it apart: moments as numbers, since writing thousands of them as dates takes long. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return `"${value.length}:${value}`
  if (typeof value !== 'object' || value === null) return `${value},`
  if (value instanceof Temporal.Instant) return `@${value.epochMilliseconds},`
  let text = Array.isArray(value) ? '[' : '{'
  if (Array.isArray(value)) for (const one of value) text += textOf(one)
  else
    for (const name in value) {
      const one = (value as Readonly<Record<string, unknown>>)[name]
      if (one !== undefined) text += `${name}:${textOf(one)}`
    }
  return `${text}]`
}

/** Of their row, by what it is known again: their mark, and a digest of what is said of them. */
function columnsOf(userId: string, person: Person, fingerprint: string) {
  const { address, name, kind, kindReason, state, addresses, maybe, exclusions, relationship } = person
  return {
    userId,
    address,
    name,
    kind,
    kindReason,
    state,
    restUntil: person.restUntil ?? null,
    close: person.close ?? false,
    addresses,
    maybe: [...maybe],
    exclusions: [...exclusions],
    relationship,
    lastAt: relationship.lastAt ?? null,
    fingerprint,
    ...outlookOf(person),
    ...shelvedOf(person),
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
    .select(records.select([records.text({ id, ...columnsOf(userId, person, '') })]))
    .onConflictDoNothing()
  await tx
    .insert(personAddresses)
    .values({ userId, address: person.address, personId: id, ownId: id })
    .onConflictDoNothing()
  return id
}
