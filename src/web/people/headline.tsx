/** What the people page says first: who is due, or how far the reading is. */

import { firstNameOf } from '../../people/identity/first-name.ts'
import { type Place, tongueOf } from '../../place.ts'
import type { Ranked, Some } from '../frame/view.ts'
import { peopleWords } from './words.ts'

export interface HeadlineProps {
  /** How many, and of how many of them nobody can tell whether it is quiet. */
  readonly people: { readonly length: number; readonly unsure: number }
  readonly soon: Some<Ranked>
  readonly reading: boolean
  readonly connected: boolean
  readonly place: Place
}

/** What the picture beside it shows, or why it shows nobody. */
function ledeOf({ people, reading, connected, place }: Omit<HeadlineProps, 'soon'>): string {
  const { lede } = peopleWords(tongueOf(place))
  if (people.length) return lede.people
  if (!connected) return lede.unconnected
  return reading ? lede.reading : lede.nobody
}

export function Headline({ people, soon, reading, connected, place }: HeadlineProps) {
  const { unsure } = people
  const names = soon.first.slice(0, 3).map(({ person }) => firstNameOf(person))
  const words = peopleWords(tongueOf(place))
  return (
    <div>
      <h1>{headline(people, soon, reading, place)}</h1>
      <p class={people.length ? 'lede roomy' : 'lede'}>{ledeOf({ people, reading, connected, place })}</p>
      {connected ? null : (
        <p>
          <a class="btn" href="/">
            {words.connect}
          </a>
        </p>
      )}
      {soon.length ? (
        <p>{words.quiet(names, soon.length - names.length)}</p>
      ) : unsure && !reading ? (
        <p>{words.unsure(unsure, place)}</p>
      ) : people.length && !reading ? (
        <p>{words.nobodyQuiet}</p>
      ) : null}
      {reading && people.length ? <p class="meta">{words.firstLook}</p> : null}
    </div>
  )
}

function headline(
  people: HeadlineProps['people'],
  soon: HeadlineProps['soon'],
  reading: boolean,
  place: Place,
): string {
  const words = peopleWords(tongueOf(place)).headline
  if (!people.length) return reading ? words.reading : words.nobody
  if (people.unsure) return words.unsure(people.length, place)
  if (!soon.length) return words.close(people.length, place)
  return (soon.length * 2 < people.length ? words.mostlyClose : words.someAway)(people.length, place)
}
