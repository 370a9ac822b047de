/** Whom the owner keeps close, on the people page; and the form by which somebody is added by hand. */
import type { Child } from 'hono/jsx'
import { daysOf, inWords, policy } from '../../policy.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PeopleView, Ranked } from '../frame/view.ts'
import { nameOf } from '../frame/words.ts'

/** One line, without a figure; nothing where nobody is kept close. */
export function Close({ people, view }: { people: readonly Ranked[]; view: PeopleView }) {
  const close = people.filter(({ person }) => person.close && person.state !== 'let_go')
  if (!close.length) return null
  return (
    <section id="close">
      <h2>Kept close</h2>
      <ul class="plain">
        {close.map(({ person, standing }) => (
          <li class="row">
            <a class="grow" href={`/people/${person.id}`}>
              {nameOf(person)}
            </a>
            <span class="meta">{standing.due ? (view.cooling.get(person.id) ?? 'Soon') : quietly[standing.group]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const quietly: Readonly<Record<Ranked['standing']['group'], Child>> = {
  soon: 'Soon',
  in_touch: 'In touch',
  resting: 'Resting',
  left_out: 'Left to you',
}

/** For a mentor or an old colleague with whom little was written. */
export function AddByHand({
  csrf,
  filled,
}: {
  csrf: string
  filled?: { readonly name: string; readonly address: string }
}) {
  return (
    <details id="add" open={filled !== undefined}>
      <summary>Add somebody by hand</summary>
      <PostForm action="/people" csrf={csrf} class="line">
        <p class="soft">
          A mentor or an old colleague, though little was written. Without a rhythm of your own they count as quiet
          after {daysOf(policy.addedByHand)} days. Nobody is told. You can also keep up to {inWords(policy.close.most)}{' '}
          people close, on their pages.
        </p>
        <label for="add-name">Name</label>
        <input id="add-name" type="text" name="name" maxlength={80} autocomplete="off" required value={filled?.name} />
        <label for="add-address">Address</label>
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
          Add them
        </button>
      </PostForm>
    </details>
  )
}
