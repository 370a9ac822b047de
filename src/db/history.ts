/** What is asked of facts by person and by time: whoever was on them, what they were about, and when. */
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { breathe } from '../breathe.ts'
import type { Instant, Span, StoredFact } from '../facts.ts'
import type { Connection } from './accounts/connections.ts'
import type { Database } from './database.ts'
import { type FactRow, toStoredFacts } from './fact-rows.ts'
import { connections, facts } from './schema.ts'

const timelineAtOnce = 500

/** A place in the timeline: what comes after it is older. */
export interface TimelineSpot {
  readonly at: Instant
  readonly id: string
}

/**
 * The newest stored messages and meetings that carry one of these addresses, older than `before`, newest first. The
 * containment operator is the one that the index facts_addresses (jsonb_path_ops) serves.
 */
export async function timeline(
  db: Database,
  userId: string,
  wanted: { readonly addresses: readonly string[]; readonly before?: TimelineSpot; readonly limit: number },
): Promise<FactRow[]> {
  const found: FactRow[] = []
  for (;;) {
    const last = found.at(-1)
    const limit = Math.min(timelineAtOnce, wanted.limit - found.length)
    const rows = await timelinePage(db, userId, { ...wanted, ...(last ? { before: last } : {}), limit })
    found.push(...rows)
    if (rows.length < limit || found.length === wanted.limit) return found
    await breathe()
  }
}

async function timelinePage(
  db: Database,
  userId: string,
  wanted: { readonly addresses: readonly string[]; readonly before?: TimelineSpot; readonly limit: number },
): Promise<FactRow[]> {
  if (!wanted.addresses.length) return []
  const { before } = wanted
  const older = before && or(lt(facts.at, before.at), and(eq(facts.at, before.at), lt(facts.id, before.id)))
  return db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), carries(wanted.addresses), older))
    .orderBy(desc(facts.at), desc(facts.id))
    .limit(wanted.limit)
}

/** How many messages and meetings each connection of the user has brought. Served by the index on (user_id, at, id). */
export async function countFacts(db: Database, userId: string) {
  return db
    .select({ connectionId: facts.connectionId, kind: facts.kind, count: count() })
    .from(facts)
    .where(eq(facts.userId, userId))
    .groupBy(facts.connectionId, facts.kind)
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

/**
 * Meetings that were read from the calendars up to the last look, where they take time; those of an account that has ended
 * do not. Served by (user_id, at, id).
 * @param asked connections whose calendars have answered for themselves
 */
export async function storedBusy(
  db: Database,
  userId: string,
  window: Span,
  asked: readonly Connection[] = [],
): Promise<readonly Span[]> {
  const answered = new Set(asked.map(({ id }) => id))
  const rows = await db
    .select({ start: facts.at, end: facts.endsAt, meeting: facts.meeting, by: facts.connectionId })
    .from(facts)
    .innerJoin(connections, eq(connections.id, facts.connectionId))
    .where(
      and(
        eq(facts.userId, userId),
        ne(connections.state, 'ended'),
        eq(facts.kind, 'meeting'),
        lt(facts.at, window.end),
        // A meeting of more than a day is looked for from its beginning.
        gt(facts.at, window.start.subtract({ hours: 14 * 24 })),
        gt(facts.endsAt, window.start),
      ),
    )
  return rows.flatMap(({ start, end, meeting, by }) =>
    end &&
    meeting &&
    !answered.has(by) &&
    !meeting.cancelled &&
    !meeting.free &&
    meeting.mine !== 'declined' &&
    !meeting.allDay
      ? [{ start, end }]
      : [],
  )
}

/** Facts that carry one of these addresses, ascending. Served by the index facts_addresses. */
export async function factsSince(
  tx: Database,
  userId: string,
  addresses: readonly string[],
  since: Instant,
): Promise<readonly StoredFact[]> {
  if (!addresses.length) return []
  const rows = await tx
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), carries(addresses), gte(facts.at, since)))
    .orderBy(facts.at, facts.id)
  return toStoredFacts(rows)
}

/** Carries one of these addresses. The containment is what the index facts_addresses (jsonb_path_ops) serves. */
const carries = (addresses: readonly string[]) =>
  or(...addresses.map((address) => sql`${facts.addresses} @> ${JSON.stringify([address])}::text::jsonb`))

/** Whether any message or meeting, large or small, carries an address of both. Served by the index facts_addresses. */
export async function haveMet(
  db: Database,
  userId: string,
  [some, others]: readonly [readonly string[], readonly string[]],
): Promise<boolean> {
  const pairs = some.flatMap((one) => others.map((other) => JSON.stringify([one, other])))
  const either = sql.join(
    pairs.map((pair) => sql`${facts.addresses} @> ${pair}::text::jsonb`),
    sql` or `,
  )
  const rows = await db
    .select({ id: facts.id })
    .from(facts)
    .where(and(eq(facts.userId, userId), sql`(${either})`))
    .limit(1)
  return rows.length > 0
}

