/** Two people who should meet: shown on the page of either, as two notes that ask each of them first. */
import type { Mention } from '../../letter/introduce.ts'
import { instant } from '../../people/days.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Introducible } from '../../work/people/introduce.ts'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'

export function Introductions({ view, found }: { view: PersonView; found: readonly Introducible[] }) {
  const { person, user } = view
  const said = ({ title, at }: Mention) => `“${cleanText(title)}”, ${day(instant(at), placeOfUser(user))}`
  return found.length ? (
    <section id="introduce">
      <h2>People to introduce</h2>
      <ul class="plain">
        {found.map(({ other, topic, mine, theirs }) => (
          <li>
            You could introduce {firstNameOf(person)} to <a href={`/people/${other.id}`}>{nameOf(other)}</a>: “{topic}”
            comes up with both, with {firstNameOf(person)} in {said(mine)}, and with {firstNameOf(other)} in{' '}
            {said(theirs)}. As far as your mail shows they have not met. Ask each first:
            <p class="acts">
              <a class="q small" href={ask(person.id, other.id)}>
                Write a note to {firstNameOf(person)}
              </a>{' '}
              <a class="q small" href={ask(other.id, person.id)}>
                Write a note to {firstNameOf(other)}
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
