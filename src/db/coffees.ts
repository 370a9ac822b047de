/** Coffees as rows: what is planned with whom, and how far it has come. */
import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, notInArray, or, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'
import type { CoffeeState, Pending } from '../coffee/types.ts'
import type { Instant } from '../facts.ts'
import { lockUser } from './accounts/users.ts'
import type { Database } from './database.ts'
import { coffees, type ToldState } from './schema.ts'
import { type Given, kept } from './statements/kept.ts'
import type { UserId } from './statements/together.ts'

export type Coffee = typeof coffees.$inferSelect
/** One to be written down. */
export type NewCoffee = typeof coffees.$inferInsert

/** Every coffee of the user, the newest first. Served by the index on (user_id, created_at). */
export function listCoffees(db: Database, userId: UserId) {
  return db.select().from(coffees).where(eq(coffees.userId, userId)).orderBy(desc(coffees.createdAt), coffees.id)
}

/** A coffee of this user; another user's is not found. */
export async function findCoffee(db: Database, userId: string, id: string): Promise<Coffee | undefined> {
  return (
    await db
      .select()
      .from(coffees)
      .where(and(eq(coffees.userId, userId), eq(coffees.id, id)))
  )[0]
}

/** States in which a time of the owner is spoken for. */
export const liveStates: readonly CoffeeState[] = ['chosen', 'queued', 'sending', 'invited', 'accepted']

/** The coffee as it is at `now`: a choice whose hold is over counts as a draft, also before the task has written that down. */
export function asAt(coffee: Coffee, now: Instant): Coffee {
  const { state, holdUntil } = coffee
  return state === 'chosen' && !(holdUntil && isAfter(holdUntil, now)) ? { ...coffee, state: 'draft' } : coffee
}

/** What the user has planned that is not over at `now`, times held behind a guest link included. */
export async function listAhead(db: Database, userId: string, now: Instant): Promise<Coffee[]> {
  const rows = await db
    .select()
    .from(coffees)
    .where(and(eq(coffees.userId, userId), inArray(coffees.state, [...liveStates, 'offered'])))
    .orderBy(desc(coffees.createdAt), coffees.id)
  return aheadAt(rows, now)
}

/** When the coffees of the user begin that are planned, or took place, from `from` on. Served by the index on (user_id, created_at). */
export async function listStarts(
  db: Database,
  userId: string,
  { from, now }: { readonly from: Instant; readonly now: Instant },
): Promise<readonly Instant[]> {
  const isKept = inArray(coffees.state, [...liveStates, 'met'])
  const rows = await db
    .select()
    .from(coffees)
    .where(and(eq(coffees.userId, userId), isKept, gte(coffees.startsAt, from)))
  return rows.flatMap((row) => (row.startsAt && asAt(row, now).state !== 'draft' ? [row.startsAt] : []))
}

/** Those of these that are planned and not over, as they are at `now`. */
export const aheadAt = (rows: readonly Coffee[], now: Instant): Coffee[] =>
  rows
    .map((row) => asAt(row, now))
    .filter(
      ({ state, endsAt }) => state === 'offered' || (liveStates.includes(state) && (!endsAt || isAfter(endsAt, now))),
    )

/** A guest chose it and no invitation has gone out: the time is held, or the hold is over. */
export const isChoice = and(isNotNull(coffees.chosenAt), inArray(coffees.state, ['chosen', 'draft']))

/** Something happened to a choice that the owner has not looked at. */
const isNews = and(isNotNull(coffees.news), sql`${coffees.news} ->> 'seen' is null`)

/** What the owner's pages tell of: choices that wait for an answer, and what guests did since. */
export const isToTell = or(isChoice, isNews)

/** What guests chose or did and the owner has not answered or looked at, the newest first. */
export async function listChoices(db: Database, userId: string, now: Instant): Promise<Coffee[]> {
  return choicesAt(await everyChoice(db, userId), now)
}

/** The same whatever the time, for one statement with others. */
export const everyChoice = (db: Database, userId: UserId) =>
  db
    .select()
    .from(coffees)
    .where(and(eq(coffees.userId, userId), isToTell))
    .orderBy(desc(coffees.chosenAt), coffees.id)

