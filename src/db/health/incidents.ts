/** What stood still on this server: one row for each time, from when it is noticed until it is over. */
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { type Incident, type IncidentState, incidents } from '../schema.ts'

export type IncidentRow = typeof incidents.$inferSelect

/**
 * Notes that something stands still; while it lasts it is one row, which counts. Served by the partial index incidents_open.
 * @param state what becomes of the mail about it, where it is new
 * @param times how often that is
 */
export async function noteIncident(
  db: Database,
  what: Incident,
  { state, at, times = 1 }: { readonly state: 'queued' | 'untold'; readonly at: Instant; readonly times?: number },
): Promise<void> {
  await db
    .insert(incidents)
    .values({ id: crypto.randomUUID(), what, state, count: times, beganAt: at, seenAt: at })
    .onConflictDoUpdate({
      target: incidents.what,
      targetWhere: isNull(incidents.overAt),
      set: {
        count: sql`${incidents.count} + ${times}`,
        seenAt: at,
        // Somebody to tell was set since.
        state: sql`case when ${incidents.state} = 'untold' then excluded.state else ${incidents.state} end`,
      },
    })
}

/** Ends it; a mail that has not left about it is not sent any more. Served by the partial index incidents_open. */
export async function endIncident(db: Database, what: Incident, now: Instant): Promise<void> {
  const state = sql`case when ${incidents.state} = 'queued' then 'unsent' else ${incidents.state} end`
  await db
    .update(incidents)
    .set({ overAt: now, state })
    .where(and(eq(incidents.what, what), isNull(incidents.overAt)))
}

/** Ends what was not noted since. Served by the partial index incidents_open. */
export async function endQuiet(db: Database, what: Incident, { since, now }: { since: Instant; now: Instant }) {
  await db
    .update(incidents)
    .set({ overAt: now })
    .where(and(eq(incidents.what, what), isNull(incidents.overAt), lt(incidents.seenAt, since)))
}

/** What stands still now; served by the partial index incidents_open. */
export async function listIncidents(db: Database): Promise<IncidentRow[]> {
  return db.select().from(incidents).where(isNull(incidents.overAt)).orderBy(incidents.what)
}

/** Moves the mail about one on, if it still is in one of these states. @returns whether it was */
export async function moveIncident(
  db: Database,
  { id }: Pick<IncidentRow, 'id'>,
  from: readonly IncidentState[],
  set: Partial<Pick<IncidentRow, 'state' | 'triedAt' | 'sentAt'>>,
): Promise<boolean> {
  const rows = await db
    .update(incidents)
    .set(set)
    .where(and(eq(incidents.id, id), inArray(incidents.state, [...from])))
    .returning({ id: incidents.id })
  return rows.length > 0
}
