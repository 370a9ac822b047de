/** Takes everything about one human out of a user's rows: facts, what was decided and planned, and what letters say. */
import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Card } from '../../letter/types.ts'
import { deleteBacktest } from '../backtests.ts'
import { dropCheckpoint } from '../checkpoints.ts'
import type { Database } from '../database.ts'
import { type FactRow, readable, toFactRow } from '../fact-rows.ts'
import { removePerson } from '../people.ts'
import {
  addedPeople,
  calendars,
  coffees,
  contacts,
  corrections,
  decisions,
  digestItems,
  digests,
  factAddresses,
  facts,
  hashedAddresses,
  introductions,
  links,
  notes,
  ownAddresses,
  personAddresses,
  tasks,
  verdicts,
} from '../schema.ts'
import { isNamedIn, without } from './without.ts'

/** Who it is. */
export interface Leaving {
  readonly userId: string
  readonly personId: string
  /** All of theirs, in normal form. */
  readonly addresses: readonly string[]
  /** The HMACs of these under every key. */
  readonly hashes: readonly string[]
  /** By which they are known here, in full. */
  readonly names: readonly string[]
}

/**
 * Removes it all. To be called in a transaction that holds the user, so that nobody stores facts meanwhile who did not know.
 * @returns how many messages and meetings went, or stay without them
 */
export async function removeHuman(tx: Database, leaving: Leaving): Promise<number> {
  const { userId, personId } = leaving
  const touched = await removeFromFacts(tx, leaving)
  await removeFromContacts(tx, leaving)
  await removeFromCalendars(tx, leaving)
  await removeSaid(tx, leaving)
  await removePlanned(tx, leaving)
  await removeFromLetters(tx, leaving, touched)
  await removePerson(tx, userId, personId)
  await tx
    .delete(personAddresses)
    .where(and(eq(personAddresses.userId, userId), inArray(personAddresses.address, [...leaving.addresses])))
  await deleteBacktest(tx, userId)
  await dropCheckpoint(tx, userId)
  return touched.size
}

/** So many are looked at at a time. */
const atOnce = 500

/** @returns the keys of all that was touched. Served by the indexes behind addressed_facts. */
async function removeFromFacts(tx: Database, { userId, addresses, names }: Leaving): Promise<ReadonlySet<string>> {
  const gone = new Set(addresses)
  const touched = new Set<string>()
  for (const address of addresses) {
    const ids = tx
      .select({ id: factAddresses.factId })
      .from(factAddresses)
      .where(and(eq(factAddresses.userId, userId), eq(factAddresses.address, address)))
    for (let after: string | null = null; ; ) {
      const rows = await tx
        .select()
        .from(facts)
        .where(and(eq(facts.userId, userId), inArray(facts.id, ids), after === null ? undefined : gt(facts.id, after)))
        .orderBy(asc(facts.id))
        .limit(atOnce)
      for (const row of rows) {
        touched.add(row.dedupeKey)
        await removeFromFact(tx, row, gone)
      }
      const last = rows.at(-1)
      if (!last) break
      after = last.id
    }
  }
  for (const name of names) await removeFromTitles(tx, userId, name)
  return touched
}

/** Others may have written of them by name: what could be that is found by the database, and what is by `isNamedIn`. */
async function removeFromTitles(tx: Database, userId: string, name: string): Promise<void> {
  const mine = eq(facts.userId, userId)
  const rows = await tx
    .select({ id: facts.id, title: facts.title })
    .from(facts)
    .where(and(mine, sql`position(lower(${name}) in lower(${facts.title})) > 0`))
  const ids = rows.flatMap(({ id, title }) => (title && isNamedIn(title, name) ? [id] : []))
  for (let start = 0; start < ids.length; start += atOnce)
    await tx
      .update(facts)
      .set({ title: null })
      .where(and(mine, inArray(facts.id, ids.slice(start, start + atOnce))))
}

async function removeFromFact(tx: Database, row: FactRow, gone: ReadonlySet<string>): Promise<void> {
  const mine = and(eq(facts.userId, row.userId), eq(facts.id, row.id))
  const [fact] = readable(row)
  const left = fact ? without(fact, gone) : null
  if (!left) {
    await tx.delete(facts).where(mine)
    return
  }
  const { title, mail, meeting, other, addressCount } = toFactRow(row, left)
  await tx.update(facts).set({ title, mail, meeting, other, addressCount }).where(mine)
}

/** Takes somebody out: every contact with an address of theirs, and what tells a day of that name. */
async function removeFromContacts(tx: Database, { userId, addresses, names }: Leaving): Promise<void> {
  const gone = new Set(addresses)
  const called = new Set(names.map((name) => name.toLowerCase()))
  const rows = await tx.select().from(contacts).where(eq(contacts.userId, userId))
  for (const row of rows) {
    const theirs = row.addresses.filter((address) => gone.has(address))
    const isNamed = !row.addresses.length && row.names.some((name) => called.has(name.toLowerCase()))
    if (!theirs.length && !isNamed) continue
    const mine = and(eq(contacts.connectionId, row.connectionId), eq(contacts.externalId, row.externalId))
    const rest = row.isGroup ? row.addresses.filter((address) => !gone.has(address)) : []
    // Its version stays, where there is one, so that it is not asked for again.
    if (rest.length) await tx.update(contacts).set({ addresses: rest }).where(mine)
    else if (row.etag) await tx.update(contacts).set(nothingIn).where(mine)
    else await tx.delete(contacts).where(mine)
  }
}

