/** Takes out of kept letters what may not be kept any more: what has no evidence, and quoted subjects. */
import { and, asc, eq, gt, gte, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm'
import type { Instant } from '../facts.ts'
import type { Card, Letter } from '../letter/types.ts'
import { storedContacts } from './accounts/contacts.ts'
import { lockUser } from './accounts/users.ts'
import { type Coffee, listCoffees } from './coffees.ts'
import type { Database } from './database.ts'
import { type LetterRow, listDigests } from './digests.ts'
import type { FactRow } from './fact-rows.ts'
import { blankDerivedTitles } from './people.ts'
import { changeIntroduction, type IntroductionRow, listIntroductions } from './said/introductions.ts'
import { addedPeople, coffees, digestItems, digests, factAddresses, facts, links } from './schema.ts'

/**
 * Takes out of the user's letters and coffees what has no evidence any more, after facts went: points, what was said with
 * them, whole cards where nothing is left, and whom a coffee was with. Links about people end and name nobody any more.
 */
export async function blankKept(db: Database, userId: string, now: Instant): Promise<void> {
  await db
    .update(links)
    .set({ revokedAt: sql`coalesce(${links.revokedAt}, ${now.toString()}::timestamptz)`, address: null })
    .where(and(eq(links.userId, userId), notInArray(links.purpose, ['unsubscribe', 'resume'])))
  for (const row of await listDigests(db, userId, Number.MAX_SAFE_INTEGER)) await blank(db, row)
  for (const coffee of await listCoffees(db, userId)) await blankCoffee(db, coffee)
  for (const pair of await listIntroductions(db, userId)) await blankIntroduction(db, pair)
}

/** Whom nothing stored names any more is not named here either; what was said stays under the hashes, so that a no holds. */
async function blankIntroduction(db: Database, pair: IntroductionRow): Promise<void> {
  const { userId, oneAddress, otherAddress } = pair
  const one = oneAddress === '' || (await isKnown(db, userId, oneAddress))
  const other = otherAddress === '' || (await isKnown(db, userId, otherAddress))
  if (one && other) return
  await changeIntroduction(db, pair, {
    ...(one ? {} : { oneAddress: '', oneName: '' }),
    ...(other ? {} : { otherAddress: '', otherName: '' }),
  })
}

/** What was not asked yet is never asked; what was asked stays as a time, with nobody's name on it. */
async function blankCoffee(db: Database, coffee: Coffee): Promise<void> {
  const { id, userId, address, alsoAddress, connectionId, state } = coffee
  const also = !alsoAddress || (await isKnown(db, userId, alsoAddress))
  const known = address !== '' && also && (await isKnown(db, userId, address))
  if (known && connectionId) return
  const waits = state === 'draft' || state === 'offered' || state === 'chosen' || state === 'queued'
  await db
    .update(coffees)
    .set({
      note: '',
      // It may be where the calendar that is gone says that the two met.
      place: null,
      // Words of the guest's own, and what would still be asked of a calendar that is gone.
      ...{ news: null, pending: null, moveTo: null },
      ...(known ? {} : { address: '', name: '', title: '', ...(alsoAddress ? { alsoAddress: '', alsoName: '' } : {}) }),
      ...(waits ? { state: 'undone' as const } : {}),
    })
    .where(and(eq(coffees.userId, userId), eq(coffees.id, id)))
}

async function blank(db: Database, row: LetterRow): Promise<void> {
  const cited = [
    ...row.items.flatMap(({ card }) => card?.points ?? []).flatMap(({ evidence }) => evidence),
    ...row.letter.met.flatMap(({ evidence }) => evidence),
  ]
  const kept = await storedKeys(db, row.userId, cited)
  const holds = ({ evidence }: { readonly evidence: readonly string[] }) => evidence.every((key) => kept.has(key))
  for (const { place, card } of row.items) {
    if (!card) continue
    const points = card.points.filter(holds)
    const whole = points.length === card.points.length && (await isOnFacts(db, row.userId, card.address))
    const left = points.some(({ evidence }) => evidence.length > 0)
    await setCard(db, row, place, left ? without(card, points, whole) : null)
  }
  const met = row.letter.met.filter(holds)
  await db
    .update(digests)
    .set({ letter: unnamed(row.letter, met) })
    .where(and(eq(digests.userId, row.userId), eq(digests.id, row.id)))
}

/** Takes every quoted subject and title out of the user's letters, with the first lines that may quote them. */
export async function blankQuotes(db: Database, userId: string): Promise<void> {
  for (const row of await listDigests(db, userId, Number.MAX_SAFE_INTEGER)) {
    for (const { place, card } of row.items) {
      if (!card) continue
      const points = card.points.filter(({ text }) => !quoted.test(text))
      await setCard(db, row, place, { ...card, points, opener: { ...card.opener, text: '' } })
    }
    const met = row.letter.met.filter(({ text }) => !quoted.test(text))
    await db
      .update(digests)
      .set({ letter: unnamed(row.letter, met) })
      .where(and(eq(digests.userId, row.userId), eq(digests.id, row.id)))
  }
}

const quoted = /["“”„«»]/

async function setCard(
  db: Database,
  { userId, id }: Pick<LetterRow, 'userId' | 'id'>,
  place: number,
  card: Card | null,
): Promise<void> {
  await db
    .update(digestItems)
    .set({ card })
    .where(and(eq(digestItems.userId, userId), eq(digestItems.digestId, id), eq(digestItems.place, place)))
}

/** Subject, preheader, greeting, notices, what went well and what had its day name people and quote them too. */
function unnamed(whole: LetterRow['letter'], met: Letter['met']): LetterRow['letter'] {
  const { well: _, wellAbout: __, gathering: ___, promises: ____, birthdays: _____, ...letter } = whole
  return { ...letter, met, subject: 'Your letter', preheader: '', intro: '', notices: [] }
}

/** The months and dates were counted from all there was; the first line may quote any of the points. */
function without(card: Card, points: Card['points'], whole: boolean): Card {
  const { message, ...rest } = card
  const silent = { since: '', lastInTouch: '', months: card.months.map(() => 0), monthsInWords: '' }
  return {
    ...rest,
    ...silent,
    ...(whole && message ? { message } : {}),
    points,
    opener: whole ? card.opener : { ...card.opener, text: '' },
  }
}

/** Which of these messages, meetings and contacts are still stored. Served by the index on (user_id, dedupe_key), and that of contacts on user_id. */
async function storedKeys(db: Database, userId: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (!keys.length) return new Set()
  const rows = await db
    .select({ key: facts.dedupeKey })
    .from(facts)
    .where(and(eq(facts.userId, userId), inArray(facts.dedupeKey, [...new Set(keys)])))
  return new Set([...rows.map(({ key }) => key), ...(await storedContacts(db, userId, [...new Set(keys)]))])
}

/** Somebody is on what is stored, or was added by the owner's own hand, which no account takes away. */
async function isKnown(db: Database, userId: string, address: string): Promise<boolean> {
  if (await isOnFacts(db, userId, address)) return true
  const mine = and(eq(addedPeople.userId, userId), eq(addedPeople.address, address))
  return (await db.select({ at: addedPeople.at }).from(addedPeople).where(mine).limit(1)).length > 0
}

async function isOnFacts(db: Database, userId: string, address: string): Promise<boolean> {
  const rows = await db
    .select({ id: factAddresses.factId })
    .from(factAddresses)
    .where(and(eq(factAddresses.userId, userId), eq(factAddresses.address, address)))
    .limit(1)
  return rows.length > 0
}

/**
 * Removes every stored subject and title; who and when stay. In the transaction that writes down the wish: it waits for
 * those who have stored titles and not committed, and whoever stores facts later knows of it.
 */
export async function blankTitles(db: Database, userId: string): Promise<void> {
  await lockUser(db, userId)
  let last: FactPlace | undefined
  do {
    const some = await titledAfter(db, userId, last)
    const ids = some.map(({ id }) => id)
    if (ids.length)
      await db
        .update(facts)
        .set({ title: null })
        .where(and(eq(facts.userId, userId), inArray(facts.id, ids)))
    last = some.at(-1)
  } while (last)
  await blankDerivedTitles(db, userId)
}

type FactPlace = Pick<FactRow, 'at' | 'id'>

/** So many are written at a time: more would hold everybody else up. */
const blankedAtOnce = 1000

/** The next facts with a title. Served by the index on (user_id, at). */
async function titledAfter(db: Database, userId: string, last: FactPlace | undefined): Promise<FactPlace[]> {
  const after = last && or(gt(facts.at, last.at), gt(facts.id, last.id))
  return db
    .select({ at: facts.at, id: facts.id })
    .from(facts)
    .where(and(eq(facts.userId, userId), isNotNull(facts.title), last && gte(facts.at, last.at), after))
    .orderBy(asc(facts.at), asc(facts.id))
    .limit(blankedAtOnce)
}
