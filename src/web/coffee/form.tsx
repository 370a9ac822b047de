/** The form that plans a coffee: how to ask, when, and the note, all filled in. Without a script the choice swaps the rest. */

import type { Child } from 'hono/jsx'
import type { KnownPerson } from '../../db/people.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
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

export function CoffeeForm({ planning }: { planning: Planning }) {
  const { person, table, card, path, csrf, said, company } = planning
  const name = firstNameOf(person)
  return (
    <>
      <h1>Coffee with {namesOf(person, company.also)}</h1>
      {said ? (
        <p class="notice" role={said.problem ? 'alert' : 'status'}>
          {said.text}
        </p>
      ) : null}
      <p class="lede">
        {table.slots.length && table.calendar === 'read' && planning.choice !== 'write'
          ? 'You’re free at these times. '
          : ''}
        Read the note over and make it yours. Nothing leaves before you press a button.
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
              <h2>Why {name}</h2>
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
                    Open the message
                  </a>
                </p>
              ) : null}
            </>
          ) : null}
          <Quiet person={person} csrf={csrf} />
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
function Ways({ planning: { person, table, choice, why, company } }: { planning: Planning }) {
  const name = namesOf(person, company.also)
  const times = table.slots.length > 0
  const video: Way = {
    value: 'invite',
    title: 'A calendar invitation, by video',
    hint: 'Best when you’ve already agreed to meet. A video link comes with it.',
  }
  const inPerson: Way = {
    value: 'invite_in_person',
    title: 'A calendar invitation, in person',
    hint: 'Best when you’ve already agreed to meet, and live close enough.',
  }
  const ways: readonly Way[] = [
    {
      value: 'note',
      title: times ? 'A note that offers a few times' : 'A note that asks what suits',
      hint: `From your own mail. ${name} ${company.also ? 'answer' : 'answers'} in words, when they like.`,
    },
    ...(times && !company.also
      ? [
          {
            value: 'note_with_link' as const,
            title: 'A note with a page where they pick a time',
            hint: 'The page shows your first name and these times, nothing else.',
          },
        ]
      : []),
    ...(times && table.account && table.mayInvite ? (table.video ? [video, inPerson] : [inPerson, video]) : []),
    ...(times ? [table.canKeep ? kept(name) : file] : []),
    company.joint
      ? { value: 'write', title: 'A note that introduces the two', hint: 'To both, from your own mail. No times.' }
      : { value: 'write', title: 'A note that asks for nothing', hint: 'Just a hello. No times, nothing to answer.' },
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
      <legend>How to ask</legend>
      {first ? line(first) : null}
      {why ? <p class="meta">{why}</p> : null}
      <details class="more">
        <summary>Another way</summary>
        {ways.filter((one) => one !== first).map(line)}
      </details>
    </fieldset>
  )
}

const file: Way = { value: 'ics', title: 'A calendar file', hint: 'For your own calendar. Nobody is invited by it.' }

/** Where the owner's calendar takes it, and invites nobody. */
const kept = (name: string): Way => ({
  value: 'ics',
  title: 'An entry in your own calendar',
  hint: `Your calendar’s server invites nobody. A note to ${name} goes from your own mail, with the entry as a file.`,
})

const wishes = () =>
  [
    ['rest', 'Not now', `They rest for ${sayLasting(policy.notNow)}`],
    ['close', 'We’ve spoken', 'Nothing is open between you'],
    ['elsewhere', 'We talk elsewhere', 'They are never again called quiet'],
    ['let-go', 'Don’t suggest again', 'They are not brought up again; undo it on their page'],
  ] as const

function Quiet({ person, csrf }: { person: KnownPerson; csrf: string }): Child {
  if (person.kind !== 'person') return null
  return (
    <div class="acts">
      {wishes().map(([verb, label, meaning]) => (
        <PostForm action={`/people/${encodeURIComponent(person.id)}/${verb}`} csrf={csrf}>
          <button type="submit" class="bare" title={meaning}>
            {label}
          </button>
        </PostForm>
      ))}
    </div>
  )
}
