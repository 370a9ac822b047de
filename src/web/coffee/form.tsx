/** The form that plans a coffee: how to ask, when, and the note, all filled in. Without a script the choice swaps the rest. */

import type { Child } from 'hono/jsx'
import type { KnownPerson } from '../../db/people.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { type Placed, placeOfUser, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { PostForm } from '../frame/layout.tsx'
import { Strip } from '../frame/strip.tsx'
import { nameOf } from '../frame/words.ts'
import { UtcNote } from '../frame/zone.tsx'
import { Points } from '../letter/cards.tsx'
import { hiddenOf, namesOf } from './company.ts'
import { Buttons, Envelope } from './envelope.tsx'
import type { Choice, Planning } from './planning.ts'
import { Times } from './times.tsx'
import { Where } from './where.tsx'
import { coffeeWordsFor } from './words/words.ts'

export function CoffeeForm({ planning }: { planning: Planning }) {
  const { person, table, card, path, csrf, said, company } = planning
  const words = coffeeWordsFor(planning.user).form
  return (
    <>
      <h1>{words.title(namesOf({ person, also: company.also }, tongueOf(placeOfUser(planning.user))))}</h1>
      {said ? (
        <p class="notice" role={said.problem ? 'alert' : 'status'}>
          {said.text}
        </p>
      ) : null}
      <p class="lede">
        {words.lede(table.slots.length > 0 && table.calendar === 'read' && planning.choice !== 'write')}
      </p>
      <UtcNote user={planning.user} />
      <div class="grid plan">
        <PostForm action={path} csrf={csrf} hidden={hiddenOf(company)}>
          <div class="left">
            <Ways planning={planning} />
            <Times planning={planning} />
            <Where planning={planning} />
            <div class="again">
              <Buttons planning={planning} />
            </div>
          </div>
          <Envelope planning={planning} />
        </PostForm>
        <aside>
          {card ? (
            <>
              <h2>{words.why(firstNameOf(person))}</h2>
              <Strip
                name={nameOf(person)}
                contacts={card.months}
                now={planning.now}
                place={placeOfUser(planning.user)}
              />
              {card.unsure ? <p>{card.unsure}</p> : null}
              <Points points={card.points} />
              {card.lead === 'open' && card.message ? (
                <p>
                  <a class="btn q small" href={card.message} rel="noreferrer">
                    {words.openMessage}
                  </a>
                </p>
              ) : null}
            </>
          ) : null}
          <Quiet person={person} csrf={csrf} user={planning.user} />
        </aside>
      </div>
    </>
  )
}

interface Way {
  readonly value: Choice
  readonly title: string
  readonly hint: string
}

/** The one that was chosen; the others stand behind it. All are of one group, so that a form without a script has one. */
function Ways({ planning: { person, user, table, choice, why, company } }: { planning: Planning }) {
  const { form, ways: words } = coffeeWordsFor(user)
  const names = namesOf({ person, also: company.also }, tongueOf(placeOfUser(user)))
  const times = table.slots.length > 0
  const video: Way = { value: 'invite', ...words.video }
  const inPerson: Way = { value: 'invite_in_person', ...words.inPerson }
  const { file, kept } = words
  const ways: readonly Way[] = [
    {
      value: 'note',
      title: times ? words.note.offers : words.note.asks,
      hint: words.note.hint(names, company.also !== undefined),
    },
    ...(times && !company.also ? [{ value: 'note_with_link' as const, ...words.link }] : []),
    ...(times && table.account && table.mayInvite ? (table.video ? [video, inPerson] : [inPerson, video]) : []),
    ...(times
      ? [{ value: 'ics' as const, ...(table.canKeep ? { title: kept.title, hint: kept.hint(names) } : file) }]
      : []),
    { value: 'write', ...(company.joint ? words.joint : words.rest) },
  ]
  const first = ways.find(({ value }) => value === choice) ?? ways[0]
  const line = ({ value, title, hint }: Way) => (
    <label class="pick">
      <input type="radio" name="how" value={value} checked={value === first?.value} />
      <span>
        <b>{title}</b>
        <small>{hint}</small>
      </span>
    </label>
  )
  return (
    <fieldset class="choices">
      <legend>{form.howToAsk}</legend>
      {first ? line(first) : null}
      {why ? <p class="meta">{why}</p> : null}
      <details class="more">
        <summary>{form.anotherWay}</summary>
        {ways.filter((one) => one !== first).map(line)}
      </details>
    </fieldset>
  )
}

function wishesOf(user: Placed) {
  const { rest, close, elsewhere, letGo } = coffeeWordsFor(user).wishes
  return [
    ['rest', { ...rest, meaning: rest.meaning(policy.notNow) }],
    ['close', close],
    ['elsewhere', elsewhere],
    ['let-go', letGo],
  ] as const
}

function Quiet({ person, csrf, user }: { person: KnownPerson; csrf: string; user: Placed }): Child {
  if (person.kind !== 'person') return null
  return (
    <div class="acts">
      {wishesOf(user).map(([verb, { label, meaning }]) => (
        <PostForm action={`/people/${encodeURIComponent(person.id)}/${verb}`} csrf={csrf}>
          <button type="submit" class="bare" title={meaning}>
            {label}
          </button>
        </PostForm>
      ))}
    </div>
  )
}
