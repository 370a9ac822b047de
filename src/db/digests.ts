/** Letters and the people in them, in and out of the database. */
import { and, desc, eq, gt, gte, inArray, or, type Placeholder, sql } from 'drizzle-orm'
import { type Instant, isoOf } from '../facts.ts'
import type { Appearance, ItemOutcome, Letter } from '../letter/types.ts'
import type { Database } from './database.ts'
import { type DigestState, digestItems, digests, verdicts } from './schema.ts'
import { type Given, kept } from './statements/kept.ts'
import { isOneOf, type Texts } from './statements/one-of.ts'
import type { UserId } from './statements/together.ts'

export type LetterItem = typeof digestItems.$inferSelect
/** A letter with the people in it, in their order. */
export type LetterRow = typeof digests.$inferSelect & { readonly items: readonly LetterItem[] }

/** The user's letters with their people, newest week first. Served by the index on (user_id, week). */
export async function listDigests(db: Database, userId: string, limit: number): Promise<LetterRow[]> {
  return withItems(db, userId, await newestDigests(db, userId, limit))
}

/** The same without their people, for one statement with others. */
export const newestDigests = (db: Database, userId: UserId, limit: number) =>
  db.select().from(digests).where(eq(digests.userId, userId)).orderBy(desc(digests.week)).limit(limit)

/** The people in these letters, in their order, for one statement with others. */
export function itemsOfNewest(db: Database, userId: UserId, limit: number) {
  const newest = db
    .select({ id: digests.id })
    .from(digests)
    .where(eq(digests.userId, userId))
    .orderBy(desc(digests.week))
    .limit(limit)
  return db
    .select()
    .from(digestItems)
    .where(and(eq(digestItems.userId, userId), inArray(digestItems.digestId, newest)))
    .orderBy(digestItems.place)
}

async function withItems(
  db: Database,
  userId: string,
  rows: readonly (typeof digests.$inferSelect)[],
): Promise<LetterRow[]> {
  const items: LetterItem[] = []
  for (let start = 0; start < rows.length; start += 500) {
    const ids = rows.slice(start, start + 500).map(({ id }) => id)
    items.push(
      ...(await db
        .select()
        .from(digestItems)
        .where(and(eq(digestItems.userId, userId), inArray(digestItems.digestId, ids)))
        .orderBy(digestItems.place)),
    )
  }
  return joined(rows, items)
}

/** Letters with the people in them. */
export function joined(rows: readonly (typeof digests.$inferSelect)[], items: readonly LetterItem[]): LetterRow[] {
  const of = Map.groupBy(items, ({ digestId }) => digestId)
  return rows.map((row) => ({ ...row, items: of.get(row.id) ?? [] }))
}

/** A letter to be written down, its people by the HMAC of their address. */
export interface NewDigest {
  readonly id: string
  readonly userId: string
  readonly week: string
  readonly state: DigestState
  readonly letter: Letter
  readonly hashes: ReadonlyMap<string, string>
  readonly dropAt: Instant
  readonly problem: string | null
  readonly attempts: number
  readonly createdAt: Instant
}

/**
 * Writes a letter down, in place of one of the same week of which nothing has left.
 * @returns false where the week has a letter that left, is leaving, or is being tried
 */
export async function storeDigest(db: Database, written: NewDigest): Promise<boolean> {
  const { id, userId, week, state, letter, dropAt, problem, attempts, createdAt } = written
  const { cards, ...rest } = letter
  const columns = { state, letter: rest, dropAt, problem, attempts, createdAt }
  const rows = await db
    .insert(digests)
    .values({ id, userId, week, ...columns })
    .onConflictDoUpdate({
      target: [digests.userId, digests.week],
      set: columns,
      // Never in place of what left, or may have.
      setWhere: sql`${digests.sends} = 0 and ${digests.state} in ('ready', 'skipped', 'dropped', 'failed')`,
    })
    .returning({ id: digests.id })
  const stored = rows[0]
  if (!stored) return false
  await db.delete(digestItems).where(and(eq(digestItems.userId, userId), eq(digestItems.digestId, stored.id)))
  const items = cards.flatMap((card, place) => {
    const addressHash = written.hashes.get(card.personId)
    return addressHash ? [{ digestId: stored.id, place, userId, addressHash, card }] : []
  })
  if (items.length) await db.insert(digestItems).values(items)
  return true
}

/** Moves a letter of this user on, if it still is in one of these states. @returns whether it was */
export async function moveDigest(
  db: Database,
  { userId, id }: Pick<LetterRow, 'userId' | 'id'>,
  from: readonly DigestState[],
  set: Partial<Omit<typeof digests.$inferInsert, 'sends'>> & { readonly sent?: true },
): Promise<boolean> {
  const { sent, ...columns } = set
  const rows = await db
    .update(digests)
    .set({ ...columns, ...(sent ? { sends: sql`${digests.sends} + 1` } : {}) })
    .where(and(eq(digests.userId, userId), eq(digests.id, id), inArray(digests.state, [...from])))
    .returning({ id: digests.id })
  return rows.length > 0
}

/** What came of the people in a letter who have one of these addresses; null takes it back. */
export async function setOutcome(
  db: Database,
  about: {
    readonly userId: string
    readonly digestId: string
    readonly addressHashes: readonly string[]
    readonly outcome: ItemOutcome | null
    readonly at: Instant
  },
): Promise<void> {
  const { userId, digestId, addressHashes, outcome, at } = about
  if (!addressHashes.length) return
  await db
    .update(digestItems)
    .set({ outcome, outcomeAt: outcome ? at : null })
    .where(
      and(
        eq(digestItems.userId, userId),
        eq(digestItems.digestId, digestId),
        inArray(digestItems.addressHash, [...addressHashes]),
      ),
    )
}

