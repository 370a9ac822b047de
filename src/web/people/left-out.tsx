/** Whom the people page leaves out: robots, lists and role addresses, each with its reason and one tap to bring it back. */

import type { KnownPerson } from '../../db/people.ts'
import { number, placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PeopleView, Some } from '../frame/view.ts'
import { nameOf } from '../frame/words.ts'

export const shownMachines = 20

const mostMachines = 500

const kinds = { person: 'person', robot: 'robot', list: 'list', role: 'role address' } as const

/** Robots, lists and role addresses, with the reason and a way back. */
export function LeftOut({ machines, view }: { machines: Some<KnownPerson>; view: PeopleView }) {
  if (!machines.length) return null
  const shown = machines.first.slice(0, view.all ? mostMachines : shownMachines)
  return (
    <section id="left-out">
      <h2>
        Not people <span class="soft">{number(machines.length, placeOfUser(view.user))}</span>
      </h2>
      <p class="meta">Newsletters, robots, lists and role addresses. If one of them is a person, say so.</p>
      <details open={view.all}>
        <summary>Show what was left out and why</summary>
        <Machines machines={shown} csrf={view.csrf} />
        {shown.length < machines.length ? (
          <p class="meta">
            {view.all ? (
              `${number(machines.length - shown.length, placeOfUser(view.user))} more: find them with the search above.`
            ) : (
              <a href="/people?all=1#left-out">All {number(machines.length, placeOfUser(view.user))}</a>
            )}
          </p>
        ) : null}
      </details>
    </section>
  )
}

export function Machines({ machines, csrf }: { machines: readonly KnownPerson[]; csrf: string }) {
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
              {cleanText(machine.address)} · {kinds[machine.kind]}: {cleanText(machine.kindReason, 200)}
            </span>
          </div>
          <PostForm action={`/people/${machine.id}/person`} csrf={csrf} hidden={{ back: 'list' }}>
            <button type="submit" class="q small" aria-label={`This is a person: ${spoken(machine)}`}>
              This is a person
            </button>
          </PostForm>
        </li>
      ))}
    </ul>
  )
}
