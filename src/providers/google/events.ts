/** A calendar event, read into a fact. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { MeetingFact, Span } from '../../facts.ts'
import { readMeeting, spanFrom } from '../standard/meeting.ts'

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
  visibility: z.string().default('default'),
  summary: z.string().default(''),
  location: z.string().default(''),
})
export type CalendarEvent = z.infer<typeof eventSchema>

/** What a calendar's owner shows to nobody else: "confidential" is what older programs call it (Calendar API, Events). */
const hidden: ReadonlySet<string> = new Set(['private', 'confidential'])

/**
 * Reads an event; null where it is nobody's meeting (no guests) and no birthday, 'unreadable' where it has no time. Title
 * and place of what is marked private are left out; birthdays are always marked so, and their title is the name.
 */
export function toMeetingFact(event: CalendarEvent, titles: boolean): MeetingFact | null | 'unreadable' {
  const { id, iCalUID, recurringEventId, eventType, organizer, attendees, summary, location } = event
  return readMeeting(
    {
      id,
      uid: iCalUID ?? id,
      ...(recurringEventId ? { series: recurringEventId } : {}),
      when: spanOf(event),
      allDay: Boolean(event.start?.date),
      ...(organizer ? { organizer } : {}),
      guests: attendees,
      busy: event.transparency !== 'transparent',
      type: eventType,
      title: summary,
      place: location,
    },
    titles && (eventType === 'birthday' || !hidden.has(event.visibility)),
  )
}

/** All-day dates have no zone and an exclusive end: they are kept as days of UTC and never count as contact. */
function spanOf({ start, end }: CalendarEvent): Span | null {
  try {
    const from = instantOf(start)
    const to = instantOf(end) ?? from
    return from && to ? spanFrom(from, to) : null
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
