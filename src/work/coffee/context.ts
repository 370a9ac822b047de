/** Reads what planning a coffee needs: usable accounts, past mail and meetings with the person, and existing coffees. */
import { Temporal } from 'temporal-polyfill'
import type { Region } from '../../coffee/holidays/holidays.ts'
import { guestCountry, ownRegion } from '../../coffee/holidays/region.ts'
import type { ZoneGuess } from '../../coffee/types.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import { asAt, type Coffee, listCoffeesWith, liveStates } from '../../db/coffees.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant, Span } from '../../facts.ts'
import { placeOfUser } from '../../place.ts'
import { wholeSettings } from '../../settings.ts'
import { addressesOf, allHashes } from '../people/decide.ts'
import { providerOf } from './free-busy.ts'
import { readTrace, type Trace } from './habits.ts'

export interface Ground {
  /** The accounts that can be used at the moment. */
  readonly connections: readonly Connection[]
  readonly trace: Trace
  /** HMACs of every address of the person. */
  readonly hashes: readonly string[]
  /** The coffees with this person, the newest first. */
  readonly mine: readonly Coffee[]
}

export async function readGround(
  deps: Deps,
  user: { readonly id: string; readonly timeZone: string },
  person: KnownPerson,
): Promise<Ground> {
  const now = deps.now()
  const all = await listConnections(deps.db, user.id)
  const connections = all.filter((connection) => providerOf(deps, connection))
  const hashes = await allHashes(deps, addressesOf(person))
  return {
    connections,
    hashes,
    trace: await readTrace(deps, user, person, connections),
    mine: (await listCoffeesWith(deps.db, user.id, hashes)).map((coffee) => asAt(coffee, now)),
  }
}

/** The account that puts the coffee into the calendar: of those that may write, the one the two used last. */
export function writerAmong(deps: Deps, { trace }: Pick<Ground, 'trace'>) {
  return trace.connections.find((connection) => providerOf(deps, connection)?.desk.canWrite(connection.scopes))
}

/** The account in whose calendar a coffee is kept though its server invites nobody; none where another one can invite. */
export function ownCalendarAmong(deps: Deps, ground: Pick<Ground, 'trace'>) {
  if (writerAmong(deps, ground)) return undefined
  return ground.trace.connections.find((one) => providerOf(deps, one)?.desk.canKeep?.(one.scopes))
}

/** Different places, or nothing known of theirs: then the two meet on video. */
export const isVideo = (ownerZone: string, guess: ZoneGuess | undefined): boolean => guess?.timeZone !== ownerZone

/** Minutes kept free on either side: going somewhere takes longer. */
export function bufferOf({ settings }: Pick<User, 'settings'>, video: boolean): number {
  const { bufferMinutes, travelMinutes } = wholeSettings(settings)
  return bufferMinutes + (video ? 0 : travelMinutes)
}

/** Whose public holidays are kept free: the owner's by region, and the guest's by the country in which they likely live. */
export interface Regions {
  readonly own: Region | null
  readonly guest: Region | undefined
}

export function regionsOf(user: User, address: string, guess: ZoneGuess | undefined): Regions {
  const { holidays } = wholeSettings(user.settings)
  const own = ownRegion(holidays, placeOfUser(user))
  // Whoever wants to meet on holidays has not said where the two are the same.
  const home = own ?? ownRegion('', placeOfUser(user))
  return { own, guest: guestCountry(address, { guess, owner: { region: home, timeZone: user.timeZone } }) }
}

/** The times that a coffee holds: its own and the one it is being moved to, or all that lie behind its guest link. */
export function spansOf({ state, startsAt, endsAt, offered, moveTo }: Coffee): readonly Span[] {
  if (state === 'offered') return offeredSpans(offered)
  const own = startsAt && endsAt ? [{ start: startsAt, end: endsAt }] : []
  return moveTo ? [...own, ...offeredSpans([moveTo])] : own
}

export const offeredSpans = (offered: Coffee['offered']): readonly Span[] =>
  (offered ?? []).map(([start, end]) => ({ start: Temporal.Instant.from(start), end: Temporal.Instant.from(end) }))

/** A time as a row holds it. */
export const toIso = ({ start, end }: Span) => [start.toString(), end.toString()] as const

/** A draft or a failure that nobody came back to is not brought up again. */
export const daysKept = 14

/** Whether a coffee is still something to show: planned, waiting, or gone wrong lately. */
export function stands(coffee: Coffee, now: Instant): boolean {
  const { state, createdAt, chosenAt, endsAt } = coffee
  const ahead = (end: Instant) => end.epochMilliseconds > now.epochMilliseconds
  if (state === 'offered') return spansOf(coffee).some(({ end }) => ahead(end))
  const open = !endsAt || ahead(endsAt)
  if (liveStates.includes(state)) return open
  const fresh = ahead((chosenAt ?? createdAt).add({ hours: 24 * daysKept }))
  return (state === 'draft' || state === 'taken' || state === 'refused') && open && fresh
}
