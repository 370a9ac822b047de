/** Reads what went well with those whom letters named and coffees were planned with, for the one line a month that says so. */
import type { Coffee } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { toStoredFacts } from '../../db/fact-rows.ts'
import { timeline } from '../../db/history/history.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { monthOf, sayWell } from '../../letter/say-well.ts'
import type { ItemOutcome, Letter } from '../../letter/types.ts'
import { good, type Happening, happened } from '../../letter/went-well.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { planned } from '../../people/tie/interaction.ts'
import { placeOfUser } from '../../place.ts'
import { normalise } from '../../text.ts'
import { toContacts } from '../people/contacts.ts'
import { timeOf } from './sources/sent.ts'
import type { Sources } from './sources/sources.ts'

/** Letters and coffees of so many days count as the last weeks. */
const recentDays = 56
/** What is told happened within so many days. */
const monthDays = 31
/** More people than anybody names and meets in that time. */
const most = 12

/** Nothing where a letter of this month has said it already, or there is nothing to say. */
export async function wellOf(db: Database, sources: Sources): Promise<Pick<Letter, 'well' | 'wellAbout'>> {
  const { at, user } = sources
  const { sent } = sources.letters
  const said = sent.filter(({ letter }) => letter.well)
  if (said.some((row) => monthOf(timeOf(row), user.timeZone).equals(monthOf(at, user.timeZone)))) return {}
  const month = at.subtract({ hours: 24 * monthDays })
  const last = said[0] && timeOf(said[0])
  const from = last && last.epochMilliseconds > month.epochMilliseconds ? last : month
  const told = new Set(said.flatMap(({ letter }) => letter.wellAbout ?? []).flatMap(({ evidence }) => evidence))
  const found: Happening[] = []
  for (const one of (await named(sources)).slice(0, most)) {
    const happening = await look(db, sources, one, { from, told })
    if (happening) found.push(happening)
  }
  return sayWell(found, { ...placeOfUser(user), now: at }) ?? {}
}

interface Chosen {
  readonly person: KnownPerson
  readonly since: Instant
  readonly outcome: ItemOutcome
}

/** Those of the last weeks of whom something good is known, the newest first. */
async function named({ at, letters, circle, coffees: all }: Sources): Promise<readonly Chosen[]> {
  const recent = at.subtract({ hours: 24 * recentDays }).epochMilliseconds
  const picks = letters.sent
    .filter((row) => timeOf(row).epochMilliseconds >= recent)
    .flatMap((row) => row.items.map(({ card, outcome }) => ({ address: card?.address, outcome, since: timeOf(row) })))
  const coffees = all
    .filter(({ createdAt }) => createdAt.epochMilliseconds >= recent)
    .map((coffee) => ({ address: coffee.address, outcome: cameOf(coffee), since: coffee.createdAt }))
  const said = [...picks, ...coffees].flatMap(({ address, outcome, since }) =>
    address && outcome && isGood(outcome) ? [{ address: normalise(address), outcome, since }] : [],
  )
  const byAddress = await circle.find(said.map(({ address }) => address))
  return said.flatMap(({ address, outcome, since }) => {
    const person = byAddress.get(address)
    return person && maySay(person) ? [{ person, since, outcome }] : []
  })
}

const isGood = (outcome: ItemOutcome) => (good as readonly ItemOutcome[]).includes(outcome)

const cameOf = ({ state }: Coffee): ItemOutcome | null =>
  state === 'met' ? 'met' : state === 'accepted' ? 'planned' : null

/** Nobody let go and nobody private. Whoever rests, or is close by, may be spoken well of. */
export const maySay = ({ kind, state, exclusions }: KnownPerson): boolean =>
  kind === 'person' &&
  state !== 'let_go' &&
  state !== 'died' &&
  exclusions.every((one) => one.kind !== 'sensitive' && one.kind !== 'mourning' && one.kind !== 'bounced')

async function look(
  db: Database,
  { user, at, accounts: { own, ended } }: Pick<Sources, 'user' | 'at' | 'accounts'>,
  { person, since, outcome }: Chosen,
  { from, told }: { readonly from: Instant; readonly told: ReadonlySet<string> },
): Promise<Happening | undefined> {
  const addresses = person.addresses.map(({ address }) => address)
  const theirs = new Set(addresses.map(normalise))
  const rows = await timeline(db, user.id, { addresses, limit: 200 })
  const facts = toStoredFacts(rows.reverse())
  // Whether what only an ended account knows of is still on, nothing would ever say.
  const [next] = facts
    .flatMap((fact) => (fact.kind === 'meeting' && !ended.has(fact.connectionId) ? [fact] : []))
    .filter((fact) => planned(fact, own, at.epochMilliseconds).some((address) => theirs.has(address)))
    .map(({ when, dedupeKey }) => ({ at: when.start, id: dedupeKey }))
  return happened(
    {
      personId: person.id,
      address: person.address,
      firstName: firstNameOf(person),
      since,
      outcome,
      contacts: toContacts(facts, own, at),
      theirs,
      ...(next ? { ahead: next } : {}),
    },
    from,
    told,
  )
}
