/** Planning a coffee: the free times and note of its page, and the owner's buttons to invite, undo or send at once. */
import { holidaysOf } from '../../coffee/holidays/holidays.ts'
import { type Free, freeSlots } from '../../coffee/slots.ts'
import type { CoffeeState, How, Slot, ZoneGuess } from '../../coffee/types.ts'
import { sameClock } from '../../coffee/zone.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import {
  asAt,
  type Coffee,
  changeCoffee,
  findCoffee,
  hasNews,
  hurryCoffee,
  listAhead,
  listCoffeesWith,
  liveStates,
  lockPlans,
} from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { storedBusy } from '../../db/history.ts'
import { inTurn } from '../../db/in-turn.ts'
import type { KnownPerson } from '../../db/people.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { organisation } from '../../people/identity/address.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { placeOfUser } from '../../place.ts'
import type { ProviderName } from '../../providers/types.ts'
import { wholeSettings } from '../../settings.ts'
import { normalise } from '../../text.ts'
import { keepEvent } from './change.ts'
import {
  checkRoom,
  chosenAlready,
  findChoice,
  findSame,
  isInvitation,
  isStillFree,
  keepDraft,
  keepWithChoice,
  queueInvitation,
  readNote,
  readTime,
  rowFor,
  taken,
  titleWith,
} from './checks.ts'
import {
  bufferOf,
  daysKept,
  isVideo,
  type Regions,
  readGround,
  regionsOf,
  spansOf,
  stands,
  writerAmong,
} from './context.ts'
import { askCalendars } from './free-busy.ts'
import { keeperOf } from './guest-link.ts'
import { readTrace, type Trace } from './habits.ts'

/** Everything that the page about a coffee with somebody shows. */
export interface Table {
  /** Up to three free times, in their order in time; `more` has up to six others. */
  readonly slots: readonly Slot[]
  readonly more: readonly Slot[]
  /** Minutes that each of them lasts. */
  readonly minutes: number
  readonly why: Free['why']
  readonly asleep: boolean
  readonly odd: boolean
  readonly closed: Free['closed']
  readonly regions: Regions
  /**
   * `sparse`: under four events in four weeks. `closed`: no calendar may be read. `unreachable`: one did not answer. In
   * these three the times lie within the working hours but are not known to be free, and their remarks say so.
   */
  readonly calendar: 'read' | 'sparse' | 'closed' | 'unreachable'
  /** It is closed only because none of the calendars that could be asked is chosen. */
  readonly unticked: boolean
  /** Where the permission to read a calendar is to be had; null where no provider is left. */
  readonly opens: ProviderName | null
  /** Where the two met before, newest first. */
  readonly places: readonly string[]
  /** How many entries of the calendar could not be read and do not say when they are; absent where there are none. */
  readonly unread?: number
  /** Names of chosen calendars that are gone or refused: something in them may be taken that seems free. */
  readonly shut: readonly string[]
  readonly zone?: ZoneGuess
  /** Whether an account may write events. */
  readonly canInvite: boolean
  /** The active account by which the two were last in touch, or the first there is. */
  readonly account: (Pick<Connection, 'provider' | 'email'> & { readonly connectionId: string }) | null
  /** They seem to be in different places, or nothing is known of theirs. */
  readonly video: boolean
  /** The owner's messages to them that have had no answer. */
  readonly unanswered: Trace['unanswered']
  readonly alsoUnanswered?: Trace['unanswered']
  /** What is planned with them, waits or went wrong lately, and is not over. */
  readonly coffee: Coffee | null
  /** What was written last and taken back, lately: its note is worth keeping. */
  readonly leftOff: Coffee | null
  /** The newest of what they did with their times that the owner has not looked at. */
  readonly news: Coffee | null
  /** They would rather just write than be shown a page with times. */
  readonly stopped: boolean
  /** Whether the event of `coffee` can be moved and called off from here. */
  readonly mayChange: boolean
  /** What an invitation would be called in both calendars. */
  readonly title: string
}

