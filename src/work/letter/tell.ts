/** One person of a letter: what is said of them, and what can be done. */
import { Temporal } from 'temporal-polyfill'
import { breathe } from '../../breathe.ts'
import { messageLink } from '../../coffee/compose.ts'
import { months as monthNames, wholeDate } from '../../dates.ts'
import { distinctNotes } from '../../db/decisions.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Telling } from '../../letter/find/telling.ts'
import { opener } from '../../letter/say/opener.ts'
import { pickPoints, points } from '../../letter/say/points.ts'
import type { Card, CardLead, Contact, Point } from '../../letter/types.ts'
import { dayMs } from '../../people/days.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { endedWords, reachOf, unreadWords, unsureWords } from '../../people/judge/reach.ts'
import type { Reach, Tie } from '../../people/types.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { programOf } from '../../providers/traits.ts'
import { span } from '../../spans.ts'
import { cleanText } from '../../text.ts'
import { type Between, laterOf } from '../people/contacts.ts'
import { hashesOf, type LetterSources } from './sources.ts'

/** What may be said of one person. */
export interface Told {
  readonly telling: Telling
  readonly points: readonly Point[]
}

/** Every true point on one person. */
export async function tell(
  sources: LetterSources,
  person: KnownPerson,
  { contacts, readBackTo: cut }: Omit<Between, 'inTouch'>,
): Promise<Told> {
  const { deps, user, at, week, byAddress, horizon, notes, birthdays, reaches } = sources
  const readBackTo = laterOf(sources.readBackTo, cut)
  const hashes = notes.length ? await hashesOf(deps, person) : new Set<string>()
  const telling: Telling = {
    person,
    contacts,
    named: (address) => nameable(byAddress.get(address)),
    notes: distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash))),
    birthdays: birthdays.get(person.address) ?? [],
    now: at,
    ...placeOfUser(user),
    ...(readBackTo ? { readBackTo } : {}),
    horizon,
    ...(reachOf(person.relationship, at, reaches).state === 'read' ? {} : { cut: true }),
    seed: `${user.id}|${week}|${person.id}`,
  }
  await breathe()
  const all = points(telling)
  await breathe()
  return { telling, points: all }
}

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
  const reach = reachOf(relationship, at, sources.reaches)
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
function lastWords(
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
function messageOf(
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
function isHere({ user, at }: LetterSources, { relationship }: KnownPerson): boolean {
  return [at, at.add({ hours: 24 * 182 })].some(
    (moment) => moment.toZonedDateTimeISO(user.timeZone).offsetNanoseconds / 6e10 === relationship.offsetMinutes,
  )
}

/**
 * "Most months until April 2026, quiet since." Contacts by month, the current month last.
 * @param isRead whether all of it could be read up to now, so that no contact is silence
 */
export function monthsInWords(months: readonly number[], current: Temporal.PlainYearMonth, isRead = true): string {
  const first = months.findIndex((count) => count > 0)
  const last = months.findLastIndex((count) => count > 0)
  if (last < 0) return 'No contact in them.'
  const active = months.slice(first, last + 1).filter((count) => count > 0).length
  const monthAt = (index: number) => {
    const month = current.subtract({ months: months.length - 1 - index })
    return `${monthNames[month.month - 1]} ${month.year}`
  }
  if (active === 1) return `Contact in ${monthAt(last)} alone.`
  const share = active / (last - first + 1)
  const often = share >= 0.6 ? 'Most months' : share >= 0.3 ? 'Some months' : 'A month now and then'
  const from = first > 0 ? ` from ${monthAt(first)}` : ''
  return last === months.length - 1
    ? `${often}${from}, up to now.`
    : `${often}${from} until ${monthAt(last)}${isRead ? ', quiet since' : ''}.`
}

const inZone = (at: Temporal.Instant, timeZone: string) => at.toZonedDateTimeISO(timeZone)
