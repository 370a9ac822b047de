/** What becomes of a coffee once its button was pressed: each state with what can be done about it. */
import { Temporal } from 'temporal-polyfill'
import { toCalendarFile } from '../../coffee/calendar-file.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Coffee } from '../../db/coffees.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { firstNameIn, firstNameOf } from '../../people/identity/first-name.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { type Place, placeOfUser } from '../../place.ts'
import type { ProviderName } from '../../providers/types.ts'
import { choiceWords } from '../../work/coffee/choices.ts'
import type { Table } from '../../work/coffee/table.ts'
import { PostForm } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { clockTime, nameOf, weekdayDate } from '../frame/words.ts'
import { ChosenWays } from './chosen.tsx'
import { namesOf } from './company.ts'
import { Fixed, isFixed } from './fixed.tsx'
import { FormLink } from './form-link.tsx'
import { isKept, Kept, type KeptNote } from './kept.tsx'
import type { ComposeLinks } from './planning.ts'

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
  const act = (act: 'undo' | 'now') => ({ act, coffee: coffee.id })
  return (
    <div class="message">
      <h1>Coffee with {name}</h1>
      <p class="lede" role="status">
        {stateWords(coffee, person, { ...placeOfUser(user), now })}
      </p>
      {isWaiting(coffee, now) ? (
        <>
          <p>You can close this page.</p>
          <div class="pair">
            <PostForm action={path} csrf={csrf} hidden={act('undo')}>
              <button type="submit" class="q">
                Undo
              </button>
            </PostForm>
            <PostForm action={path} csrf={csrf} hidden={act('now')}>
              <button type="submit" class="q">
                Send now
              </button>
            </PostForm>
          </div>
        </>
      ) : null}
      {coffee.state === 'chosen' ? (
        <ChosenWays
          {...{ coffee, name, path, csrf, ...means }}
          back={`/people/${encodeURIComponent(person.id)}/coffee`}
        />
      ) : null}
      {kept ? <Kept {...{ coffee, kept, name, path, csrf }} /> : null}
      {coffee.note && coffee.state !== 'offered' && !kept ? (
        <div class="env">
          <p class="meta">Your note</p>
          <pre class="note">{coffee.note}</pre>
        </div>
      ) : null}
      {isFixed(coffee) ? <Fixed {...{ coffee, name, path, csrf, table, place: placeOfUser(user) }} /> : null}
      {coffee.state === 'queued' || coffee.state === 'sending' ? null : (
        <p class="acts">
          {coffee.state === 'chosen' ? null : <a href={`${path}?new=1`}>Plan another</a>}
          <a href={`/people/${encodeURIComponent(person.id)}`}>To {name}’s page</a>
        </p>
      )}
    </div>
  )
}

/** "Going out at 08:24." and its like, at the owner's place. */
export function stateWords(coffee: Coffee, person: KnownPerson, place: Place & { readonly now: Instant }): string {
  const name = coffee.alsoName ? `${firstNameOf(person)} and ${firstNameIn(coffee.alsoName)}` : firstNameOf(person)
  const when = coffee.startsAt
    ? `${weekdayDate(coffee.startsAt, place)} at ${clockTime(coffee.startsAt, place)}`
    : 'a time to come'
  switch (coffee.state) {
    case 'queued':
    case 'sending':
      return coffee.problem ?? leavingWords(coffee, when, place)
    case 'invited':
    case 'accepted':
      if (coffee.pending || coffee.problem) return changeWords(coffee, name, { ...place, when })
      if (coffee.state === 'accepted') return `${name} accepted: ${when}.`
      return isKept(coffee)
        ? `It is in your calendar: ${when}. Its server invites nobody, so ${name} hears of it from you.`
        : `The invitation for ${when} is in your calendar and on its way to ${name}.`
    case 'chosen':
      return choiceWords(coffee, place, person)
    case 'offered':
      return `${name} can pick a time on the page whose link you have. Nothing is chosen yet.`
    case 'met':
      return `You met on ${when}.`
    case 'declined':
      return `${name} declined ${when}.`
    case 'undone':
      return `The invitation for ${when} was taken back before it left.`
    default:
      return coffee.problem ?? `The invitation for ${when} has not gone out.`
  }
}

function leavingWords(coffee: Coffee, when: string, place: Place & { readonly now: Instant }): string {
  if (coffee.how === 'ics') return `It is being put into your calendar: ${when}.`
  const at = coffee.state === 'queued' && isWaiting(coffee, place.now) ? coffee.sendAt : null
  return `${at ? `Going out at ${clockTime(at, place)}` : 'Going out now'}: an invitation for ${when}.`
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
function changeWords(coffee: Coffee, name: string, { when, now, ...place }: When): string {
  const { pending, moveTo, sendAt, problem } = coffee
  if (!pending) return `The ${isKept(coffee) ? 'entry' : 'invitation'} for ${when} is in your calendar. ${problem}`
  const to = moveTo ? Temporal.Instant.from(moveTo[0]) : null
  const what =
    to && (pending === 'move' || pending === 'moving')
      ? `the event of ${when} moves to ${weekdayDate(to, place)} at ${clockTime(to, place)}`
      : `the event of ${when} is called off`
  const out = sendAt && isWaiting(coffee, now) ? `Going out at ${clockTime(sendAt, place)}` : 'Going out now'
  const told = isKept(coffee) ? `and ${name} hears of it from you` : `and ${name} is told by your calendar`
  return `${out}: ${what}, ${told}.`
}

interface PermissionProps {
  readonly coffee: Coffee
  readonly person: KnownPerson
  readonly path: string
  /** Whose permission is missing, and the address of that account. */
  readonly provider: ProviderName
  readonly account: string
}

/** The draft is kept; what is missing is a permission that only its owner can give, at the provider. */
export function Permission({ coffee, person, path, provider, account }: PermissionProps) {
  const { startsAt, endsAt } = coffee
  const back = `/people/${encodeURIComponent(person.id)}/coffee`
  return (
    <div class="message">
      <h1>One permission is missing</h1>
      <p class="lede">
        To put this in your calendar I need permission to add events. I use it only when you press send. Your note and
        the time are kept.
      </p>
      <p class="cta">
        <a class="btn" href={`/connect/${provider}?need=events&to=${encodeURIComponent(back)}`}>
          Give the permission
        </a>
        <a class="btn q" href={path}>
          Back
        </a>
      </p>
      {startsAt && endsAt ? (
        <p>
          Or without it:{' '}
          <FormLink provider={provider} account={account} when={{ start: startsAt, end: endsAt }} coffee={coffee} />,
          and save it there.
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
}

/** The note as it will be opened. Links, since no form here leads to another place. */
export function Ready({ person, also, to, body, links, path }: ReadyProps) {
  return (
    <div class="message">
      <h1>Your note to {namesOf(person, also)}</h1>
      <p class="lede">It opens in your own mail, filled in. You send it there, or change it first.</p>
      <div class="env">
        <p class="meta">
          To {nameOf(person)}, {to}
          {also ? `; ${nameOf(also)}, ${newestAddress(also)}` : ''}
        </p>
        <pre class="note">{body}</pre>
      </div>
      <p class="cta">
        {links.web ? (
          <a class="btn" href={links.web.href} rel="noreferrer">
            Open it in {links.web.name}
          </a>
        ) : null}
        <a class={links.web ? 'btn q' : 'btn'} href={links.mailto}>
          Open in my mail program
        </a>
      </p>
      <p>
        <a href={path}>Back to the coffee page</a>
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