const fewEvents = 4
const windowDays = 28
/** Of the window, so many days lie behind: what is to come fills up late. */
const daysBehind = 6

/**
 * Reads everything for the page. Asks the calendars live; nothing changes but the count of requests.
 * @param also somebody else who comes: the times suit both, and their zone is told of only where both share its clock
 */
export async function setTable(deps: Deps, user: User, person: KnownPerson, also?: KnownPerson): Promise<Table> {
  const now = deps.now()
  const ground = await readGround(deps, user, person)
  const third = also && (await readTrace(deps, user, also, ground.connections))
  const { usual, connection } = ground.trace
  const zone = third ? sharedZone(ground.trace.zone, third.zone, now) : ground.trace.zone
  // On the minute, so that pages that are opened together ask the same.
  const start = now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).subtract({ hours: 24 * daysBehind })
  const window = { start, end: start.add({ hours: 24 * windowDays }) }
  const answer = await askCalendars(deps, { user, connections: ground.connections, window })
  const calendar = answer.kind !== 'read' ? answer.kind : answer.events < fewEvents ? 'sparse' : 'read'
  const ahead = await listAhead(deps.db, user.id, now)
  // Times that lie behind this person's own link may be offered to them again.
  const held = ahead.filter(({ id, state }) => state !== 'offered' || !ground.mine.some((one) => one.id === id))
  const video = [ground.trace, ...(third ? [third] : [])].some((one) => isVideo(user.timeZone, one.zone))
  // What a guest waits for comes before whatever was begun after it.
  const standing = ground.mine.filter((coffee) => stands(coffee, now))
  const live = standing.find(({ state }) => liveStates.includes(state))
  const coffee = standing.find(({ state }) => state === 'chosen') ?? live ?? standing[0] ?? null
  const settings = wholeSettings(user.settings)
  const address = normalise(newestAddress(person))
  const regions = regionsOf(user, address, zone)
  const { offered, more, ...free } = freeSlots({
    ...settings,
    now,
    ...placeOfUser(user),
    busy: [
      ...(answer.kind === 'read' ? answer.busy : []),
      // What no calendar answered for now is known from the last look: an account may wait to be connected again.
      ...(await storedBusy(deps.db, user.id, window, answer.answered)),
      ...held.flatMap(spansOf),
    ],
    checked: calendar === 'read',
    minutes: settings.coffeeMinutes,
    buffer: bufferOf(user, video),
    ...holidaysIn(regions),
    guestIsPrivate: organisation(address) === undefined,
    coffees: ahead.flatMap(({ state, startsAt }) => (startsAt && liveStates.includes(state) ? [startsAt] : [])),
    usual,
    ...(ground.trace.zone ? { guestZone: ground.trace.zone.timeZone } : {}),
    ...(third?.zone ? { alsoZone: third.zone.timeZone } : {}),
  })
  return {
    slots: offered,
    more,
    ...free,
    minutes: settings.coffeeMinutes,
    regions,
    calendar,
    unticked: answer.kind === 'closed' && answer.answered.length > 0,
    opens: opensAt(deps, connection),
    places: ground.trace.places,
    ...(answer.kind === 'read' && answer.unread ? { unread: answer.unread } : {}),
    shut: answer.kind === 'read' ? answer.shut : [],
    ...(zone ? { zone } : {}),
    canInvite: writerAmong(deps, ground) !== undefined,
    account: connection
      ? { connectionId: connection.id, provider: connection.provider, email: connection.email }
      : null,
    video,
    unanswered: ground.trace.unanswered,
    ...(third ? { alsoUnanswered: third.unanswered } : {}),
    coffee,
    mayChange: coffee !== null && keeperOf(deps, ground.connections, coffee) !== undefined,
    leftOff: leftOffAmong(ground.mine, now),
    news: ground.mine.find((one) => hasNews(one, now)) ?? null,
    stopped: ground.mine.some(({ stopped }) => stopped),
    title: titleWith(user, person, ground.trace.titles),
  }
}

