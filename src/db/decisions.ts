/** What the owner decided and noted about people, under HMACs of their addresses: it outlives every derivation. */
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { decisions, notes } from './schema.ts'

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
  if (!hashes.length) return []
  const where = and(eq(decisions.userId, userId), inArray(decisions.addressHash, [...hashes]))
  return db.select().from(decisions).where(where).orderBy(desc(decisions.at))
}

export async function addNotes(db: Database, rows: readonly NoteRow[]): Promise<void> {
  if (rows.length) await db.insert(notes).values([...rows])
}

/**
 * The notes about a person, newest first. A note lies under every address they had, so that it stays when one of them
 * goes; here it is one.
 */
export async function listNotes(db: Database, userId: string, hashes: readonly string[]): Promise<NoteRow[]> {
  if (!hashes.length) return []
  const where = and(eq(notes.userId, userId), inArray(notes.addressHash, [...hashes]))
  return distinctNotes(await db.select().from(notes).where(where).orderBy(desc(notes.at), notes.id))
}

export async function listAllNotes(db: Database, userId: string): Promise<NoteRow[]> {
  return db.select().from(notes).where(eq(notes.userId, userId)).orderBy(desc(notes.at), notes.id)
}

/** Deletes a note under every address of the person. @returns what it was; undefined where it is not theirs */
export async function deleteNote(
  db: Database,
  userId: string,
  hashes: readonly string[],
  id: string,
): Promise<NoteRow | undefined> {
  const note = (await listNotes(db, userId, hashes)).find((one) => one.id === id)
  if (!note) return undefined
  const same = and(
    eq(notes.userId, userId),
    inArray(notes.addressHash, [...hashes]),
    eq(notes.at, note.at),
    eq(notes.text, note.text),
  )
  await db.delete(notes).where(same)
  return note
}

export function distinctNotes(rows: readonly NoteRow[]): NoteRow[] {
  return [...new Map(rows.toReversed().map((row) => [`${row.at}|${row.text}`, row])).values()].toReversed()
}
