/** A calendar event, read into a fact. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Attendee, MeetingFact, Reply, Span } from '../../facts.ts'
import { cleanText, normalise } from '../../text.ts'

/** Without description, attachments, conference data and links, which come unless others are named. */
export const eventFields =
  'id,status,eventType,start,end,originalStartTime,recurringEventId,iCalUID,organizer(email,displayName,self),attendees(email,displayName,self,resource,optional,organizer,responseStatus),attendeesOmitted,transparency,visibility,updated,summary,location'

const time = z.object({ date: z.string().optional(), dateTime: z.string().optional(), timeZone: z.string().optional() })
const party = z.object({
  email: z.string().optional(),
  displayName: z.string().optional(),
  self: z.boolean().default(false),
})

export const eventSchema = z.object({
  id: z.string(),
  status: z.string().default('confirmed'),
  eventType: z.string().default('default'),
  start: time.optional(),
  end: time.optional(),
  recurringEventId: z.string().optional(),
  iCalUID: z.string().optional(),
  organizer: party.optional(),
  attendees: z
    .array(
      party.extend({
        resource: z.boolean().default(false),
        optional: z.boolean().default(false),
        organizer: z.boolean().default(false),
        responseStatus: z.string().default('needsAction'),
      }),
    )
    .default([]),
  transparency: z.string().default('opaque'),
  summary: z.string().default(''),
  location: z.string().default(''),
})
export type CalendarEvent = z.infer<typeof eventSchema>

const replies: ReadonlyMap<string, Reply> = new Map(
  (['accepted', 'tentative', 'declined'] as const).map((reply) => [reply, reply]),
)

/**
 * Reads an event; null where it is nobody's meeting (no guests) and no birthday, 'unreadable' where it has no time.
 * An organizer who is not on the guest list, as where the list is hidden, is put there.
 */
export function toMeetingFact(event: CalendarEvent, titles: boolean): MeetingFact | null | 'unreadable' {
  const birthday = event.eventType === 'birthday'
  const people = guestsOf(event)
  if (!birthday && !people.some((guest) => !guest.self)) return null
  const when = spanOf(event)
  if (!when) return 'unreadable'
  const title = titles ? cleanText(event.summary) : ''
  const place = titles ? cleanText(event.location) : ''
  const own = people.find((guest) => guest.self)
  return {
    kind: 'meeting',
    id: event.id,
    uid: event.iCalUID ?? event.id,
    ...(event.recurringEventId ? { series: event.recurringEventId } : {}),
    when,
    allDay: Boolean(event.start?.date),
    people,
    mine: event.organizer?.self && own?.reply !== 'declined' ? 'accepted' : (own?.reply ?? 'none'),
    cancelled: false,
    busy: event.transparency !== 'transparent',
    type: event.eventType,
    ...(title ? { title } : {}),
    ...(place ? { place } : {}),
  }
}

function guestsOf(event: CalendarEvent): Attendee[] {
  const guests = new Map<string, Attendee>()
  for (const guest of event.attendees) {
    const address = normalise(guest.email ?? '')
    if (!address.includes('@') || address.length > 254) continue
    const name = cleanText(guest.displayName ?? '', 80)
    guests.set(address, {
      address,
      ...(name ? { name } : {}),
      reply: replies.get(guest.responseStatus) ?? 'none',
      self: guest.self,
      organizer: guest.organizer,
      resource: guest.resource || address.endsWith('@resource.calendar.google.com'),
      optional: guest.optional,
    })
  }
  const host = normalise(event.organizer?.email ?? '')
  // An organizer such as …@group.calendar.google.com is a calendar, not a person.
  if (host.includes('@') && host.length <= 254 && !host.endsWith('calendar.google.com') && !guests.has(host)) {
    const name = cleanText(event.organizer?.displayName ?? '', 80)
    guests.set(host, {
      address: host,
      ...(name ? { name } : {}),
      reply: 'accepted',
      self: event.organizer?.self ?? false,
      organizer: true,
      resource: false,
      optional: false,
    })
  }
  return [...guests.values()]
}

/** All-day dates have no zone and an exclusive end: they are kept as days of UTC and never count as contact. */
function spanOf({ start, end }: CalendarEvent): Span | null {
  try {
    const from = instantOf(start)
    const to = instantOf(end) ?? from
    return from && to ? { start: from, end: to } : null
  } catch {
    return null
  }
}

function instantOf(time: CalendarEvent['start']): Temporal.Instant | null {
  if (time?.date) return Temporal.PlainDate.from(time.date).toZonedDateTime('UTC').toInstant()
  if (!time?.dateTime) return null
  if (/(Z|[+-]\d{2}:\d{2})$/i.test(time.dateTime)) return Temporal.Instant.from(time.dateTime)
  return Temporal.PlainDateTime.from(time.dateTime)
    .toZonedDateTime(time.timeZone ?? 'UTC')
    .toInstant()
}
