/** Whom the people page leaves out: robots, lists and role addresses, each with its reason and one tap to bring it back. */

import type { KnownPerson } from '../../db/people.ts'
import { reasonIn } from '../../people/reasons.ts'
import { number, placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PeopleView, Some } from '../frame/view.ts'
import { nameOf } from '../frame/words.ts'
import { peopleWordsFor } from './words.ts'

export const shownMachines = 20

const mostMachines = 500

/** Robots, lists and role addresses, with the reason and a way back. */
export function LeftOut({ machines, view }: { machines: Some<KnownPerson>; view: PeopleView }) {
  if (!machines.length) return null
  const shown = machines.first.slice(0, view.all ? mostMachines : shownMachines)
  const words = peopleWordsFor(view.user).leftOut
  const place = placeOfUser(view.user)
  return (
    <section id="left-out">
      <h2>
        {words.heading} <span class="soft">{number(machines.length, place)}</span>
      </h2>
      <p class="meta">{words.about}</p>
      <details open={view.all}>
        <summary>{words.show}</summary>
        <Machines machines={shown} view={view} />
        {shown.length < machines.length ? (
          <p class="meta">
            {view.all ? (
              words.more(machines.length - shown.length, place)
            ) : (
              <a href="/people?all=1#left-out">{words.all(machines.length, place)}</a>
            )}
          </p>
        ) : null}
      </details>
    </section>
  )
}

export function Machines({ machines, view }: { machines: readonly KnownPerson[]; view: PeopleView }) {
  const { csrf, user } = view
  const words = peopleWordsFor(user).leftOut
  const named = Map.groupBy(machines, nameOf)
  // Two of one name are told apart by their addresses, also where a page is only heard.
  const spoken = (machine: KnownPerson) =>
    (named.get(nameOf(machine))?.length ?? 0) > 1
      ? `${nameOf(machine)}, ${cleanText(machine.address)}`
      : nameOf(machine)
  return (
    <ul class="plain">
      {machines.map((machine) => (
        <li class="row">
          <div class="grow">
            <a href={`/people/${machine.id}`} aria-label={spoken(machine)}>
              {nameOf(machine)}
            </a>{' '}
            <span class="meta">
              {cleanText(machine.address)} · {words.kinds[machine.kind]}:{' '}
              {cleanText(reasonIn(tongueOf(placeOfUser(user)), machine.kindReason), 200)}
            </span>
          </div>
          <PostForm action={`/people/${machine.id}/person`} csrf={csrf} hidden={{ back: 'list' }}>
            <button type="submit" class="q small" aria-label={words.personAria(spoken(machine))}>
              {words.person}
            </button>
          </PostForm>
        </li>
      ))}
    </ul>
  )
}
