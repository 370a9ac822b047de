/** Makes the card of one pick: name, last contact, points, opener, buttons; html, text, pages and export show what stands on it. */

import { Temporal } from 'temporal-polyfill'
import { messageLink } from '../../coffee/compose.ts'
import { wholeDate } from '../../dates.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Telling } from '../../letter/find/telling.ts'
import { inZone, monthsInWords } from '../../letter/say/months.ts'
import { opener } from '../../letter/say/opener.ts'
import { pickPoints } from '../../letter/say/points.ts'
import type { Card, CardLead, Contact, Point } from '../../letter/types.ts'
import { dayMs } from '../../people/days.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { endedWords, reachOfPerson, unreadWords, unsureWords } from '../../people/judge/reach.ts'
import type { Reach, Tie } from '../../people/types.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { programOf } from '../../providers/traits.ts'
import { span } from '../../spans.ts'
import { cleanText } from '../../text.ts'
import type { LetterSources } from './sources.ts'

/** Nobody is named beside somebody else who is no person, is not to be brought up, or would never be suggested. */
export function nameable(person: KnownPerson | undefined): string | undefined {
  if (person?.kind !== 'person' || person.state === 'let_go' || person.exclusions.length) return undefined
  return cleanText(person.name, 80)
}

/** The card. `lead` is what the choice says of the button; a message that cannot be opened is no button. */
export function makeCard(
  sources: LetterSources,
  person: KnownPerson,
  { telling, all, lead }: { telling: Telling; all: readonly Point[]; lead: CardLead },
): Card {
  const { user, at } = sources
  const picked = pickPoints(all)
  const message = messageOf(sources, picked, telling.contacts)
  const { relationship } = person
  const months = [...Array<number>(24).fill(0), ...relationship.months].slice(-24)
  const today = at.toZonedDateTimeISO(user.timeZone).toPlainDate().toPlainYearMonth()
  const place = placeOfUser(user)
  const reach = reachOfPerson(person, at, sources.reaches)
  const button = lead === 'open' && !message ? 'coffee' : lead
  return {
    personId: person.id,
    address: newestAddress(person),
    name: cleanText(person.name, 80),
    firstName: firstNameOf(person),
    ...lastWords(relationship, { now: at, place, reach }),
    months,
    monthsInWords: `Two years, month by month. ${monthsInWords(months, today, reach.state === 'read')}`,
    ...(reach.state === 'unread' ? { unsure: unsureWords(reach, at, place) } : {}),
    points: picked,
    reason: picked[0]?.kind ?? 'last_thread',
    opener: opener({
      person,
      telling,
      picked,
      asksNothing: button === 'write',
      meeting: isHere(sources, person) ? 'in_person' : 'video',
    }),
    lead: button,
    ...(message ? { message } : {}),
  }
}

/** How long ago the last contact was. Where the record breaks off before now, it is no more than the last that is known. */
export function lastWords(
  { lastAt }: Tie,
  { now, place, reach }: { readonly now: Instant; readonly place: Place; readonly reach: Reach },
): Pick<Card, 'since' | 'lastInTouch'> {
  if (!lastAt) return { since: '', lastInTouch: '' }
  const long = span((now.epochMilliseconds - lastAt.epochMilliseconds) / dayMs)
  const day = wholeDate(inZone(lastAt, place.timeZone), place)
  if (reach.state === 'read')
    return { since: `${long} since your last email or meeting.`, lastInTouch: `Last in touch ${day}.` }
  const limit = (reach.state === 'ended' ? endedWords : unreadWords)(reach, now, place)
  return { since: `The last email or meeting I know of was ${long} ago, on ${day}.`, lastInTouch: `${limit}.` }
}

/** Where a note goes: the address they last used, or their own where the owner has left the place of that one. */
export function newestAddress(person: KnownPerson): string {
  if (person.relationship.privateAddress) return person.relationship.privateAddress
  const first = { address: person.address, lastAt: Temporal.Instant.fromEpochMilliseconds(0) }
  return person.addresses.reduce((a, b) => (Temporal.Instant.compare(b.lastAt, a.lastAt) > 0 ? b : a), first).address
}

/** The message that waits for an answer, in the account that holds it: never in one that is not read any more. */
export function messageOf(
  { connections }: LetterSources,
  [first]: readonly Point[],
  contacts: readonly Contact[],
): string | undefined {
  if (first?.kind !== 'owed_reply') return undefined
  const contact = contacts.findLast(({ id, kind }) => kind === 'received' && first.evidence.includes(id))
  const account = connections.find(({ id }) => id === contact?.connectionId)
  const threadId = contact?.ownThread ?? contact?.thread
  if (!threadId || account?.state !== 'active' || account.provider === 'file') return undefined
  const program = programOf(account.provider)
  return messageLink({ program, account: account.email, threadId, webLink: contact?.webLink })
}

/** The clock on their mail shows the owner's own time of day, now or half a year from now: messages of either season count. */
export function isHere({ user, at }: LetterSources, { relationship }: KnownPerson): boolean {
  return [at, at.add({ hours: 24 * 182 })].some(
    (moment) => moment.toZonedDateTimeISO(user.timeZone).offsetNanoseconds / 6e10 === relationship.offsetMinutes,
  )
}
