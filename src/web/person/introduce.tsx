/** Two people who should meet: shown on the page of either, as two notes that ask each of them first. */
import type { Mention } from '../../letter/introduce.ts'
import { instant } from '../../people/days.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Introducible } from '../../work/people/introduce.ts'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'
import { personWordsFor } from './words.ts'

export function Introductions({ view, found }: { view: PersonView; found: readonly Introducible[] }) {
  const { person, user } = view
  const words = personWordsFor(user).introduce
  const said = ({ title, at }: Mention) => words.said(cleanText(title), day(instant(at), placeOfUser(user)))
  return found.length ? (
    <section id="introduce">
      <h2>{words.heading}</h2>
      <ul class="plain">
        {found.map(({ other, topic, mine, theirs }) => (
          <li>
            {words.could(
              {
                name: firstNameOf(person),
                otherName: { whole: nameOf(other), first: firstNameOf(other) },
                topic,
                mine: said(mine),
                theirs: said(theirs),
              },
              `/people/${other.id}`,
            )}
            <p class="acts">
              <a class="q small" href={ask(person.id, other.id)}>
                {words.note(firstNameOf(person))}
              </a>{' '}
              <a class="q small" href={ask(other.id, person.id)}>
                {words.note(firstNameOf(other))}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  ) : null
}

/** The page of a note that is written and not sent, with the question filled in. */
const ask = (to: string, other: string) =>
  `/people/${encodeURIComponent(to)}/coffee?how=write&introduce=${encodeURIComponent(other)}`
