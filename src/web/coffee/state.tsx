/** What becomes of a coffee once its button was pressed: each state with what can be done about it. */
import { Temporal } from 'temporal-polyfill'
import { toCalendarFile } from '../../coffee/calendar-file.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Coffee } from '../../db/coffees.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { firstNameIn, firstNameOf } from '../../people/identity/first-name.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { type Place, placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import type { ProviderName } from '../../providers/types.ts'
import { choiceWords } from '../../work/coffee/choices.ts'
import type { Table } from '../../work/coffee/table.ts'
import { PostForm } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { clockTime, frameWords, nameOf, weekdayDate } from '../frame/words.ts'
import { ChosenWays } from './chosen.tsx'
import { namesOf } from './company.ts'
import { Fixed, isFixed } from './fixed.tsx'
import { FormLink } from './form-link.tsx'
import { isKept, Kept, type KeptNote } from './kept.tsx'
import type { ComposeLinks } from './planning.ts'
import type { Who } from './words/en/state.tsx'
import { coffeeWords } from './words/words.ts'

interface StateProps {
  readonly coffee: Coffee
  readonly path: string
  readonly person: KnownPerson
  readonly user: User
  readonly csrf: string
  readonly now: Instant
  readonly table: Table
  /** What there is to answer a choice with. */
  readonly means: Pick<
    Parameters<typeof ChosenWays>[0],
    'canInvite' | 'mayInvite' | 'canKeep' | 'undoSeconds' | 'provider' | 'account'
  >
  /** Of one that its guest hears of by a note alone. */
  readonly kept: KeptNote | null
}

/** A coffee that waits for its owner, is on its way or planned. */
export function CoffeeState({ coffee, path, person, user, csrf, now, table, means, kept }: StateProps) {
  const name = firstNameOf(person)
  const place = placeOfUser(user)
  const tongue = tongueOf(place)
  const { acts, form } = coffeeWords(tongue)
  const act = (act: 'undo' | 'now') => ({ act, coffee: coffee.id })
  return (
    <div class="message">
      <h1>{form.title(name)}</h1>
      <p class="lede" role="status">
        {stateWords(coffee, person, { ...place, now })}
      </p>
      {isWaiting(coffee, now) ? (
        <>
          <p>{acts.close}</p>
          <div class="pair">
            <PostForm action={path} csrf={csrf} hidden={act('undo')}>
              <button type="submit" class="q">
                {acts.undo}
              </button>
            </PostForm>
            <PostForm action={path} csrf={csrf} hidden={act('now')}>
              <button type="submit" class="q">
                {acts.sendNow}
              </button>
            </PostForm>
          </div>
        </>
      ) : null}
      {coffee.state === 'chosen' ? (
        <ChosenWays
          {...{ coffee, name, path, csrf, tongue, ...means }}
          back={`/people/${encodeURIComponent(person.id)}/coffee`}
        />
      ) : null}
      {kept ? <Kept {...{ coffee, kept, name, path, csrf, tongue }} /> : null}
      {coffee.note && coffee.state !== 'offered' && !kept ? (
        <div class="env">
          <p class="meta">{acts.yourNote}</p>
          <pre class="note">{coffee.note}</pre>
        </div>
      ) : null}
      {isFixed(coffee) ? <Fixed {...{ coffee, name, path, csrf, table, place }} /> : null}
      {coffee.state === 'queued' || coffee.state === 'sending' ? null : (
        <p class="acts">
          {coffee.state === 'chosen' ? null : <a href={`${path}?new=1`}>{acts.planAnother}</a>}
          <a href={`/people/${encodeURIComponent(person.id)}`}>{acts.toPage(name)}</a>
        </p>
      )}
    </div>
  )
}

/** "Going out at 08:24." and its like, at the owner's place. */
export function stateWords(coffee: Coffee, person: KnownPerson, place: Place & { readonly now: Instant }): string {
  const tongue = tongueOf(place)
  const { coffee: words, form } = coffeeWords(tongue)
  const { alsoName } = coffee
  const first = firstNameOf(person)
  const who = { name: alsoName ? form.names(first, firstNameIn(alsoName)) : first, several: Boolean(alsoName) }
  const when = coffee.startsAt ? sayWhen(coffee.startsAt, place) : words.aTime
  switch (coffee.state) {
    case 'queued':
    case 'sending':
      return coffee.problem ?? leavingWords(coffee, when, place)
    case 'invited':
    case 'accepted':
      if (coffee.pending || coffee.problem) return changeWords(coffee, who, { ...place, when })
      if (coffee.state === 'accepted') return words.accepted(who, when)
      return isKept(coffee) ? words.kept(who, when) : words.invited(who, when)
    case 'chosen':
      return choiceWords(coffee, place, person)
    case 'offered':
      return words.offered(who)
    case 'met':
      return words.met(when)
    case 'declined':
      return words.declined(who, when)
    case 'undone':
      return words.undone(when)
    default:
      return coffee.problem ?? words.stayed(when)
  }
}

