/**
 * Keeps how far a derivation has come. A trigger of the table of facts (drizzle/0003) makes the row stale and empties it as
 * soon as anything that it counts comes, goes or changes.
 */
import { and, eq, gt, lte, ne, notLike, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import { keptElsewhere, type Pieces, piecesIn, UnreadableCheckpoint } from '../people/derive/checkpoint.ts'
import { pack, unpack } from '../people/derive/gzipped.ts'
import { lockUser } from './accounts/users.ts'
import type { Database } from './database.ts'
import { checkpoints, facts } from './schema.ts'

type CheckpointRow = typeof checkpoints.$inferSelect

/** One that holds. `basis` is as short as a digest. */
export interface StoredCheckpoint extends Pieces {
  readonly until: Instant
  readonly basis: string
  /** Why nothing of it can be read. */
  readonly broken?: UnreadableCheckpoint
}

/** The user's checkpoint, as long as it holds. */
export async function findCheckpoint(db: Database, userId: string): Promise<StoredCheckpoint | undefined> {
  return readRow(await findRow(db, userId))
}

/** What holds now, without reading all of it. */
export async function findCheckpointHead(
  db: Database,
  userId: string,
): Promise<Pick<StoredCheckpoint, 'until' | 'basis'> | undefined> {
  return (
    await db.select({ until: checkpoints.until, basis: checkpoints.basis }).from(checkpoints).where(holding(userId))
  )[0]
}

async function findRow(db: Database, userId: string): Promise<CheckpointRow | undefined> {
  return (await db.select().from(checkpoints).where(holding(userId)))[0]
}

/** One that is being filled in goes by its ticket. */
const holding = (userId: string) =>
  and(
    eq(checkpoints.userId, userId),
    eq(checkpoints.stale, false),
    ne(checkpoints.state, ''),
    notLike(checkpoints.basis, `${opening}%`),
  )

const opening = 'open '

/** One that cannot be read rests on nothing, so that it is dropped like one that rests on something else. */
async function readRow(row: CheckpointRow | undefined): Promise<StoredCheckpoint | undefined> {
  if (!row) return undefined
  const { until, basis, state } = row
  try {
    return { until, basis, ...(await piecesIn(state.split(between), unpack)) }
  } catch (error) {
    if (!(error instanceof UnreadableCheckpoint)) throw error
    return { until, basis: '', broken: error, ...keptElsewhere }
  }
}

export interface OpenCheckpoint {
  /** Under it, and only once, the checkpoint is filled in. */
  readonly ticket: string
  /** What held until now. */
  readonly before: StoredCheckpoint | undefined
}

/**
 * Begins a checkpoint in place of the one before: from now on everything that changes facts of `until` or earlier spoils it.
 * Waits for those who have written facts and not committed: a lock on the user's row is in their way, the same that the
 * trigger takes.
 */
export async function openCheckpoint(
  db: Database,
  { userId, until, now }: { readonly userId: string; readonly until: Instant; readonly now: Instant },
): Promise<OpenCheckpoint | undefined> {
  const begun = await db.transaction(async (tx) => {
    if (!(await lockUser(tx, userId))) return undefined
    const before = await findRow(tx, userId)
    const ticket = `${opening}${crypto.randomUUID()}`
    const row = { until, basis: ticket, state: '', stale: false, madeAt: now }
    await tx
      .insert(checkpoints)
      .values({ userId, ...row })
      .onConflictDoUpdate({ target: checkpoints.userId, set: row })
    return { ticket, before }
  })
  return begun && { ticket: begun.ticket, before: await readRow(begun.before) }
}

/**
 * Fills in what was begun, while its pieces are made: of each its lines, one below the other, gzipped and in base64, so that each
 * is unpacked by itself. They go in bit by bit, and what comes out is written as soon as there is much of it: all of them as text,
 * as bytes, as packed ones and as what the driver makes of these would stand beside each other. Where it was spoilt meanwhile
 * nothing is written.
 */
export async function fillCheckpoint(
  db: Database,
  { userId, ticket }: { readonly userId: string; readonly ticket: string },
  pieces: Iterable<Iterable<string>>,
): Promise<void> {
  const out = gathering(async (text) => {
    await db
      .update(checkpoints)
      .set({ state: sql`${checkpoints.state} || ${text}` })
      .where(underTicket(userId, ticket))
  })
  let isFirst = true
  for (const lines of pieces) {
    if (!isFirst) await out.add(between)
    isFirst = false
    await pack(lines, out.add)
  }
  await out.end()
}

/** No letter of base64. */
const between = '.'

/** Writes what is added once it is much. */
function gathering(write: (text: string) => Promise<void>) {
  let some: string[] = []
  let length = 0
  const end = async () => {
    await write(some.join(''))
    some = []
    length = 0
  }
  return {
    end,
    async add(text: string) {
      some.push(text)
      length += text.length
      if (length > written) await end()
    },
  }
}

/** From now on it holds. Returns false where it was spoilt meanwhile, or somebody else began one. */
export async function saveCheckpoint(db: Database, userId: string, ticket: string, basis: string): Promise<boolean> {
  const saved = await db
    .update(checkpoints)
    .set({ basis })
    .where(underTicket(userId, ticket))
    .returning({ userId: checkpoints.userId })
  return saved.length > 0
}

const underTicket = (userId: string, ticket: string) =>
  and(eq(checkpoints.userId, userId), eq(checkpoints.basis, ticket), eq(checkpoints.stale, false))

/** It holds text that came from mail, and goes with it. */
export async function dropCheckpoint(db: Database, userId: string): Promise<void> {
  await db.delete(checkpoints).where(eq(checkpoints.userId, userId))
}

/** Whether at least `count` facts lie after `from` up to `until`. Served by the index on (user_id, at). */
export async function isFarBehind(
  db: Database,
  userId: string,
  { from, until, count }: { readonly from: Instant; readonly until: Instant; readonly count: number },
): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(facts)
    .where(and(eq(facts.userId, userId), gt(facts.at, from), lte(facts.at, until)))
    .offset(count - 1)
    .limit(1)
  return rows.length > 0
}

/** So much is written at once: what stands there already is written again each time. */
const written = 1_500_000
