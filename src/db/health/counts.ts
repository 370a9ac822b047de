/**
 * What `/metrics` says of the database: the same from every process that asks. Each statement is served by an index and looks
 * at so many rows at most, so that a page asked for every few seconds costs the same among a million rows.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import type { AlarmState, ConfirmationState, DigestState, Incident } from '../schema.ts'
import type { TaskKind } from '../tasks.ts'

/** Beyond it a count says only that there are at least so many. */
export const mostCounted = 10_000
/** Letters and mails count for so long: every owner has had a letter within it. */
export const countedDays = 7

export interface TaskCount {
  readonly kind: TaskKind
  readonly count: number
}

export interface DueCount extends TaskCount {
  /** How long the oldest of them has been due. */
  readonly oldestSeconds: number
}

export interface StateCount<State extends string = string> {
  readonly state: State
  readonly count: number
}

export interface Counts {
  readonly due: readonly DueCount[]
  readonly claimed: readonly TaskCount[]
  readonly failing: readonly TaskCount[]
  readonly letters: readonly StateCount<DigestState>[]
  readonly confirmations: readonly StateCount<ConfirmationState>[]
  readonly alarms: readonly StateCount<AlarmState>[]
  readonly incidents: readonly { readonly what: Incident; readonly count: number }[]
  /** What is spent ahead of each quota of a whole program, in seconds until it is earned back. */
  readonly quotas: readonly { readonly key: string; readonly seconds: number }[]
}

export async function countAll(db: Database, now: Instant, quotas: readonly string[]): Promise<Counts> {
  const ask = <Row>(columns: { [K in keyof Row]: SQL<Row[K]> }, from: SQL): Promise<Row[]> =>
    acrossUsers(db)
      .select(columns as Record<string, SQL>)
      .from(sql`(${from}) as counted`) as unknown as Promise<Row[]>
  const kind = sql<TaskKind>`kind`
  const count = sql<number>`count`
  const states = <State extends string>(table: StateTable) =>
    ask<StateCount<State>>({ state: sql<State>`state`, count }, statements.states(now, table))
  return {
    due: await ask<DueCount>(
      { kind, count, oldestSeconds: sql<number>`oldest::float8`.mapWith(Number) },
      statements.due(now),
    ),
    claimed: await ask<TaskCount>({ kind, count }, statements.claimed(now)),
    failing: await ask<TaskCount>({ kind, count }, statements.failing()),
    letters: await states<DigestState>('digests'),
    confirmations: await states<ConfirmationState>('confirmations'),
    alarms: await states<AlarmState>('alarms'),
    incidents: await ask<{ what: Incident; count: number }>(
      { what: sql<Incident>`what`, count },
      statements.incidents(),
    ),
    quotas: await ask<{ key: string; seconds: number }>(
      { key: sql<string>`key`, seconds: sql<number>`seconds::float8`.mapWith(Number) },
      statements.quotas(now, quotas),
    ),
  }
}

type StateTable = 'digests' | 'confirmations' | 'alarms'

/** The states of each, and when such a row began. */
const tables: Readonly<Record<StateTable, { readonly at: string; readonly states: readonly string[] }>> = {
  digests: { at: 'created_at', states: ['ready', 'sending', 'sent', 'unknown', 'failed', 'dropped', 'skipped'] },
  confirmations: { at: 'asked_at', states: ['queued', 'sending', 'sent', 'unknown', 'failed', 'bounced'] },
  alarms: { at: 'asked_at', states: ['queued', 'sending', 'sent', 'unknown', 'failed', 'unsent'] },
}

const moment = (at: Instant) => sql`${at.toString()}::timestamptz`
const most = sql.raw(String(mostCounted))

/** Each by itself, so that a test can ask for its plan. */
export const statements = {
  /** Index tasks_run_at_index: what is due stands at its beginning. */
  due: (now: Instant): SQL => sql`
    select kind, count(*)::int as count, extract(epoch from ${moment(now)} - min(run_at)) as oldest
    from (select kind, run_at from tasks where run_at <= ${moment(now)} order by run_at limit ${most}) as due
    group by kind`,
  /** Index tasks_leases. */
  claimed: (now: Instant): SQL => sql`
    select kind, count(*)::int as count
    from (select kind from tasks where lease_until > ${moment(now)} limit ${most}) as claimed group by kind`,
  /** Index tasks_failing. */
  failing: (): SQL => sql`
    select kind, count(*)::int as count
    from (select kind from tasks where attempts > 0 limit ${most}) as failing group by kind`,
  /** Indexes digests_states, confirmations_states and alarms_states: a few steps for each state. */
  states: (now: Instant, table: StateTable): SQL => {
    const { at, states } = tables[table]
    const since = moment(now.subtract({ hours: 24 * countedDays }))
    return sql.join(
      states.map(
        (state) => sql`
    select ${sql.raw(`'${state}'`)} as state, count(*)::int as count
    from (select 1 from ${sql.raw(table)} where state = ${sql.raw(`'${state}'`)} and ${sql.raw(at)} >= ${since} limit ${most}) as counted`,
      ),
      sql` union all `,
    )
  },
  /** Index incidents_open, of at most one row each. */
  incidents: (): SQL => sql`select what, count from incidents where over_at is null`,
  /** By primary key. */
  quotas: (now: Instant, keys: readonly string[]): SQL => sql`
    select key, greatest(0, extract(epoch from spent_until - ${moment(now)})) as seconds
    from budgets where key in (${sql.join(
      ['', ...keys].map((key) => sql`${key}`),
      sql`, `,
    )})`,
} as const
