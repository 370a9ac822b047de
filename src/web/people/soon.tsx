/** Who is due, each with the reason. */
import { raw } from 'hono/html'
import { mapInTurns } from '../../breathe.ts'
import { monthsUpTo } from '../../letter/say/months.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { Stamp } from '../frame/stamp.tsx'
import { Strip } from '../frame/strip.tsx'
import type { PeopleView, Ranked, Some } from '../frame/view.ts'
import { nameOf, sinceKnown } from '../frame/words.ts'
import { peopleWordsFor } from './words.ts'

export const shownSoon = 12
/** On a narrow screen so many of the due, and all of them on a page of their own. */
const shownNarrow = 3

/** The due, each with the reason. */
export async function Soon({ entries, view }: { entries: Some<Ranked>; view: PeopleView }) {
  if (!entries.length) return null
  const words = peopleWordsFor(view.user)
  const shown = view.all ? entries.first : entries.first.slice(0, shownSoon)
  // Thousands on request: each is made into text in its turn, so that nobody else waits for all of them.
  const cards = await mapInTurns(shown.entries(), ([index, entry]) =>
    (<Due entry={entry} view={view} more={!view.all && index >= shownNarrow} />).toString(),
  )
  return (
    <section id="soon">
      <h2>{words.groups.soon}</h2>
      <p class="meta roomy">{words.soon.about}</p>
      <ul class="plain cards">{raw(cards.join(''))}</ul>
      {!view.all && entries.length > shownNarrow ? (
        <p class={shown.length < entries.length ? undefined : 'narrow'}>
          <a href="/people?group=soon">{words.soon.all(entries.length, placeOfUser(view.user))}</a>
        </p>
      ) : null}
    </section>
  )
}

function Due({ entry: { person, standing }, view, more }: { entry: Ranked; view: PeopleView; more: boolean }) {
  return (
    <li class={more ? 'more' : undefined}>
      <div class="who">
        <Stamp person={person} />
        <div class="grow">
          <h3>
            <a href={`/people/${person.id}`}>{nameOf(person)}</a>
          </h3>
          <p class="meta tight">{sinceKnown(person, standing, { now: view.now, ...placeOfUser(view.user) })}</p>
          <Strip
            name={nameOf(person)}
            contacts={monthsUpTo(person.relationship, { now: view.now, timeZone: view.user.timeZone })}
            now={view.now}
            place={placeOfUser(view.user)}
          />
        </div>
      </div>
      <p>{cleanText(standing.why, 400)}</p>
      {view.cooling.has(person.id) ? <p class="meta">{view.cooling.get(person.id)}.</p> : null}
      <p class="acts">
        <a href={`/people/${person.id}/coffee`}>{peopleWordsFor(view.user).soon.plan(firstNameOf(person))}</a>
      </p>
    </li>
  )
}
