/** Writes the card of one person outside a letter: reads what lies between the two, and of others the names alone. */
import { breathe } from '../../breathe.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { listNotes, type NoteRow, undated } from '../../db/decisions.ts'
import type { KnownPerson } from '../../db/people.ts'
import { listCorrections } from '../../db/said/corrections.ts'
import { listNamesOf } from '../../db/some-people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { makeCard } from '../../letter/card.ts'
import { leadless } from '../../letter/choose/corrected.ts'
import { nameable, whose } from '../../letter/find/nameable.ts'
import { languageOf } from '../../letter/say/language.ts'
import { isOpen, pickPoints } from '../../letter/say/points.ts'
import type { Card, CardLead } from '../../letter/types.ts'
import { weekOf } from '../../letter/week.ts'
import { reachOfPerson } from '../../people/judge/reach.ts'
import { type Between, type Read, readBetween } from '../people/contacts.ts'
import { addressesOf, allHashes } from '../people/decide.ts'
import { lineFor } from '../people/lines.ts'
import { messageOf } from './message.ts'
import { type Accounts, readAccounts, readMailboxes } from './sources/accounts.ts'
import { readBirthdaysOf } from './sources/birthdays.ts'
import { type Told, tell } from './tell.ts'

type Reader = Pick<Deps, 'db' | 'seal' | 'config' | 'now'>

/**
 * For planning a coffee with whomever the owner likes. Null only where nothing at all is known of them. `lead` is what the
 * owner came for, such as a note that asks for nothing; else it is worked out.
 */
export async function writeCard(
  deps: Reader,
  user: User,
  person: KnownPerson,
  at: Instant,
  lead?: CardLead,
): Promise<Card | null> {
  const { accounts, between, told } = await readOne(deps, user, person, at)
  const { lastAt, addedAt } = person.relationship
  if (!between.contacts.length && !lastAt && !addedAt) return null
  const { telling, points } = await told()
  await breathe()
  const picked = pickPoints(points)
  return makeCard({
    personId: person.id,
    telling,
    picked,
    reach: reachOfPerson(person, at, accounts.reaches),
    lead: lead ?? (isOpen(points[0]) ? 'open' : 'coffee'),
    message: messageOf(picked[0], telling.contacts, accounts.connections),
  })
}

/** One person with what lies between the two; what else there is to tell of them is read when it is asked for. */
export interface One {
  readonly accounts: Accounts
  readonly between: Between & Read
  told(): Promise<Told>
}

export async function readOne(deps: Reader, user: User, person: KnownPerson, at: Instant): Promise<One> {
  return readOneAmong(deps, user, { person, at, accounts: await readAccounts(deps, user, { at }) })
}

/** What the owner noted of somebody, and what they said of points about anybody. */
interface Said {
  /** HMACs of all addresses of the person. */
  readonly hashes: readonly string[]
  readonly notes: readonly NoteRow[]
  readonly corrections: Awaited<ReturnType<typeof listCorrections>>
}

async function readSaid(deps: Reader, user: User, person: KnownPerson): Promise<Said> {
  const hashes = await allHashes(deps, addressesOf(person))
  const [notes, corrections] = await Promise.all([
    listNotes(deps.db, user.id, hashes),
    listCorrections(deps.db, user.id),
  ])
  return { hashes, notes, corrections }
}

/** The same, where the accounts are read already. */
export async function readOneAmong(
  deps: Reader,
  user: User,
  {
    person,
    at,
    accounts,
    known,
  }: {
    readonly person: KnownPerson
    readonly at: Instant
    readonly accounts: Accounts
    /** What the owner noted and said of them, where it is read already. */
    readonly known?: Said
  },
): Promise<One> {
  const { db } = deps
  const between = await readBetween(db, { userId: user.id, person, own: accounts.own, at, ended: accounts.ended })
  const tellAll = async () => {
    const [beside, { hashes, notes, corrections }, birthdays] = await Promise.all([
      listNamesOf(db, user.id, addressesBeside(person, between)),
      known ?? readSaid(deps, user, person),
      readBirthdaysOf(db, user.id, at),
    ])
    const line = await lineFor(db, user.id, { notes, lastAt: person.relationship.lastAt })
    const byAddress = new Map(beside.flatMap((one) => one.addresses.map((address) => [address, one])))
    return tell({ user, at, week: weekOf(at, user.timeZone), accounts }, person, {
      contacts: between.contacts,
      ...(between.readBackTo ? { readBackTo: between.readBackTo } : {}),
      named: (address) => nameable(byAddress.get(address)),
      whose: (address) => whose(byAddress.get(address)),
      notes: undated(notes),
      ...(line ? { line } : {}),
      corrected: {
        said: corrections.filter(({ addressHash }) => hashes.includes(addressHash)),
        leadless: leadless(corrections),
      },
      birthdays: birthdays.get(person.address) ?? [],
    })
  }
  let made: Promise<Told> | undefined
  return {
    accounts,
    between,
    told() {
      made ??= tellAll()
      return made
    },
  }
}

/** Whoever may be named beside somebody: who stands on what lies between the two, or in an introduction of theirs. */
export function addressesBeside(
  { relationship }: KnownPerson,
  { contacts }: Pick<Between, 'contacts'>,
): readonly string[] {
  const { introducedBy, introducedTo, introduced } = relationship
  const found = new Set([introducedBy, introducedTo, introduced].flatMap((one) => one?.personAddress ?? []))
  for (const one of contacts) {
    for (const address of one.with) found.add(address)
    for (const { address } of one.others) found.add(address)
  }
  return [...found]
}

/** The language in which the two write each other, as BCP 47: that of the card's opener, without the card. */
export async function languageWith(db: Database, user: User, person: KnownPerson, at: Instant): Promise<string> {
  const { own, ended } = await readMailboxes(db, user)
  const { contacts } = await readBetween(db, { userId: user.id, person, own, at, ended })
  return languageOf(contacts.flatMap(({ title }) => (title === undefined ? [] : [title])))
}