/** The newest, where it was taken back by its owner and no mail or meeting came after it. */
function leftOffAmong(mine: readonly Coffee[], now: Instant): Coffee | null {
  const [newest] = mine
  if (newest?.state !== 'undone' || !newest.note || newest.news?.off) return null
  const until = newest.createdAt.add({ hours: 24 * daysKept })
  return until.epochMilliseconds > now.epochMilliseconds ? newest : null
}
const holidaysIn = ({ own, guest }: Regions) => ({
  ...(own ? { ownHolidays: holidaysOf(own) } : {}),
  ...(guest ? { guestHolidays: holidaysOf(guest) } : {}),
})

/** The zone of two guests, where their clocks show the same now. */
const sharedZone = (one: ZoneGuess | undefined, other: ZoneGuess | undefined, now: Instant) =>
  one && other && sameClock(now, one.timeZone, other.timeZone) ? one : undefined
/** The provider of the account the two used, or the first that can be connected here. */
function opensAt({ providers }: Deps, connection: Connection | undefined): ProviderName | null {
  if (connection && connection.provider !== 'file') return connection.provider
  return [...providers.keys()][0] ?? null
}

/** What the owner asks for. The recipient is no part of it: that is the person's newest address. */
export interface Ask {
  readonly how: How
  /** Null for a note. */
  readonly start: Instant | null
  readonly note: string
  /** Where the two meet in person; empty where it is not said. */
  readonly where?: string
  /** The first lines as they were proposed: a bracket of theirs that is still in the note is not filled. */
  readonly opener?: string
  /** Somebody else who comes. */
  readonly also?: KnownPerson | undefined
}

/**
 * Writes down what the owner asks for. An invitation leaves by itself once the time to undo it is over, or stays a draft
 * while no account may write events; every other way to ask stays a draft, since the owner sends it. Asked twice, or ten
 * times at once, it is one row.
 * @throws UserError 400 where something is missing, 409 where the time is taken, 429 after ten in a day, 503 where the
 * calendar cannot be asked
 */
export async function planCoffee(deps: Deps, user: User, person: KnownPerson, ask: Ask): Promise<Coffee> {
  const now = deps.now()
  const { how } = ask
  const note = readNote(ask.note, ask.opener)
  const when =
    ask.start && how !== 'note' && how !== 'write'
      ? readTime(ask.start, { now, minutes: wholeSettings(user.settings).coffeeMinutes })
      : null
  if (!when && (isInvitation(how) || how === 'ics'))
    throw new UserError(400, 'No time was chosen. Choose one; your note is kept.')
  if (!note && (how === 'note' || how === 'write'))
    throw new UserError(400, 'The note is empty. Write a line first, and it opens in your own mail.')
  const ground = await readGround(deps, user, person)
  const same = findSame(ground.mine, how, when)
  if (same) return same
  const writer = isInvitation(how) ? writerAmong(deps, ground) : undefined
  if (
    when &&
    !(await isStillFree(deps, { user, connections: ground.connections, window: when }, writer !== undefined))
  ) {
    // It may be the same coffee that takes the time: pressed twice, and already in the calendar.
    const winner = findSame(await listCoffeesWith(deps.db, user.id, ground.hashes), how, when)
    if (winner) return winner
    throw taken()
  }
  const { also } = ask
  const third = also && { person: also, titles: (await readTrace(deps, user, also, [])).titles }
  const row = {
    ...(await rowFor(deps, user, person, {
      how,
      titles: ground.trace.titles,
      where: ask.where ?? '',
      also: third,
    })),
    connectionId: (writer ?? ground.trace.connection)?.id ?? null,
    startsAt: when?.start ?? null,
    endsAt: when?.end ?? null,
    note,
  }
  const planned = await inTurn(deps.db, async (tx) => {
    await lockPlans(tx, user.id, now)
    const known = await listCoffeesWith(tx, user.id, ground.hashes)
    const winner = findSame(known, how, when)
    if (winner) return winner
    // A guest waits for an answer to this one; another time is put beside it only once it is answered or put away.
    const chosen = known.find(({ state }) => state === 'chosen')
    if (writer && chosen && chosen !== findChoice(known, when))
      throw chosenAlready(chosen, { place: placeOfUser(user), person })
    if (!writer) {
      const place = placeOfUser(user)
      const kept = isInvitation(how) ? await keepWithChoice(tx, row, { known, when, place, person }) : undefined
      return kept ?? keepDraft(tx, row, known)
    }
    await checkRoom(tx, user.id, { when, now, own: findChoice(known, when) })
    return queueInvitation(deps, tx, row, known)
  })
  deps.wake()
  return planned
}

