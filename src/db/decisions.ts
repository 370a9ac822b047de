/** What the owner decided and noted about people, under HMACs of their addresses: it outlives every derivation. */
import { and, desc, eq, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Decision } from '../people/types.ts'
import type { Seal } from '../seal.ts'
import type { Database } from './database.ts'
import { connections, decisions, factAddresses, notes } from './schema.ts'
import { isOneOf, type Texts } from './statements/one-of.ts'
import type { UserId } from './statements/together.ts'

export type DecisionRow = typeof decisions.$inferSelect
export type NoteRow = typeof notes.$inferSelect

export async function addDecisions(db: Database, rows: readonly (typeof decisions.$inferInsert)[]): Promise<void> {
  if (rows.length) await db.insert(decisions).values([...rows])
}

/** The moment for a new decision: now, but always after the user's latest, since the latest word is the one that counts. */
export async function nextMoment(db: Database, userId: string, now: Instant): Promise<Instant> {
  const latest = (
    await db
      .select({ at: decisions.at })
      .from(decisions)
      .where(eq(decisions.userId, userId))
      .orderBy(desc(decisions.at))
      .limit(1)
  )[0]?.at
  return latest && latest.epochMilliseconds >= now.epochMilliseconds ? latest.add({ milliseconds: 1 }) : now
}

/** The decisions about any of these addresses, newest first. */
export async function listDecisions(db: Database, userId: string, hashes: readonly string[]): Promise<DecisionRow[]> {
  return hashes.length ? decisionsOn(db, userId, hashes) : []
}

/** The same, for one statement with others. */
export const decisionsOn = (db: Database, userId: UserId, hashes: Texts) =>
  db
    .select()
    .from(decisions)
    .where(and(eq(decisions.userId, userId), isOneOf(decisions.addressHash, hashes)))
    .orderBy(desc(decisions.at))

export async function addNotes(db: Database, rows: readonly (typeof notes.$inferInsert)[]): Promise<void> {
  if (rows.length) await db.insert(notes).values([...rows])
}

/**
 * The notes about a person, newest first. A note lies under every address they had, so that it stays when one of them
 * goes; here it is one.
 */
export async function listNotes(db: Database, userId: string, hashes: readonly string[]): Promise<NoteRow[]> {
  return hashes.length ? distinctNotes(await notesOn(db, userId, hashes)) : []
}

/** The same under each address, for one statement with others. */
export const notesOn = (db: Database, userId: UserId, hashes: Texts) =>
  db
    .select()
    .from(notes)
    .where(and(eq(notes.userId, userId), isOneOf(notes.addressHash, hashes)))
    .orderBy(desc(notes.at), notes.id)

export function listAllNotes(db: Database, userId: UserId) {
  return db.select().from(notes).where(eq(notes.userId, userId)).orderBy(desc(notes.at), notes.id)
}

/** The notes with a day in this stretch, both ends of it included, that are not done. Few: notes are written by hand. */
export const listDueNotes = async (
  db: Database,
  userId: string,
  span: { readonly from: string; readonly until: string },
): Promise<readonly NoteRow[]> => dueNotes(await listAllNotes(db, userId), span)

/** Those of these with a day in this stretch, both ends of it included, that are not done, the earliest day first. */
export function dueNotes(
  rows: readonly NoteRow[],
  { from, until }: { readonly from: string; readonly until: string },
): readonly NoteRow[] {
  const place = ({ due, at, id }: NoteRow) => `${due} ${at.toString({ fractionalSecondDigits: 3 })} ${id}`
  return rows
    .filter(({ due, doneAt }) => due !== null && due >= from && due <= until && !doneAt)
    .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** Which of these notes are still there with a day and are not done. */
export async function openNotes(db: Database, userId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (!ids.length) return new Set()
  const where = and(eq(notes.userId, userId), inArray(notes.id, [...ids]), isNotNull(notes.due), isNull(notes.doneAt))
  return new Set((await db.select({ id: notes.id }).from(notes).where(where)).map(({ id }) => id))
}

/**
 * What may be told on a card: a line with a day has its own place in a letter, and nothing is said of it after that; one that is
 * for a note is told to its reader.
 */
export const undated = (rows: readonly NoteRow[]): NoteRow[] =>
  rows.filter(({ due, doneAt, kind }) => !due && !doneAt && kind === 'note')

/** Which of these lines are there and were in no note, but for one that was written after `since`. */
export async function openLines(
  db: Database,
  userId: string,
  { ids, since }: { readonly ids: readonly string[]; readonly since: Instant },
): Promise<ReadonlySet<string>> {
  const isOpen = or(isNull(notes.doneAt), gte(notes.doneAt, since))
  const where = and(eq(notes.userId, userId), inArray(notes.id, [...ids]), eq(notes.kind, 'line'), isOpen)
  return new Set((await db.select({ id: notes.id }).from(notes).where(where)).map(({ id }) => id))
}

/** These lines went out in a note: under every address of whom they are for. By primary key, then by the index on user_id. */
export async function spendLines(
  tx: Database,
  userId: string,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Instant },
): Promise<void> {
  for (const id of ids) {
    const [line] = await tx
      .select()
      .from(notes)
      .where(and(eq(notes.userId, userId), eq(notes.id, id)))
    if (!line) continue
    const copies = and(eq(notes.userId, userId), eq(notes.at, line.at), eq(notes.text, line.text))
    await tx
      .update(notes)
      .set({ doneAt: at })
      .where(and(copies, eq(notes.kind, 'line'), isNull(notes.doneAt)))
  }
}

