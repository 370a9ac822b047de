/** What the owner can decide about someone, and what they decided so far. */
import type { Child } from 'hono/jsx'
import type { DecisionRow } from '../../db/decisions.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { reasonIn } from '../../people/reasons.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'
import { personWordsFor } from './words.ts'

/** What the owner can decide; the decision that holds comes with its undo. */
export function Wishes({ view, decisions }: { view: PersonView; decisions: readonly DecisionRow[] }) {
  const { person, user } = view
  const words = personWordsFor(user).decisions
  const place = placeOfUser(user)
  if (person.kind !== 'person')
    return (
      <section>
        <h2>{words.right}</h2>
        <p class="soft">{words.joins}</p>
        <Wish view={view} verb="person" label={words.person} quiet />
      </section>
    )
  const state = person.state === 'active' || person.state === 'died' ? undefined : words.states[person.state]
  const closed = person.exclusions.some(({ kind }) => kind === 'closed')
  const others = person.exclusions.filter(({ kind }) => kind !== 'closed')
  const grave = isGrave(person)
  return (
    <section>
      <h2>{grave ? words.headingGrave : words.heading}</h2>
      {state ? (
        <div class="notice" id="keep">
          <p>{state.text(person.restUntil && day(person.restUntil, place))}</p>
          <Wish view={view} verb="keep" label={state.button} quiet />
        </div>
      ) : null}
      {!state && closed ? (
        <div class="notice">
          <p>{words.closed}</p>
          <Wish view={view} verb="keep" label={words.undo} quiet />
        </div>
      ) : null}
      {!state && !closed && others.length ? (
        <div class="notice">
          {others.map(({ reason }) => (
            <p>{cleanText(reasonIn(tongueOf(place), reason), 300)}</p>
          ))}
          <Wish view={view} verb="keep" label={words.suggest} quiet />
        </div>
      ) : null}
      {person.close ? (
        <div class="notice">
          <p>{words.keptClose(firstNameOf(person))}</p>
          <Wish
            view={view}
            verb="keep-close"
            label={words.undo}
            aria={words.undoClose}
            quiet
            hidden={{ act: 'undo' }}
          />
        </div>
      ) : null}
      {person.relationship.addedAt ? (
        <div class="notice">
          <p>{words.added(firstNameOf(person), day(person.relationship.addedAt, place))}</p>
          <Wish view={view} verb="not-added" label={words.undo} aria={words.undoAdded} quiet />
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
  const words = personWordsFor(view.user).decisions
  return (
    <section id="remembered">
      <div class="notice">
        <p>{words.remembered(nameOf(view.person))}</p>
        <Wish view={view} verb="died" label={words.undo} quiet hidden={{ act: 'undo' }} />
      </div>
    </section>
  )
}

function KeepClose({ view }: { view: PersonView }) {
  const words = personWordsFor(view.user).decisions.keepClose
  return (
    <details>
      <summary>{words.button}</summary>
      <Wish view={view} verb="keep-close" label={words.button} quiet>
        <p class="soft">{words.about(nameOf(view.person))}</p>
      </Wish>
    </details>
  )
}

/** The answers that a letter has as well. */
function Answers({ view }: { view: PersonView }) {
  const { person, user, now } = view
  const { rest, spoken, elsewhere } = personWordsFor(user).decisions
  const name = nameOf(person)
  const today = now.toZonedDateTimeISO(user.timeZone).toPlainDate()
  return (
    <>
      <details>
        <summary>{rest.summary}</summary>
        <Wish view={view} verb="rest" label={rest.button} quiet>
          <label for="until">{rest.until(name)}</label>
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
        <summary>{spoken.summary}</summary>
        <Wish view={view} verb="close" label={spoken.button} quiet>
          <p class="soft">{spoken.about}</p>
        </Wish>
      </details>
      <details>
        <summary>{elsewhere.button}</summary>
        <Wish view={view} verb="elsewhere" label={elsewhere.button} quiet>
          <p class="soft">{elsewhere.about(name)}</p>
        </Wish>
      </details>
    </>
  )
}

/** What takes somebody out of letters for good, each with its way back. */
function Farewells({ view }: { view: PersonView }) {
  const name = nameOf(view.person)
  const { letGo, robot, died } = personWordsFor(view.user).decisions
  return (
    <>
      <details>
        <summary>{letGo.button}</summary>
        <Wish view={view} verb="let-go" label={letGo.button} quiet>
          <p class="soft">{letGo.about(name)}</p>
        </Wish>
      </details>
      <details>
        <summary>{robot.button}</summary>
        <Wish view={view} verb="robot" label={robot.button} quiet>
          <p class="soft">{robot.about}</p>
        </Wish>
      </details>
      <details>
        <summary>{died.button}</summary>
        <Wish view={view} verb="died" label={died.button} quiet>
          <p class="soft">{died.about(name)}</p>
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

/** A merge is taken back at its address, the others where they are shown. */
const takenBackElsewhere: ReadonlySet<DecisionRow['kind']> = new Set(['merge', 'keep_close', 'died'])

function History({ view, decisions }: { view: PersonView; decisions: readonly DecisionRow[] }) {
  const place = placeOfUser(view.user)
  const once = [...new Map(decisions.map((one) => [`${one.at}|${one.kind}`, one])).values()].slice(0, 12)
  if (!once.length) return null
  const words = personWordsFor(view.user).decisions
  const { decided } = words
  return (
    <details>
      <summary>{words.soFar}</summary>
      <ul class="plain meta">
        {once.map((one) => (
          <li>
            {one.kind === 'rest' && one.until
              ? words.restingUntil(day(one.at, place), day(one.until, place))
              : words.onDay(day(one.at, place), decided[one.kind])}
            {takenBackElsewhere.has(one.kind) ? null : (
              <Wish
                view={view}
                verb="undo"
                label={words.undo}
                aria={words.undoAria(decided[one.kind], day(one.at, place))}
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
