/** Reads the derived people and what lies between each of them and the owner; applies a decision to a row at once. */

import { and, count, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { mapInTurns } from '../breathe.ts'
import type { Instant } from '../facts.ts'
import { reviveInstants } from '../people/days.ts'
import { reason } from '../people/reasons.ts'
import type { Person } from '../people/types.ts'
import { normalise } from '../text.ts'
import type { Database } from './database.ts'
import { decisions, notes, people, personAddresses, type Stored } from './schema.ts'
import { type Given, isAnyOf, kept } from './statements/kept.ts'

/** A person as the pages know them: with the id that stands in addresses of pages. */
export type KnownPerson = Person & { readonly id: string }

/** What a person is made of: the rest of a row is there for finding them, and a page has hundreds of rows. */
export const personColumns = {
  id: people.id,
  address: people.address,
  name: people.name,
  kind: people.kind,
  kindReason: people.kindReason,
  state: people.state,
  restUntil: people.restUntil,
  close: people.close,
  addresses: people.addresses,
  maybe: people.maybe,
  exclusions: people.exclusions,
  relationship: people.relationship,
}
type PersonRow = Pick<typeof people.$inferSelect, keyof typeof personColumns>

/** So many rows are written, or of a timeline read, at a time: more would hold everybody else up. */
const atOnce = 250

/**
 * Everybody derived for this user, machines and lists too. In one statement, as of one moment and for one wait; what comes is
 * made into people in turns with everybody else. Served by the index on (user_id, kind).
 */
export async function listPeople(db: Database, userId: string): Promise<KnownPerson[]> {
  const rows = await db.select(personColumns).from(people).where(eq(people.userId, userId)).orderBy(people.id)
  return mapInTurns(rows, revive)
}

function* inPieces<T>(all: readonly T[], size = atOnce): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}

/**
 * The person with this id, or the one that a merged id leads to: its `id` is then another than the one asked for.
 * Undefined for an unknown id and for another user's.
 */
export async function findPerson(db: Database, userId: string, id: string): Promise<KnownPerson | undefined> {
  const own = await oneRow(db, userId, eq(people.id, id))
  if (own) return own
  const where = and(eq(personAddresses.userId, userId), eq(personAddresses.ownId, id))
  const moved = (await db.select({ to: personAddresses.personId }).from(personAddresses).where(where))[0]
  return moved && oneRow(db, userId, eq(people.id, moved.to))
}

/** The person who has this address now, in the form that `normalise` gives it. */
export async function findPersonByAddress(db: Database, userId: string, address: string) {
  const where = and(eq(personAddresses.userId, userId), eq(personAddresses.address, address))
  const held = (await db.select({ by: personAddresses.personId }).from(personAddresses).where(where))[0]
  return held && oneRow(db, userId, eq(people.id, held.by))
}

async function oneRow(db: Database, userId: string, which: SQL): Promise<KnownPerson | undefined> {
  const row = (
    await db
      .select(personColumns)
      .from(people)
      .where(and(eq(people.userId, userId), which))
  )[0]
  return row && revive(row)
}

/** A row that is changed by hand is written again by the next derivation, whatever that says; until then nothing is foretold of it. */
const unlikeDerived = { fingerprint: '', tie: null, shelf: null }

/** What a decision changes in the derived row before the next derivation says the same. */
export type PersonChange = Partial<
  Pick<PersonRow, 'state' | 'restUntil' | 'close' | 'kind' | 'kindReason' | 'exclusions' | 'maybe'>
> & {
  /** The answer owed is settled. */
  readonly settled?: true
}

export async function changePerson(
  db: Database,
  userId: string,
  id: string,
  { settled, ...change }: PersonChange,
): Promise<void> {
  const set = {
    ...change,
    ...unlikeDerived,
    ...(settled ? { relationship: sql`${people.relationship} - 'owed'` } : {}),
  }
  await db
    .update(people)
    .set(set)
    .where(and(eq(people.userId, userId), eq(people.id, id)))
}