/** The same of all coffees, which were read already. */
export const choicesAmong = (rows: readonly Coffee[], now: Instant): Coffee[] =>
  choicesAt(rows, now).toSorted((a, b) => chosenMs(b) - chosenMs(a) || (a.id < b.id ? -1 : 1))

/** As the database puts them in order, what has no moment comes first. */
const chosenMs = ({ chosenAt }: Coffee) => chosenAt?.epochMilliseconds ?? Number.MAX_SAFE_INTEGER

/** Those of these that wait for an answer and whose time is still to come, and what is news, as they are at `now`. */
export const choicesAt = (rows: readonly Coffee[], now: Instant): Coffee[] =>
  rows.map((row) => asAt(row, now)).filter((row) => isOpenChoice(row, now) || hasNews(row, now))

/** A guest chose it, its time is to come, and no invitation has gone out. */
export const isOpenChoice = ({ state, chosenAt, endsAt }: Coffee, now: Instant): boolean =>
  (state === 'chosen' || state === 'draft') && chosenAt !== null && endsAt !== null && isAfter(endsAt, now)

/** News that nobody came for is old after so many days. */
const daysOfNews = 14

/** Whether something happened lately that the owner has not looked at. */
export function hasNews({ news, address }: Coffee, now: Instant): boolean {
  if (!news || news.seen || !address) return false
  return isAfter(Temporal.Instant.from(news.at).add({ hours: 24 * daysOfNews }), now)
}

/**
 * What the owner was told and has not looked at yet is looked at: of all coffees with somebody, by the HMACs of their addresses.
 * What happened since the page was drawn is told first.
 */
export async function markSeen(db: Database, userId: string, hashes: readonly string[]): Promise<void> {
  if (!hashes.length) return
  await db
    .update(coffees)
    .set({ news: sql`${coffees.news} || '{"seen": true}'::jsonb` })
    .where(and(eq(coffees.userId, userId), inArray(coffees.addressHash, [...hashes]), isNews, isNotNull(coffees.told)))
}

/** Whether somebody would rather just write than be shown a page with times. */
export async function isStopped(db: Database, userId: string, hashes: readonly string[]): Promise<boolean> {
  return (await listCoffeesWith(db, userId, hashes)).some(({ stopped }) => stopped)
}

/** Lets pages with times be made for somebody again. */
export async function endStop(db: Database, userId: string, hashes: readonly string[]): Promise<void> {
  if (!hashes.length) return
  await db
    .update(coffees)
    .set({ stopped: false })
    .where(and(eq(coffees.userId, userId), inArray(coffees.addressHash, [...hashes]), coffees.stopped))
}

/** Ends every hold of the user's that is over: the time is free, and the choice stays to be seen. Done twice, it is done. */
export async function releaseHolds(db: Database, userId: string, now: Instant): Promise<void> {
  await db
    .update(coffees)
    .set({ state: 'draft' })
    .where(and(eq(coffees.userId, userId), eq(coffees.state, 'chosen'), lte(coffees.holdUntil, now)))
}

/**
 * Notes how far the mail about a choice is, in whatever state the coffee is by now.
 * @returns the row; undefined where the mail was not at `from`
 */
export async function setTold(
  db: Database,
  { userId, id }: Pick<Coffee, 'userId' | 'id'>,
  from: ToldState | null,
  change: { readonly told: ToldState | null; readonly toldAt?: Instant },
): Promise<Coffee | undefined> {
  const was = from === null ? isNull(coffees.told) : eq(coffees.told, from)
  const where = and(eq(coffees.userId, userId), eq(coffees.id, id), was)
  return (await db.update(coffees).set(change).where(where).returning())[0]
}

/** The same for the mail that reminds of one. */
export async function setReminded(
  db: Database,
  { userId, id }: Pick<Coffee, 'userId' | 'id'>,
  from: ToldState | null,
  to: ToldState | null,
): Promise<Coffee | undefined> {
  const was = from === null ? isNull(coffees.reminded) : eq(coffees.reminded, from)
  const where = and(eq(coffees.userId, userId), eq(coffees.id, id), was)
  return (await db.update(coffees).set({ reminded: to }).where(where).returning())[0]
}

/** The coffees with somebody, by the HMACs of their addresses, the newest first. */
export async function listCoffeesWith(db: Database, userId: string, hashes: readonly string[]): Promise<Coffee[]> {
  if (!hashes.length) return []
  return db
    .select()
    .from(coffees)
    .where(and(eq(coffees.userId, userId), inArray(coffees.addressHash, [...hashes])))
    .orderBy(desc(coffees.createdAt), coffees.id)
}

