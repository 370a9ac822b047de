/** The page that plans a coffee, but for the card: free times, what is planned with somebody, and what a calendar allows. */

import { holidaysOf } from '../../coffee/holidays/holidays.ts'
import { type Free, freeSlots } from '../../coffee/slots.ts'
import type { Slot, ZoneGuess } from '../../coffee/types.ts'
import { sameClock } from '../../coffee/zone.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import { type Coffee, hasNews, listAhead, listStarts, liveStates } from '../../db/coffees.ts'
import { storedBusy } from '../../db/history/history.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { organisation } from '../../people/identity/address.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { placeOfUser } from '../../place.ts'
import { oauthNames, type ProviderName } from '../../providers/types.ts'
import { wholeSettings } from '../../settings.ts'
import { normalise } from '../../text.ts'
import { titleWith } from './checks.ts'
import {
  bufferOf,
  daysKept,
  isVideo,
  ownCalendarAmong,
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
  /** Whether a coffee goes into the owner's own calendar though its server invites nobody. */
  readonly canKeep: boolean
  /** Whether an account may write events, or could be asked to let us: what a password opens has no further permission. */
  readonly mayInvite: boolean
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

export const fewEvents = 4

export const windowDays = 28

/** Of the window, so many days lie behind: what is to come fills up late. */
export const daysBehind = 6

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
      ...(await storedBusy(deps.db, user, window, answer.answered)),
      ...held.flatMap(spansOf),
    ],
    checked: calendar === 'read',
    minutes: settings.coffeeMinutes,
    buffer: bufferOf(user, video),
    ...holidaysIn(regions),
    guestIsPrivate: organisation(address) === undefined,
    // One of this week counts for it once it is over too.
    coffees: await listStarts(deps.db, user.id, { from: now.subtract({ hours: 24 * 7 }), now }),
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
    canKeep: ownCalendarAmong(deps, ground) !== undefined,
    mayInvite:
      ground.connections.length === 0 ||
      writerAmong(deps, ground) !== undefined ||
      ground.connections.some((one) => oauthNames.some((name) => name === one.provider)),
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
export function leftOffAmong(mine: readonly Coffee[], now: Instant): Coffee | null {
  const [newest] = mine
  if (newest?.state !== 'undone' || !newest.note || newest.news?.off) return null
  const until = newest.createdAt.add({ hours: 24 * daysKept })
  return until.epochMilliseconds > now.epochMilliseconds ? newest : null
}

export const holidaysIn = ({ own, guest }: Regions) => ({
  ...(own ? { ownHolidays: holidaysOf(own) } : {}),
  ...(guest ? { guestHolidays: holidaysOf(guest) } : {}),
})

/** The zone of two guests, where their clocks show the same now. */
export const sharedZone = (one: ZoneGuess | undefined, other: ZoneGuess | undefined, now: Instant) =>
  one && other && sameClock(now, one.timeZone, other.timeZone) ? one : undefined

/** The provider of the account the two used, or the first that can be connected here. */
export function opensAt({ providers }: Deps, connection: Connection | undefined): ProviderName | null {
  if (connection && connection.provider !== 'file') return connection.provider
  return [...providers.keys()][0] ?? null
}
