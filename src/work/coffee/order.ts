/** An order for a coffee: read from what was typed, checked, and written down as one row whatever is pressed how often. */
import { cleanNote, hasBracket, titleFor } from '../../coffee/note.ts'
import { isFree } from '../../coffee/slots.ts'
import type { How } from '../../coffee/types.ts'
import type { Connection, User } from '../../db/accounts.ts'
import { type Coffee, changeCoffee, countAsked, listAhead, listCoffeesWith, liveStates } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import type { KnownPerson } from '../../db/people.ts'
import { coffees } from '../../db/schema.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { languageOf } from '../../digest/language.ts'
import { UserError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { cleanText, normalise } from '../../text.ts'
import { askCalendars } from './agenda.ts'
import { coffeeMinutes, offeredSpans, spansOf } from './ground.ts'

type Row = typeof coffees.$inferInsert

const sendsADay = 10
const farthestDays = 60

export const isInvitation = (how: How): boolean => how === 'invite' || how === 'invite_in_person'

export const taken = () =>
  new UserError(409, 'That time filled up meanwhile, so nothing was sent. Choose another; your note is kept.')

/**
 * The note as it may leave.
 * @throws UserError 400 while a bracket is not filled
 */
export function readNote(text: string, opener = ''): string {
  const note = cleanNote(text)
  const bracket = /\[(?=[^[\]\p{L}]*\p{L})[^[\]]*\]/u.exec(opener)?.[0]
  if (hasBracket(note) || (bracket !== undefined && note.includes(bracket)))
    throw new UserError(
      400,
      'There is still a part in [brackets] that only you can fill. Put your own words there, or take it out. Nothing was sent.',
    )
  return note
}

/**
 * The time asked for, as long as a coffee is.
 * @throws UserError 400 for one that is over, or too far ahead to be known to be free
 */
export function readTime(start: Instant, now: Instant): Span {
  const ahead = start.epochMilliseconds - now.epochMilliseconds
  if (ahead <= 0) throw new UserError(400, 'That time is over. Choose another; your note is kept.')
  if (ahead > farthestDays * 86_400_000)
    throw new UserError(400, 'That time is more than two months away. Choose an earlier one; your note is kept.')
  return { start, end: start.add({ minutes: coffeeMinutes }) }
}

/** The coffee that this order made already: one on its way to them, or one at the same time. */
export function findSame(mine: readonly Coffee[], how: How, when: Span | null): Coffee | undefined {
  if (!isInvitation(how) || !when) return undefined
  const at = when.start.epochMilliseconds
  return mine.find(
    ({ state, startsAt }) =>
      state === 'queued' || state === 'sending' || (liveStates.includes(state) && startsAt?.epochMilliseconds === at),
  )
}

/**
 * Asks the calendars once more. Where none may be read, the time is taken on trust.
 * @param must whether something leaves by itself after this: then an answer is needed
 * @throws UserError 503
 */
export async function isStillFree(
  deps: Deps,
  connections: readonly Connection[],
  when: Span,
  must: boolean,
): Promise<boolean> {
  const answer = await askCalendars(deps, connections, when)
  if (answer.kind === 'read') return isFree(when, answer.busy)
  if (answer.kind === 'unreachable' && must)
    throw new UserError(
      503,
      'Your calendar is not answering, so the time could not be checked and nothing was sent. Try again in a few minutes; your note is kept.',
    )
  return true
}

/**
 * Who it is for and how it is called: what an order's row has whatever was asked for.
 * @param order.titles subjects and titles between the two, for the language of the meeting's own title
 */
export async function rowFor(
  deps: Deps,
  user: User,
  person: KnownPerson,
  { how, titles }: { readonly how: How; readonly titles: readonly string[] },
) {
  const address = newestAddress(person)
  return {
    id: crypto.randomUUID(),
    userId: user.id,
    address,
    addressHash: await deps.seal.sign(address, 'address'),
    name: cleanText(person.name, 80),
    timeZone: user.timeZone,
    title: titleFor({ person: person.name || address, owner: user.name || user.email }, languageOf(titles)),
    place: placeFor(user, how),
    how,
    createdAt: deps.now(),
  }
}

/** The owner's own room for video calls, where there is one. */
const placeFor = ({ settings }: Pick<User, 'settings'>, how: How): string | null =>
  how === 'invite' && settings.meetingLink ? settings.meetingLink : null

function newestAddress({ address, addresses, relationship }: KnownPerson): string {
  if (relationship.privateAddress) return normalise(relationship.privateAddress)
  const [newest] = addresses.toSorted((a, b) => b.lastAt.epochMilliseconds - a.lastAt.epochMilliseconds)
  return normalise(newest?.address ?? address)
}

/**
 * Whether there is room for one more: nothing else of ours at that time, and not too many on one day.
 * @throws UserError 409, 429
 */
export async function checkRoom(tx: Database, userId: string, when: Span | null, now: Instant): Promise<void> {
  const held = (await listAhead(tx, userId, now)).filter(({ state }) => state !== 'offered').flatMap(spansOf)
  if (when && !isFree(when, held)) throw taken()
  if ((await countAsked(tx, userId, now.subtract({ hours: 24 }))) >= sendsADay)
    throw new UserError(429, 'That makes ten in one day, which is where this stops. Tomorrow there is room again.')
}

/** Keeps what was typed, in place of an earlier draft for the same person. */
export async function keepDraft(tx: Database, row: Omit<Row, 'state'>, known: readonly Coffee[]): Promise<Coffee> {
  const draft = known.find(({ state }) => state === 'draft')
  const { id: _, ...change } = row
  const kept = draft && (await changeCoffee(tx, draft, ['draft'], change))
  return kept ?? insert(tx, { ...row, state: 'draft' })
}

/** Puts an invitation in line: it leaves when the time to undo it is over. What went before it is settled. */
export async function queueInvitation(
  deps: Deps,
  tx: Database,
  row: Omit<Row, 'state' | 'sendAt'>,
  known: readonly Coffee[],
): Promise<Coffee> {
  for (const one of known) await changeCoffee(tx, one, ['draft', 'taken', 'refused', 'offered'], { state: 'undone' })
  const sendAt = deps.now().add({ seconds: deps.config.UNDO_SECONDS })
  const [made] = await tx
    .insert(coffees)
    .values({ ...row, state: 'queued', sendAt })
    .onConflictDoNothing()
    .returning()
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

/** The times behind a guest link, as a row holds them. */
export const toOffered = (spans: readonly Span[]): NonNullable<Coffee['offered']> =>
  spans.map(({ start, end }) => [start.toString(), end.toString()] as const)

/** Whether a row offers exactly these times. */
export function offersSame({ offered }: Coffee, spans: readonly Span[]): boolean {
  const starts = (list: readonly Span[]) => list.map(({ start }) => start.epochMilliseconds).join()
  return starts(offeredSpans(offered)) === starts(spans)
}

export async function insert(tx: Database, row: Row): Promise<Coffee> {
  const [made] = await tx.insert(coffees).values(row).returning()
  if (!made) throw new Error('a coffee that was just written is not there')
  return made
}
