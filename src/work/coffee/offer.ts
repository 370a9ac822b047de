/** Times behind a link: the owner offers some, the guest picks one, and it is booked as if the owner had picked it. */
import { Temporal } from 'temporal-polyfill'
import { holdUntil } from '../../coffee/hold.ts'
import { isFree } from '../../coffee/slots.ts'
import type { CoffeeState, GuestAct, ZoneGuess } from '../../coffee/types.ts'
import type { User } from '../../db/accounts/users.ts'
import {
  type Coffee,
  changeCoffee,
  findCoffee,
  insertCoffee,
  listAhead,
  listCoffeesWith,
  lockPlans,
} from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { isConflict } from '../../db/faults.ts'
import { storedBusy } from '../../db/history/history.ts'
import { inTurn } from '../../db/in-turn.ts'
import { markUsed, storeLinks } from '../../db/links.ts'
import { findPersonByAddress, type KnownPerson } from '../../db/people.ts'
import type { ToldState } from '../../db/schema.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { sha256 } from '../../seal.ts'
import { wholeSettings } from '../../settings.ts'
import { spendLinesIn } from '../people/lines.ts'
import { checkRoom, chosenAlready, offersSame, readNote, readTime, rowFor, taken, toOffered } from './checks.ts'
import { guestOf } from './choices.ts'
import { isVideo, offeredSpans, readGround, spansOf, writerAmong } from './context.ts'
import { askCalendars } from './free-busy.ts'
import { mayChange } from './guest-acts.ts'
import { chosenStates, keeperOf, openMeeting, ownerName, stillFree, usable, writerFor } from './guest-link.ts'
import { readTrace } from './habits.ts'

const mostTimes = 6

/**
 * Keeps these times for somebody behind a link. The same times and note make the same link.
 * @param offer.starts one to six starts, all ahead
 * @throws UserError 400 where a time is over or a bracket is not filled, 409 where one is taken, 429 after ten in a day
 */
export async function offerTimes(
  deps: Deps,
  user: User,
  person: KnownPerson,
  offer: {
    readonly starts: readonly Instant[]
    readonly note: string
    readonly opener?: string
    readonly where?: string
  },
): Promise<{ coffee: Coffee; token: string }> {
  const now = deps.now()
  const note = readNote(offer.note, offer.opener)
  const spans = offer.starts
    .toSorted(Temporal.Instant.compare)
    .slice(0, mostTimes)
    .map((start) => readTime(start, { now, minutes: wholeSettings(user.settings).coffeeMinutes }))
  const last = spans.at(-1)
  if (!last)
    throw new UserError(400, {
      en: 'No time was chosen. Choose at least one; your note is kept.',
      de: 'Es war kein Termin ausgesucht. Such mindestens einen aus; deine Nachricht bleibt stehen.',
    })
  const ground = await readGround(deps, user, person)
  const window = { start: spans[0]?.start ?? last.start, end: last.end }
  const answer = await askCalendars(deps, { user, connections: ground.connections, window })
  if (answer.kind === 'read' && !spans.every((span) => isFree(span, answer.busy))) throw taken()
  const how = isVideo(user.timeZone, ground.trace.zone) ? 'invite' : 'invite_in_person'
  const row = {
    ...(await rowFor(deps, user, person, { how, titles: ground.trace.titles, where: offer.where ?? '' })),
    connectionId: (writerAmong(deps, ground) ?? ground.trace.connection)?.id ?? null,
    note,
    offered: toOffered(spans),
    state: 'offered',
  } as const
  const coffee = await inTurn(deps.db, async (tx) => {
    await lockPlans(tx, user.id, now)
    const known = await listCoffeesWith(tx, user.id, ground.hashes)
    if (known.some(({ stopped }) => stopped)) throw ratherWrites(person)
    const chosen = known.find(({ state }) => state === 'chosen')
    if (chosen) throw chosenAlready(chosen, { place: placeOfUser(user), person })
    const same = known.find((one) => one.state === 'offered' && one.note === note && offersSame(one, spans))
    if (same) return same
    for (const when of spans) await checkRoom(tx, user.id, { when, now })
    // Two links at once could make two coffees.
    for (const one of known) await changeCoffee(tx, one, ['draft', 'offered', 'taken', 'refused'], { state: 'undone' })
    return insertCoffee(tx, row)
  })
  const token = await tokenOf(deps, coffee)
  const link = {
    hash: await sha256(token),
    userId: user.id,
    coffeeId: coffee.id,
    purpose: 'meet',
    address: coffee.address,
    expiresAt: last.start,
    createdAt: now,
  } as const
  await storeLinks(deps.db, [link])
  await spendLinesIn(deps, user, { person, note })
  return { coffee, token }
}

