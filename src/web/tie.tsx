/** The parts of a person's page: evidence, notes, wishes, addresses, and who may be the same. */
import type { Child } from 'hono/jsx'
import type { DecisionRow, NoteRow } from '../db/decisions.ts'
import type { KnownPerson } from '../db/people.ts'
import type { Quote } from '../people/types.ts'
import { cleanText } from '../text.ts'
import { PostForm } from './layout.tsx'
import type { PersonView } from './person.tsx'
import { count, day, nameOf } from './words.ts'

/** What the reasons rest on: each a fact with its date. */
export function Evidence({ view: { person, user, now } }: { view: PersonView }) {
  const tie = person.relationship
  const on = (quote: Quote) => day(quote.at, user.timeZone)
  const quoted = ({ title }: { readonly title?: string }) => (title ? ` “${cleanText(title)}”` : '')
  const points: (readonly [string, string] | undefined)[] = [
    tie.plannedAt && tie.plannedAt.epochMilliseconds > now.epochMilliseconds
      ? ['Planned', `You meet on ${day(tie.plannedAt, user.timeZone)}.`]
      : undefined,
    tie.owed
      ? [tie.owed.asks ? 'Still open' : 'Last word', `Their message${quoted(tie.owed)} of ${on(tie.owed)}.`]
      : undefined,
    tie.unanswered
      ? [
          'Last word',
          `Your message${quoted(tie.unanswered)} of ${on(tie.unanswered)} has had no answer; that is often timing.`,
        ]
      : undefined,
    tie.introduced
      ? [
          'Introduction',
          `You introduced them to ${cleanText(tie.introduced.personName, 80)} on ${on(tie.introduced.quote)}.`,
        ]
      : undefined,
    tie.introducedBy
      ? [
          'Introduction',
          `${cleanText(tie.introducedBy.personName, 80)} introduced you on ${on(tie.introducedBy.quote)}.`,
        ]
      : undefined,
    ...[...tie.series]
      .sort((a, b) => b.lastAt.epochMilliseconds - a.lastAt.epochMilliseconds)
      .slice(0, 4)
      .map(
        (one) =>
          [
            'Shared',
            `${count(one.count, 'meeting')}${quoted(one)}, ${one.ended ? 'ended' : 'last'} on ${day(one.lastAt, user.timeZone)}.`,
          ] as const,
      ),
    tie.lastThread
      ? [
          'Last thread',
          `You last wrote to each other${tie.lastThread.title ? ` about${quoted(tie.lastThread)}` : ''} on ${on(tie.lastThread)}.`,
        ]
      : undefined,
    tie.out + tie.in + tie.met > 0
      ? ['In numbers', numbers(view(tie), tie.firstAt ? `, since ${day(tie.firstAt, user.timeZone)}` : '')]
      : undefined,
  ]
  const known = points.filter((point) => point !== undefined)
  return known.length ? (
    <section>
      <h2>What there is</h2>
      <ul class="plain">
        {known.map(([label, sentence]) => (
          <li>
            <b>{label}.</b> {sentence}
          </li>
        ))}
      </ul>
    </section>
  ) : null
}

/** A small meeting counts once in each direction, and is told apart here again. */
const view = ({ out, in: incoming, met, smallMeetings }: KnownPerson['relationship']) => ({
  sent: Math.max(0, out - smallMeetings),
  received: Math.max(0, incoming - smallMeetings),
  met,
})

function numbers({ sent, received, met }: ReturnType<typeof view>, span: string): string {
  return `${count(sent, 'email')} from you, ${count(received, 'email')} from them, ${count(met, 'meeting')}${span}.`
}