/**
 * The same for every letter since `since` that went out: what was decided on the pages is a word on their suggestions too.
 * What came of one already stays, but for a decision that is taken back.
 */
export async function setOutcomes(
  db: Database,
  about: {
    readonly userId: string
    readonly addressHashes: readonly string[]
    readonly since: Instant
    readonly outcome: ItemOutcome
  },
): Promise<void> {
  const { userId, addressHashes, since, outcome } = about
  if (!addressHashes.length) return
  const left = db
    .select({ id: digests.id })
    .from(digests)
    .where(and(eq(digests.userId, userId), gte(digests.createdAt, since), gt(digests.sends, 0)))
  const open = outcome === 'kept' ? inArray(digestItems.outcome, [...decided]) : sql`${digestItems.outcome} is null`
  await db
    .update(digestItems)
    // Without a moment: the next letter tells of what was pressed in the last one, not of what its owner did here.
    .set({ outcome, outcomeAt: null })
    .where(
      and(
        eq(digestItems.userId, userId),
        inArray(digestItems.digestId, left),
        inArray(digestItems.addressHash, [...addressHashes]),
        open,
      ),
    )
}

const decided: readonly ItemOutcome[] = ['not_now', 'spoken', 'elsewhere', 'let_go']

/** The letters that named somebody and went out, oldest first. Served by the index on (user_id, address_hash). */
export async function listMentions(db: Database, userId: string, hashes: readonly string[]): Promise<Appearance[]> {
  return hashes.length ? (await mentionsOf(db, userId, hashes)).map(mentionedAt) : []
}

/** The same, for one statement with others. */
export const mentionsOf = (db: Database, userId: UserId, hashes: Texts) =>
  db
    .select({ outcome: digestItems.outcome, sentAt: digests.sentAt, createdAt: digests.createdAt })
    .from(digestItems)
    .innerJoin(digests, eq(digests.id, digestItems.digestId))
    .where(
      and(
        eq(digestItems.userId, userId),
        isOneOf(digestItems.addressHash, hashes),
        or(gt(digests.sends, 0), inArray(digests.state, ['sent', 'unknown', 'sending'])),
      ),
    )
    .orderBy(digests.week)

/** What such a row says. */
export const mentionedAt = ({
  outcome,
  sentAt,
  createdAt,
}: Awaited<ReturnType<typeof mentionsOf>>[number]): Appearance => ({ at: sentAt ?? createdAt, outcome })

/** Somebody in a letter that went out, of whom more may become known. */
export interface OpenItem {
  readonly item: LetterItem
  /** When the letter went out, or was about to. */
  readonly since: Instant
}

/** The people of letters since `since` of whom more may become known: nobody whom the owner has had a word on. */
export async function openItems(db: Database, userId: string, since: Instant): Promise<OpenItem[]> {
  const rows = await open(db, { userId, since: isoOf(since) }, undefined)
  return rows.map(({ item, sentAt, createdAt }) => ({ item, since: sentAt ?? createdAt }))
}

const open = kept((db: Database, given: Given<{ readonly userId: string; readonly since: string }>) =>
  db
    .select({ item: digestItems, sentAt: digests.sentAt, createdAt: digests.createdAt })
    .from(digestItems)
    .innerJoin(digests, eq(digests.id, digestItems.digestId))
    .where(
      and(
        eq(digests.userId, given.userId),
        // Sent again, it may have been refused: the first one lies with the owner all the same.
        or(inArray(digests.state, ['sent', 'unknown']), gt(digests.sends, 0)),
        gte(digests.createdAt, given.since),
        or(
          sql`${digestItems.outcome} is null`,
          inArray(digestItems.outcome, ['written', 'answered', 'heard', 'planned', 'declined']),
        ),
      ),
    ),
)

/** The owner's word on somebody in the letter of a week, by HMAC of the address. */
export type VerdictRow = typeof verdicts.$inferSelect

/** What was said of the people of these weeks, the earliest week first. */
export function listVerdicts(db: Database, userId: UserId, weeks: readonly (string | Placeholder)[]) {
  return db
    .select()
    .from(verdicts)
    .where(and(eq(verdicts.userId, userId), inArray(verdicts.week, [...weeks])))
    .orderBy(verdicts.week)
}

/** All of a user, the earliest week first. Served by the primary key. */
export async function listAllVerdicts(db: Database, userId: string): Promise<VerdictRow[]> {
  return db.select().from(verdicts).where(eq(verdicts.userId, userId)).orderBy(verdicts.week, verdicts.place)
}

/** Takes the owner's word on somebody back: they stay where they stood. */
export async function takeVerdictBack(
  tx: Database,
  {
    userId,
    week,
    addressHashes,
  }: { readonly userId: string; readonly week: string; readonly addressHashes: readonly string[] },
): Promise<boolean> {
  const rows = await tx
    .update(verdicts)
    .set({ verdict: 'stays' })
    .where(
      and(
        eq(verdicts.userId, userId),
        eq(verdicts.week, week),
        inArray(verdicts.addressHash, [...addressHashes]),
        eq(verdicts.verdict, 'not_this'),
      ),
    )
    .returning({ week: verdicts.week })
  return rows.length > 0
}

/** Keeps the owner's word, in place of an earlier one. */
export async function saveVerdict(tx: Database, row: typeof verdicts.$inferInsert): Promise<void> {
  await tx
    .insert(verdicts)
    .values(row)
    .onConflictDoUpdate({
      target: [verdicts.userId, verdicts.week, verdicts.addressHash],
      set: { verdict: row.verdict, place: row.place ?? null },
    })
}