/** What a guest's page shows: first names and times, nothing else of the owner's. */
export interface Offer {
  readonly owner: string
  readonly guest: string
  readonly ownerZone: string
  /** Where the guest is thought to be; their times are shown on this clock first. */
  readonly zone?: ZoneGuess
  /** The offered times that are ahead and, as far as was read from the calendar, still free. Empty once one is chosen. */
  readonly slots: readonly Span[]
  /** The time that was chosen, or that the event is being moved to. */
  readonly chosen: Span | null
  /** Once it is fixed. */
  readonly place: string | null
  /** Whether an invitation follows by itself; else the owner sends it. */
  readonly invitation: boolean
  /**
   * `open`: nothing is chosen. `held`: the owner has to answer. `unanswered`: they did not in time. `coming`: the invitation
   * leaves. `fixed`: it is in the owner's calendar. `fell`: it could not leave. `withdrawn`: the guest ended it.
   */
  readonly standing: 'open' | 'held' | 'unanswered' | 'coming' | 'fixed' | 'fell' | 'withdrawn'
  /** It is in a calendar whose server invites nobody: no invitation follows. */
  readonly quiet: boolean
  /** What the guest did last beside choosing. */
  readonly act: GuestAct | null
  /** The guest would rather just write. */
  readonly stopped: boolean
  /** The owner's calendar is still being asked for a change. */
  readonly changing: boolean
  /** Offered times that the guest can have instead of the chosen one. */
  readonly others: readonly Span[]
  /** What the mail to the owner about the last of it came to. */
  readonly told: ToldState | null
  /** When it was chosen, or offered. */
  readonly since: Instant
  /** Counts what became of it, for the entry in the guest's calendar. */
  readonly sequence: number
  /** Null where nothing is held. */
  readonly held: {
    readonly until: Instant
    /** What the mail to the owner came to. */
    readonly told: ToldState | null
    /** It is about to be known. */
    readonly telling: boolean
  } | null
}

function heldOf({ state, holdUntil: until, told, chosenAt }: Coffee, now: Instant): Offer['held'] {
  if (state !== 'chosen' || !until || !chosenAt) return null
  const young = now.epochMilliseconds - chosenAt.epochMilliseconds < tellingSeconds * 1000
  return { until, told, telling: young && (told === null || told === 'sending') }
}

const tellingSeconds = 60

/** What leaves only by the owner's own hand. */
const owned: ReadonlySet<CoffeeState> = new Set(['draft', 'chosen'])

/**
 * What lies behind a guest's link; null where there is nothing any more. Looking asks nobody and changes nothing: strangers
 * and their mail scanners look at it too.
 */
export async function openOffer(deps: Deps, token: string): Promise<Offer | null> {
  const opened = await openMeeting(deps, token)
  if (!opened) return null
  const { coffee, user } = opened
  const now = deps.now()
  const connections = await usable(deps, user.id)
  const person = await findPersonByAddress(deps.db, user.id, coffee.address)
  const zone = person && (await readTrace(deps, user, person, [])).zone
  const standing = standingOf(coffee)
  const others = await stillFree(deps, { coffee, user, connections }, now)
  const { news } = coffee
  return {
    owner: ownerName(user),
    guest: firstNameOf({ ...guestOf(coffee, person), address: '' }),
    ownerZone: user.timeZone,
    ...(zone ? { zone } : {}),
    slots: standing === 'open' ? others : [],
    chosen: chosenOf(coffee),
    place: standing === 'fixed' ? coffee.place : null,
    invitation:
      coffee.state === 'offered' ? writerFor(deps, connections, coffee) !== undefined : !owned.has(coffee.state),
    standing,
    quiet: coffee.how === 'ics',
    act: news && news.act !== 'fell' ? news.act : null,
    stopped: coffee.stopped,
    changing: coffee.pending !== null,
    others: mayChange(coffee, keeperOf(deps, connections, coffee) !== undefined) ? others : [],
    told: coffee.told,
    since: coffee.chosenAt ?? coffee.createdAt,
    sequence: 2 * (news?.no ?? 0) + (standing === 'fixed' ? 1 : 0),
    held: heldOf(coffee, now),
  }
}

function standingOf({ state, news }: Coffee): Offer['standing'] {
  if (state === 'undone' || news?.off) return 'withdrawn'
  if (state === 'offered') return 'open'
  if (state === 'chosen') return 'held'
  if (state === 'draft') return 'unanswered'
  if (state === 'taken' || state === 'refused') return 'fell'
  return state === 'queued' || state === 'sending' ? 'coming' : 'fixed'
}

