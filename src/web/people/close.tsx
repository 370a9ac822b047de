/** Whom the owner keeps close, on the people page; and the form by which somebody is added by hand. */
import type { Tongue } from '../../place.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PeopleView, Ranked } from '../frame/view.ts'
import { nameOf } from '../frame/words.ts'
import { peopleWords, peopleWordsFor } from './words.ts'

/** One line, without a figure; nothing where nobody is kept close. */
export function Close({ people, view }: { people: readonly Ranked[]; view: PeopleView }) {
  const close = people.filter(({ person }) => person.close && person.state !== 'let_go')
  if (!close.length) return null
  const words = peopleWordsFor(view.user)
  return (
    <section id="close">
      <h2>{words.close}</h2>
      <ul class="plain">
        {close.map(({ person, standing }) => (
          <li class="row">
            <a class="grow" href={`/people/${person.id}`}>
              {nameOf(person)}
            </a>
            <span class="meta">
              {standing.due ? (view.cooling.get(person.id) ?? words.standing.soon) : words.standing[standing.group]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** For a mentor or an old colleague with whom little was written. */
export function AddByHand({
  csrf,
  tongue,
  filled,
}: {
  csrf: string
  tongue: Tongue
  filled?: { readonly name: string; readonly address: string }
}) {
  const words = peopleWords(tongue).add
  return (
    <details id="add" open={filled !== undefined}>
      <summary>{words.heading}</summary>
      <PostForm action="/people" csrf={csrf} class="line">
        <p class="soft">{words.about()}</p>
        <label for="add-name">{words.name}</label>
        <input id="add-name" type="text" name="name" maxlength={80} autocomplete="off" required value={filled?.name} />
        <label for="add-address">{words.address}</label>
        <input
          id="add-address"
          type="email"
          name="address"
          maxlength={254}
          autocomplete="off"
          required
          value={filled?.address}
        />
        <button type="submit" class="q">
          {words.button}
        </button>
      </PostForm>
    </details>
  )
}
