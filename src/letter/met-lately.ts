/** After the coffee: whom the owner met lately, one to one or as three, so that thanks can go out while it is fresh. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import { instant } from '../people/days.ts'
import { firstNameOf } from '../people/identity/first-name.ts'
import type { Person } from '../people/types.ts'
import { type Place, tongueOf } from '../place.ts'
import { date } from '../spans.ts'
import { cleanText } from '../text.ts'
import type { Contact, Met } from './types.ts'
import type { When } from './words/en/beside.ts'
import { wordsIn } from './words/words.ts'

/** "Thursday" is a day of the owner's place. */
export interface Meetings extends Place {
  /** Meetings of the last 31 days, ascending, of all people. */
  readonly contacts: readonly Contact[]
  personOf(address: string): { readonly id: string; readonly person: Person } | undefined
  /** Earlier meetings have had their thanks. */
  readonly since: Instant
  readonly now: Instant
}

/** At most two people, the latest meeting first: none of a series, none who was met twice in these 31 days. */
export function meetings(input: Meetings): readonly Met[] {
  const { contacts, since, now } = input
  const over = contacts.filter(({ kind, endsAt, at }) => kind === 'met' && (endsAt ?? at) <= now.epochMilliseconds)
  const times = new Map<string, number>()
  for (const contact of over)
    for (const id of new Set(contact.with.map((address) => input.personOf(address)?.id ?? address)))
      times.set(id, (times.get(id) ?? 0) + 1)
  const found = new Map<string, Met>()
  for (const contact of over.toReversed()) {
    if (contact.at < since.epochMilliseconds || contact.series !== undefined) continue
    if (contact.others.length > 2) continue
    for (const address of contact.with) {
      const known = input.personOf(address)
      if (!known || times.get(known.id) !== 1 || !mayBeNamed(known.person)) continue
      found.set(known.id, tell(known, contact, input))
    }
  }
  return [...found.values()].slice(0, 2)
}

function tell(
  { id, person }: { readonly id: string; readonly person: Person },
  contact: Contact,
  input: Meetings,
): Met {
  const name = cleanText(person.name, 80)
  return {
    personId: id,
    address: newest(person),
    name,
    firstName: firstNameOf(person),
    text: wordsIn(tongueOf(input)).beside.met(name, dayOf(contact.at, input)),
    evidence: [contact.id],
  }
}

/** A day of the past as a letter speaks of it: by its name within the last six days. */
export function dayOf(at: number, input: Pick<Meetings, 'now' | 'timeZone' | 'locale'>): When {
  const { now, timeZone } = input
  const day = instant(at).toZonedDateTimeISO(timeZone).toPlainDate()
  const ago = day.until(now.toZonedDateTimeISO(timeZone).toPlainDate(), { largestUnit: 'days' }).days
  if (ago <= 0) return 'today'
  return ago < 7 ? { weekday: day.dayOfWeek } : { date: date(instant(at), now, input) }
}

const mayBeNamed = ({ kind, state, exclusions }: Person) =>
  kind === 'person' && state !== 'let_go' && state !== 'died' && exclusions.length === 0

const newest = ({ address, addresses }: Person): string =>
  addresses.toSorted((a, b) => Temporal.Instant.compare(b.lastAt, a.lastAt))[0]?.address ?? address