/** What the guest asked for themselves is theirs already, while the calendar is still being asked for it. */
function chosenOf({ startsAt, endsAt, moveTo, pending, news }: Coffee): Span | null {
  const moving = pending !== null && news?.act === 'change' && moveTo ? offeredSpans([moveTo])[0] : undefined
  return moving ?? (startsAt && endsAt ? { start: startsAt, end: endsAt } : null)
}

/**
 * The guest picks a time. The calendar is asked once more; then the coffee leaves as an invitation after the owner's time
 * to undo it, or, where no account may write events, is held for the owner, who is told by mail. Pressed again, whatever
 * the time, the answer is the coffee that there is.
 * @throws UserError 404 where the link leads nowhere, 400 for a time that is not offered, 409 where it is taken
 */
export async function takeOffer(deps: Deps, token: string, start: Instant): Promise<Coffee> {
  const opened = await openMeeting(deps, token)
  if (!opened) throw new UserError(404, { en: 'This link has rested.', de: 'Dieser Link ruht.' })
  const { coffee, user, hash } = opened
  if (coffee.state !== 'offered') return coffee
  const now = deps.now()
  const when = offeredSpans(coffee.offered).find((one) => Temporal.Instant.compare(one.start, start) === 0)
  if (!when || Temporal.Instant.compare(when.start, now) <= 0)
    throw new UserError(400, {
      en: 'That time is not open any more. Choose another one.',
      de: 'Dieser Termin ist nicht mehr frei. Bitte einen anderen aussuchen.',
    })
  const connections = await usable(deps, user.id)
  const answer = await askCalendars(deps, { user, connections, window: when })
  // A calendar that does not answer is asked again before anything leaves.
  const stored = await storedBusy(deps.db, user, when, answer.answered)
  if (!isFree(when, [...(answer.kind === 'read' ? answer.busy : []), ...stored])) throw filled()
  const writer = writerFor(deps, connections, coffee)
  const sendAt = now.add({ seconds: deps.config.UNDO_SECONDS })
  const chosen = { startsAt: when.start, endsAt: when.end }
  const change = writer
    ? { ...chosen, state: 'queued' as const, connectionId: writer.id, sendAt }
    : { ...chosen, state: 'chosen' as const, chosenAt: now, holdUntil: holdUntil(now, when.start) }
  const take = async (tx: Database) => {
    await lockPlans(tx, user.id, now)
    const current = await findCoffee(tx, user.id, coffee.id)
    if (current?.state !== 'offered') return current
    const held = (await listAhead(tx, user.id, now)).filter(({ state }) => state !== 'offered')
    if (!isFree(when, held.flatMap(spansOf))) throw filled()
    if (held.some(({ state, addressHash }) => isLeaving(state) && addressHash === coffee.addressHash)) throw filled()
    // The task first: whoever works on it has its row, and goes on to the coffee's.
    await scheduleTask(tx, { kind: 'coffee', subject: coffee.id, userId: user.id }, writer ? sendAt : now)
    const row = await changeCoffee(tx, coffee, ['offered'], change)
    await markUsed(tx, { userId: user.id, hash }, now)
    return row
  }
  const taking = await inTurn(deps.db, take).catch((error: unknown) => {
    // The index on the database held where the lock on the user did not.
    throw isConflict(error) ? filled() : error
  })
  deps.wake()
  if (!taking || !(chosenStates.has(taking.state) && taking.startsAt))
    throw new UserError(404, { en: 'This link has rested.', de: 'Dieser Link ruht.' })
  return taking
}

/** They asked for no such page; their wish is theirs, and undone on the coffee page. */
const ratherWrites = (person: KnownPerson) =>
  new UserError(409, {
    en: `${firstNameOf(person)} would rather just write, so no page with times is made for them. Offer times in the note itself; your note is kept.`,
    de: `${firstNameOf(person)} möchte lieber einfach schreiben, also wird dafür keine Seite mit Terminen gemacht. Nenn Termine in der Nachricht selbst; sie bleibt stehen.`,
  })

const isLeaving = (state: CoffeeState) => state === 'queued' || state === 'sending'

export const filled = () =>
  new UserError(409, {
    en: 'That time filled up while you were reading. The other times may still be open; choose one of them.',
    de: 'Dieser Termin wurde inzwischen belegt. Die anderen sind vielleicht noch frei; bitte einen davon aussuchen.',
  })

/** 22 characters of base64url: 128 bits, made from the key, so that the same offer has the same link. */
async function tokenOf({ seal }: Pick<Deps, 'seal'>, { id, address }: Coffee): Promise<string> {
  return (await seal.sign(`${id}|${address}|meet`, 'link')).slice(0, 22)
}
