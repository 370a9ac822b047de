/** What the people page says first: who is due, or how far the reading is. */

import { firstNameOf } from '../../people/identity/first-name.ts'
import type { Place } from '../../place.ts'
import type { Ranked, Some } from '../frame/view.ts'
import { count, list } from '../frame/words.ts'

export interface HeadlineProps {
  /** How many, and of how many of them nobody can tell whether it is quiet. */
  readonly people: { readonly length: number; readonly unsure: number }
  readonly soon: Some<Ranked>
  readonly reading: boolean
  readonly connected: boolean
  readonly place: Place
}

/** What the picture beside it shows, or why it shows nobody. */
function ledeOf({ people, reading, connected }: Pick<HeadlineProps, 'people' | 'reading' | 'connected'>): string {
  if (people.length)
    return 'Each dot is someone you’ve truly corresponded with. A line means they’ve drifted past their usual distance from you.'
  if (!connected)
    return 'No account is connected. Connect one, and the people you really write to and meet appear here.'
  return reading
    ? 'The first names appear within minutes, the people of the last month first. You can close this page; the reading goes on.'
    : 'There are no people here whom you wrote to and who wrote back. Another account of yours may know more.'
}

export function Headline({ people, soon, reading, connected, place }: HeadlineProps) {
  const { unsure } = people
  const names = soon.first.slice(0, 3).map(({ person }) => firstNameOf(person))
  return (
    <div>
      <h1>{headline(people, soon, reading, place)}</h1>
      <p class={people.length ? 'lede roomy' : 'lede'}>{ledeOf({ people, reading, connected })}</p>
      {connected ? null : (
        <p>
          <a class="btn" href="/">
            Connect an account
          </a>
        </p>
      )}
      {soon.length ? (
        <p>
          {soon.length > 3 ? `${names.join(', ')} and ${count(soon.length - 3, 'other')}` : list(names)}{' '}
          {soon.length === 1 ? 'has' : 'have'} been quiet for longer than is usual between you. Everyone else can wait.
        </p>
      ) : unsure && !reading ? (
        <p>
          Not every account could be read of late, so of {count(unsure, 'person', 'people', place)} I can’t tell whether
          it is quiet between you.
        </p>
      ) : people.length && !reading ? (
        <p>Nobody has been quiet for unusually long. There is nothing to do.</p>
      ) : null}
      {reading && people.length ? (
        <p class="meta">The reading still goes on, so this is a first look and will change.</p>
      ) : null}
    </div>
  )
}

function headline(
  people: HeadlineProps['people'],
  soon: HeadlineProps['soon'],
  reading: boolean,
  place: Place,
): string {
  if (!people.length) return reading ? 'Reading who you are in touch with' : 'Nobody here yet'
  const who = count(people.length, 'person', 'people', place)
  if (people.unsure) return `${who}, as far as I could read`
  if (!soon.length) return `${who}, close to where you left them`
  return soon.length * 2 < people.length
    ? `${who}, mostly close to where you left them`
    : `${who}, some of them further away than usual`
}
