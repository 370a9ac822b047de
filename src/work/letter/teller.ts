/** Tells what may be said of those whom a letter looks at, and reads the facts of several of them at once. */
import { breathe } from '../../breathe.ts'
import { distinctNotes, undated } from '../../db/decisions.ts'
import { timelines } from '../../db/history/timelines.ts'
import type { KnownPerson } from '../../db/people.ts'
import { listNamesOf } from '../../db/some-people.ts'
import type { Deps } from '../../deps.ts'
import { leadless } from '../../letter/choose/corrected.ts'
import { nameable, whose } from '../../letter/find/nameable.ts'
import { type BetweenOf, betweenOf, newest } from '../people/contacts.ts'
import { addressesOf, allHashes } from '../people/decide.ts'
import { lineAmong } from '../people/lines.ts'
import type { Sources } from './sources/sources.ts'
import { type Told, tell } from './tell.ts'
import { addressesBeside } from './write-card.ts'

/** One letter's. */
export interface Teller {
  /** Who will be asked about next, in that order: several of them are then read together. */
  expect(people: readonly KnownPerson[]): void
  /** What may be said of one; undefined of whoever has been in touch since the last derivation: they drop out. */
  tell(person: KnownPerson, quietFrom?: number): Promise<Told | undefined>
}

/** Mostly these are the letter; if they are not, the others are read together. */
const atFirst = 4
/** About so many facts are read by one statement: more would hold everybody else up. */
const mostFacts = 2500

export function openTeller(
  deps: Pick<Deps, 'db' | 'seal'>,
  { user, at, accounts, birthdays, sayings: { notes, corrections } }: Sources,
): Teller {
  const { db } = deps
  const { own, ended } = accounts
  const never = leadless(corrections)
  const read = new Map<string, BetweenOf>()
  const names = new Map<string, Awaited<ReturnType<typeof listNamesOf>>[number]>()
  let expected: readonly KnownPerson[] = []

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
    for (const one of await listNamesOf(db, user.id, [...beside]))
      for (const address of one.addresses) names.set(address, one)
  }

  return {
    expect(people) {
      expected = people
    },
    async tell(person, quietFrom) {
      if (!read.has(person.id))
        await readSome(
          together(
            person,
            expected.filter(({ id }) => !read.has(id)),
            read.size,
          ),
        )
      const { inTouch, ...between } = read.get(person.id) ?? betweenOf([], { person, own, at, ended })
      if (inTouch(quietFrom)) return undefined
      const hashes = new Set(notes.length || corrections.length ? await allHashes(deps, addressesOf(person)) : [])
      const theirs = distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash)))
      const line = lineAmong(theirs)
      return tell({ user, at, accounts }, person, {
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

/** This one, and whoever of the next ones is read with them. */
function together(person: KnownPerson, next: readonly KnownPerson[], known: number): readonly KnownPerson[] {
  const found = new Map([[person.id, person]])
  let count = factsOf(person)
  for (const one of next) {
    if (found.has(one.id)) continue
    count += factsOf(one)
    if (count > mostFacts || (known === 0 && found.size >= atFirst)) break
    found.set(one.id, one)
  }
  return [...found.values()]
}

/** About how many there are. */
const factsOf = ({ relationship: { out, in: incoming, met } }: KnownPerson) => out + incoming + met
