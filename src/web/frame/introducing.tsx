/** Introductions on their way: who was asked and answered, what only the owner can tell, and what stands ready. */
import type { Child } from 'hono/jsx'
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Side } from '../../letter/introducing.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { date } from '../../spans.ts'
import { type Introducing, isAnswered } from '../../work/people/introducing.ts'
import { PostForm } from './layout.tsx'
import type { PersonView } from './view.ts'
import { frameWords, nameOf, weekday } from './words.ts'

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
      <h2>{wordsFor(view).title}</h2>
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
        {wordsFor(view).pair(
          <a href={pathOf(one)}>{nameOf(one)}</a>,
          <a href={pathOf(other)}>{nameOf(other)}</a>,
          wordsOn(pair, view),
        )}
      </p>
      {steps(pair, view)}
    </>
  )
}

/** What is so, in a few sentences. */
export function wordsOn(pair: Introducing, view: Pick<View, 'user' | 'now'>): string {
  const names = pair.people.map(firstNameOf)
  const words = wordsFor(view)
  switch (pair.stage) {
    case 'declined':
      return words.declined(pair.sides.flatMap(({ said }, at) => (said === 'no' ? [names[at] ?? ''] : [])))
    case 'agreed':
      return words.agreed
    case 'made':
      return words.made(pair.madeAt ? onDay(pair.madeAt, view) : '')
    case 'ask_after':
      return words.askAfter()
    case 'over':
      return words.over
    default:
      return pair.sides.map((side, at) => sideWords(side, names[at] ?? '', view)).join(' ')
  }
}

function sideWords(
  { askedAt, said, wroteAt, answeredAt }: Side,
  name: string,
  view: Pick<View, 'user' | 'now'>,
): string {
  const words = wordsFor(view)
  if (said === 'yes') return words.saidYes(name)
  if (answeredAt) return words.answered(name, onDay(answeredAt, view))
  if (wroteAt) return words.wrote(name, onDay(wroteAt, view))
  return askedAt ? words.taken(name, onDay(askedAt, view)) : words.notAsked(name)
}

/** "today", "on Tuesday" within a week, "on 3 June" before. */
function onDay(at: Instant, view: Pick<View, 'user' | 'now'>): string {
  const [place, words] = [placeOfUser(view.user), wordsFor(view)]
  const [then, today] = [at, view.now].map((one) => one.toZonedDateTimeISO(place.timeZone).toPlainDate())
  const days = then && today ? then.until(today).days : 0
  if (days === 0) return words.today
  return days < 7 ? words.onWeekday(weekday(then?.dayOfWeek ?? 1, place)) : words.onDay(date(at, view.now, place))
}

const wordsFor = ({ user }: Pick<View, 'user'>) => frameWords(tongueOf(placeOfUser(user))).introducing

/** What the owner may do next. */
function steps(pair: Introducing, view: View): Child {
  const { csrf } = view
  const words = wordsFor(view)
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
  const undo = (person: KnownPerson) => act(person, 'undo')(words.undo)
  const both = `${pathOf(one)}/coffee?with=${encodeURIComponent(other.id)}`
  switch (pair.stage) {
    case 'declined':
      return <div class="pair">{undo(pair.sides[0].said === 'no' ? one : other)}</div>
    case 'agreed':
      return (
        <div class="pair">
          <a class="btn small" href={`${both}&how=write`}>
            {words.noteToBoth}
          </a>
          <a class="btn q small" href={`${both}&how=note`}>
            {words.coffeeOfThree}
          </a>
          {act(one, 'made')(words.introduced)}
          {pair.people.map((person) => act(person, 'undo')(words.undoYes(firstNameOf(person))))}
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
              {words.ask(firstNameOf(person))}
            </a>
          ))}
          {act(one, 'after')(words.leave)}
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
                {words.write(name)}
              </a>
            </p>
          )
        if (side?.said === 'yes') return <div class="pair">{act(person, 'undo')(words.undoYes(name))}</div>
        return (
          <div class="pair">
            {act(person, 'yes')(words.yes(name), !(side && isAnswered(side)))}
            {act(person, 'no')(words.no(name))}
          </div>
        )
      })
  }
}

const pathOf = ({ id }: KnownPerson) => `/people/${encodeURIComponent(id)}`
