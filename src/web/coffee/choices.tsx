/** What guests chose and nobody has answered yet, on the pages of people. */
import type { Coffee } from '../../db/coffees.ts'
import type { KnownPerson } from '../../db/people.ts'
import { type Place, tongueOf } from '../../place.ts'
import { normalise } from '../../text.ts'
import { choiceWords } from '../../work/coffee/choices.ts'
import { coffeeWords } from './words/words.ts'

interface ChoicesProps {
  /** Held or not any more. */
  readonly choices: readonly Coffee[]
  readonly people: readonly KnownPerson[]
  readonly place: Place
}

/** A line for each choice of one of these people, with the way to answer it; nothing of somebody who has died since. */
export function Choices({ choices, people, place }: ChoicesProps) {
  if (!choices.length) return null
  const { open, look } = coffeeWords(tongueOf(place)).chosen
  const known = new Map(
    people.flatMap((person) => person.addresses.map(({ address }) => [normalise(address), person] as const)),
  )
  return (
    <>
      {choices.map((coffee) => {
        const person = known.get(normalise(coffee.address))
        return person && person.state !== 'died' ? (
          <p class="notice" role="status">
            {choiceWords(coffee, place, person)}{' '}
            <a href={`/people/${encodeURIComponent(person.id)}/coffee`}>{coffee.state === 'chosen' ? open : look}</a>
          </p>
        ) : null
      })}
    </>
  )
}