/** Sets the day of a note or its end, under every address of the person. @returns whether there is such a note of theirs */
export async function changeNotes(
  tx: Database,
  { userId, hashes, id }: { readonly userId: string; readonly hashes: readonly string[]; readonly id: string },
  set: Partial<Pick<NoteRow, 'due' | 'doneAt'>>,
): Promise<boolean> {
  // Whichever of its copies the page named.
  const of = and(eq(notes.userId, userId), eq(notes.id, id), inArray(notes.addressHash, [...hashes]))
  const [note] = await tx.select().from(notes).where(of)
  if (!note) return false
  await tx
    .update(notes)
    .set(set)
    .where(copiesOf(userId, hashes, note))
  return true
}

/** One note lies under each of their addresses. */
const copiesOf = (userId: string, hashes: readonly string[], { at, text }: NoteRow) =>
  and(eq(notes.userId, userId), inArray(notes.addressHash, [...hashes]), eq(notes.at, at), eq(notes.text, text))

/** Deletes a note under every address of the person. @returns what it was; undefined where it is not theirs */
export async function deleteNote(
  db: Database,
  userId: string,
  hashes: readonly string[],
  id: string,
): Promise<NoteRow | undefined> {
  const note = (await listNotes(db, userId, hashes)).find((one) => one.id === id)
  if (!note) return undefined
  await db.delete(notes).where(copiesOf(userId, hashes, note))
  return note
}

export function distinctNotes(rows: readonly NoteRow[]): NoteRow[] {
  return [...new Map(rows.toReversed().map((row) => [`${row.at}|${row.text}`, row])).values()].toReversed()
}

/**
 * The user's decisions by address, as far as they are about one of `addresses`, or else of all facts. They are kept by HMAC,
 * so that they outlive the addresses; the hashes of the addresses lead back to them.
 */
export async function readDecisions(
  db: Database,
  seal: Seal,
  userId: string,
  addresses?: readonly string[],
): Promise<Map<string, Decision[]>> {
  const rows = await db.select().from(decisions).where(eq(decisions.userId, userId)).orderBy(decisions.at, decisions.id)
  const found = new Map<string, Decision[]>()
  if (rows.length === 0) return found
  const wanted = new Set(rows.flatMap(({ addressHash, withHash }) => [addressHash, withHash ?? addressHash]))
  const addressOf = await findAddresses(seal, wanted, addresses ?? (await listAddresses(db, userId)))
  for (const row of rows) {
    const address = addressOf.get(row.addressHash)
    const decision = toDecision(row, addressOf)
    if (address && decision) found.set(address, [...(found.get(address) ?? []), decision])
  }
  return found
}

/** By hash: the address it was made from. Looks no further than it must. */
async function findAddresses(seal: Seal, wanted: Set<string>, addresses: readonly string[]) {
  const found = new Map<string, string>()
  for (let start = 0; start < addresses.length && found.size < wanted.size; start += atOnce) {
    const some = addresses.slice(start, start + atOnce)
    const hashes = await Promise.all(some.map((address) => seal.signatures(address, 'address')))
    for (const [index, address] of some.entries())
      for (const hash of hashes[index] ?? []) if (wanted.has(hash)) found.set(hash, address)
  }
  return found
}

async function listAddresses(db: Database, userId: string): Promise<readonly string[]> {
  const rows = await db.execute<{ address: string }>(
    sql`select ${factAddresses.address} as address from ${factAddresses} where ${factAddresses.userId} = ${userId}
      union select lower(${connections.email}) from ${connections} where ${connections.userId} = ${userId}`,
  )
  return toRows<{ address: string }>(rows).map(({ address }) => address)
}

/** PGlite answers with an object that holds the rows, postgres.js with the rows themselves. */
function toRows<T>(result: unknown): T[] {
  return Array.isArray(result) ? result : (result as { rows: T[] }).rows
}

function toDecision(row: typeof decisions.$inferSelect, addressOf: ReadonlyMap<string, string>): Decision | null {
  const { kind, at, until } = row
  if (kind === 'rest') return until ? { kind, at, until } : null
  if (kind !== 'merge' && kind !== 'split') return { kind, at }
  const other = addressOf.get(row.withHash ?? '')
  return other ? { kind, at, with: other } : null
}

const atOnce = 200

/**
 * Takes back what was decided by one link, with the note that was made together with it: that carries its moment, which no
 * other decision of the user has.
 */
export async function takeDecisionsBack(tx: Database, userId: string, source: string): Promise<void> {
  const mine = and(eq(decisions.userId, userId), eq(decisions.source, source))
  const made = await tx.delete(decisions).where(mine).returning()
  const at = made[0]?.at
  if (!at) return
  const hashes = made.map(({ addressHash }) => addressHash)
  await tx.delete(notes).where(and(eq(notes.userId, userId), eq(notes.at, at), inArray(notes.addressHash, hashes)))
}

/** Takes back decisions of one kind about whoever has these addresses. */
export async function deleteDecisions(
  tx: Database,
  userId: string,
  {
    hashes,
    kind,
    at,
  }: { readonly hashes: readonly string[]; readonly kind: DecisionRow['kind']; readonly at?: Instant },
): Promise<void> {
  if (!hashes.length) return
  const about = and(inArray(decisions.addressHash, [...hashes]), eq(decisions.kind, kind))
  const when = at ? eq(decisions.at, at) : undefined
  await tx.delete(decisions).where(and(eq(decisions.userId, userId), about, when))
}

/** Until when somebody rests by what was decided by one link; undefined where that says no day. */
export async function restOf(db: Database, userId: string, source: string): Promise<Instant | undefined> {
  const mine = and(eq(decisions.userId, userId), eq(decisions.source, source))
  return (await db.select({ until: decisions.until }).from(decisions).where(mine).limit(1))[0]?.until ?? undefined
}
