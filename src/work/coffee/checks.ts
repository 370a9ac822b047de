/** Validates a request for a coffee (note, time, room in the calendar) and stores it as one row, however often it is pressed. */
import { sayChoice } from '../../coffee/hold.ts'
import { cleanNote, hasBracket, titleFor } from '../../coffee/note.ts'
import { isFree } from '../../coffee/slots.ts'
import type { How } from '../../coffee/types.ts'
import type { User } from '../../db/accounts/users.ts'
import {
  addCoffee,
  type Coffee,
  changeCoffee,
  countAsked,
  insertCoffee,
  listAhead,
  listCoffeesWith,
  liveStates,
  type NewCoffee,
} from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import type { KnownPerson } from '../../db/people.ts'
import { hashAddress } from '../../db/sealed/hashed.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { sharedLanguage } from '../../letter/say/introduce-note.ts'
import { languageOf } from '../../letter/say/language.ts'
import { newestAddress } from '../../people/newest-address.ts'
import type { Place } from '../../place.ts'
import { hoursOf, inWords, policy } from '../../policy.ts'
import { cleanText, normalise } from '../../text.ts'
import { guestOf } from './choices.ts'
import { offeredSpans, spansOf } from './context.ts'
import { askCalendars, isPaced } from './free-busy.ts'
import { askedTooOften, notAnswering, unfilled } from './sentences.ts'

type Row = NewCoffee

export const isInvitation = (how: How): boolean => how === 'invite' || how === 'invite_in_person'

export const taken = () =>
  new UserError(409, {
    en: 'That time filled up meanwhile, so nothing was sent. Choose another; your note is kept.',
    de: 'Dieser Termin wurde inzwischen belegt, also wurde nichts verschickt. Such einen anderen aus; deine Nachricht bleibt stehen.',
  })

/**
 * The note as it may leave.
 * @throws UserError 400 while a bracket is not filled
 */
export function readNote(text: string, opener = ''): string {
  const note = cleanNote(text)
  const bracket = /\[(?=[^[\]\p{L}]*\p{L})[^[\]]*\]/u.exec(opener)?.[0]
  if (hasBracket(note) || (bracket !== undefined && note.includes(bracket))) throw new UserError(400, unfilled)
  return note
}

/**
 * The time asked for, as long as a coffee of the owner's is.
 * @throws UserError 400 for one that is over, or too far ahead to be known to be free
 */
export function readTime(start: Instant, { now, minutes }: { readonly now: Instant; readonly minutes: number }): Span {
  const ahead = start.epochMilliseconds - now.epochMilliseconds
  if (ahead <= 0)
    throw new UserError(400, {
      en: 'That time is over. Choose another; your note is kept.',
      de: 'Dieser Termin ist vorbei. Such einen anderen aus; deine Nachricht bleibt stehen.',
    })
  if (ahead > hoursOf(policy.farthestChoice) * 3_600_000)
    throw new UserError(400, {
      en: 'That time is more than two months away. Choose an earlier one; your note is kept.',
      de: 'Bis zu diesem Termin sind es mehr als zwei Monate. Such einen früheren aus; deine Nachricht bleibt stehen.',
    })
  return { start, end: start.add({ minutes }) }
}

/** The coffee that this order made already, where it goes into a calendar: one on its way to them, or one at the same time. */
export function findSame(mine: readonly Coffee[], goesIn: boolean, when: Span | null): Coffee | undefined {
  if (!goesIn || !when) return undefined
  const at = when.start.epochMilliseconds
  return mine.find(
    ({ state, startsAt }) =>
      state === 'queued' ||
      state === 'sending' ||
      (state !== 'chosen' && liveStates.includes(state) && startsAt?.epochMilliseconds === at),
  )
}

/** What the guest themselves chose at this time, whether it is still held or not: an invitation for it is the same coffee. */
export function findChoice(mine: readonly Coffee[], when: Span | null): Coffee | undefined {
  const at = when?.start.epochMilliseconds
  return mine.find(
    ({ state, chosenAt, startsAt }) =>
      (state === 'chosen' || (state === 'draft' && chosenAt)) && startsAt?.epochMilliseconds === at,
  )
}

/**
 * Asks the calendars once more. Where none may be read, the time is taken on trust.
 * @param must whether something leaves by itself after this: then an answer is needed
 * @throws UserError 503
 */
