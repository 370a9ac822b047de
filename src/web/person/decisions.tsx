/** What the owner can decide about someone, and what they decided so far. */
import type { Child } from 'hono/jsx'
import type { DecisionRow } from '../../db/decisions.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { inWords, policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'

const states = {
  active: undefined,
  resting: ['They are resting.', 'Bring them back now'],
  elsewhere: ['You talk elsewhere, so silence here means nothing.', 'Count mail and meetings again'],
  let_go: ['They are not suggested any more. Nothing changed in your mail, and nobody was told.', 'Bring them back'],
  died: undefined,
} as const

/** What the owner can decide; the decision that holds comes with its undo. */
export function Wishes({ view, decisions }: { view: PersonView; decisions: readonly DecisionRow[] }) {
  const { person, user } = view
  if (person.kind !== 'person')
    return (
      <section>
        <h2>Is this right?</h2>
        <p class="soft">If somebody really writes from here, they join your people.</p>
        <Wish view={view} verb="person" label="This is a person" quiet />
      </section>
    )
  const state = states[person.state]
  const closed = person.exclusions.some(({ kind }) => kind === 'closed')
  const others = person.exclusions.filter(({ kind }) => kind !== 'closed')
  const grave = isGrave(person)
  return (
    <section>
      <h2>{grave ? 'As you see fit' : 'What would you like?'}</h2>
      {state ? (
        <div class="notice" id="keep">
          <p>
            {state[0]}
            {person.restUntil ? ` Until ${day(person.restUntil, placeOfUser(user))}.` : ''}
          </p>
          <Wish view={view} verb="keep" label={state[1]} quiet />
        </div>
      ) : null}
      {!state && closed ? (
        <div class="notice">
          <p>Nothing is open between you. New mail or a meeting brings them back.</p>
          <Wish view={view} verb="keep" label="Undo" quiet />
        </div>
      ) : null}
      {!state && !closed && others.length ? (
        <div class="notice">
          {others.map(({ reason }) => (
            <p>{cleanText(reason, 300)}</p>
          ))}
          <Wish view={view} verb="keep" label="Suggest them all the same" quiet />
        </div>
      ) : null}
      {person.close ? (
        <div class="notice">
          <p>You keep {firstNameOf(person)} close: once it is unusually quiet between you, they come first.</p>
          <Wish view={view} verb="keep-close" label="Undo" aria="Undo: kept close" quiet hidden={{ act: 'undo' }} />
        </div>
      ) : null}
      {person.relationship.addedAt ? (
        <div class="notice">
          <p>
            You added {firstNameOf(person)} by hand on {day(person.relationship.addedAt, placeOfUser(user))}.
          </p>
          <Wish view={view} verb="not-added" label="Undo" aria="Undo: added by hand" quiet />
        </div>
      ) : null}
      <div class="wishes">
        {grave ? null : <Answers view={view} />}
        {grave || person.close ? null : <KeepClose view={view} />}
        <Farewells view={view} />
      </div>
      <History view={view} decisions={decisions} />
    </section>
  )
}

/** For whom nothing cheerful is asked about: a subject spoke of a loss. */
export const isGrave = ({ exclusions }: Pick<PersonView['person'], 'exclusions'>): boolean =>
  exclusions.some(({ kind }) => kind === 'mourning')

/** What the page of somebody who has died says, and the way back; it asks nothing. */
export function Remembered({ view }: { view: PersonView }) {
  return (
    <section id="remembered">
      <div class="notice">
        <p>
          You said that {nameOf(view.person)} has died. No letter, birthday or list names them; this page keeps what
          was, and the search finds it.
        </p>
        <Wish view={view} verb="died" label="Undo" quiet hidden={{ act: 'undo' }} />
      </div>
    </section>
  )
}

function KeepClose({ view }: { view: PersonView }) {
  return (
    <details>
      <summary>Keep close</summary>
      <Wish view={view} verb="keep-close" label="Keep close" quiet>
        <p class="soft">
          Up to {inWords(policy.close.most)} people. Once it is unusually quiet between you, {nameOf(view.person)} comes
          before others and rests less long. Nobody is told.
        </p>
      </Wish>
    </details>
  )
}

