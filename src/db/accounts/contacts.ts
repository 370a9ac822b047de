/** Contacts: what an address book says of people. They name people and join addresses; nobody is suggested because of one. */
import { and, asc, count, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { policy } from '../../policy.ts'
import type { Birthday, Contact } from '../../providers/standard/contacts/contact.ts'
import { type Seal, shortId } from '../../seal.ts'
import type { Database } from '../database.ts'
import { type Forgotten, hasForgotten, readForgotten } from '../gone/forgotten.ts'
import { contacts } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import type { UserId } from '../statements/together.ts'
import { dropBook } from './address-books.ts'

/** Where contacts come from, and whose they are. */
export interface ContactOrigin {
  readonly userId: string
  readonly connectionId: string
  /** Opens what tells whom the user had forgotten. */
  readonly seal?: Seal
}

/** What is to be kept; `contact` is null where there is nothing in it, and only its version is of use. */
export interface Reported {
  readonly id: string
  readonly etag?: string
  readonly contact: Contact | null
}

export interface Kept {
  /** How many are there that were not before. */
  readonly added: number
  /** How many were not kept because there are too many. */
  readonly tooMany: number
}

/** So many go in one statement. */
const atOnce = 200

/**
 * Keeps contacts; one that is there already is replaced. Of whoever was forgotten nothing is kept, and of one account no
 * more than `policy.contacts`.
 */
export async function storeContacts(
  db: Database,
  { userId, connectionId, seal }: ContactOrigin,
  reported: readonly Reported[],
): Promise<Kept> {
  if (!reported.length) return { added: 0, tooMany: 0 }
  const mine = eq(contacts.connectionId, connectionId)
  const left = await withoutForgotten(db, { userId, ...(seal ? { seal } : {}) }, reported)
  const [counted] = await db.select({ rows: count() }).from(contacts).where(mine)
  let room = policy.contacts - (counted?.rows ?? 0)
  let [added, tooMany] = [0, 0]
  for (let start = 0; start < left.length; start += atOnce) {
    const some = new Map(left.slice(start, start + atOnce).map((one) => [one.id, one]))
    const there = await db
      .select({ id: contacts.externalId })
      .from(contacts)
      .where(and(mine, inArray(contacts.externalId, [...some.keys()])))
    const known = new Set(there.map(({ id }) => id))
    const fresh = [...some.keys()].filter((id) => !known.has(id))
    for (const id of fresh.slice(Math.max(0, room))) some.delete(id)
    const taken = Math.min(fresh.length, Math.max(0, room))
    room -= taken
    added += taken
    tooMany += fresh.length - taken
    const rows = [...some.values()].map((one) => toRow({ userId, connectionId }, one))
    if (rows.length)
      await db
        .insert(contacts)
        .values(rows)
        .onConflictDoUpdate({ target: [contacts.connectionId, contacts.externalId], set: replaced })
  }
  return { added, tooMany }
}

const replaced = Object.fromEntries(
  ['etag', 'names', 'addresses', 'birth_month', 'birth_day', 'is_group'].map((name) => [
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    sql.raw(`excluded.${name}`),
  ]),
)

function toRow(whose: Omit<ContactOrigin, 'seal'>, { id, etag = '', contact }: Reported): typeof contacts.$inferInsert {
  return {
    ...whose,
    id: shortId(),
    externalId: id,
    etag,
    names: contact?.names ?? [],
    addresses: contact?.addresses ?? [],
    birthMonth: contact?.birthday?.month ?? null,
    birthDay: contact?.birthday?.day ?? null,
    isGroup: contact?.group ?? false,
  }
}

/**
 * A contact is one human: with one of their addresses all of it is theirs, and without any where it bears their whole name. Of
 * a list of people the others stay.
 */
async function withoutForgotten(
  db: Database,
  { userId, seal }: Omit<ContactOrigin, 'connectionId'>,
  reported: readonly Reported[],
): Promise<readonly Reported[]> {
  if (!seal && !(await hasForgotten(db, userId))) return reported
  if (!seal) throw new Error('somebody was forgotten here, and nothing tells whom')
  const forgotten = await readForgotten(db, { seal, userId })
  if (!forgotten) return reported
  const left: Reported[] = []
  for (const one of reported) {
    const addresses = one.contact?.addresses ?? []
    const gone = new Set<string>()
    for (const address of addresses) if (await forgotten.has(address)) gone.add(address)
    if (!gone.size && !(one.contact && (await isNamed(forgotten, one.contact)))) left.push(one)
    else if (one.contact?.group && gone.size < addresses.length)
      left.push({ ...one, contact: { ...one.contact, addresses: addresses.filter((address) => !gone.has(address)) } })
    // What is left of it is its version: so it is not asked for again.
    else if (one.etag) left.push({ ...one, contact: null })
  }
  return left
}

/** Whether it tells a day of somebody forgotten by their name alone. */
async function isNamed(forgotten: Forgotten, { names, addresses }: Contact): Promise<boolean> {
  if (addresses.length) return false
  for (const name of names) if (await forgotten.hasName(name)) return true
  return false
}

/**
 * Whatever was taken out of the user's contacts is told anew the next time they are read whole: of which version it was is
 * forgotten. Served by the index on user_id.
 */
export async function dropEmptied(tx: Database, userId: string): Promise<void> {
  const nothing = sql`${contacts.addresses} = '[]'::jsonb and ${contacts.names} = '[]'::jsonb`
  await tx.delete(contacts).where(and(eq(contacts.userId, userId), nothing))
}

/** A stored contact. */
export interface KnownContact {
  /** What a letter cites. */
  readonly id: string
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  readonly group: boolean
}

/** Every contact of the user that has an address, in an order that stays. Served by the index on user_id. */
export async function listContacts(db: Database, userId: string): Promise<readonly KnownContact[]> {
  const { id, names, addresses, isGroup: group } = contacts
  return db
    .select({ id, names, addresses, group })
    .from(contacts)
    .where(and(eq(contacts.userId, userId), sql`${contacts.addresses} <> '[]'::jsonb`))
    .orderBy(asc(contacts.connectionId), asc(contacts.externalId))
}

/** Those whose birthday is on one of these days. Served by the index contacts_birthdays. */
export async function listBirthdayContacts(db: Database, userId: string, days?: readonly Birthday[]) {
  const rows = days ? await bornOn(db, { userId, ...numbersOf(days) }, days.length) : await born(db, userId)
  return rows.flatMap(({ id, names, addresses, birthMonth: month, birthDay: day }) =>
    month !== null && day !== null ? [{ id, names, addresses, month, day }] : [],
  )
}

const born = (db: Database, userId: UserId, on: SQL | undefined = isNotNull(contacts.birthMonth)) =>
  db
    .select()
    .from(contacts)
    .where(and(eq(contacts.userId, userId), eq(contacts.isGroup, false), on))
    .orderBy(asc(contacts.connectionId), asc(contacts.externalId))

/** The numbers of each day by its place. */
type Days = { readonly userId: string } & Readonly<Record<`${'month' | 'day'} ${number}`, number>>

const numbersOf = (days: readonly Birthday[]): Omit<Days, 'userId'> =>
  Object.fromEntries(
    days.flatMap(({ month, day }, at) => [
      [`month ${at}`, month],
      [`day ${at}`, day],
    ]),
  )

const bornOn = kept((db: Database, { userId, ...days }: Given<Days>, count: number) => {
  const each = Array.from({ length: count }, (_, at) =>
    and(sql`${contacts.birthMonth} = ${days[`month ${at}`]}`, sql`${contacts.birthDay} = ${days[`day ${at}`]}`),
  )
  return born(db, userId, or(...each))
})

/** All of the user's, as they are stored: for their owner. */
export async function listContactRows(db: Database, userId: string) {
  return db
    .select()
    .from(contacts)
    .where(eq(contacts.userId, userId))
    .orderBy(asc(contacts.connectionId), asc(contacts.externalId))
}

/** How many each account of the user has, those with nothing in them left out. */
export async function countContacts(db: Database, userId: string): Promise<ReadonlyMap<string, number>> {
  const something = sql`(${contacts.addresses} <> '[]'::jsonb or ${contacts.birthMonth} is not null)`
  const rows = await db
    .select({ id: contacts.connectionId, rows: count() })
    .from(contacts)
    .where(and(eq(contacts.userId, userId), something))
    .groupBy(contacts.connectionId)
  return new Map(rows.map(({ id, rows: amount }) => [id, amount]))
}

/** By its source's name, the version of each that is known of an account. */
export async function listVersions(db: Database, connectionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ id: contacts.externalId, etag: contacts.etag })
    .from(contacts)
    .where(eq(contacts.connectionId, connectionId))
  return new Map(rows.map(({ id, etag }) => [id, etag]))
}

/** Removes those that their source no longer has. */
export async function removeContacts(db: Database, connectionId: string, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += 500)
    await db
      .delete(contacts)
      .where(and(eq(contacts.connectionId, connectionId), inArray(contacts.externalId, ids.slice(start, start + 500))))
}

/** Removes all of an account's, and how far its address book was read. */
export async function emptyContacts(db: Database, connectionId: string): Promise<void> {
  await dropBook(db, connectionId)
  await db.delete(contacts).where(eq(contacts.connectionId, connectionId))
}

/** Which of these that a letter cites are stored. */
export async function storedContacts(db: Database, userId: string, ids: readonly string[]): Promise<readonly string[]> {
  if (!ids.length) return []
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.userId, userId), inArray(contacts.id, [...ids])))
  return rows.map(({ id }) => id)
}
