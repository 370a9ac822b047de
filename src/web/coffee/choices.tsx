/** What guests chose and nobody has answered yet, on the pages of people. */
import type { Coffee } from '../../db/coffees.ts'
import type { Place } from '../../place.ts'
import { normalise } from '../../text.ts'
import { choiceWords } from '../../work/coffee/choices.ts'

interface ChoicesProps {
  /** Held or not any more. */
  readonly choices: readonly Coffee[]
  readonly people: readonly { readonly id: string; readonly addresses: readonly { readonly address: string }[] }[]
  readonly place: Place
}

/** A line for each choice of one of these people, with the way to answer it. */
export function Choices({ choices, people, place }: ChoicesProps) {
  if (!choices.length) return null
  const ids = new Map(
    people.flatMap(({ id, addresses }) => addresses.map(({ address }) => [normalise(address), id] as const)),
  )
  return (
    <>
      {choices.map((coffee) => {
        const id = ids.get(normalise(coffee.address))
        return id ? (
          <p class="notice" role="status">
            {choiceWords(coffee, place)}{' '}
            <a href={`/people/${encodeURIComponent(id)}/coffee`}>
              {coffee.state === 'chosen' ? 'Open it to send the invitation' : 'Look at it'}
            </a>
          </p>
        ) : null
      })}
    </>
  )
}
