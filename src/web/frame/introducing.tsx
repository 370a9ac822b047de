/** Introductions on their way: who was asked and answered, what only the owner can tell, and what stands ready. */
import type { Child } from 'hono/jsx'
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Side } from '../../letter/introducing.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { date } from '../../spans.ts'
import { type Introducing, isAnswered } from '../../work/people/introducing.ts'
import { PostForm } from './layout.tsx'
import type { PersonView } from './view.ts'
import { nameOf, weekday } from './words.ts'

interface View {
  readonly user: User
  readonly now: Instant
  readonly csrf: string
}

/** Those with one person, on their page. */
export function Introducings({ view, pairs }: { view: PersonView; pairs: readonly Introducing[] }) {
  if (!pairs.length) return null
  return (
    <section id="introducing">
      <h2>Introductions</h2>
      <ul class="plain">
        {pairs.map((pair) => (
          <li>
            <Introduction view={view} pair={pair} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Those that wait for the owner, on the page of all people. */
export function IntroductionsDue({ view, pairs }: { view: View; pairs: readonly Introducing[] }) {
  return (
    <>
      {pairs.map((pair) => (
        <div class="notice" role="status">
          <Introduction view={view} pair={pair} />
        </div>
      ))}
    </>
  )
}

function Introduction({ view, pair }: { view: View; pair: Introducing }): Child {
  const [one, other] = pair.people
  return (
    <>
      <p>
        <a href={pathOf(one)}>{nameOf(one)}</a> and <a href={pathOf(other)}>{nameOf(other)}</a>. {wordsOn(pair, view)}
      </p>
      {steps(pair, view)}
    </>
  )
}

/** What is so, in a few sentences. */
export function wordsOn(pair: Introducing, view: Pick<View, 'user' | 'now'>): string {
  const names = pair.people.map(firstNameOf)
  const place = placeOfUser(view.user)
  switch (pair.stage) {
    case 'declined':
      return `${pair.sides.flatMap(({ said }, at) => (said === 'no' ? [names[at]] : [])).join(' and ')} would rather not. It rests here, nobody else is told, and I won’t suggest the two to each other again.`
    case 'agreed':
      return 'Both would like to meet. The note to both stands ready.'
    case 'made':
      return `You introduced them ${pair.madeAt ? onDay(pair.madeAt, view.now, place) : ''}.`
    case 'ask_after':
      return `You introduced them ${sayLasting(policy.askAfter)} ago or a little more. A line to ask how it went would be kind; this is said once.`
    case 'over':
      return 'You introduced them, and that is done.'
    default:
      return pair.sides.map((side, at) => sideWords(side, names[at] ?? '', { now: view.now, place })).join(' ')
  }
}

function sideWords(
  { askedAt, said, wroteAt, answeredAt }: Side,
  name: string,
  { now, place }: { readonly now: Instant; readonly place: Place },
): string {
  const when = (at: Instant) => onDay(at, now, place)
  if (said === 'yes') return `${name} said yes.`
  if (answeredAt) return `${name} answered ${when(answeredAt)}.`
  if (wroteAt) return `You wrote to ${name} ${when(wroteAt)}; no answer has come yet.`
  if (askedAt) return `Your note to ${name} was taken along ${when(askedAt)}; it is not seen in your sent mail yet.`
  return `${name} is not asked yet.`
}

/** "today", "on Tuesday" within a week, "on 3 June" before. */
function onDay(at: Instant, now: Instant, place: Place): string {
  const [then, today] = [at, now].map((one) => one.toZonedDateTimeISO(place.timeZone).toPlainDate())
  const days = then && today ? then.until(today).days : 0
  if (days === 0) return 'today'
  return days < 7 ? `on ${weekday(then?.dayOfWeek ?? 1, place)}` : `on ${date(at, now, place)}`
}

/** What the owner may do next. */
function steps(pair: Introducing, { csrf }: View): Child {
  const [one, other] = pair.people
  const act =
    (person: KnownPerson, act: string) =>
    (label: string, isQuiet = true) => (
      <PostForm
        action={`${pathOf(person)}/introduce`}
        csrf={csrf}
        hidden={{ other: person === one ? other.id : one.id, act }}
      >
        <button type="submit" class={isQuiet ? 'q small' : 'small'}>
          {label}
        </button>
      </PostForm>
    )
  const undo = (person: KnownPerson) => act(person, 'undo')('Undo')
  const both = `${pathOf(one)}/coffee?with=${encodeURIComponent(other.id)}`
  switch (pair.stage) {
    case 'declined':
      return <div class="pair">{undo(pair.sides[0].said === 'no' ? one : other)}</div>
    case 'agreed':
      return (
        <div class="pair">
          <a class="btn small" href={`${both}&how=write`}>
            The note to both
          </a>
          <a class="btn q small" href={`${both}&how=note`}>
            A coffee of three
          </a>
          {act(one, 'made')('They are introduced')}
          {pair.people.map((person) => act(person, 'undo')(`Undo ${firstNameOf(person)}’s yes`))}
        </div>
      )
    case 'made':
      return <div class="pair">{undo(one)}</div>
    case 'ask_after':
      return (
        <div class="pair">
          {pair.people.map((person) => (
            <a
              class="btn q small"
              href={`${pathOf(person)}/coffee?how=write&after=${encodeURIComponent(person === one ? other.id : one.id)}`}
            >
              Ask {firstNameOf(person)}
            </a>
          ))}
          {act(one, 'after')('Leave it')}
        </div>
      )
    case 'over':
      return pair.askedAfterAt ? <div class="pair">{undo(one)}</div> : null
    default:
      return pair.people.map((person, at) => {
        const side = pair.sides[at]
        const name = firstNameOf(person)
        if (!side?.askedAt && side?.said === null)
          return (
            <p class="acts">
              <a
                class="q small"
                href={`${pathOf(person)}/coffee?how=write&introduce=${encodeURIComponent(person === one ? other.id : one.id)}`}
              >
                Write a note to {name}
              </a>
            </p>
          )
        if (side?.said === 'yes') return <div class="pair">{act(person, 'undo')(`Undo ${name}’s yes`)}</div>
        return (
          <div class="pair">
            {act(person, 'yes')(`${name} said yes`, !(side && isAnswered(side)))}
            {act(person, 'no')(`${name} would rather not`)}
          </div>
        )
      })
  }
}

const pathOf = ({ id }: KnownPerson) => `/people/${encodeURIComponent(id)}`
