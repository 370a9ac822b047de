/** What is asked of facts by person and by time: whoever was on them, what they were about, and when. */
import { and, asc, count, desc, eq, gt, lt, or, sql } from 'drizzle-orm'
import { breathe } from '../breathe.ts'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import type { FactRow } from './fact-rows.ts'
import { facts } from './schema.ts'

const timelineAtOnce = 500

/** A place in the timeline: what comes after it is older. */
export interface Place {
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
  wanted: { readonly addresses: readonly string[]; readonly before?: Place; readonly limit: number },
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
  wanted: { readonly addresses: readonly string[]; readonly before?: Place; readonly limit: number },
): Promise<FactRow[]> {
  const onIt = wanted.addresses.map((address) => sql`${facts.addresses} @> ${JSON.stringify([address])}::text::jsonb`)
  if (!onIt.length) return []
  const { before } = wanted
  const older = before && or(lt(facts.at, before.at), and(eq(facts.at, before.at), lt(facts.id, before.id)))
  return db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), or(...onIt), older))
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
