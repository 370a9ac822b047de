/** Counts and reads out what is stored about a user: for the account page and the export. */
import { and, asc, count, eq, gt, gte, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { blankDerivedTitles, type FactRow } from './people.ts'
import { calls, connections, decisions, facts, notes, ownAddresses, people, personAddresses, users } from './schema.ts'

/** How many messages and meetings each connection of the user has brought. Served by the index on (user_id, at, id). */
export async function countFacts(db: Database, userId: string) {
  return db
    .select({ connectionId: facts.connectionId, kind: facts.kind, count: count() })
    .from(facts)
    .where(eq(facts.userId, userId))
    .groupBy(facts.connectionId, facts.kind)
}

/** How many people, decisions and notes are kept. */
export async function countKept(db: Database, userId: string) {
  const [kinds, decided, noted] = await Promise.all([
    db.select({ kind: people.kind, count: count() }).from(people).where(eq(people.userId, userId)).groupBy(people.kind),
    db.select({ count: count() }).from(decisions).where(eq(decisions.userId, userId)),
    db.select({ count: count() }).from(notes).where(eq(notes.userId, userId)),
  ])
  return { kinds, decisions: decided[0]?.count ?? 0, notes: noted[0]?.count ?? 0 }
}

/** The call ledger since a day ("2026-10-23"): requests by connection and method, the most used first. */
export async function countCalls(db: Database, userId: string, since: string) {
  return db
    .select({ email: connections.email, method: calls.method, count: sql<number>`sum(${calls.count})::int` })
    .from(calls)
    .innerJoin(connections, eq(connections.id, calls.connectionId))
    .where(and(eq(calls.userId, userId), gte(calls.day, since)))
    .groupBy(connections.email, calls.method)
    .orderBy(asc(connections.email), sql`3 desc`)
}

/** Which person holds each address now. */
export async function listPersonIds(db: Database, userId: string): Promise<Map<string, string>> {
  const columns = { address: personAddresses.address, personId: personAddresses.personId }
  const rows = await db.select(columns).from(personAddresses).where(eq(personAddresses.userId, userId))
  return new Map(rows.map(({ address, personId }) => [address, personId]))
}

export async function listOwnAddresses(db: Database, userId: string) {
  return db
    .select({ address: ownAddresses.address, source: ownAddresses.source })
    .from(ownAddresses)
    .where(eq(ownAddresses.userId, userId))
    .orderBy(asc(ownAddresses.address))
}

/** Replaces the addresses that the owner declared; those that were found stay. */
export async function declareAddresses(db: Database, userId: string, declared: readonly string[]): Promise<void> {
  await db.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), eq(ownAddresses.source, 'declared')))
  if (declared.length)
    await db.insert(ownAddresses).values(declared.map((address) => ({ userId, address, source: 'declared' as const })))
}

/**
 * Removes every stored subject and title; who and when stay. In the transaction that writes down the wish: it waits for
 * those who have stored titles and not committed, and whoever stores facts later knows of it.
 */
export async function blankTitles(db: Database, userId: string): Promise<void> {
  await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
  let last: FactPlace | undefined
  do {
    const some = await titledAfter(db, userId, last)
    const ids = some.map(({ id }) => id)
    if (ids.length)
      await db
        .update(facts)
        .set({ title: null })
        .where(and(eq(facts.userId, userId), inArray(facts.id, ids)))
    last = some.at(-1)
  } while (last)
  await blankDerivedTitles(db, userId)
}

type FactPlace = Pick<FactRow, 'at' | 'id'>

/** So many are written at a time: more would hold everybody else up. */
const blankedAtOnce = 1000

/** The next facts with a title. Served by the index on (user_id, at, id). */
async function titledAfter(db: Database, userId: string, last: FactPlace | undefined): Promise<FactPlace[]> {
  const after = last && or(gt(facts.at, last.at), and(eq(facts.at, last.at), gt(facts.id, last.id)))
  return db
    .select({ at: facts.at, id: facts.id })
    .from(facts)
    .where(and(eq(facts.userId, userId), isNotNull(facts.title), last && gte(facts.at, last.at), after))
    .orderBy(asc(facts.at), asc(facts.id))
    .limit(blankedAtOnce)
}

/**
 * All facts of the user, the copies of one message or meeting together, a batch at a time so that memory stays flat.
 * Served by the index on (user_id, dedupe_key).
 */
export async function* factsByKey(db: Database, userId: string, batch = 500): AsyncGenerator<FactRow[]> {
  let after = ''
  let open: FactRow[] = []
  for (;;) {
    const rows = await db
      .select()
      .from(facts)
      .where(and(eq(facts.userId, userId), gt(facts.dedupeKey, after)))
      .orderBy(asc(facts.dedupeKey), asc(facts.id))
      .limit(batch)
    // The last key may go on beyond the batch: it is read again from its start, unless this is the end.
    const last = rows.at(-1)?.dedupeKey
    const whole = rows.length < batch ? rows : rows.filter((row) => row.dedupeKey !== last)
    for (const row of whole) {
      if (open[0] && open[0].dedupeKey !== row.dedupeKey) {
        yield open
        open = []
      }
      open.push(row)
    }
    if (open.length) yield open
    open = []
    if (rows.length < batch) return
    after = whole.at(-1)?.dedupeKey ?? after
    if (!whole.length) batch *= 2
  }
}
