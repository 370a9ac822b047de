/** Everything that lies between the owner and one person, as a letter may cite it, and whether they are in touch right now. */
import { breathe } from '../../breathe.ts'
import type { Database } from '../../db/database.ts'
import { type SaidRow, toStoredFacts } from '../../db/fact-rows.ts'
import { timelines } from '../../db/history/timelines.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant, Moment, StoredFact } from '../../facts.ts'
import type { Contact } from '../../letter/types.ts'
import { dayMs, instant } from '../../people/days.ts'
import { createGroups, groupOf } from '../../people/derive/order.ts'
import type { Own } from '../../people/identity/own.ts'
import { unusualFrom } from '../../people/judge/figures.ts'
import { gate } from '../../people/judge/gate.ts'
import { hushedAmong, type Interaction, interaction, personalOthers, planned } from '../../people/tie/interaction.ts'
import { normalise } from '../../text.ts'

/** So much is read of one person. */
export const newest = 3000

export interface Between {
  /** Ascending, each message or meeting once, through whichever account it was seen. */
  readonly contacts: readonly Contact[]
  /** There are more than are read: nothing is known of what was before this. */
  readonly readBackTo?: Instant
  /** They have been in touch, or arranged to meet, since the people were last worked out. */
  readonly inTouch: boolean
}

export interface About {
  readonly userId: string
  readonly person: KnownPerson
  readonly own: Own
  readonly at: Instant
  /** Ids of the connections that have ended. */
  readonly ended: ReadonlySet<string>
  /** Days without contact that are enough where there is an occasion; else what is unusual for the two. */
  readonly quietFrom?: number | undefined
}

/** Reads it from the facts, which are newer than what was derived from them. `at` decides what is over and what is to come. */
export async function readBetween(db: Database, about: About): Promise<Between & Read> {
  const addresses = about.person.addresses.map(({ address }) => address)
  const [rows = []] = await timelines(db, about.userId, { people: [addresses], limit: newest })
  await breathe()
  const between = betweenOf(rows, about)
  await breathe()
  return {
    ...between,
    get rows() {
      return rows.map(dated)
    },
    inTouch: between.inTouch(about.quietFrom),
  }
}

/** What was read of somebody, newest first: all of it, unless there are `newest`. */
export interface Read {
  readonly rows: readonly SaidRow[]
}

/** The same from rows that were read, newest first; `quietFrom` decides who is in touch. */
export interface BetweenOf extends Omit<Between, 'inTouch'> {
  inTouch(quietFrom: number | undefined): boolean
}

export function betweenOf(
  rows: readonly SaidRow<Moment>[],
  { person, own, at, ended }: Omit<About, 'userId'>,
): BetweenOf {
  const facts = toStoredFacts(rows.toReversed())
  const theirs = new Set(person.addresses.map(({ address }) => normalise(address)))
  const contacts = toContacts(facts, own, at, ended)
  const last = contacts.findLast(
    (one) => one.others.length <= personalOthers && one.with.some((address) => theirs.has(address)),
  )
  const silentDays = last ? (at.epochMilliseconds - last.at) / dayMs : Number.POSITIVE_INFINITY
  const soon = at.epochMilliseconds + gate.planned * dayMs
  const arranged = facts.some(
    (fact) =>
      fact.kind === 'meeting' &&
      !ended.has(fact.connectionId) &&
      fact.when.start.epochMilliseconds <= soon &&
      planned(fact, own, at.epochMilliseconds).some((address) => theirs.has(address)),
  )
  return {
    contacts,
    ...cutOf(rows),
    inTouch: (quietFrom) => arranged || silentDays < (quietFrom ?? unusualFrom(person.relationship)),
  }
}

const dated = ({ at, endsAt, ...row }: SaidRow<Moment>): SaidRow => ({
  ...row,
  at: instant(at.epochMilliseconds),
  endsAt: endsAt && instant(endsAt.epochMilliseconds),
})

/** Where what was read of somebody ends, newest first, if there is more. */
export const cutOf = (rows: readonly { readonly at: Moment }[]): Pick<Between, 'readBackTo'> => {
  const last = rows[newest - 1]
  return last ? { readBackTo: instant(last.at.epochMilliseconds) } : {}
}

/** How far back the history of somebody is known, of which less may have been read than there is. */
export const laterOf = (one: Instant | undefined, cut: Instant | undefined): Instant | undefined =>
  one && cut && cut.epochMilliseconds > one.epochMilliseconds ? cut : one

/** Facts in ascending order as contacts, one for each message or meeting; seen twice, in the account that has not ended. */
export function toContacts(
  facts: readonly StoredFact<Moment>[],
  own: Own,
  at: Instant,
  ended: ReadonlySet<string> = new Set(),
): readonly Contact[] {
  const groups = createGroups()
  const hushed = hushedAmong(facts, own)
  const found = new Map<string, Contact>()
  for (const fact of facts) {
    const known = found.get(fact.dedupeKey)
    if (known) groups.join(groupOf(fact), known.thread ?? known.series ?? '')
    if (known && !(ended.has(known.connectionId) && !ended.has(fact.connectionId))) continue
    const isHushed = fact.kind === 'mail' && hushed.has(fact.thread)
    const seen = interaction(groups.named(fact), own, at.epochMilliseconds, () => isHushed)
    if (seen) found.set(fact.dedupeKey, toContact(seen, fact))
  }
  return [...found.values()]
}

/** `seen` itself, which is nobody else's, with what only the account that saw it can make sense of. */
function toContact(seen: Interaction, fact: StoredFact<Moment>): Contact {
  const contact: { -readonly [Key in keyof Contact]: Contact[Key] } = Object.assign(seen, { id: fact.dedupeKey })
  if (fact.kind !== 'mail') return contact
  contact.ownThread = fact.thread
  if (fact.webLink) contact.webLink = fact.webLink
  return contact
}
