/** Habits of two people from stored mail and meetings: time zone, usual hour, and account for a coffee. */
import { breathe } from '../../breathe.ts'
import type { ZoneGuess } from '../../coffee/types.ts'
import { guessZone } from '../../coffee/zone.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import { addressesOnRow, type FactRow } from '../../db/fact-rows.ts'
import { timeline } from '../../db/history/history.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { cleanText, normalise } from '../../text.ts'
import { addressesOf } from '../people/decide.ts'

export interface Trace {
  /** Minutes after midnight in the owner's zone at which the two met, newest first. */
  readonly usual: readonly number[]
  readonly zone?: ZoneGuess
  /** The account that saw the newest of it, among those asked about. */
  readonly connection?: Connection
  /** All of those asked about, the one that the two used last first. */
  readonly connections: readonly Connection[]
  /** Where the two met, newest first, as their calendars say it; rooms of video calls are no places. */
  readonly places: readonly string[]
  /** Subjects and titles between the two, newest first. */
  readonly titles: readonly string[]
  /** The messages to them, the newest in a row, after which nothing came from them; and when the newest of those left. */
  readonly unanswered: { readonly count: number; readonly at?: Instant }
}

/** As far back as a habit is worth following. */
const newest = 200
/** More people than this were no coffee. */
const fewPeople = 4

/** @param connections the accounts that can be used, the first of which serves where none of them saw this person */
export async function readTrace(
  deps: Deps,
  user: { readonly id: string; readonly timeZone: string },
  person: KnownPerson,
  connections: readonly Connection[],
): Promise<Trace> {
  const addresses = addressesOf(person)
  const rows = await timeline(deps.db, user.id, { addresses, limit: newest })
  await breathe()
  const zone = guessZone(observedClocks(rows, person, addresses), user.timeZone)
  const used = inOrderOfUse(rows, connections)
  const [connection] = used
  return {
    usual: rows.filter(isCoffeeLike).map(({ at }) => {
      const { hour, minute } = at.toZonedDateTimeISO(user.timeZone)
      return hour * 60 + minute
    }),
    places: placesOf(rows),
    titles: rows.flatMap(({ title }) => title ?? []),
    unanswered: unansweredIn(rows, addresses, deps.now()),
    ...(zone ? { zone } : {}),
    connections: used,
    ...(connection ? { connection } : {}),
  }
}

/** The owner's own messages to them since they were last heard of; a meeting of the two is as good as an answer. */
function unansweredIn(rows: readonly FactRow[], addresses: readonly string[], now: Instant): Trace['unanswered'] {
  const seen = new Set<string>()
  let newest: Instant | undefined
  for (const { at, mail, meeting, outgoing, dedupeKey } of rows) {
    if (at.epochMilliseconds > now.epochMilliseconds || meeting?.cancelled) continue
    const theirs = mail?.from && addresses.includes(normalise(mail.from[0]))
    if (meeting || theirs) break
    const alone = outgoing && mail && mail.to.length + (mail.cc?.length ?? 0) <= fewPeople
    if (!alone || !mail.to.some(([address]) => addresses.includes(normalise(address)))) continue
    newest ??= at
    seen.add(dedupeKey)
  }
  return { count: seen.size, ...(newest ? { at: newest } : {}) }
}

/**
 * The account that the two used last comes first. A message may lie in two accounts: used is the one under whose address
 * the owner is on it, before one that only got a copy.
 */
function inOrderOfUse(rows: readonly FactRow[], connections: readonly Connection[]): readonly Connection[] {
  const rank = new Map<string, number>()
  for (const [place, row] of rows.entries()) {
    const { connectionId, dedupeKey } = row
    const email = connections.find(({ id }) => id === connectionId)?.email
    if (email === undefined || rank.has(connectionId)) continue
    const first = rows.findIndex((one) => one.dedupeKey === dedupeKey)
    const named = addressesOnRow(row).some((address) => normalise(address) === normalise(email))
    rank.set(connectionId, named ? Math.min(first, place) : first + 0.5)
  }
  const placeOf = ({ id }: Connection) => rank.get(id) ?? Number.POSITIVE_INFINITY
  return connections.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)))
}

function observedClocks(rows: readonly FactRow[], { relationship }: KnownPerson, addresses: readonly string[]) {
  const seen = rows.flatMap(({ at, mail }) =>
    mail?.offset !== undefined && mail.from && addresses.includes(normalise(mail.from[0]))
      ? [{ at, minutes: mail.offset }]
      : [],
  )
  const { offsetMinutes, lastAt } = relationship
  return seen.length || offsetMinutes === undefined || !lastAt ? seen : [{ at: lastAt, minutes: offsetMinutes }]
}

const mostPlaces = 3

/** Each place once. What is marked private was never stored. */
function placesOf(rows: readonly FactRow[]): readonly string[] {
  const found = new Map<string, string>()
  for (const row of rows) {
    const place = isCoffeeLike(row) ? cleanText(row.meeting?.place ?? '', 120) : ''
    const key = place.toLowerCase()
    if (place && !isOnline(place) && !found.has(key) && found.size < mostPlaces) found.set(key, place)
  }
  return [...found.values()]
}

/** The addresses and names of rooms in which nobody sits. */
const isOnline = (place: string) =>
  /:\/\/|\bwww\.|\b(zoom|teams|meet|webex|skype|whereby|jitsi|online|video|virtual|phone|telefon|call|facetime|hangouts)\b/i.test(
    place,
  )

function isCoffeeLike({ meeting }: FactRow): boolean {
  if (!meeting || meeting.cancelled || meeting.allDay || meeting.free || meeting.mine === 'declined') return false
  return meeting.people.filter(({ resource }) => !resource).length <= fewPeople
}