/**
 * Takes a coffee back before it leaves; a draft, an offer, a choice or one that could not leave is put away likewise. An
 * invitation for what a guest chose becomes their choice again.
 * @throws UserError 404 where it is not the user's, 409 where it has left
 */
export async function undoCoffee(deps: Deps, userId: string, coffeeId: string): Promise<Coffee> {
  const coffee = await own(deps.db, userId, coffeeId)
  const { id } = coffee
  if (coffee.pending) return keepEvent(deps, coffee)
  const undone =
    coffee.state === 'queued' && coffee.chosenAt
      ? await backToChoice(deps, coffee)
      : await changeCoffee(deps.db, { userId, id }, ['queued', ...putAway], { state: 'undone', problem: null })
  if (undone) return undone
  const after = await own(deps.db, userId, coffeeId)
  if (after.state === 'undone') return after
  throw new UserError(
    409,
    'It has left already, so it cannot be taken back here. You can cancel it in your own calendar, which tells your guest.',
  )
}

const putAway: readonly CoffeeState[] = ['draft', 'offered', 'chosen', 'taken', 'refused']

/** The guest was told until when their time is held: it is held again for what is left of that. */
async function backToChoice({ db, now: time }: Deps, coffee: Coffee): Promise<Coffee | undefined> {
  return inTurn(db, async (tx) => {
    const now = time()
    const back = asAt({ ...coffee, state: 'chosen' }, now)
    const change = { state: back.state, sendAt: null, problem: null }
    // The task first: whoever works on it has its row, and goes on to the coffee's.
    await scheduleTask(tx, { kind: 'coffee', subject: coffee.id, userId: coffee.userId }, now)
    return changeCoffee(tx, coffee, ['queued'], change)
  })
}

const onTheWay: ReadonlySet<CoffeeState> = new Set(['sending', 'invited', 'accepted', 'declined', 'met'])

/**
 * Has a waiting invitation leave now. One that is on its way or has left stays as it is.
 * @throws UserError 404 where it is not the user's, 409 where it was taken back or could not leave
 */
export async function sendNow(deps: Deps, userId: string, coffeeId: string): Promise<Coffee> {
  const now = deps.now()
  const { id } = await own(deps.db, userId, coffeeId)
  const sent = await inTurn(deps.db, async (tx) => {
    await scheduleTask(tx, { kind: 'coffee', subject: id, userId }, now)
    // Never later than planned: after a day of failing it is given up, counted from here.
    return hurryCoffee(tx, { userId, id }, now)
  })
  deps.wake()
  if (sent) return sent
  const after = await own(deps.db, userId, coffeeId)
  if (onTheWay.has(after.state)) return after
  throw new UserError(409, 'It was taken back or could not leave, so nothing was sent. You can plan it afresh.')
}

async function own(db: Database, userId: string, coffeeId: string): Promise<Coffee> {
  const coffee = await findCoffee(db, userId, coffeeId)
  if (!coffee) throw new UserError(404, 'There is no such coffee here.')
  return coffee
}
