/** Puts an owner's people in the order of the page, each with what the judge says of them. */
import { mapInTurns } from '../../breathe.ts'
import type { Coffee } from '../../db/coffees.ts'
import { asOf, type KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { alikeAmong } from '../../people/judge/alike.ts'
import { type Circumstances, rank } from '../../people/judge/rank.ts'
import { standingWith, waitingWithAny } from '../../work/coffee/choices.ts'
import type { Ranked } from '../frame/view.ts'

/** People in the order of the page: the due by how warm the tie is, then all others by its strength; machines apart. */
export async function sort(
  known: readonly KnownPerson[],
  choices: readonly Coffee[],
  { now, place, readBackTo }: { now: Instant; place: Circumstances; readBackTo: Instant | undefined },
) {
  const held = choices.filter(({ state }) => state === 'chosen')
  const everybody = known.map((one) => asOf(one, now))
  const alike = alikeAmong(everybody)
  const persons = everybody.filter(({ kind }) => kind === 'person')
  const ranked = await mapInTurns(persons, (person): Ranked => {
    const standing = rank(person, now, readBackTo, { ...place, alike })
    return {
      person,
      standing: standingWith(standing, waitingWithAny(held, [person, ...alike(person)]), { place, person }),
    }
  })
  const people = ranked.sort(
    (a, b) =>
      // The due come first: put among the others by another figure than among themselves, they would be in no order at all.
      Number(b.standing.due) - Number(a.standing.due) ||
      Number(b.standing.due && b.person.close === true) - Number(a.standing.due && a.person.close === true) ||
      (a.standing.due ? b.standing.warm - a.standing.warm : b.standing.strength - a.standing.strength),
  )
  const machines = known
    .filter(({ kind }) => kind !== 'person')
    .sort((a, b) => b.relationship.weight - a.relationship.weight || (a.address < b.address ? -1 : 1))
  return { people, machines, alike }
}
