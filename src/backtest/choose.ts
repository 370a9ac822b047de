/** Chooses as the letter would have on a day: worth, variety, cool-downs, and something true to say of each. */
import type { Instant } from '../facts.ts'
import { choose, type Pick as LetterPick } from '../letter/choose/choose.ts'
import { nameable, whose } from '../letter/find/nameable.ts'
import { points, type Said } from '../letter/say/points.ts'
import type { Candidate } from '../letter/types.ts'
import { weekOf } from '../letter/week.ts'
import type { Own } from '../people/identity/own.ts'
import { alikeAmong } from '../people/judge/alike.ts'
import type { Person } from '../people/types.ts'
import { appearances } from './appearances.ts'
import type { Replaying } from './types.ts'

/** What was known on the day. */
export interface Day {
  readonly input: Replaying
  readonly people: readonly Person[]
  readonly own: Own
}

/** At most as many as a letter names. Contacts and notes of the day or later are left out, whatever the archive answers. */
export async function choosePast({ input, people, own }: Day): Promise<readonly LetterPick[]> {
  const { at, timeZone, locale, archive } = input
  const byAddress = new Map(people.flatMap((person) => person.addresses.map(({ address }) => [address, person])))
  const between = async (person: Person) => {
    const { contacts, readBackTo } = await archive.about(addressesOf(person), own, at)
    const known = contacts.filter((one) => one.at < at.epochMilliseconds && (one.endsAt ?? 0) <= at.epochMilliseconds)
    return {
      contacts: known,
      readBackTo: readBackTo && isBefore(input.readBackTo, readBackTo) ? readBackTo : input.readBackTo,
    }
  }
  const named = await appearances(input.before, {
    at,
    byAddress,
    between: async (person) => (await between(person)).contacts,
  })
  const tell = async (person: Person): Promise<readonly Said[]> =>
    points({
      person,
      ...(await between(person)),
      named: (address) => nameable(byAddress.get(address)),
      whose: (address) => whose(byAddress.get(address)),
      notes: (await archive.notes(addressesOf(person))).filter((note) => isBefore(note.at, at)),
      now: at,
      timeZone,
      locale,
      horizon: input.horizon,
      seed: `${input.seed}|${weekOf(at, timeZone)}|${person.address}`,
    })
  const alike = alikeAmong(people)
  const mentions = (person: Person) =>
    [person, ...alike(person)]
      .flatMap((one) => named.get(one) ?? [])
      .sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
  return choose({
    candidates: people
      .filter(({ kind, state }) => kind === 'person' && state === 'active')
      .map((person): Candidate => ({ id: person.address, person, appearances: mentions(person) })),
    alike,
    count: input.count,
    now: at,
    timeZone,
    locale,
    historyReadBackTo: input.readBackTo,
    historyYears: input.historyYears,
    passedOver: new Set(),
    pinned: new Set(),
    points: ({ person }) => tell(person),
  })
}

export const addressesOf = (person: Person): readonly string[] => person.addresses.map(({ address }) => address)
const isBefore = (one: Instant, other: Instant) => one.epochMilliseconds < other.epochMilliseconds
