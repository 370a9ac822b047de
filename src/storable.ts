/** What of the outside may be stored: the one place that says it, for providers and files alike. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { Address, Attendee, Fact, Instant, MailFact, MeetingFact, Reply, Skipped } from './facts.ts'
import { cleanText } from './text.ts'

/** Ids stand in indices, which take 2,704 bytes at most. No provider's are half as long. */
const mostIdBytes = 1500
/** What one message or meeting may name at most; mail programs send to 500, calendars invite 200. */
const mostParties = 500
const mostTextLength = 1000
const mostAddressLength = 254
const mostLinkLength = 2000
const longestHours = 24 * 366
/** Neither the database nor anything that reads from it has to know of years with five digits, nor of a rounding up to one. */
const latest = Temporal.Instant.from('9999-12-31T00:00:00Z').epochMilliseconds
const largestCount = 2 ** 31 - 1

const bytes = new TextEncoder()

/** Text that the database takes as it is: without NUL and without half a character. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** An id that can be stored and given back to whoever made it. It may not be mended: it would name nothing any more. */
export function isStorableId(id: unknown): id is string {
  if (typeof id !== 'string' || !id || id.length > mostIdBytes || !isStorableText(id)) return false
  return id.length * 3 <= mostIdBytes || bytes.encode(id).length <= mostIdBytes
}

/** From 1970 to the last day of 9998 and the year after it. */
export const isStorableTime = ({ epochMilliseconds }: Instant): boolean =>
  epochMilliseconds >= 0 && epochMilliseconds < latest

/** A number of things, of which a database keeps 31 bits. */
export const isStorableCount = (count: number): boolean =>
  Number.isInteger(count) && count >= 0 && count <= largestCount

/** What becomes of a reported fact: it, or as much of it as is kept; and what the owner is told where that is not all. */
export interface Checked {
  readonly fact: Fact | null
  readonly skipped?: Skipped
}

/** Never throws for anything that a provider or a file may hold. */
export function toStorable(fact: Fact): Checked {
  const refuse = (reason: string): Checked => ({
    fact: null,
    skipped: { id: isStorableId(fact.id) ? fact.id : '', reason },
  })
  const problem = fact.kind === 'mail' ? problemOfMail(fact) : problemOfMeeting(fact)
  if (problem) return refuse(problem)
  return fact.kind === 'mail' ? trimMail(fact) : trimMeeting(fact)
}

function problemOfMail({ id, thread, at }: MailFact): string | undefined {
  if (!isStorableId(id) || !isStorableId(thread)) return reasons.mailId
  return isStorableTime(at) ? undefined : 'a message with an impossible date'
}

function problemOfMeeting({ id, series, when: { start, end } }: MeetingFact): string | undefined {
  if (!isStorableId(id) || (series !== undefined && !isStorableId(series))) return reasons.eventId
  if (!isStorableTime(start)) return 'an event at an impossible time'
  const hours = (end.epochMilliseconds - start.epochMilliseconds) / 3_600_000
  if (hours < 0) return 'an event that ends before it begins'
  return hours > longestHours || !isStorableTime(end) ? 'an event that lasts longer than a year' : undefined
}

/** Why something is left out, where more than one place says so. */
export const reasons = {
  mailId: 'a message whose id cannot be kept',
  eventId: 'an event whose id cannot be kept',
  mailRefused: 'a message that could not be stored',
  eventRefused: 'an event that could not be stored',
} as const

function trimMail(fact: MailFact): Checked {
  const { messageId, subject, webLink, offsetMinutes: offset, ...rest } = fact
  const [to, cc] = [fact.to, fact.cc].map((all) => all.slice(0, mostParties).flatMap(toAddress))
  const cut = fact.to.length > mostParties || fact.cc.length > mostParties
  const trimmed: MailFact = {
    ...rest,
    from: fact.from && (toAddress(fact.from)[0] ?? null),
    to: to ?? [],
    cc: cc ?? [],
    ...(messageId ? { messageId: toText(messageId) } : {}),
    ...(subject ? { subject: toText(subject) } : {}),
    ...(webLink && webLink.length <= mostLinkLength && isStorableText(webLink) ? { webLink } : {}),
    ...(offset !== undefined && Number.isInteger(offset) && Math.abs(offset) <= 14 * 60
      ? { offsetMinutes: offset }
      : {}),
  }
  const reason = 'a message to more than 500 people, of whom 500 are kept'
  return { fact: trimmed, ...(cut ? { skipped: { id: fact.id, reason, cut } } : {}) }
}

function trimMeeting(fact: MeetingFact): Checked {
  const { title, place, ...rest } = fact
  const cut = fact.people.length > mostParties
  const trimmed: MeetingFact = {
    ...rest,
    // A name by which other calendars know it, and nothing that anybody is asked for: what is no such name gives way.
    uid: uidOf(fact),
    people: (cut ? closestFirst(fact.people).slice(0, mostParties) : fact.people).flatMap(toGuest),
    mine: toReply(fact.mine),
    type: toText(fact.type),
    ...(title ? { title: toText(title) } : {}),
    ...(place ? { place: toText(place) } : {}),
  }
  const reason = 'an event with more than 500 guests, of whom 500 are kept'
  return { fact: trimmed, ...(cut ? { skipped: { id: fact.id, reason, cut } } : {}) }
}

/** Exchange may decode one from anything (MS-OXOCAL, vCal-Uid). */
function uidOf({ uid, id }: MeetingFact): string {
  const clean = uid.length > mostTextLength ? '' : uid.toWellFormed().replaceAll('\0', '')
  return clean || id
}

/** The owner and who invites, then the others as they come. */
function closestFirst(people: readonly Attendee[]): Attendee[] {
  const isClose = ({ self, organizer }: Attendee) => self || organizer
  return [...people.filter(isClose), ...people.filter((guest) => !isClose(guest))]
}

/** None for what is no address. */
function toAddress({ address, name }: Address): Address[] {
  if (address.length > mostAddressLength || !isStorableText(address) || !/^[^@\s]+@[^@\s]+$/.test(address)) return []
  return [name ? { address, name: toText(name) } : { address }]
}

function toGuest(guest: Attendee): Attendee[] {
  const { reply, self, organizer, resource, optional } = guest
  return toAddress(guest).map((address) => ({
    ...address,
    reply: toReply(reply),
    self: self === true,
    organizer: organizer === true,
    resource: resource === true,
    optional: optional === true,
  }))
}

const replies: ReadonlySet<unknown> = new Set<Reply>(['accepted', 'tentative', 'declined', 'none'])
const toReply = (reply: Reply): Reply => (replies.has(reply) ? reply : 'none')

/** As it is where it may be; what is too long, or not fit for a database, is cleaned once more. */
const toText = (text: string): string =>
  text.length <= mostTextLength && isStorableText(text) ? text : cleanText(text, mostTextLength)