/** How many coffees the user has asked for since `since`, drafts and those taken back not counted. */
export async function countAsked(db: Database, userId: string, since: Instant): Promise<number> {
  return db.$count(
    coffees,
    and(eq(coffees.userId, userId), gt(coffees.createdAt, since), notInArray(coffees.state, ['draft', 'undone'])),
  )
}

/** Makes whoever plans for this user wait for each other, until the transaction ends. Holds that are over end first. */
export async function lockPlans(tx: Database, userId: string, now: Instant): Promise<void> {
  await lockUser(tx, userId)
  await releaseHolds(tx, userId, now)
}

/**
 * Changes a coffee of this user that is in one of these states, in one statement.
 * @returns the row; undefined where it is in none of them, or another user's
 */
export async function changeCoffee(
  db: Database,
  { userId, id }: Pick<Coffee, 'userId' | 'id'>,
  from: readonly CoffeeState[],
  change: PgUpdateSetSource<typeof coffees>,
): Promise<Coffee | undefined> {
  const where = and(eq(coffees.userId, userId), eq(coffees.id, id), inArray(coffees.state, [...from]))
  return (await db.update(coffees).set(change).where(where).returning())[0]
}

/** Invitations that are in a calendar. */
export const fixedStates = ['invited', 'accepted'] as const satisfies readonly CoffeeState[]

/**
 * Changes a coffee that is in a calendar and for which the calendar is still to be asked for one of these, null for nothing.
 * @returns the row; undefined where it is not so
 */
export async function changeFixed(
  db: Database,
  { userId, id }: Pick<Coffee, 'userId' | 'id'>,
  from: readonly (Pending | null)[],
  change: PgUpdateSetSource<typeof coffees>,
): Promise<Coffee | undefined> {
  const asked = from.flatMap((one) => one ?? [])
  const isSo = or(inArray(coffees.pending, asked), from.includes(null) ? isNull(coffees.pending) : undefined)
  const where = and(eq(coffees.userId, userId), eq(coffees.id, id), inArray(coffees.state, [...fixedStates]), isSo)
  return (await db.update(coffees).set(change).where(where).returning())[0]
}

const isAfter = (one: Instant, other: Instant) => one.epochMilliseconds > other.epochMilliseconds

/** Writes a coffee down. @returns the row; undefined where the user has one that stands in its way */
export async function addCoffee(tx: Database, row: NewCoffee): Promise<Coffee | undefined> {
  return (await tx.insert(coffees).values(row).onConflictDoNothing().returning())[0]
}

/**
 * Writes a coffee down that stands in nobody's way.
 * @throws the database's own fault where one is there already, see `isConflict`
 */
export async function insertCoffee(tx: Database, row: NewCoffee): Promise<Coffee> {
  const [made] = await tx.insert(coffees).values(row).returning()
  if (!made) throw new Error('a coffee that was just written is not there')
  return made
}

/** Has a waiting invitation, or a change of one, leave at `now`, never later than planned. @returns the row; undefined where none waits */
export async function hurryCoffee(
  tx: Database,
  { userId, id }: Pick<Coffee, 'userId' | 'id'>,
  now: Instant,
): Promise<Coffee | undefined> {
  const waits = or(eq(coffees.state, 'queued'), isNotNull(coffees.pending))
  return (
    await tx
      .update(coffees)
      .set({ sendAt: sql`least(${coffees.sendAt}, ${now.toString()}::timestamptz)` })
      .where(and(eq(coffees.userId, userId), eq(coffees.id, id), waits))
      .returning()
  )[0]
}

/** The coffees that may still become something by themselves, the oldest first: what left, and what guests chose. */
export async function listFollowed(tx: Database, userId: string): Promise<Coffee[]> {
  return followed(tx, { userId }, undefined)
}

const followed = kept((tx: Database, { userId }: Given<{ readonly userId: string }>) => {
  const left = inArray(coffees.state, ['invited', 'accepted', 'declined'])
  return tx
    .select()
    .from(coffees)
    .where(and(eq(coffees.userId, userId), or(left, isChoice)))
    .orderBy(coffees.createdAt)
})