export async function isStillFree(
  deps: Deps,
  asked: Parameters<typeof askCalendars>[1],
  must: boolean,
): Promise<boolean> {
  const answer = await askCalendars(deps, asked)
  if (answer.kind === 'read') return isFree(asked.window, answer.busy)
  if (answer.kind === 'unreachable' && must)
    throw new UserError(503, isPaced(answer.fault) ? askedTooOften : notAnswering)
  return true
}

/**
 * Who it is for and how it is called: what an order's row has whatever was asked for.
 * @param order.where as the owner wrote it: the place of a coffee in person
 * @param order.titles subjects and titles between the two, for the language of the meeting's own title
 */
export async function rowFor(
  deps: Deps,
  user: User,
  person: KnownPerson,
  {
    how,
    titles,
    where,
    also,
  }: {
    readonly how: How
    readonly titles: readonly string[]
    readonly where: string
    readonly also?: Third | undefined
  },
) {
  const address = normalise(newestAddress(person))
  return {
    id: crypto.randomUUID(),
    userId: user.id,
    address,
    addressHash: await hashAddress(deps.db, { seal: deps.seal, userId: user.id }, address),
    name: cleanText(person.name, 80),
    timeZone: user.timeZone,
    title: titleWith(user, person, titles, also),
    ...(also ? await thirdOf(deps, user, also) : { alsoAddress: null, alsoHash: null, alsoName: null }),
    place: placeFor(user, how, where),
    how,
    createdAt: deps.now(),
  }
}

/** What the meeting is called in the calendars of all, in the language of what they wrote and met about. */
export const titleWith = (user: User, person: KnownPerson, titles: readonly string[], also?: Third): string =>
  titleFor(
    {
      person: { ...person, address: normalise(newestAddress(person)) },
      also: also?.person,
      owner: user.name || user.email,
    },
    also ? sharedLanguage(languageOf(titles), languageOf(also.titles)) : languageOf(titles),
  )

/** Somebody else who comes, with the subjects and titles between them and the owner. */
export interface Third {
  readonly person: KnownPerson
  readonly titles: readonly string[]
}

async function thirdOf({ db, seal }: Deps, user: User, { person }: Third) {
  const address = normalise(newestAddress(person))
  const alsoHash = await hashAddress(db, { seal, userId: user.id }, address)
  return { alsoAddress: address, alsoHash, alsoName: cleanText(person.name, 80) }
}

/** The owner's own room for video calls, where there is one; else what they wrote of where the two meet. */
function placeFor({ settings }: Pick<User, 'settings'>, how: How, where: string): string | null {
  if (how === 'invite') return settings.meetingLink || null
  return cleanText(where, longestPlace) || null
}

const longestPlace = 120

/**
 * Whether there is room for one more: nothing else of ours at that time, and not too many on one day.
 * @param wanted.own the coffee that it is asked for, whose own time does not stand in its way
 * @throws UserError 409, 429
 */
export async function checkRoom(
  tx: Database,
  userId: string,
  { when, now, own }: { readonly when: Span | null; readonly now: Instant; readonly own?: Coffee | undefined },
): Promise<void> {
  const held = (await listAhead(tx, userId, now))
    .filter(({ id, state }) => state !== 'offered' && id !== own?.id)
    .flatMap(spansOf)
  if (when && !isFree(when, held)) throw taken()
  if ((await countAsked(tx, userId, now.subtract({ hours: 24 }))) >= policy.coffeesADay)
    throw new UserError(429, {
      en: `That makes ${inWords(policy.coffeesADay)} in one day, which is where this stops. Tomorrow there is room again.`,
      de: `Damit sind es ${policy.coffeesADay} an einem Tag, und dort ist hier Schluss. Morgen ist wieder Platz.`,
    })
}

/** Keeps what was typed, in place of an earlier draft for the same person; not in that of what a guest's page shows. */
export async function keepDraft(tx: Database, row: Omit<Row, 'state'>, known: readonly Coffee[]): Promise<Coffee> {
  const draft = known.find(({ state, offered }) => state === 'draft' && !offered)
  const { id: _, ...change } = row
  const kept = draft && (await changeCoffee(tx, draft, ['draft'], change))
  return kept ?? insertCoffee(tx, { ...row, state: 'draft' })
}

