/** Budgets that pace the duties: the quotas of accounts and programs, and the turns of one mailbox. */
import { and, eq, gt, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import type { Database } from './database.ts'
import { budgets, tasks } from './schema.ts'
import { gathered } from './statements/gathered.ts'
import { type Given, kept } from './statements/kept.ts'
import { leaseSeconds, type Task } from './tasks.ts'

/** One account's or program's quota. `burst` units may be spent at once, then `perMinute` a minute. */
export interface Quota {
  readonly key: string
  readonly perMinute: number
  readonly burst: number
}

/**
 * Reserves units from all of these quotas together: as many as all have free, at most `most`; none when that is fewer
 * than `least`, and no more than `spends` makes use of. A quota is kept as the moment at which everything spent is earned back (generic cell rate algorithm), so
 * that pacing holds across processes and restarts.
 * @returns the units reserved, or the moment at which a worthwhile part of `most` will be free
 */
export async function reserveUnits(
  db: Database,
  quotas: readonly Quota[],
  now: Instant,
  amount: { least: number; most: number; spends?: ((units: number) => number) | undefined },
): Promise<{ granted: number } | { retryAt: Instant }> {
  return (await takeAll(db, quotas, now, amount)) ?? takeWhatIsFree(db, quotas, now, amount)
}

/**
 * All that is asked for, in one statement, where every quota has so much free: nearly always. It says the same as
 * `takeWhatIsFree`, which goes on where it finds less, or a quota of which nothing was ever spent. Served by the primary key.
 */
async function takeAll(
  db: Database,
  quotas: readonly Quota[],
  now: Instant,
  { least, most, spends }: { least: number; most: number; spends?: ((units: number) => number) | undefined },
): Promise<{ granted: number } | null> {
  const spare = quotas.map(({ burst, perMinute }) => Math.floor(((Math.max(burst, least) - most) * 60_000) / perMinute))
  const granted = spends?.(most) ?? most
  if (granted < least || spare.some((milliseconds) => milliseconds < 0)) return null
  return (await takeOne(db, { quotas, spare, granted, now: now.epochMilliseconds })) ? { granted } : null
}

/** So much of some quotas, if each of them has it free. */
interface Share {
  readonly quotas: readonly Quota[]
  /** How far ahead of now each of them may be spent already, in milliseconds. */
  readonly spare: readonly number[]
  readonly granted: number
  readonly now: number
}

/** What mail and calendar reserve at the same moment is reserved in one statement, where they share no quota and all of it is free. */
const takeOne = gathered(async (db: Database, shares: readonly Share[]): Promise<readonly boolean[]> => {
  const keys = shares.flatMap(({ quotas }) => quotas.map(({ key }) => key))
  const isOne = shares.length > 1 && new Set(keys).size === keys.length
  if (isOne && (await takeShares(db, shares))) return shares.map(() => true)
  const taken: boolean[] = []
  for (const share of shares) taken.push(await takeShares(db, [share]))
  return taken
})

async function takeShares(db: Database, shares: readonly Share[]): Promise<boolean> {
  const textOf = (milliseconds: number) => new Date(milliseconds).toISOString()
  const parts = shares.flatMap(({ quotas, spare, granted, now }) =>
    quotas.map(({ key, perMinute }, at) => ({
      key,
      latest: textOf(now + (spare[at] ?? 0)),
      cost: `${Math.ceil((granted * 60_000) / perMinute)} milliseconds`,
    })),
  )
  const values = {
    now: textOf(Math.max(...shares.map(({ now }) => now))),
    ...Object.fromEntries(
      parts.flatMap((part, at) => Object.entries(part).map(([name, value]) => [`${name}${at}`, value])),
    ),
  }
  return (await take(db, values, parts.length)).length === parts.length
}

/** By the places of the quotas: "key0", "latest0", "cost0" and so on. */
const take = kept((db: Database, given: Given<Readonly<Record<string, string>>>, count: number) => {
  const each = (name: string) => Array.from({ length: count }, (_, at) => sql`${given[`${name}${at}`]}`)
  const keys = each('key')
  const isOne = sql`${budgets.key} in (${sql.join(keys, sql`, `)})`
  const perQuota = (values: readonly SQL[]) =>
    sql`case key ${sql.join(
      keys.map((key, at) => sql`when ${key} then ${values[at]}`),
      sql` `,
    )} end`
  const latest = perQuota(each('latest').map((one) => sql`${one}::timestamptz`))
  const cost = perQuota(each('cost').map((one) => sql`${one}::interval`))
  const held = db
    .select({ key: budgets.key, spentUntil: budgets.spentUntil })
    .from(budgets)
    .where(isOne)
    .orderBy(budgets.key)
    .for('update')
  return db
    .update(budgets)
    .set({ spentUntil: sql`greatest(${budgets.spentUntil}, ${given.now}::timestamptz) + ${cost}` })
    .where(
      and(isOne, sql`(select count(*) from (${held}) held where spent_until <= ${latest}) = ${sql.raw(`${count}`)}`),
    )
    .returning({ key: budgets.key })
})

function takeWhatIsFree(
  db: Database,
  quotas: readonly Quota[],
  now: Instant,
  amount: { least: number; most: number; spends?: ((units: number) => number) | undefined },
): Promise<{ granted: number } | { retryAt: Instant }> {
  return db.transaction(async (tx) => {
    const keys = quotas.map((quota) => quota.key).toSorted()
    await tx
      .insert(budgets)
      .values(keys.map((key) => ({ key, spentUntil: now })))
      .onConflictDoNothing()
    const rows = await tx.select().from(budgets).where(inArray(budgets.key, keys)).orderBy(budgets.key).for('update')
    const spent = new Map(
      rows.map((row) => [row.key, Math.max(row.spentUntil.epochMilliseconds, now.epochMilliseconds)]),
    )
    const known = (quota: Quota) => spent.get(quota.key) ?? now.epochMilliseconds
    const spentUntil = (quota: Quota) => believable(known(quota), now.epochMilliseconds, burstMs(quota, amount.least))
    const save = (quota: Quota, milliseconds: number) =>
      tx
        .update(budgets)
        .set({ spentUntil: Temporal.Instant.fromEpochMilliseconds(Math.ceil(milliseconds)) })
        .where(eq(budgets.key, quota.key))
    const free = (quota: Quota) =>
      Math.floor(
        Math.max(quota.burst, amount.least) - ((spentUntil(quota) - now.epochMilliseconds) * quota.perMinute) / 60_000,
      )
    const offered = Math.min(amount.most, ...quotas.map(free))
    const granted = offered < amount.least ? offered : (amount.spends?.(offered) ?? offered)
    if (granted < amount.least) {
      for (const quota of quotas) if (spentUntil(quota) !== known(quota)) await save(quota, spentUntil(quota))
      // Half a burst is worth coming back for: whoever came for the least would come for every single request.
      const enough = ({ burst }: Quota) => Math.max(amount.least, Math.min(amount.most, Math.floor(burst / 2)))
      const wait = Math.max(...quotas.map((quota) => ((enough(quota) - free(quota)) * 60_000) / quota.perMinute))
      return { retryAt: now.add({ milliseconds: Math.max(1, Math.ceil(wait)) }) }
    }
    for (const quota of quotas) await save(quota, spentUntil(quota) + (granted * 60_000) / quota.perMinute)
    return { granted }
  })
}

/** Forgets the quotas under this prefix whose units are all earned back: a row for whatever somebody typed would stay for ever. */
export async function forgetEarned(db: Database, prefix: string, now: Instant): Promise<void> {
  await db.delete(budgets).where(and(sql`starts_with(${budgets.key}, ${prefix})`, lte(budgets.spentUntil, now)))
}

/** In how many milliseconds a burst, or the one request that is larger, is earned back. */
const burstMs = ({ burst, perMinute }: Quota, least: number): number =>
  Math.ceil((Math.max(burst, least) * 60_000) / perMinute)

/** Nobody spends much more than a whole burst ahead: what says so was written by a clock that was wrong. All in milliseconds. */
const believable = (spentUntil: number, now: number, burst: number): number =>
  spentUntil > now + burst + 600_000 ? now + burst : spentUntil

/** Takes away what names an account or a user: whoever comes again begins with a whole budget. */
export async function dropBudgets(
  tx: Database,
  {
    accounts,
    keys,
  }: {
    readonly accounts: readonly { readonly issuer: string; readonly subject: string }[]
    readonly keys: readonly string[]
  },
): Promise<void> {
  const ends = accounts.map(({ issuer, subject }) => `|${issuer}|${subject}`)
  const isTheirs = ends.map((end) => sql`right(${budgets.key}, length(${end}::text)) = ${end}`)
  await tx.delete(budgets).where(or(inArray(budgets.key, [...keys]), ...isTheirs))
}

/** What is earned back says nothing any more: a row less is the same. */
export async function forgetBudgets(db: Database, before: Instant): Promise<void> {
  await db.delete(budgets).where(lte(budgets.spentUntil, before))
}

/** Whose turn at a mailbox it is. */
export const turnKey = (connectionId: string) => `turn|${connectionId}`

/** How soon somebody looks again whose turn it is not. */
export const turnSeconds = 1

/**
 * Takes the turn of a mailbox for one step, until the end of the duty's lease. A calendar is short and goes first: mail
 * stands back while its calendar is due, so that neither waits for ever.
 * @returns what gives the turn back, null while it is somebody else's
 */
export async function takeTurn(db: Database, task: Task, now: Instant): Promise<(() => Promise<void>) | null> {
  if (task.kind === 'mail' && (await isDue(db, { kind: 'calendar', subject: task.subject }, now))) return null
  const key = turnKey(task.subject)
  const until = { spentUntil: task.leaseUntil }
  const taken = await db
    .insert(budgets)
    .values({ key, ...until })
    .onConflictDoUpdate({
      target: budgets.key,
      set: until,
      // A turn ends with its lease: one that lies further ahead was taken by a clock that was wrong.
      setWhere: sql`${lte(budgets.spentUntil, now)} or ${gt(budgets.spentUntil, now.add({ seconds: 4 * leaseSeconds }))}`,
    })
    .returning()
  const turn = taken[0]
  if (!turn) return null
  // Whoever took it after our lease has another end of theirs.
  const ours = and(eq(budgets.key, key), eq(budgets.spentUntil, turn.spentUntil))
  return async () => {
    await db.delete(budgets).where(ours)
  }
}

/** Due, or under way; by primary key. */
async function isDue(db: Database, { kind, subject }: Pick<Task, 'kind' | 'subject'>, now: Instant): Promise<boolean> {
  const rows = await db
    .select({ kind: tasks.kind })
    .from(tasks)
    .where(and(eq(tasks.kind, kind), eq(tasks.subject, subject), or(lte(tasks.runAt, now), gt(tasks.leaseUntil, now))))
  return rows.length > 0
}