/** "Thursday 3 December at 10:00". */
const sayWhen = (at: Instant, place: Place): string =>
  frameWords(tongueOf(place)).moment(weekdayDate(at, place), clockTime(at, place))

function leavingWords(coffee: Coffee, when: string, place: Place & { readonly now: Instant }): string {
  const words = coffeeWords(tongueOf(place)).coffee
  if (coffee.how === 'ics') return words.putting(when)
  const at = coffee.state === 'queued' && isWaiting(coffee, place.now) ? coffee.sendAt : null
  return words.leaving(when, at && clockTime(at, place))
}

/** It leaves by itself later, and can be taken back until then. */
export const isWaiting = ({ state, pending, sendAt }: Coffee, now: Instant): boolean =>
  (state === 'queued' || pending === 'cancel' || pending === 'move') &&
  sendAt !== null &&
  sendAt.epochMilliseconds > now.epochMilliseconds

/** It leaves at this moment: the page looks again by itself. */
export const isLeavingNow = (coffee: Coffee, now: Instant): boolean =>
  !isWaiting(coffee, now) && (coffee.state === 'queued' || coffee.state === 'sending' || coffee.pending !== null)

interface When extends Place {
  readonly now: Instant
  /** When the coffee is, in words. */
  readonly when: string
}

/** What is about to happen to an event, or went wrong with it. */
function changeWords(coffee: Coffee, who: Who, { when, now, ...place }: When): string {
  const { pending, moveTo, sendAt, problem } = coffee
  const words = coffeeWords(tongueOf(place)).coffee
  const kept = isKept(coffee)
  if (!pending) return words.stands(when, kept, problem ?? '')
  const to = moveTo && (pending === 'move' || pending === 'moving') ? Temporal.Instant.from(moveTo[0]) : null
  const clock = sendAt && isWaiting(coffee, now) ? clockTime(sendAt, place) : null
  return words.changing(who, { when, to: to && sayWhen(to, place), clock, kept })
}

interface PermissionProps {
  readonly coffee: Coffee
  readonly person: KnownPerson
  readonly path: string
  /** Whose permission is missing, and the address of that account. */
  readonly provider: ProviderName
  readonly account: string
  readonly tongue: Tongue
}

/** The draft is kept; what is missing is a permission that only its owner can give, at the provider. */
export function Permission({ coffee, person, path, provider, account, tongue }: PermissionProps) {
  const { startsAt, endsAt } = coffee
  const { permission: words, acts } = coffeeWords(tongue)
  const back = `/people/${encodeURIComponent(person.id)}/coffee`
  return (
    <div class="message">
      <h1>{words.title}</h1>
      <p class="lede">{words.needs}</p>
      <p class="cta">
        <a class="btn" href={`/connect/${provider}?need=events&to=${encodeURIComponent(back)}`}>
          {words.give}
        </a>
        <a class="btn q" href={path}>
          {acts.back}
        </a>
      </p>
      {startsAt && endsAt ? (
        <p>
          {words.without(
            <FormLink {...{ provider, account, coffee, tongue }} when={{ start: startsAt, end: endsAt }} />,
          )}
        </p>
      ) : null}
    </div>
  )
}

interface ReadyProps {
  readonly person: KnownPerson
  readonly also: KnownPerson | undefined
  readonly to: string
  readonly body: string
  readonly links: ComposeLinks
  readonly path: string
  readonly tongue: Tongue
}

/** The note as it will be opened. Links, since no form here leads to another place. */
export function Ready({ person, also, to, body, links, path, tongue }: ReadyProps) {
  const { ready: words, acts } = coffeeWords(tongue)
  return (
    <div class="message">
      <h1>{words.title(namesOf({ person, also }, tongue))}</h1>
      <p class="lede">{words.lede}</p>
      <div class="env">
        <p class="meta">
          {words.to(nameOf(person), to)}
          {also ? `; ${nameOf(also)}, ${newestAddress(also)}` : ''}
        </p>
        <pre class="note">{body}</pre>
      </div>
      <p class="cta">
        {links.web ? (
          <a class="btn" href={links.web.href} rel="noreferrer">
            {words.openIn(links.web.name)}
          </a>
        ) : null}
        <a class={links.web ? 'btn q' : 'btn'} href={links.mailto}>
          {words.openInMail}
        </a>
      </p>
      <p>
        <a href={path}>{acts.backToCoffee}</a>
      </p>
    </div>
  )
}

/** The coffee as a file for the owner's own calendar. */
export function answerWithFile(c: Page, coffee: Coffee): Response {
  const { id, startsAt, endsAt, title, note, place, createdAt, how, externalEventId } = coffee
  const uid = how === 'ics' && externalEventId ? { uid: externalEventId } : {}
  const when = { start: startsAt ?? createdAt, end: endsAt ?? createdAt }
  const file = toCalendarFile({ id, when, title, note, stamp: createdAt, ...uid, ...(place ? { place } : {}) })
  c.header('content-type', 'text/calendar; charset=utf-8; method=PUBLISH')
  c.header('content-disposition', 'attachment; filename="coffee.ics"')
  return c.body(file)
}
