/** Reads what a client wants to write into the calendar, refusing what Google refuses. */
import type { calendar_v3 } from '@googleapis/calendar'
import { Temporal } from 'temporal-polyfill'
import type { Guest, GuestReply, SampleEvent } from '../history/types.ts'
import type { EventChange } from '../journal.ts'
import { refuse } from './replies.ts'
import type { World } from './world.ts'

/** A new event of the owner. The video link comes only where the client asked with conferenceDataVersion=1. */
export function readNewEvent(
  world: World,
  body: calendar_v3.Schema$Event,
  id: string,
  conferences: boolean,
): SampleEvent | Response {
  const { owner } = world.history
  const problem = checkReminders(body)
  if (problem) return problem
  const span = readSpan(body, owner.zone)
  if (span instanceof Response) return span
  const me = { address: owner.address, name: owner.name }
  const invited = (body.attendees ?? []).filter(({ email }) => email && !owner.addresses.includes(email))
  return {
    ...span,
    id,
    uid: `${id}@google.com`,
    createdAt: world.now(),
    title: body.summary ?? '',
    ...(body.location && { place: body.location }),
    ...(body.description && { description: body.description }),
    organizer: me,
    guests: invited.length
      ? [{ ...me, reply: 'accepted', self: true, organizer: true }, ...invited.map(readGuest)]
      : [],
    cancelled: false,
    free: body.transparency === 'transparent',
    type: 'default',
    video: asksForVideo(body, conferences),
  }
}

/** What a patch changes. */
export function readPatch(
  event: SampleEvent,
  body: calendar_v3.Schema$Event,
  conferences: boolean,
): EventChange | Response {
  const span = body.start || body.end ? readSpan(body, event.zone) : null
  if (span instanceof Response) return span
  const kept = event.guests.filter((guest) => guest.self)
  return {
    ...(span && { start: span.start, length: span.length }),
    ...(typeof body.summary === 'string' && { title: body.summary }),
    ...(typeof body.location === 'string' && { place: body.location }),
    ...(typeof body.description === 'string' && { description: body.description }),
    ...(body.status === 'cancelled' && { cancelled: true }),
    ...(body.attendees && { guests: [...kept, ...body.attendees.filter(({ self }) => !self).map(readGuest)] }),
    ...(asksForVideo(body, conferences) && { video: true }),
  }
}

/** Own reminders: at most five, popup or email, up to four weeks before, and never beside the default ones. */
function checkReminders({ reminders }: calendar_v3.Schema$Event): Response | null {
  const overrides = reminders?.overrides ?? []
  if (overrides.length && reminders?.useDefault)
    return refuse(
      400,
      'cannotUseDefaultRemindersAndSpecifyOverride',
      'Cannot specify both default reminders and overrides at the same time.',
    )
  const fits = overrides.every(
    ({ method, minutes }) =>
      ['popup', 'email'].includes(method ?? '') && typeof minutes === 'number' && minutes >= 0 && minutes <= 40_320,
  )
  return fits && overrides.length <= 5 ? null : refuse(400, 'invalid', 'Invalid reminders.')
}

function asksForVideo(body: calendar_v3.Schema$Event, conferences: boolean): boolean {
  return conferences && body.conferenceData?.createRequest?.conferenceSolutionKey?.type === 'hangoutsMeet'
}

function readGuest({ email, displayName, optional, responseStatus }: calendar_v3.Schema$EventAttendee): Guest {
  return {
    address: email ?? '',
    ...(displayName && { name: displayName }),
    ...(optional && { optional }),
    reply: (responseStatus ?? 'needsAction') as GuestReply,
  }
}

function readSpan(body: calendar_v3.Schema$Event, zone: string) {
  const { start, end } = body
  if (!start || !end) return refuse(400, 'required', `Missing ${start ? 'end' : 'start'} time.`)
  try {
    if (start.date && end.date) {
      const length = Temporal.PlainDate.from(start.date).until(end.date).days
      return length > 0 ? { start: start.date, zone, allDay: true, length } : emptyRange()
    }
    if (!start.dateTime || !end.dateTime)
      return refuse(400, 'invalid', 'Start and end times must either both be date or both be dateTime.')
    const from = readTime(start.dateTime, start.timeZone ?? zone)
    const minutes = readTime(end.dateTime, end.timeZone ?? zone)
      .since(from)
      .total('minutes')
    if (minutes < 0) return emptyRange()
    const local = from.withTimeZone(start.timeZone ?? zone)
    return { start: local.toPlainDateTime().toString(), zone: local.timeZoneId, allDay: false, length: minutes }
  } catch (error) {
    if (error instanceof RangeError) return refuse(400, 'invalid', 'Invalid start time.')
    throw error
  }
}

/** With an offset it is a moment; without one it is a time of the zone. */
function readTime(text: string, zone: string): Temporal.ZonedDateTime {
  if (/(Z|[+-]\d\d:?\d\d)$/i.test(text)) return Temporal.Instant.from(text).toZonedDateTimeISO(zone)
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone)
}

const emptyRange = () => refuse(400, 'timeRangeEmpty', 'The specified time range is empty.', { domain: 'calendar' })