/** A calendar that somebody shared bears their address, or their name: it is none among which to choose any more. */
async function removeFromCalendars(tx: Database, { userId, addresses, names }: Leaving): Promise<void> {
  const marks = new Set([...addresses, ...names].map((one) => one.toLowerCase()))
  const mine = eq(calendars.userId, userId)
  for (const { connectionId, externalId, name } of await tx.select().from(calendars).where(mine)) {
    if (!marks.has(externalId.toLowerCase()) && !marks.has(name.toLowerCase())) continue
    const one = and(eq(calendars.connectionId, connectionId), eq(calendars.externalId, externalId))
    await tx.delete(calendars).where(and(mine, one))
  }
}

const nothingIn = { names: [], addresses: [], birthMonth: null, birthDay: null, isGroup: false }

/** Decisions, notes and corrections, and that they were added by hand. */
async function removeSaid(tx: Database, { userId, addresses, hashes }: Leaving): Promise<void> {
  const theirs = [...hashes]
  const either = or(inArray(decisions.addressHash, theirs), inArray(decisions.withHash, theirs))
  await tx.delete(decisions).where(and(eq(decisions.userId, userId), either))
  for (const table of [notes, corrections, verdicts, hashedAddresses] as const)
    await tx.delete(table).where(and(eq(table.userId, userId), inArray(table.addressHash, theirs)))
  await tx.delete(addedPeople).where(and(eq(addedPeople.userId, userId), inArray(addedPeople.address, [...addresses])))
  const refused = and(eq(ownAddresses.source, 'refused'), inArray(ownAddresses.address, [...addresses]))
  await tx.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), refused))
}

/** Coffees and introductions with them, and every link that names them. A coffee of three loses its words and the third. */
async function removePlanned(tx: Database, { userId, addresses, hashes }: Leaving): Promise<void> {
  const theirs = [...hashes]
  const either = or(inArray(introductions.oneHash, theirs), inArray(introductions.otherHash, theirs))
  await tx.delete(introductions).where(and(eq(introductions.userId, userId), either))
  const gone = await tx
    .delete(coffees)
    .where(and(eq(coffees.userId, userId), inArray(coffees.addressHash, theirs)))
    .returning({ id: coffees.id })
  const ids = gone.map(({ id }) => id)
  if (ids.length)
    await tx.delete(tasks).where(and(eq(tasks.userId, userId), eq(tasks.kind, 'coffee'), inArray(tasks.subject, ids)))
  await tx
    .update(coffees)
    .set({ alsoAddress: null, alsoHash: null, alsoName: null, title: '', note: '' })
    .where(and(eq(coffees.userId, userId), inArray(coffees.alsoHash, theirs)))
  await tx.delete(links).where(and(eq(links.userId, userId), inArray(links.address, [...addresses])))
}

/** Cards about them go; what else names them, or was made of what went, is blanked. */
async function removeFromLetters(tx: Database, leaving: Leaving, touched: ReadonlySet<string>): Promise<void> {
  const { userId, hashes } = leaving
  const mine = eq(digestItems.userId, userId)
  const theirs = await tx
    .delete(digestItems)
    .where(and(mine, inArray(digestItems.addressHash, [...hashes])))
    .returning({ digestId: digestItems.digestId })
  const named = new Set(theirs.map(({ digestId }) => digestId))
  const speaks = mentions(leaving)
  const rests = (evidence: readonly string[] | undefined) => evidence?.some((key) => touched.has(key)) ?? false
  for (const { digestId, place, card } of await tx.select().from(digestItems).where(mine)) {
    const next = card && withoutMentions(card, { speaks, rests })
    if (next === card) continue
    const one = and(mine, eq(digestItems.digestId, digestId), eq(digestItems.place, place))
    await tx.update(digestItems).set({ card: next }).where(one)
  }
  for (const { id, letter } of await tx.select().from(digests).where(eq(digests.userId, userId))) {
    const met = letter.met.filter((one) => !speaks(one) && !rests(one.evidence))
    if (!named.has(id) && met.length === letter.met.length && !speaks(letter)) continue
    const { well: _, wellAbout: __, gathering: ___, promises: ____, birthdays: _____, ...rest } = letter
    const blank = { ...rest, met, subject: 'Your letter', preheader: '', intro: '', headline: [], notices: [] }
    await tx
      .update(digests)
      .set({ letter: blank })
      .where(and(eq(digests.userId, userId), eq(digests.id, id)))
  }
}

interface Judging {
  speaks(text: unknown): boolean
  rests(evidence: readonly string[] | undefined): boolean
}

function withoutMentions(card: Card, { speaks, rests }: Judging): Card | null {
  const points = card.points.filter((point) => !speaks(point) && !rests(point.evidence))
  if (points.length === card.points.length && !speaks(card)) return card
  const { message: _, ...rest } = card
  const left = { ...rest, points, opener: { ...card.opener, text: '' } }
  return points.length && !speaks(left) ? left : null
}

/** Whether anything in it holds an address or a name of theirs, the first name alone included: rather one letter too many. */
function mentions({ addresses, names }: Leaving): (value: unknown) => boolean {
  const whole = [...addresses, ...names].map((one) => one.toLowerCase())
  const firsts = new Set(names.flatMap((name) => wordsOf(name).slice(0, 1)))
  return (value) => {
    const text = JSON.stringify(value).toLowerCase()
    return whole.some((one) => text.includes(one)) || wordsOf(text).some((word) => firsts.has(word))
  }
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]/u)
    .filter((word) => word.length > 1)