/** More people than this is no table at which two get to know each other. */
const mostAtATable = 6

/** Whether the owner met with both of them at one small table. Served by the index facts_addresses. */
export async function haveSatTogether(
  db: Database,
  userId: string,
  [one, other]: readonly [Addressed, Addressed],
): Promise<boolean> {
  const pairs = one.addresses.flatMap((mine) =>
    other.addresses.map((theirs) => JSON.stringify([mine.address, theirs.address])),
  )
  if (!pairs.length) return false
  const either = sql.join(
    pairs.map((pair) => sql`${facts.addresses} @> ${pair}::text::jsonb`),
    sql` or `,
  )
  const small = sql`jsonb_array_length(${facts.addresses}) <= ${mostAtATable}`
  const rows = await db
    .select({ meeting: facts.meeting })
    .from(facts)
    .where(and(eq(facts.userId, userId), eq(facts.kind, 'meeting'), small, sql`(${either})`))
    .limit(20)
  return rows.some(({ meeting }) => meeting && !meeting.cancelled && meeting.mine !== 'declined')
}

interface Addressed {
  readonly addresses: readonly { readonly address: string }[]
}

/** The newest facts with a title that carry one of these addresses and at most `few` in all. Served by the index facts_addresses. */
export async function listTitled(
  db: Database,
  userId: string,
  { addresses, few, limit }: { readonly addresses: readonly string[]; readonly few: number; readonly limit: number },
): Promise<FactRow[]> {
  return db
    .select()
    .from(facts)
    .where(
      and(
        eq(facts.userId, userId),
        carries([...new Set(addresses)]),
        isNotNull(facts.title),
        sql`jsonb_array_length(${facts.addresses}) <= ${few}`,
      ),
    )
    .orderBy(desc(facts.at), desc(facts.id))
    .limit(limit)
}

/** Whether more than `most` titles have these words in this order. Looks at no more rows than that takes. */
export async function isTitledOften(
  db: Database,
  userId: string,
  words: readonly string[],
  most: number,
): Promise<boolean> {
  const rows = await db
    .select({ id: facts.id })
    .from(facts)
    .where(and(eq(facts.userId, userId), sql`${facts.title} ilike ${`%${words.join('%')}%`}`))
    .limit(most + 1)
  return rows.length > most
}

/** Everything of a stretch of time, in order. Served by the index on (user_id, at, id). */
export async function readFactsDuring(db: Database, userId: string, { start, end }: Span): Promise<StoredFact[]> {
  const rows = await db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), gte(facts.at, start), lt(facts.at, end)))
    .orderBy(asc(facts.at), asc(facts.id))
  return toStoredFacts(rows)
}

/** The meetings that began from `since` up to `until`, in order. Served by the index on (user_id, at, id). */
export async function readMeetings(
  db: Database,
  userId: string,
  { since, until }: { readonly since: Instant; readonly until: Instant },
): Promise<StoredFact[]> {
  const rows = await db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), gte(facts.at, since), lte(facts.at, until), eq(facts.kind, 'meeting')))
    .orderBy(asc(facts.at), asc(facts.id))
  return toStoredFacts(rows)
}

/** The first meetings of a stretch of time as they are stored, in order. Served by the index on (user_id, at, id). */
export async function listMeetings(
  db: Database,
  userId: string,
  { start, end, limit }: Span & { readonly limit: number },
): Promise<FactRow[]> {
  const where = and(eq(facts.userId, userId), eq(facts.kind, 'meeting'), gte(facts.at, start), lt(facts.at, end))
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

/** The mails of these stretches that the owner sent under a title to few. Served by the index on (user_id, at, id). */
export async function listSentTitled(db: Database, userId: string, spans: readonly Span[]): Promise<StoredFact[]> {
  const rows = await db
    .select()
    .from(facts)
    .where(
      and(
        eq(facts.userId, userId),
        or(...spans.map(({ start, end }) => and(gte(facts.at, start), lt(facts.at, end)))),
        eq(facts.kind, 'mail'),
        eq(facts.outgoing, true),
        isNotNull(facts.title),
        sql`jsonb_array_length(${facts.addresses}) <= 3`,
      ),
    )
    .orderBy(asc(facts.at), asc(facts.id))
  return toStoredFacts(rows)
}

/** What the calendar marks as birthdays in any of these stretches. Served by the index on (user_id, at, id): a short look at each. */
export async function listBirthdayEntries(db: Database, userId: string, spans: readonly Span[]) {
  return db
    .select({ id: facts.dedupeKey, at: facts.at, title: facts.title })
    .from(facts)
    .where(
      and(
        eq(facts.userId, userId),
        or(...spans.map(({ start, end }) => and(gte(facts.at, start), lt(facts.at, end)))),
        eq(facts.kind, 'meeting'),
        sql`${facts.meeting} ->> 'type' = 'birthday'`,
      ),
    )
}
