/** Times behind a link: the owner offers some, the guest picks one, and it is booked as if the owner had picked it. */
import { Temporal } from 'temporal-polyfill'
import { holdUntil } from '../../coffee/hold.ts'
import { isFree } from '../../coffee/slots.ts'
import type { CoffeeState, ZoneGuess } from '../../coffee/types.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import {
  asAt,
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
import { storedBusy } from '../../db/history.ts'
import { markUsed, storeLinks } from '../../db/links.ts'
import { findPersonByAddress, type KnownPerson } from '../../db/people.ts'
import type { ToldState } from '../../db/schema.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { firstNameIn, firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { sha256 } from '../../seal.ts'
import { wholeSettings } from '../../settings.ts'
import { findLink } from '../mail/links.ts'
import { checkRoom, chosenAlready, offersSame, readNote, readTime, rowFor, taken, toOffered } from './checks.ts'
import { guestOf } from './choices.ts'
import { isVideo, offeredSpans, readGround, spansOf, writerAmong } from './context.ts'
import { askCalendars, providerOf } from './free-busy.ts'
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
  if (!last) throw new UserError(400, 'No time was chosen. Choose at least one; your note is kept.')
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
  const coffee = await deps.db.transaction(async (tx) => {
    await lockPlans(tx, user.id, now)
    const known = await listCoffeesWith(tx, user.id, ground.hashes)
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
  readonly chosen: Span | null
  /** Whether an invitation follows by itself; else the owner sends it. */
  readonly invitation: boolean
  /** Null where nothing is held. */
  readonly held: {
    readonly until: Instant
    /** What the mail to the owner came to. */
    readonly told: ToldState | null
    /** It is about to be known. */
    readonly telling: boolean
  } | null
}

const chosenStates: ReadonlySet<CoffeeState> = new Set(['draft', 'chosen', 'queued', 'sending', 'invited', 'accepted'])

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
  const opened = await open(deps, token)
  if (!opened) return null
  const { coffee, user } = opened
  const now = deps.now()
  const connections = await usable(deps, user.id)
  const person = await findPersonByAddress(deps.db, user.id, coffee.address)
  const zone = person && (await readTrace(deps, user, person, [])).zone
  return {
    owner: firstNameIn(user.name || user.email),
    guest: firstNameOf({ ...guestOf(coffee, person), address: '' }),
    ownerZone: user.timeZone,
    ...(zone ? { zone } : {}),
    slots: coffee.state === 'offered' ? await stillFree(deps, coffee, now) : [],
    chosen: coffee.startsAt && coffee.endsAt ? { start: coffee.startsAt, end: coffee.endsAt } : null,
    invitation:
      coffee.state === 'offered' ? writerFor(deps, connections, coffee) !== undefined : !owned.has(coffee.state),
    held: heldOf(coffee, now),
  }
}

/**
 * The guest picks a time. The calendar is asked once more; then the coffee leaves as an invitation after the owner's time
 * to undo it, or, where no account may write events, is held for the owner, who is told by mail. Pressed again, whatever
 * the time, the answer is the coffee that there is.
 * @throws UserError 404 where the link leads nowhere, 400 for a time that is not offered, 409 where it is taken
 */
export async function takeOffer(deps: Deps, token: string, start: Instant): Promise<Coffee> {
  const opened = await open(deps, token)
  if (!opened) throw new UserError(404, 'This link has rested.')
  const { coffee, user, hash } = opened
  if (coffee.state !== 'offered') return coffee
  const now = deps.now()
  const when = offeredSpans(coffee.offered).find((one) => Temporal.Instant.compare(one.start, start) === 0)
  if (!when || Temporal.Instant.compare(when.start, now) <= 0)
    throw new UserError(400, 'That time is not open any more. Choose another one.')
  const connections = await usable(deps, user.id)
  const answer = await askCalendars(deps, { user, connections, window: when })
  // A calendar that does not answer is asked again before anything leaves.
  const stored = await storedBusy(deps.db, user.id, when, answer.answered)
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
    const row = await changeCoffee(tx, coffee, ['offered'], change)
    await markUsed(tx, { userId: user.id, hash }, now)
    await scheduleTask(tx, { kind: 'coffee', subject: coffee.id, userId: user.id }, writer ? sendAt : now)
    return row
  }
  const taking = await deps.db.transaction(take).catch((error: unknown) => {
    // The index on the database held where the lock on the user did not.
    throw isConflict(error) ? filled() : error
  })
  deps.wake()
  if (!taking || !(chosenStates.has(taking.state) && taking.startsAt)) throw new UserError(404, 'This link has rested.')
  return taking
}

const isLeaving = (state: CoffeeState) => state === 'queued' || state === 'sending'

const filled = () =>
  new UserError(
    409,
    'That time filled up while you were reading. The other times may still be open; choose one of them.',
  )

/** The coffee behind a link, as long as it waits for a choice or has had one. */
async function open(deps: Deps, token: string) {
  const link = await findLink(deps, token, ['meet'])
  const found = link?.row.coffeeId ? await findCoffee(deps.db, link.user.id, link.row.coffeeId) : undefined
  if (!link || !found) return null
  const coffee = asAt(found, deps.now())
  const leads = coffee.state === 'offered' || (coffee.startsAt !== null && chosenStates.has(coffee.state))
  return leads ? { coffee, user: link.user, hash: link.row.hash } : null
}

async function usable(deps: Deps, userId: string): Promise<Connection[]> {
  return (await listConnections(deps.db, userId)).filter((connection) => providerOf(deps, connection))
}

/** The account that it was offered by, else any that may write. */
function writerFor(deps: Deps, connections: readonly Connection[], { connectionId }: Coffee): Connection | undefined {
  const first = connections.filter(({ id }) => id === connectionId)
  return [...first, ...connections].find((one) => providerOf(deps, one)?.desk.canWrite(one.scopes))
}

async function stillFree(deps: Deps, coffee: Coffee, now: Instant): Promise<readonly Span[]> {
  const ahead = offeredSpans(coffee.offered).filter(({ start }) => Temporal.Instant.compare(start, now) > 0)
  const [first, last] = [ahead[0], ahead.at(-1)]
  if (!first || !last) return []
  const others = (await listAhead(deps.db, coffee.userId, now)).filter(({ state }) => state !== 'offered')
  const busy = await storedBusy(deps.db, coffee.userId, { start: first.start, end: last.end })
  return ahead.filter((span) => isFree(span, [...busy, ...others.flatMap(spansOf)]))
}

/** 22 characters of base64url: 128 bits, made from the key, so that the same offer has the same link. */
async function tokenOf({ seal }: Pick<Deps, 'seal'>, { id, address }: Coffee): Promise<string> {
  return (await seal.sign(`${id}|${address}|meet`, 'link')).slice(0, 22)
}
