/** The owner's time zone: which one is in use, and what their own sent mail shows of it. */
import { and, eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Address, Instant, Signal } from '../../facts.ts'
import type { Database } from '../database.ts'
import { facts, users } from '../schema.ts'

/** The owner's word: from now on nothing else counts. */
export async function chooseZone(db: Database, userId: string, timeZone: string): Promise<void> {
  await db.update(users).set({ timeZone, timeZoneChosen: true, timeZoneHeld: false }).where(eq(users.id, userId))
}

/** What sent mail shows, and the zone that follows from everything said; a chosen zone stays. */
export async function saveZone(
  db: Database,
  userId: string,
  { timeZone, mailZone }: { readonly timeZone: string; readonly mailZone: string | null },
): Promise<void> {
  await db.update(users).set({ mailZone }).where(eq(users.id, userId))
  await db
    .update(users)
    .set({ timeZone })
    .where(and(eq(users.id, userId), eq(users.timeZoneChosen, false)))
}

/** One message that went out: when, by which clock, and from whom. */
export interface SentClock {
  readonly at: Instant
  /** Minutes east of UTC in its Date header. */
  readonly minutes: number
  readonly from: Address | null
  readonly signals: readonly Signal[]
}

/** A trip is many messages of one day, and a move many days. */
const perDay = 2
const days = 730

/**
 * A few of what went out on each day of the two years before the newest that carries an offset, the newest of a day first.
 * Served by the partial index facts_clocks: one look at it for each day, however much was sent.
 */
export async function listSentClocks(db: Database, userId: string): Promise<readonly SentClock[]> {
  const carries = sql`${facts.userId} = ${userId} and ${facts.outgoing} and ${facts.mail} -> 'offset' is not null`
  const [newest] = await db.select({ at: facts.at }).from(facts).where(carries).orderBy(sql`${facts.at} desc`).limit(1)
  if (!newest) return []
  const end = newest.at.add({ milliseconds: 1 }).toString()
  const rows = await db.execute<Row>(sql`
    select (extract(epoch from sent.at) * 1000)::bigint::text as ms, sent.mail ->> 'offset' as minutes,
      sent.mail -> 'from' ->> 0 as address, sent.mail -> 'from' ->> 1 as name, sent.mail ->> 'signals' as signals
    from generate_series(0, ${days - 1}::int) as ago
    cross join lateral (
      select ${facts.at} as at, ${facts.mail} as mail from ${facts}
      where ${carries}
        and ${facts.at} >= ${end}::timestamptz - (ago + 1) * interval '24 hours'
        and ${facts.at} < ${end}::timestamptz - ago * interval '24 hours'
      order by ${facts.at} desc
      limit ${perDay}::int
    ) as sent`)
  return rowsOf(rows).map(({ ms, minutes, address, name, signals }) => ({
    at: Temporal.Instant.fromEpochMilliseconds(Number(ms)),
    minutes: Number(minutes),
    from: address === null ? null : { address, ...(name ? { name } : {}) },
    signals: signals === null ? [] : (JSON.parse(signals) as Signal[]),
  }))
}

/** All as text: the drivers read other types each in its own way. */
interface Row extends Record<string, unknown> {
  readonly ms: string
  readonly minutes: string
  readonly address: string | null
  readonly name: string | null
  readonly signals: string | null
}

/** One driver answers with the rows, the other with a result that holds them. */
const rowsOf = (result: unknown): readonly Row[] =>
  Array.isArray(result) ? result : ((result as { rows: readonly Row[] }).rows ?? [])
