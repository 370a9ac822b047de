/** Everything the product would know about one mailbox at one moment: people, standing, contacts, points. */
import { Temporal } from 'temporal-polyfill'
import type { Instant, StoredFact } from '../../src/facts.ts'
import { nameable, whose } from '../../src/letter/find/nameable.ts'
import type { Telling } from '../../src/letter/find/telling.ts'
import type { Contact } from '../../src/letter/types.ts'
import { weekOf } from '../../src/letter/week.ts'
import { instant } from '../../src/people/days.ts'
import { derive } from '../../src/people/derive/derive.ts'
import { timeOf } from '../../src/people/derive/order.ts'
import { ownOf } from '../../src/people/identity/own.ts'
import { type Alike, alikeAmong } from '../../src/people/judge/alike.ts'
import { rank } from '../../src/people/judge/rank.ts'
import type { Person, Standing } from '../../src/people/types.ts'
import type { Place } from '../../src/place.ts'
import { normalise } from '../../src/text.ts'
import { toContacts } from '../../src/work/people/contacts.ts'
import type { Corpus } from './corpus.ts'
import { unmask } from './record.ts'

/** Days and months of public data are days of UTC: nobody's own zone is known. */
const timeZone = 'UTC'
/** No owner of these histories is known. */
export const place: Place = { timeZone, locale: null }
/** As the product reads by default. */
export const historyYears = 5
/** More than anybody's points are made of. */
const newest = 3000

export interface View {
  readonly user: string
  readonly at: Instant
  readonly people: readonly Person[]
  /** What was read begins here: nothing older exists. */
  readonly readBackTo: Instant | undefined
  /** The person who has this address, written in whatever way. */
  personOf(address: string): Person | undefined
  standing(person: Person): Standing
  /** Who else they may be. */
  readonly alike: Alike
  /** Whether there is a tie at all, whatever keeps them out of a letter: whoever is still in their rhythm has one too. */
  passes(person: Person): boolean
  /** Everything on which one of their addresses stands, ascending. */
  contacts(person: Person): readonly Contact[]
  /** What may be told of them, as for a letter of that week. */
  telling(person: Person): Telling
}

/** Reads nothing that is later than `at`, whatever the corpus holds. */
export async function look(corpus: Corpus, user: string, at: Instant): Promise<View> {
  const box = corpus.mailboxes.get(user) ?? []
  const facts = box.slice(0, countUntil(box, at.epochMilliseconds))
  const derived = await derive({
    read: () => stream(facts),
    declaredOwn: corpus.ownOf(user),
    accounts: [user],
    decisions: new Map(),
    now: at,
    timeZone,
  })
  const own = ownOf(derived.own)
  const byAddress = new Map(
    derived.people.flatMap((person) => person.addresses.map(({ address }) => [address, person] as const)),
  )
  const [first] = facts
  const readBackTo = first && instant(timeOf(first))
  const index = indexOf(facts)
  const standings = new Map<Person, Standing>()
  const alike = alikeAmong(derived.people)
  const known = new Map<Person, readonly Contact[]>()
  const contacts = (person: Person) => {
    const before = known.get(person)
    if (before) return before
    const places = new Set(person.addresses.flatMap(({ address }) => index.get(address) ?? []))
    const theirs = [...places]
      .sort((a, b) => a - b)
      .slice(-newest)
      .flatMap((place) => facts[place] ?? [])
    const found = toContacts(theirs, own, at)
    known.set(person, found)
    return found
  }
  return {
    user,
    at,
    people: derived.people,
    readBackTo,
    personOf: (address) => byAddress.get(unmask(normalise(address))),
    alike,
    standing(person) {
      const before = standings.get(person)
      if (before) return before
      const found = rank(person, at, readBackTo, place)
      standings.set(person, found)
      return found
    },
    passes: (person) => {
      const standing = rank({ ...person, exclusions: [] }, at, readBackTo, place)
      return standing.due || standing.group === 'in_touch'
    },
    contacts,
    telling: (person) => ({
      person,
      contacts: contacts(person),
      named: (address) => nameable(byAddress.get(normalise(address))),
      whose: (address) => whose(byAddress.get(normalise(address))),
      notes: [],
      now: at,
      ...place,
      ...(readBackTo ? { readBackTo } : {}),
      horizon: at.toZonedDateTimeISO(timeZone).subtract({ years: historyYears }).toInstant(),
      seed: `${user}|${weekOf(at, timeZone)}|${person.address}`,
    }),
  }
}

/** How many of the facts, which ascend, are not later than this. */
function countUntil(facts: readonly StoredFact[], ms: number): number {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const fact = facts[middle]
    if (fact && timeOf(fact) <= ms) low = middle + 1
    else high = middle
  }
  return low
}

async function* stream(facts: readonly StoredFact[]): AsyncGenerator<StoredFact> {
  yield* facts
}

function indexOf(facts: readonly StoredFact[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  facts.forEach((fact, place) => {
    const on = fact.kind === 'mail' ? [...(fact.from ? [fact.from] : []), ...fact.to, ...fact.cc] : fact.people
    for (const address of new Set(on.map((one) => normalise(one.address)))) {
      const places = found.get(address)
      if (places) places.push(place)
      else found.set(address, [place])
    }
  })
  return found
}

/** A moment of a task, which may be a day alone. */
export const momentOf = (at: string): Instant =>
  Temporal.Instant.from(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T00:00:00Z` : at)
