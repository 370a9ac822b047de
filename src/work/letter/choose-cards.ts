/** Chooses whom a letter names, reads what lies between the owner and each who comes into question, and makes their cards. */
import { breathe, mapInTurns } from '../../breathe.ts'
import type { KnownPerson } from '../../db/people.ts'
import { openAddresses } from '../../db/sealed/hashed.ts'
import type { Deps } from '../../deps.ts'
import { makeCard } from '../../letter/card.ts'
import { type Choice, type Choosing, chooseAbove } from '../../letter/choose/choose.ts'
import { occasionOf } from '../../letter/choose/occasion.ts'
import { isCompleteAround } from '../../letter/find/reading.ts'
import { atPlace, reworded, type Said } from '../../letter/say/points.ts'
import type { Candidate, Card } from '../../letter/types.ts'
import { weekOf } from '../../letter/week.ts'
import { type Alike, alikeAmong } from '../../people/judge/alike.ts'
import { reachOfPerson } from '../../people/judge/reach.ts'
import type { Person } from '../../people/types.ts'
import { placeOfUser } from '../../place.ts'
import { waitingAmong, waitingWithAny } from '../coffee/choices.ts'
import { addressesOf, allHashes } from '../people/decide.ts'
import { messageOf } from './message.ts'
import { someAndMore } from './sources/candidates.ts'
import { appearancesOf, saidBefore, timeOf } from './sources/sent.ts'
import type { Sources } from './sources/sources.ts'
import type { Told } from './tell.ts'
import { openTeller } from './teller.ts'

/** The cards in their order: at most as many as the owner wants to have named. */
export async function chooseCards(
  deps: Pick<Deps, 'db' | 'seal' | 'config'>,
  sources: Sources,
): Promise<readonly Card[]> {
  const { user, at, accounts } = sources
  const { reaches } = accounts
  const told = new Map<string, Told>()
  const { picks, held } = await pick(deps, sources, told)
  const before = saidBefore(sources.letters.sent)
  const turns = sources.letters.sent.length
  const cards = await mapInTurns(arrange(picks, held), ({ candidate, points: all, lead, place }) => {
    const known = told.get(candidate.id)?.telling
    if (!known) return []
    const turn = { place, before, seed: `${user.id}|${weekOf(at, user.timeZone)}` }
    const telling = { ...known, turn }
    const most = (place === 0 && turns > 0) || picks.length < 3 ? fullCard : shortCard
    const points = atPlace(all, { place, most, turn: turns })
    const reach = reachOfPerson(telling.person, at, reaches)
    const message = messageOf(points[0], telling.contacts, accounts.connections)
    return [makeCard({ personId: candidate.id, telling, picked: reworded(points, telling), reach, lead, message })]
  })
  return cards.flat()
}

/** Among some of the people, and among more where that is no choice among all of them. @param told keeps what is known of each */
async function pick(deps: Pick<Deps, 'db' | 'seal' | 'config'>, sources: Sources, told: Map<string, Told>) {
  const { user, at, accounts, circle } = sources
  const { readBackTo, reaches } = accounts
  const teller = openTeller(deps, sources)
  const alike = alikeAmong(circle.doubtful)
  const waiting = waitingAmong(sources.coffees, sources.waitingAt)
  const wanted = { historyYears: deps.config.HISTORY_YEARS, ...(await namedBefore(deps, sources)) }
  for await (const { people, floor } of someAndMore(deps.db, sources, wanted)) {
    const known = new Map(people.map((person) => [person.id, person]))
    const { held, ...admitted } = await admit(deps, sources, { people, alike, waiting })
    const input: Choosing<Said> = {
      ...admitted,
      alike,
      count: user.settings.people,
      now: at,
      ...placeOfUser(user),
      reaches,
      ...(readBackTo ? { historyReadBackTo: readBackTo } : {}),
      historyYears: deps.config.HISTORY_YEARS,
      expect: (...all) => {
        const [soon = [], later = []] = all.map((candidates) => candidates.flatMap(({ id }) => known.get(id) ?? []))
        teller.expect(soon, later)
      },
      async points({ id }, quietFrom) {
        const person = known.get(id)
        if (quietFrom !== undefined && person && isInVain(person, sources)) return nothing
        const found = person && (await teller.tell(person, quietFrom))
        if (!found) return nothing
        told.set(id, found)
        return { lead: found.lead, all: () => found.points }
      },
    }
    const picks = await chooseAbove(input, floor)
    if (picks) return { picks, held }
  }
  return { picks: [], held: new Map<string, number>() }
}

