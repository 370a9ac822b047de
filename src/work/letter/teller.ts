/** Tells what may be said of those whom a letter looks at, and reads the facts of several of them at once. */
import { breathe } from '../../breathe.ts'
import { distinctNotes, undated } from '../../db/decisions.ts'
import { timelines } from '../../db/history/timelines.ts'
import type { KnownPerson } from '../../db/people.ts'
import { listNamesOf } from '../../db/some-people.ts'
import type { Deps } from '../../deps.ts'
import { leadless } from '../../letter/choose/corrected.ts'
import { nameable, whose } from '../../letter/find/nameable.ts'
import { weekOf } from '../../letter/week.ts'
import { type BetweenOf, betweenOf, newest } from '../people/contacts.ts'
import { addressesOf, allHashes } from '../people/decide.ts'
import { lineAmong } from '../people/lines.ts'
import type { Sources } from './sources/sources.ts'
import { type Told, tell } from './tell.ts'
import { addressesBeside } from './write-card.ts'

/** One letter's. */
export interface Teller {
  /**
   * Who will be asked about next, in that order: several of them are then read together; and `later` who comes after them, of
   * whom more are read each time.
   */
  expect(people: readonly KnownPerson[], later: readonly KnownPerson[]): void
  /** What may be said of one; undefined of whoever has been in touch since the last derivation: they drop out. */
  tell(person: KnownPerson, quietFrom?: number): Promise<Told | undefined>
}

/** Mostly these are the letter, where their cards may be about as many different things as it has seats; else the others are read with them. */
const atFirst = 4
/** About so many facts are read by one statement: more would hold everybody else up. */
const mostFacts = 2500

export function openTeller(
  deps: Pick<Deps, 'db' | 'seal'>,
  { user, at, accounts, birthdays, sayings: { notes, corrections } }: Sources,
): Teller {
  const { db } = deps
  const { own, ended } = accounts
  const week = weekOf(at, user.timeZone)
  const never = leadless(corrections)
  const read = new Map<string, BetweenOf>()
  const names = new Map<string, Awaited<ReturnType<typeof listNamesOf>>[number]>()
  let expected: readonly KnownPerson[] = []
  let later: readonly KnownPerson[] = []
  let laterAtOnce = atFirst

  /** Whoever is read together with this one. */
  function withOthers(person: KnownPerson): readonly KnownPerson[] {
    const isUnread = ({ id }: KnownPerson) => !read.has(id)
    const place = later.findIndex(({ id }) => id === person.id)
    if (place >= 0) {
      laterAtOnce *= 2
      return together(later.slice(place).filter(isUnread), laterAtOnce)
    }
    const isFirst = read.size === 0 && maySuffice(expected.slice(0, atFirst), user.settings.people)
    return together([person, ...expected.filter(isUnread)], isFirst ? atFirst : undefined)
  }

  async function readSome(some: readonly KnownPerson[]) {
    const people = some.map(({ addresses }) => addresses.map(({ address }) => address))
    const rows = await timelines(db, user.id, { people, limit: newest })
    const beside = new Set<string>()
    for (const [place, person] of some.entries()) {
      const between = betweenOf(rows[place] ?? [], { person, own, at, ended })
      for (const address of addressesBeside(person, between)) if (!names.has(address)) beside.add(address)
      read.set(person.id, between)
      await breathe()
    }
    for (const one of [...among(expected, beside), ...(await listNamesOf(db, user.id, [...beside]))])
      for (const address of one.addresses) names.set(address, one)
  }

  return {
    expect(people, others) {
      expected = people
      later = others
    },
    async tell(person, quietFrom) {
      if (!read.has(person.id)) await readSome(withOthers(person))
      const { inTouch, ...between } = read.get(person.id) ?? betweenOf([], { person, own, at, ended })
      if (inTouch(quietFrom)) return undefined
      const hashes = new Set(notes.length || corrections.length ? await allHashes(deps, addressesOf(person)) : [])
      const theirs = distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash)))
      const line = lineAmong(theirs)
      return tell({ user, at, week, accounts }, person, {
        ...between,
        named: (address) => nameable(names.get(address)),
        whose: (address) => whose(names.get(address)),
        notes: undated(theirs),
        ...(line ? { line } : {}),
        birthdays: birthdays.get(person.address) ?? [],
        corrected: { said: corrections.filter(({ addressHash }) => hashes.has(addressHash)), leadless: never },
      })
    },
  }
}

/** Nobody is asked for of whom everything is known already: they are taken out of `beside`. */
function among(known: readonly KnownPerson[], beside: Set<string>) {
  return known.flatMap((person) => {
    const addresses = person.addresses.map(({ address }) => address)
    const isBeside = addresses.some((address) => beside.has(address))
    for (const address of addresses) beside.delete(address)
    return isBeside ? [{ ...person, addresses }] : []
  })
}

/** As far as can be told without their histories: one seat goes to one reason while there are others. */
function maySuffice(some: readonly KnownPerson[], seats: number): boolean {
  const reasons = some.map(({ relationship: { owed, unanswered } }) =>
    owed ? 'owed' : unanswered ? 'unanswered' : 'other',
  )
  return new Set(reasons).size >= Math.min(seats, some.length)
}

/** The first, and whoever of the next ones is read with them: at most so many people, and as few as hold many facts. */
function together(next: readonly KnownPerson[], most = next.length): readonly KnownPerson[] {
  const found = new Map<string, KnownPerson>()
  let count = 0
  for (const one of next) {
    if (found.has(one.id)) continue
    count += factsOf(one)
    if (found.size > 0 && (count > mostFacts || found.size >= most)) break
    found.set(one.id, one)
  }
  return [...found.values()]
}

/** About how many there are. */
const factsOf = ({ relationship: { out, in: incoming, met } }: KnownPerson) => out + incoming + met
