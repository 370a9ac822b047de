/** The owner's past year, replayed: one row per user, a month added at a time. */
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { ReplayedMonth } from '../backtest/types.ts'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { backtests, people, personAddresses } from './schema.ts'

export interface Backtest {
  readonly userId: string
  readonly state: 'running' | 'done' | 'failed'
  /** Oldest first. */
  readonly months: readonly ReplayedMonth[]
  readonly total: number
  readonly problem: string | null
  /** Names the run: what an earlier one worked out does not belong to it. */
  readonly requestedAt: Instant
}

export async function findBacktest(db: Database, userId: string): Promise<Backtest | undefined> {
  const row = (await db.select().from(backtests).where(eq(backtests.userId, userId)))[0]
  return row && { ...row, months: row.months.map((month) => ({ ...month, at: Temporal.Instant.from(month.at) })) }
}

/** Begins anew, unless a run is under way: then that one goes on. */
export async function beginBacktest(db: Database, userId: string, total: number, now: Instant): Promise<void> {
  const fresh = { state: 'running' as const, months: [], total, problem: null, requestedAt: now }
  await db
    .insert(backtests)
    .values({ userId, ...fresh })
    .onConflictDoUpdate({ target: backtests.userId, set: fresh, setWhere: ne(backtests.state, 'running') })
}

/** Adds a month to this run where it stands as `run` was read; nothing happens where it does not any more. */
export async function addMonth(
  db: Database,
  run: Backtest,
  month: ReplayedMonth,
  { total, last }: { readonly total: number; readonly last: boolean },
): Promise<void> {
  const more = JSON.stringify([{ ...month, at: month.at.toString() }])
  await db
    .update(backtests)
    .set({ months: sql`${backtests.months} || ${more}::text::jsonb`, total, ...(last ? { state: 'done' } : {}) })
    .where(and(isRun(run), eq(sql`jsonb_array_length(${backtests.months})`, run.months.length)))
}

/** Ends this run: with what there is, or with a sentence on why there is nothing. */
export async function endBacktest(db: Database, run: Backtest, problem: string | null): Promise<void> {
  await db
    .update(backtests)
    .set({ state: problem === null ? 'done' : 'failed', problem, total: run.months.length })
    .where(isRun(run))
}

const isRun = ({ userId, requestedAt }: Backtest) =>
  and(eq(backtests.userId, userId), eq(backtests.requestedAt, requestedAt), eq(backtests.state, 'running'))

/** It names people and quotes subjects: it goes with what it was made from. */
export async function deleteBacktest(db: Database, userId: string): Promise<void> {
  await db.delete(backtests).where(eq(backtests.userId, userId))
}

/** Who holds these addresses now, with what decides whether they may be named. */
export async function holdersOf(db: Database, userId: string, addresses: readonly string[]) {
  if (!addresses.length) return []
  return db
    .select({
      address: personAddresses.address,
      id: people.id,
      kind: people.kind,
      state: people.state,
      exclusions: people.exclusions,
    })
    .from(personAddresses)
    .innerJoin(people, and(eq(people.id, personAddresses.personId), eq(people.userId, userId)))
    .where(and(eq(personAddresses.userId, userId), inArray(personAddresses.address, [...addresses])))
}

/** Each address with all addresses of the person who holds it now. */
export async function addressesTogether(db: Database, userId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .select({ address: personAddresses.address, personId: personAddresses.personId })
    .from(personAddresses)
    .where(eq(personAddresses.userId, userId))
  const byPerson = Map.groupBy(rows, ({ personId }) => personId)
  return new Map(
    rows.map(({ address, personId }) => [address, (byPerson.get(personId) ?? []).map((row) => row.address)] as const),
  )
}
