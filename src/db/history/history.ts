/** What is asked of facts by person and by time: whoever was on them, what they were about, and when. */
import { and, asc, count, desc, eq, gt, gte, inArray, lt, lte, ne, or, sql } from 'drizzle-orm'
import { breathe } from '../../breathe.ts'
import type { Instant, Span, StoredFact } from '../../facts.ts'
import { wholeSettings } from '../../settings.ts'
import type { Connection } from '../accounts/connections.ts'
import type { User } from '../accounts/users.ts'
import type { Database } from '../database.ts'
import { type FactRow, toStoredFacts } from '../fact-rows.ts'
import { connections, factAddresses, facts, mayWish } from '../schema.ts'

const timelineAtOnce = 500

/** A place in the timeline: what comes after it is older. */
export interface TimelineSpot {
  readonly at: Instant
  /** Left out: whatever is of that moment is no part of what is older. */
  readonly id?: string
}

/**
 * The newest stored messages and meetings that carry one of these addresses, older than `before`, newest first. Served by the
 * indexes behind addressed_facts.
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
  const older =
    before &&
    and(
      lte(facts.at, before.at),
      or(lt(facts.at, before.at), before.id === undefined ? undefined : lt(facts.id, before.id)),
    )
  return db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), carries(userId, wanted.addresses), older))
    .orderBy(desc(facts.at), desc(facts.id))
    .limit(wanted.limit)
}

/** How many messages and meetings each connection of the user has brought. Served by the index on (user_id, at). */
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
 * Meetings that were read from the calendars up to the last look, where they take time by the owner's word; those of an
 * account that has ended do not. Served by (user_id, at).
 * @param asked connections whose calendars have answered for themselves, or are not to be asked
 */
export async function storedBusy(
  db: Database,
  { id: userId, settings }: Pick<User, 'id' | 'settings'>,
  window: Span,
  asked: readonly Pick<Connection, 'id'>[],
): Promise<readonly Span[]> {
  const answered = new Set(asked.map(({ id }) => id))
  const { tentativeBusy } = wholeSettings(settings)
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
    (tentativeBusy || meeting.mine !== 'tentative') &&
    !meeting.allDay
      ? [{ start, end }]
      : [],
  )
}

/** Facts that carry one of these addresses, ascending. Served by the indexes behind addressed_facts. */
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
    .where(and(eq(facts.userId, userId), carries(userId, addresses), gte(facts.at, since)))
    .orderBy(facts.at, facts.id)
  return toStoredFacts(rows)
}

/** Carries one of these addresses, at least one. Served by the indexes behind addressed_facts, and then by that of facts. */
const carries = (userId: string, addresses: readonly string[]) => {
  const mine = and(eq(factAddresses.userId, userId), inArray(factAddresses.address, [...new Set(addresses)]))
  // As a list that is made first: however many a kept plan expects, none of the facts is read that is not on it.
  return sql`${facts.id} = any(array(select ${factAddresses.factId} from ${factAddresses} where ${mine}))`
}

export interface Addressed {
  readonly addresses: readonly { readonly address: string }[]
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

/** Everything of a stretch of time, in order. Served by the index on (user_id, at). */
export async function readFactsDuring(db: Database, userId: string, { start, end }: Span): Promise<StoredFact[]> {
  const rows = await db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), gte(facts.at, start), lt(facts.at, end)))
    .orderBy(asc(facts.at), asc(facts.id))
  return toStoredFacts(rows)
}

/** The mails of these stretches that the owner sent to few under a title that may be a wish. Served by the partial index facts_wishes. */
export async function listWishes(db: Database, userId: string, spans: readonly Span[]): Promise<StoredFact[]> {
  const rows = await db
    .select()
    .from(facts)
    .where(
      and(
        eq(facts.userId, userId),
        or(...spans.map(({ start, end }) => and(gte(facts.at, start), lt(facts.at, end)))),
        eq(facts.kind, 'mail'),
        sql`${facts.outgoing}`,
        mayWish(facts.title),
        lte(facts.addressCount, 3),
      ),
    )
    .orderBy(asc(facts.at), asc(facts.id))
  return toStoredFacts(rows)
}

/** What the calendar marks as birthdays in any of these stretches. Served by the partial index facts_meetings. */
export async function listBirthdayEntries(db: Database, userId: string, spans: readonly Span[]) {
  return db
    .select({ id: facts.dedupeKey, at: facts.at, title: facts.title })
    .from(facts)
    .where(
      and(
        eq(facts.userId, userId),
        or(...spans.map(({ start, end }) => and(gte(facts.at, start), lt(facts.at, end)))),
        sql`${facts.kind} = 'meeting'`,
        sql`${facts.meeting} ->> 'type' = 'birthday'`,
      ),
    )
}