const nothing: Choice<Said> = { lead: () => undefined, all: () => [] }

/** An anniversary of which nothing could be told, since what was before it is not read: nobody's history is read for it. */
function isInVain(person: KnownPerson, { user, at, accounts }: Sources): boolean {
  const { firstAt } = person.relationship
  if (occasionOf(person, { now: at, timeZone: placeOfUser(user).timeZone }) !== 'anniversary' || !firstAt) return false
  return !isCompleteAround(firstAt.epochMilliseconds, accounts)
}

/** Whoever is in the letter that is shown already, by the owner's word, and whoever was named in the last half year. */
async function namedBefore(deps: Pick<Deps, 'db' | 'seal'>, { user, at, letters, sayings, circle }: Sources) {
  const recent = at.subtract({ hours: 24 * 183 }).epochMilliseconds
  const named = letters.sent
    .filter((row) => timeOf(row).epochMilliseconds >= recent)
    .flatMap(({ items }) => items.flatMap(({ card }) => card?.address ?? []))
  const hashes = [...sayings.verdicts.keys()]
  const opened = hashes.length ? await openAddresses(deps.db, { seal: deps.seal, userId: user.id }, hashes) : []
  // What lies under an HMAC of which nothing else is kept is looked for among all.
  const pinned = opened ?? (await circle.everybody()).map(({ address }) => address)
  return { pinned, named: new Set(named) }
}

/** So much is said of the first of three, and of the others; above the first letter stands more already. */
const fullCard = 3
const shortCard = 2

/** Who was in the letter before somebody beside them was refused keeps their place, and the next one takes that of the refused. */
function arrange<P extends { readonly candidate: Candidate }>(picks: readonly P[], held: ReadonlyMap<string, number>) {
  const taken = new Set(picks.flatMap(({ candidate }) => held.get(candidate.id) ?? []))
  const free = picks.map((_, place) => place).filter((place) => !taken.has(place))
  return picks
    .map((pick) => ({ ...pick, place: held.get(pick.candidate.id) ?? free.shift() ?? picks.length }))
    .toSorted((a, b) => a.place - b.place)
}

interface Admitting {
  readonly people: readonly KnownPerson[]
  readonly alike: Alike
  readonly waiting: Awaited<ReturnType<typeof waitingAmong>>
}

/** Who may come into question, and whom the owner has had a word on already. */
async function admit(
  deps: Pick<Deps, 'seal'>,
  { letters: { sent }, sayings: { verdicts } }: Sources,
  { people, alike, waiting }: Admitting,
) {
  const passedOver = new Set<string>()
  const pinned = new Set<string>()
  const held = new Map<string, number>()
  const candidates: Candidate[] = []
  for (const person of people) {
    const hashes = new Set(sent.length || verdicts.size ? await allHashes(deps, addressesOf(person)) : [])
    const others = alike(person)
    const all = others.length && hashes.size ? await withHashesOf(deps, others, hashes) : hashes
    const verdict = verdictOn(hashes, verdicts)
    if (verdict && verdict.verdict !== 'not_this') {
      pinned.add(person.id)
      if (verdict.place !== null) held.set(person.id, verdict.place)
    }
    const refused = verdict ?? verdictOn(all, verdicts)
    if (refused?.verdict === 'not_this') passedOver.add(person.id)
    // A coffee with them is planned already, only that no calendar tells of it yet.
    if (waitingWithAny(waiting, [person, ...others])) passedOver.add(person.id)
    candidates.push({ id: person.id, person, appearances: appearancesOf(sent, all) })
    await breathe()
  }
  return { candidates, passedOver, pinned, held }
}

async function withHashesOf(deps: Pick<Deps, 'seal'>, others: readonly Person[], own: ReadonlySet<string>) {
  return new Set([...own, ...(await allHashes(deps, others.flatMap(addressesOf)))])
}

/** A no counts before a yes, and a yes before nothing at all. */
const verdictOn = (hashes: ReadonlySet<string>, verdicts: Sources['sayings']['verdicts']) => {
  const said = [...hashes].flatMap((hash) => verdicts.get(hash) ?? [])
  return (['not_this', 'yes', 'stays'] as const).flatMap(
    (word) => said.find(({ verdict }) => verdict === word) ?? [],
  )[0]
}
