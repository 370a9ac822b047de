/** Chooses whom a letter names, reads what lies between the owner and each who comes into question, and makes their cards. */
import { breathe, mapInTurns } from '../../breathe.ts'
import { distinctNotes, undated } from '../../db/decisions.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { allBirthdays } from '../../letter/birthdays.ts'
import { makeCard } from '../../letter/card.ts'
import { choose } from '../../letter/choose/choose.ts'
import { leadless } from '../../letter/choose/corrected.ts'
import { nameable, whose } from '../../letter/find/nameable.ts'
import { atPlace, reworded } from '../../letter/say/points.ts'
import type { Candidate, Card } from '../../letter/types.ts'
import { weekOf } from '../../letter/week.ts'
import { type Alike, alikeAmong } from '../../people/judge/alike.ts'
import { isTie } from '../../people/judge/gate.ts'
import { reachOfPerson } from '../../people/judge/reach.ts'
import type { Person } from '../../people/types.ts'
import { placeOfUser } from '../../place.ts'
import { listWaiting, waitingWithAny } from '../coffee/choices.ts'
import { readBetween } from '../people/contacts.ts'
import { addressesOf, allHashes } from '../people/decide.ts'
import { messageOf } from './message.ts'
import { readBirthdays } from './sources/birthdays.ts'
import { appearancesOf, saidBefore } from './sources/sent.ts'
import type { Sources } from './sources/sources.ts'
import { type Told, tell } from './tell.ts'

/** The cards in their order: at most as many as the owner wants to have named. */
export async function chooseCards(
  deps: Pick<Deps, 'db' | 'seal' | 'config'>,
  sources: Sources,
): Promise<readonly Card[]> {
  const { user, at, accounts, circle } = sources
  const { readBackTo, reaches } = accounts
  const known = new Map(circle.people.map((person) => [person.id, person]))
  const told = new Map<string, Told>()
  const tellOf = await teller(deps, sources)
  const alike = alikeAmong(circle.people)
  const { held, ...admitted } = await admit(deps, sources, alike)
  const picks = await choose({
    ...admitted,
    alike,
    count: user.settings.people,
    now: at,
    ...placeOfUser(user),
    reaches,
    ...(readBackTo ? { historyReadBackTo: readBackTo } : {}),
    historyYears: deps.config.HISTORY_YEARS,
    async points({ id }, quietFrom) {
      const person = known.get(id)
      const found = person && (await tellOf(person, quietFrom))
      if (found) told.set(id, found)
      return found?.points ?? []
    },
  })
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

/** Who may come into question, and whom the owner has had a word on already. */
async function admit(
  deps: Pick<Deps, 'db' | 'seal'>,
  { user, at, circle, letters: { sent }, sayings: { verdicts } }: Sources,
  alike: Alike,
) {
  const passedOver = new Set<string>()
  const pinned = new Set<string>()
  const held = new Map<string, number>()
  const candidates: Candidate[] = []
  const waiting = await listWaiting(deps.db, user.id, at)
  // The gate lets nobody else through; asking for the hashes of thousands would take longer than the choice.
  for (const person of circle.people.filter((one) => one.state === 'active' && isTie(one))) {
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

/** What may be said of one of these; undefined of whoever has been in touch since the last derivation: they drop out. */
async function teller(
  deps: Pick<Deps, 'db' | 'seal'>,
  { user, at, accounts, circle, sayings: { notes, corrections } }: Sources,
): Promise<(person: KnownPerson, quietFrom?: number) => Promise<Told | undefined>> {
  const { own, ended } = accounts
  const birthdays = allBirthdays(await readBirthdays(deps.db, user.id, at), circle.people)
  const never = leadless(corrections)
  return async (person, quietFrom) => {
    const { inTouch, ...between } = await readBetween(deps.db, { userId: user.id, person, own, at, ended, quietFrom })
    if (inTouch) return undefined
    const hashes = new Set(notes.length || corrections.length ? await allHashes(deps, addressesOf(person)) : [])
    return tell({ user, at, accounts }, person, {
      ...between,
      named: (address) => nameable(circle.byAddress.get(address)),
      whose: (address) => whose(circle.byAddress.get(address)),
      notes: undated(distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash)))),
      birthdays: birthdays.get(person.address) ?? [],
      corrected: { said: corrections.filter(({ addressHash }) => hashes.has(addressHash)), leadless: never },
    })
  }
}
