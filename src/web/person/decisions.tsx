/** What the owner can decide about someone, and what they decided so far. */
import type { Child } from 'hono/jsx'
import type { DecisionRow } from '../../db/decisions.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'

const states = {
  active: undefined,
  resting: ['They are resting.', 'Bring them back now'],
  elsewhere: ['You talk elsewhere, so silence here means nothing.', 'Count mail and meetings again'],
  let_go: ['They are not suggested any more. Nothing changed in your mail, and nobody was told.', 'Bring them back'],
} as const

/** What the owner can decide; the decision that holds comes with its undo. */
export function Wishes({ view, decisions }: { view: PersonView; decisions: readonly DecisionRow[] }) {
  const { person, user, now } = view
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
  const name = nameOf(person)
  const today = now.toZonedDateTimeISO(user.timeZone).toPlainDate()
  return (
    <section>
      <h2>What would you like?</h2>
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
      <div class="wishes">
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
      </div>
      <History decisions={decisions} place={placeOfUser(user)} />
    </section>
  )
}

interface WishProps {
  readonly view: PersonView
  readonly verb: string
  readonly label: string
  readonly quiet?: boolean
  readonly hidden?: Readonly<Record<string, string>>
  readonly children?: Child
}

/** One decision: a form with its button. */
export function Wish({ view: { person, csrf }, verb, label, quiet, hidden, children }: WishProps) {
  return (
    <PostForm action={`/people/${person.id}/${verb}`} csrf={csrf} class="wish" hidden={hidden ?? {}}>
      {children}
      <button type="submit" class={quiet ? 'q small' : undefined}>
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
  rest: 'resting',
  close: 'nothing open between you',
  merge: 'joined with another entry',
  split: 'not the same as another entry',
}

function History({ decisions, place }: { decisions: readonly DecisionRow[]; place: Place }) {
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
          </li>
        ))}
      </ul>
    </details>
  )
}