interface Known {
  /** The coffees with this person. */
  readonly known: readonly Coffee[]
  readonly place: Place
  readonly person: KnownPerson
}

/**
 * Keeps what was typed for an invitation that waits for a permission, beside what its guest chose.
 * @returns the choice; undefined where nothing stands at this time
 * @throws UserError 409 where the guest chose another time that is still held
 */
export async function keepWithChoice(
  tx: Database,
  row: Omit<Row, 'state'>,
  { known, when, place, person }: Known & { readonly when: Span | null },
): Promise<Coffee | undefined> {
  const choice = findChoice(known, when)
  if (choice) return changeCoffee(tx, choice, [choice.state], termsOf(row))
  const other = known.find(({ state }) => state === 'chosen')
  if (other) throw chosenAlready(other, { place, person })
  return undefined
}

/** @returns what is said to whoever would offer or keep another time while one that this guest chose is held */
export function chosenAlready(coffee: Coffee, { place, person }: Omit<Known, 'known'>): UserError {
  const { startsAt, createdAt } = coffee
  const chose = sayChoice({ ...guestOf(coffee, person), startsAt: startsAt ?? createdAt }, place)
  return new UserError(409, {
    en: `${chose}, and that time is held. Answer it on the coffee page, or put it away first; your note is kept.`,
    de: `${chose}, und dieser Termin ist vorgemerkt. Antworte darauf auf der Seite des Kaffees, oder leg ihn vorher weg; deine Nachricht bleibt stehen.`,
  })
}

/** What an order says of a coffee that is there already: who it is with and when stays as it is. */
const termsOf = ({ how, note, title, place, connectionId, alsoAddress, alsoHash, alsoName }: Omit<Row, 'state'>) => ({
  ...{ how, note, title, connectionId, alsoAddress, alsoHash, alsoName },
  place: place ?? null,
})

/**
 * Puts an invitation in line: it leaves when the time to undo it is over. For a time that the guest chose it is the same
 * coffee; whatever else went before it is settled.
 */
export async function queueInvitation(
  deps: Deps,
  tx: Database,
  row: Omit<Row, 'state' | 'sendAt'>,
  known: readonly Coffee[],
): Promise<Coffee> {
  const choice = findChoice(known, spanOf(row))
  for (const one of known.filter(({ id }) => id !== choice?.id))
    await changeCoffee(tx, one, ['draft', 'taken', 'refused', 'offered', 'chosen'], { state: 'undone' })
  // What goes into the owner's own calendar alone tells nobody: there is nothing to take back in time.
  const sendAt = deps.now().add({ seconds: row.how === 'ics' ? 0 : deps.config.UNDO_SECONDS })
  const queued = { state: 'queued', sendAt } as const
  // The task first: whoever works on it has its row, and goes on to the coffee's.
  if (choice) await scheduleTask(tx, { kind: 'coffee', subject: choice.id, userId: choice.userId }, sendAt)
  const moved =
    choice && (await changeCoffee(tx, choice, [choice.state], { ...termsOf(row), ...queued, problem: null }))
  const made = moved ?? (await addCoffee(tx, { ...row, ...queued }))
  if (made) {
    await scheduleTask(tx, { kind: 'coffee', subject: made.id, userId: made.userId }, sendAt)
    return made
  }
  // The index on the database held where the lock on the user did not: the other one's row is the answer.
  const winner = (await listCoffeesWith(tx, row.userId, [row.addressHash])).find(({ state }) =>
    ['queued', 'sending'].includes(state),
  )
  if (winner) return winner
  throw taken()
}

const spanOf = ({ startsAt, endsAt }: Pick<Row, 'startsAt' | 'endsAt'>): Span | null =>
  startsAt && endsAt ? { start: startsAt, end: endsAt } : null

/** The times behind a guest link, as a row holds them. */
export const toOffered = (spans: readonly Span[]): NonNullable<Coffee['offered']> =>
  spans.map(({ start, end }) => [start.toString(), end.toString()] as const)

/** Whether a row offers exactly these times. */
export function offersSame({ offered }: Coffee, spans: readonly Span[]): boolean {
  const starts = (list: readonly Span[]) => list.map(({ start }) => start.epochMilliseconds).join()
  return starts(offeredSpans(offered)) === starts(spans)
}
