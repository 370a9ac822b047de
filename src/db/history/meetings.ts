/** What is stored of meetings, between whom and when. */

import { and, asc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Instant, Span, StoredFact } from '../../facts.ts'
import type { Database } from '../database.ts'
import { type FactRow, toStoredFacts } from '../fact-rows.ts'
import { factAddresses, facts } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import type { Addressed } from './history.ts'

/** Whether any message or meeting, large or small, carries an address of both. Served by the indexes behind addressed_facts. */
export async function haveMet(
  db: Database,
  userId: string,
  [some, others]: readonly [readonly string[], readonly string[]],
): Promise<boolean> {
  if (!some.length || !others.length) return false
  return (await factsOfBoth(db, userId, [some, others]).limit(1)).length > 0
}

/** The facts that carry an address of one and of the other, by their ids, some of them several times. */
function factsOfBoth(db: Database, userId: string, [some, others]: readonly [readonly string[], readonly string[]]) {
  const beside = alias(factAddresses, 'beside')
  const same = and(eq(beside.userId, userId), eq(beside.factId, factAddresses.factId))
  return db
    .select({ id: factAddresses.factId })
    .from(factAddresses)
    .innerJoin(beside, and(same, inArray(beside.address, [...others])))
    .where(and(eq(factAddresses.userId, userId), inArray(factAddresses.address, [...some])))
}

/** More people than this is no table at which two get to know each other. */
export const mostAtATable = 6

/** Whether the owner met with both of them at one small table. Served by the indexes behind addressed_facts, then by that of facts. */
export async function haveSatTogether(
  db: Database,
  userId: string,
  [one, other]: readonly [Addressed, Addressed],
): Promise<boolean> {
  const [some, others] = [one, other].map(({ addresses }) => addresses.map(({ address }) => address))
  if (!some?.length || !others?.length) return false
  const both = factsOfBoth(db, userId, [some, others])
  const small = lte(facts.addressCount, mostAtATable)
  const rows = await db
    .select({ meeting: facts.meeting })
    .from(facts)
    .where(and(eq(facts.userId, userId), eq(facts.kind, 'meeting'), small, inArray(facts.id, both)))
    .limit(20)
  return rows.some(({ meeting }) => meeting && !meeting.cancelled && meeting.mine !== 'declined')
}

/** The meetings that began from `since` up to `until`, in order. Served by the partial index facts_meetings. */
export async function readMeetings(
  db: Database,
  userId: string,
  { since, until }: { readonly since: Instant; readonly until: Instant },
): Promise<StoredFact[]> {
  return toStoredFacts(await during(db, { userId, since: since.toString(), until: until.toString() }, undefined))
}

const during = kept((db: Database, { userId, since, until }: Given<Record<'userId' | 'since' | 'until', string>>) => {
  const within = sql`${facts.at} >= ${since}::timestamptz and ${facts.at} <= ${until}::timestamptz`
  return db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), isMeeting, within))
    .orderBy(asc(facts.at), asc(facts.id))
})

/** In the text of a statement, since the partial index facts_meetings is found by its words. */
const isMeeting = sql`${facts.kind} = 'meeting'`

/** The first meetings of a stretch of time as they are stored, in order. Served by the partial index facts_meetings. */
export async function listMeetings(
  db: Database,
  userId: string,
  { start, end, limit }: Span & { readonly limit: number },
): Promise<FactRow[]> {
  const where = and(eq(facts.userId, userId), isMeeting, gte(facts.at, start), lt(facts.at, end))
  return db.select().from(facts).where(where).orderBy(asc(facts.at), asc(facts.id)).limit(limit)
}

/** The meetings that the provider knows by these ids. */
export async function findMeetings(
  tx: Database,
  userId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, StoredFact>> {
  const rows = await tx
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), eq(facts.kind, 'meeting'), inArray(facts.externalId, [...externalIds])))
  return new Map(toStoredFacts(rows).map((fact) => [fact.id, fact]))
}