export function Notes({ view: { person, csrf, user }, notes }: { view: PersonView; notes: readonly NoteRow[] }) {
  return (
    <section id="notes">
      <h2>Your notes</h2>
      {notes.length ? (
        <ul class="plain">
          {notes.map((note) => (
            <li class="row">
              <div class="grow">
                {cleanText(note.text, 1000)} <span class="meta">{day(note.at, user.timeZone)}</span>
              </div>
              <PostForm action={`/people/${person.id}/note`} csrf={csrf} hidden={{ id: note.id, text: '' }}>
                <button type="submit" class="q small">
                  Delete
                </button>
              </PostForm>
            </li>
          ))}
        </ul>
      ) : null}
      <PostForm action={`/people/${person.id}/note`} csrf={csrf} class="line">
        <label for="note">A line to remember, such as something promised. It stays on this server.</label>
        <input id="note" name="text" maxlength={1000} autocomplete="off" />
        <button type="submit" class="q">
          Keep it
        </button>
      </PostForm>
    </section>
  )
}

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
        <div class="notice">
          <p>
            {state[0]}
            {person.restUntil ? ` Until ${day(person.restUntil, user.timeZone)}.` : ''}
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
      <History decisions={decisions} zone={user.timeZone} />
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

function Wish({ view: { person, csrf }, verb, label, quiet, hidden, children }: WishProps) {
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

function History({ decisions, zone }: { decisions: readonly DecisionRow[]; zone: string }) {
  const once = [...new Map(decisions.map((one) => [`${one.at}|${one.kind}`, one])).values()].slice(0, 12)
  if (!once.length) return null
  return (
    <details>
      <summary>What you decided so far</summary>
      <ul class="plain meta">
        {once.map((one) => (
          <li>
            {day(one.at, zone)}: {decided[one.kind]}
            {one.kind === 'rest' && one.until ? ` until ${day(one.until, zone)}` : ''}
          </li>
        ))}
      </ul>
    </details>
  )
}

export function Addresses({ view }: { view: PersonView }) {
  const { person, user } = view
  return (
    <section>
      <h2>{person.addresses.length > 1 ? 'Addresses' : 'Address'}</h2>
      <ul class="plain">
        {person.addresses.map(({ address, reason, firstAt, lastAt }) => (
          <li>
            <span class="address">{cleanText(address)}</span>
            <p class="meta tight">
              {reason ? `${cleanText(reason, 200)}. ` : ''}
              {day(firstAt, user.timeZone)} to {day(lastAt, user.timeZone)}
            </p>
            {address === person.address ? null : (
              <Wish view={view} verb="split" label="Not this person" quiet hidden={{ with: address }} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SamePersonProps {
  readonly view: PersonView
  readonly others: readonly KnownPerson[]
  readonly search: string
  readonly alike: readonly KnownPerson[]
}

/** Who may be the same human: by what is known, or found by the owner. */
export function SamePerson({ view, others, search, alike }: SamePersonProps) {
  const { person } = view
  const nameAt = (address: string) => {
    const other = others.find(({ addresses }) => addresses.some((one) => one.address === address))
    return other ? `${nameOf(other)}, ${cleanText(address)}` : cleanText(address)
  }
  return (
    <section id="same">
      <h2>The same person?</h2>
      {person.maybe.length ? (
        <ul class="plain">
          {person.maybe.map(({ address, reason }) => (
            <li>
              {nameAt(address)} <span class="meta">{cleanText(reason, 200)}</span>
              <div class="pair">
                <Wish view={view} verb="merge" label="The same" quiet hidden={{ with: address }} />
                <Wish view={view} verb="split" label="Somebody else" quiet hidden={{ with: address }} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <form method="get" action={`/people/${person.id}#same`} class="line">
        <label for="same-search">Find another entry of theirs</label>
        <input id="same-search" name="same" value={search} autocomplete="off" />
        <button type="submit" class="q small">
          Search
        </button>
      </form>
      {search && !alike.length ? <p class="soft">Nobody found for “{search}”.</p> : null}
      <ul class="plain">
        {alike.map((other) => (
          <li>
            {nameOf(other)} <span class="meta">{cleanText(other.address)}</span>
            <Wish view={view} verb="merge" label="The same person" quiet hidden={{ with: other.id }} />
          </li>
        ))}
      </ul>
    </section>
  )
}