/** Puts all addresses of one person under another's entry until the next derivation counts the two together. */
export async function joinPeople(
  db: Database,
  userId: string,
  into: KnownPerson,
  from: KnownPerson,
  reason: string,
): Promise<void> {
  const joined = [...into.addresses, ...from.addresses.map((address) => ({ ...address, reason }))]
  const known = new Set(joined.map(({ address }) => address))
  const change = {
    addresses: joined.map(store),
    maybe: into.maybe.filter(({ address }) => !known.has(address)),
    ...unlikeDerived,
  }
  await db
    .update(people)
    .set(change)
    .where(and(eq(people.userId, userId), eq(people.id, into.id)))
  await db.delete(people).where(and(eq(people.userId, userId), eq(people.id, from.id)))
  const theirs = from.addresses.map(({ address }) => address)
  await db
    .update(personAddresses)
    .set({ personId: into.id })
    .where(and(eq(personAddresses.userId, userId), inArray(personAddresses.address, theirs)))
}

/** Takes addresses off a person's entry; the next derivation gives them one of their own. */
export async function removeAddresses(
  db: Database,
  userId: string,
  person: KnownPerson,
  gone: ReadonlySet<string>,
): Promise<void> {
  const addresses = person.addresses.filter(({ address }) => !gone.has(address)).map(store)
  const maybe = person.maybe.filter(({ address }) => !gone.has(address))
  await db
    .update(people)
    .set({ addresses, maybe, ...unlikeDerived })
    .where(and(eq(people.userId, userId), eq(people.id, person.id)))
}

/**
 * Takes every subject and title out of what was derived; facts lose theirs in the same transaction. Evidence and counts
 * stay, so that every other kind of reason still works.
 */
export async function blankDerivedTitles(db: Database, userId: string): Promise<void> {
  const quotes = [
    '{owed,title}',
    '{unanswered,title}',
    '{lastThread,title}',
    '{introducedBy,quote,title}',
    '{introduced,quote,title}',
  ]
  const without = quotes.reduce((value, path) => sql`${value} #- ${path}::text[]`, sql`${people.relationship}`)
  const series = sql`coalesce((select jsonb_agg(one - 'title') from jsonb_array_elements(${people.relationship} -> 'series') one), '[]'::jsonb)`
  // Without titles they come into question for less, and never for more: what is foretold of them holds.
  const set = {
    relationship: sql`jsonb_set(${without}, '{series}', ${series})`,
    fingerprint: unlikeDerived.fingerprint,
  }
  const known = await db.select({ id: people.id }).from(people).where(eq(people.userId, userId))
  for (const some of inPieces(known)) {
    const ids = some.map(({ id }) => id)
    await db
      .update(people)
      .set(set)
      .where(and(eq(people.userId, userId), inArray(people.id, ids)))
  }
}

/** The person at this moment: a rest that is over is over, even where the next derivation has not come yet. */
export function asOf({ restUntil, ...person }: KnownPerson, now: Instant): KnownPerson {
  if (person.state !== 'resting') return person
  if (restUntil && Temporal.Instant.compare(restUntil, now) > 0) return { ...person, restUntil }
  return { ...person, state: 'active' }
}

/** What of a row the rest of the program knows. */
type Known = Pick<
  PersonRow,
  | ('id' | 'address' | 'name' | 'kind' | 'kindReason' | 'state' | 'restUntil' | 'close')
  | ('addresses' | 'maybe' | 'exclusions' | 'relationship')
>

/** A row as the rest of the program knows it. */
export function revive(row: Known): KnownPerson {
  const { restUntil, addresses, relationship } = row
  return {
    id: row.id,
    address: row.address,
    name: row.name,
    kind: row.kind,
    kindReason: row.kindReason,
    state: row.state,
    ...(restUntil ? { restUntil } : {}),
    ...(row.close ? { close: true as const } : {}),
    addresses: reviveRecord<Person['addresses']>(addresses),
    maybe: row.maybe,
    exclusions: row.exclusions,
    relationship: reviveRecord<Person['relationship']>(relationship),
  }
}