/** The answers that a letter has as well. */
function Answers({ view }: { view: PersonView }) {
  const { person, user, now } = view
  const name = nameOf(person)
  const today = now.toZonedDateTimeISO(user.timeZone).toPlainDate()
  return (
    <>
      <details>
        <summary>Not now</summary>
        <Wish view={view} verb="rest" label="Let them rest" quiet>
          <label for="until">{name} can wait. Until when?</label>
          <input
            id="until"
            type="date"
            name="until"
            value={today.add({ months: 1 }).toString()}
            min={today.add({ days: 1 }).toString()}
            required
          />
        </Wish>
      </details>
      <details>
        <summary>We’ve spoken</summary>
        <Wish view={view} verb="close" label="Nothing is open between us" quiet>
          <p class="soft">An answer that was open counts as given. They come back after new mail or a meeting.</p>
        </Wish>
      </details>
      <details>
        <summary>We talk elsewhere</summary>
        <Wish view={view} verb="elsewhere" label="We talk elsewhere" quiet>
          <p class="soft">Mail is not all of life. {name} stays here and is never again called quiet.</p>
        </Wish>
      </details>
    </>
  )
}

/** What takes somebody out of letters for good, each with its way back. */
function Farewells({ view }: { view: PersonView }) {
  const name = nameOf(view.person)
  return (
    <>
      <details>
        <summary>Don’t suggest again</summary>
        <Wish view={view} verb="let-go" label="Don’t suggest again" quiet>
          <p class="soft">
            I won’t bring {name} up again, here or in any letter. Nothing in your mail changes and nobody is told.
          </p>
        </Wish>
      </details>
      <details>
        <summary>This is no person</summary>
        <Wish view={view} verb="robot" label="This is no person" quiet>
          <p class="soft">They move to what was left out, where one tap brings them back.</p>
        </Wish>
      </details>
      <details>
        <summary>They have died</summary>
        <Wish view={view} verb="died" label="They have died" quiet>
          <p class="soft">
            No letter, birthday or list names {name} any more. This page keeps what was, and asks nothing. Nobody is
            told.
          </p>
        </Wish>
      </details>
    </>
  )
}

interface WishProps {
  readonly view: PersonView
  readonly verb: string
  readonly label: string
  readonly quiet?: boolean
  /** What the button does, where its label alone does not say. */
  readonly aria?: string
  readonly hidden?: Readonly<Record<string, string>>
  readonly children?: Child
}

/** One decision: a form with its button. */
export function Wish({ view: { person, csrf }, verb, label, quiet, aria, hidden, children }: WishProps) {
  return (
    <PostForm action={`/people/${person.id}/${verb}`} csrf={csrf} class="wish" hidden={hidden ?? {}}>
      {children}
      <button type="submit" class={quiet ? 'q small' : undefined} aria-label={aria}>
        {label}
      </button>
    </PostForm>
  )
}

const decided: Readonly<Record<DecisionRow['kind'], string>> = {
  let_go: 'not to be suggested again',
  elsewhere: 'you talk elsewhere',
  keep: 'to be suggested',
  person: 'a person',
  robot: 'no person',
  keep_close: 'kept close',
  died: 'has died',
  rest: 'resting',
  close: 'nothing open between you',
  merge: 'joined with another entry',
  split: 'not the same as another entry',
}

/** A merge is taken back at its address, the others where they are shown. */
const takenBackElsewhere: ReadonlySet<DecisionRow['kind']> = new Set(['merge', 'keep_close', 'died'])

function History({ view, decisions }: { view: PersonView; decisions: readonly DecisionRow[] }) {
  const place = placeOfUser(view.user)
  const once = [...new Map(decisions.map((one) => [`${one.at}|${one.kind}`, one])).values()].slice(0, 12)
  if (!once.length) return null
  return (
    <details>
      <summary>What you decided so far</summary>
      <ul class="plain meta">
        {once.map((one) => (
          <li>
            {day(one.at, place)}: {decided[one.kind]}
            {one.kind === 'rest' && one.until ? ` until ${day(one.until, place)}` : ''}
            {takenBackElsewhere.has(one.kind) ? null : (
              <Wish
                view={view}
                verb="undo"
                label="Undo"
                aria={`Undo: ${decided[one.kind]}, ${day(one.at, place)}`}
                quiet
                hidden={{ kind: one.kind, at: one.at.toString() }}
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
