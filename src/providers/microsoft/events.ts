/** An event of Outlook's calendar, read into a fact. */
import * as z from 'zod'
import type { Attendee, MeetingFact, Reply } from '../../facts.ts'
import { isRelay } from '../../relays.ts'
import { cleanText, normalise } from '../../text.ts'
import { sharedUid } from '../standard/uid.ts'
import { spanOf, timeSchema } from './times.ts'

/** Without body, bodyPreview, attachments and onlineMeeting, which come unless others are named. */
export const eventFields =
  'id,iCalUId,subject,start,end,isAllDay,isCancelled,showAs,type,seriesMasterId,attendees,organizer,responseStatus,isOrganizer,location,sensitivity,originalStartTimeZone'

const mailbox = z.object({ address: z.string().nullish(), name: z.string().nullish() }).nullish()
const status = z.object({ response: z.string().nullish() }).nullish()
const flag = z.boolean().nullish()

/** Graph answers null as well as nothing for what an event does not have. */
export const eventSchema = z.object({
  id: z.string(),
  iCalUId: z.string().nullish(),
  subject: z.string().nullish(),
  start: timeSchema.nullish(),
  end: timeSchema.nullish(),
  isAllDay: flag,
  isCancelled: flag,
  showAs: z.string().nullish(),
  type: z.string().nullish(),
  seriesMasterId: z.string().nullish(),
  attendees: z.array(z.object({ emailAddress: mailbox, type: z.string().nullish(), status })).nullish(),
  organizer: z.object({ emailAddress: mailbox }).nullish(),
  responseStatus: status,
  isOrganizer: flag,
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  sensitivity: z.string().nullish(),
  originalStartTimeZone: z.string().nullish(),
})
export type OutlookEvent = z.infer<typeof eventSchema>

const replies: ReadonlyMap<string, Reply> = new Map([
  ['organizer', 'accepted'],
  ['accepted', 'accepted'],
  ['tentativelyAccepted', 'tentative'],
  ['declined', 'declined'],
])
const replyOf = (given: z.infer<typeof status>): Reply => replies.get(given?.response ?? '') ?? 'none'

/**
 * Reads an event; null where it is nobody's meeting (cancelled, or no guests), 'unreadable' where it has no time. Title and
 * place of what is marked private, personal or confidential are left out. Graph does not say which guest the owner is:
 * only an organizer is known by `isOrganizer`, and the rest by the owner's addresses.
 */
export function toMeetingFact(event: OutlookEvent, titles: boolean): MeetingFact | null | 'unreadable' {
  if (event.isCancelled || event.type === 'seriesMaster') return null
  const people = guestsOf(event)
  if (!people.some((guest) => !guest.self && !guest.resource)) return null
  const allDay = event.isAllDay === true
  const when = spanOf({ ...event, isAllDay: allDay })
  if (!when) return 'unreadable'
  const open = titles && (event.sensitivity ?? 'normal') === 'normal'
  const title = open ? cleanText(event.subject ?? '') : ''
  const place = open ? cleanText(event.location?.displayName ?? '') : ''
  return {
    kind: 'meeting',
    id: event.id,
    uid: event.iCalUId ? sharedUid(event.iCalUId) : event.id,
    ...(event.seriesMasterId ? { series: event.seriesMasterId } : {}),
    when,
    allDay,
    people,
    mine: event.isOrganizer ? 'accepted' : replyOf(event.responseStatus),
    cancelled: false,
    busy: event.showAs !== 'free',
    type: 'default',
    ...(title ? { title } : {}),
    ...(place ? { place } : {}),
  }
}

/** The organizer does not stand among Graph's attendees as a rule, and is put first. */
function guestsOf(event: OutlookEvent): Attendee[] {
  const guests = new Map<string, Attendee>()
  const host = toGuest(event.organizer?.emailAddress)
  if (host)
    guests.set(host.address, {
      ...host,
      reply: 'accepted',
      self: event.isOrganizer === true,
      organizer: true,
      resource: false,
      optional: false,
    })
  for (const { emailAddress, type, status } of event.attendees ?? []) {
    const guest = toGuest(emailAddress)
    if (!guest || guests.has(guest.address)) continue
    guests.set(guest.address, {
      ...guest,
      reply: replyOf(status),
      self: false,
      organizer: false,
      resource: type === 'resource',
      optional: type === 'optional',
    })
  }
  return [...guests.values()]
}

/** Undefined for a name inside Exchange (/O=…/CN=…), which is no address, and for what only passes mail on. */
function toGuest(given: z.infer<typeof mailbox>): { address: string; name?: string } | undefined {
  const address = normalise(given?.address ?? '')
  if (!/^[^@\s]+@[^@\s]+$/.test(address) || address.length > 254 || isRelay(address)) return undefined
  const name = cleanText(given?.name ?? '', 80)
  return name && name.toLowerCase() !== address ? { address, name } : { address }
}
