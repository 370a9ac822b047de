/** One person of a letter: what is said of them, and what can be done. */
import { breathe } from '../../breathe.ts'
import { distinctNotes } from '../../db/decisions.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Telling } from '../../letter/find/telling.ts'
import { points } from '../../letter/say/points.ts'
import type { Point } from '../../letter/types.ts'
import { reachOfPerson } from '../../people/judge/reach.ts'
import { placeOfUser } from '../../place.ts'
import { type Between, laterOf } from '../people/contacts.ts'
import { nameable } from './make-card.ts'
import { hashesOf, type LetterSources } from './sources.ts'

/** What may be said of one person. */
export interface Told {
  readonly telling: Telling
  readonly points: readonly Point[]
}

/** Every true point on one person. */
export async function tell(
  sources: LetterSources,
  person: KnownPerson,
  { contacts, readBackTo: cut }: Omit<Between, 'inTouch'>,
): Promise<Told> {
  const { deps, user, at, week, byAddress, horizon, notes, birthdays, reaches } = sources
  const readBackTo = laterOf(sources.readBackTo, cut)
  const hashes = notes.length ? await hashesOf(deps, person) : new Set<string>()
  const telling: Telling = {
    person,
    contacts,
    named: (address) => nameable(byAddress.get(address)),
    notes: distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash))),
    birthdays: birthdays.get(person.address) ?? [],
    now: at,
    ...placeOfUser(user),
    ...(readBackTo ? { readBackTo } : {}),
    horizon,
    ...(reachOfPerson(person, at, reaches).state === 'read' ? {} : { cut: true }),
    seed: `${user.id}|${week}|${person.id}`,
  }
  await breathe()
  const all = points(telling)
  await breathe()
  return { telling, points: all }
}