/** In the place of what was read, which nobody else has. */
function reviveRecord<T>(stored: Stored<T>): T {
  reviveInstants(stored)
  return stored as T
}

const store = ({ firstAt, lastAt, ...rest }: Person['addresses'][number]) => ({
  ...rest,
  firstAt: firstAt.toString(),
  lastAt: lastAt.toString(),
})

/** How many people, decisions and notes are kept. */
export async function countKept(db: Database, userId: string) {
  const [kinds, decided, noted] = await Promise.all([
    db.select({ kind: people.kind, count: count() }).from(people).where(eq(people.userId, userId)).groupBy(people.kind),
    db.select({ count: count() }).from(decisions).where(eq(decisions.userId, userId)),
    db.select({ count: count() }).from(notes).where(eq(notes.userId, userId)),
  ])
  return { kinds, decisions: decided[0]?.count ?? 0, notes: noted[0]?.count ?? 0 }
}

/** Which person holds each address now. */
export async function listPersonIds(db: Database, userId: string): Promise<Map<string, string>> {
  const columns = { address: personAddresses.address, personId: personAddresses.personId }
  const rows = await db.select(columns).from(personAddresses).where(eq(personAddresses.userId, userId))
  return new Map(rows.map(({ address, personId }) => [address, personId]))
}

/** All addresses that each of these people has now. */
export async function addressesWith(tx: Database, userId: string, addresses: readonly string[]) {
  if (!addresses.length) return new Map<string, string[]>()
  const rows = await addressesBeside(tx, { userId, addresses: JSON.stringify(addresses) }, undefined)
  const byPerson = Map.groupBy(rows, ({ id }) => id)
  return new Map(
    rows.map(({ address, id }) => [address, (byPerson.get(id) ?? []).map((row) => normalise(row.address))] as const),
  )
}

const addressesBeside = kept((tx: Database, given: Given<{ readonly userId: string; readonly addresses: string }>) => {
  const mine = eq(personAddresses.userId, given.userId)
  const owners = tx
    .select({ id: personAddresses.personId })
    .from(personAddresses)
    .where(and(mine, isAnyOf(personAddresses.address, given.addresses)))
  return tx
    .select({ address: personAddresses.address, id: personAddresses.personId })
    .from(personAddresses)
    .where(and(mine, inArray(personAddresses.personId, owners)))
})

/** The address that a person's id is made from, whoever has it now. Served by the index on (user_id, own_id). */
export async function findOwnAddress(db: Database, userId: string, ownId: string): Promise<string | null> {
  const rows = await db
    .select({ address: personAddresses.address })
    .from(personAddresses)
    .where(and(eq(personAddresses.userId, userId), eq(personAddresses.ownId, ownId)))
  return rows[0]?.address ?? null
}

/** Has the derived entry say that they were added by hand, under this name; null takes it back. */
export async function markAdded(
  tx: Database,
  userId: string,
  { id, added }: { readonly id: string; readonly added: { readonly name: string; readonly at: Instant } | null },
): Promise<void> {
  const relationship = added
    ? sql`${people.relationship} || ${JSON.stringify({ addedAt: added.at.toString() })}::jsonb`
    : sql`${people.relationship} - 'addedAt'`
  const named = added ? { name: added.name, kind: 'person' as const, kindReason: reason('you added them') } : {}
  await tx
    .update(people)
    .set({ relationship, ...named, ...unlikeDerived })
    .where(and(eq(people.userId, userId), eq(people.id, id)))
}

/** Removes the entry of somebody of whom there is nothing but that they were added by hand. */
export async function removePerson(tx: Database, userId: string, id: string): Promise<void> {
  await tx.delete(personAddresses).where(and(eq(personAddresses.userId, userId), eq(personAddresses.personId, id)))
  await tx.delete(people).where(and(eq(people.userId, userId), eq(people.id, id)))
}
