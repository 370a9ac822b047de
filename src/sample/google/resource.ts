/** Calendar entries in Google's own shape. */
import type { calendar_v3 } from '@googleapis/calendar'
import { Temporal } from 'temporal-polyfill'
import type { Occurrence } from '../calendar.ts'
import type { Guest, SampleEvent } from '../history/types.ts'
import { BODY_MARK } from '../history/writer.ts'
import type { World } from './world.ts'

/** One entry or one occurrence, its times in this zone. A cancelled one has only what Google guarantees. */
export function renderOccurrence(world: World, one: Occurrence, zone: string): calendar_v3.Schema$Event {
  const original = one.original && {
    recurringEventId: one.event.id,
    originalStartTime: one.event.allDay ? { date: one.original.date } : time(one.original.at, zone, one.event.zone),
  }
  if (one.cancelled) {
    return { kind: 'calendar#event', etag: etag(one), id: one.id, status: 'cancelled', ...original }
  }
  const span = one.dates
    ? { start: { date: one.dates.start }, end: { date: one.dates.end } }
    : { start: time(one.start, zone, one.event.zone), end: time(one.end, zone, one.event.zone) }
  return {
    ...body(world, one.event, one.guests),
    id: one.id,
    etag: etag(one),
    updated: one.updated.toString(),
    ...span,
    ...original,
  }
}

/** A series as a whole, as singleEvents=false shows it. */
export function renderMaster(world: World, event: SampleEvent): calendar_v3.Schema$Event {
  const at = (local: Temporal.PlainDateTime) =>
    event.allDay
      ? { date: local.toPlainDate().toString() }
      : { dateTime: local.toZonedDateTime(event.zone).toString({ timeZoneName: 'never' }), timeZone: event.zone }
  const start = Temporal.PlainDateTime.from(event.start)
  const end = start.add(event.allDay ? { days: event.length } : { minutes: event.length })
  const rules = event.repeat && { recurrence: [rule(event)] }
  return { ...body(world, event, event.guests), start: at(start), end: at(end), ...rules }
}

function rule({ repeat, zone }: SampleEvent): string {
  if (!repeat) return ''
  const frequency = { week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' }[repeat.every]
  const until = repeat.until
    ? `;UNTIL=${Temporal.PlainDate.from(repeat.until).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' }).toInstant().toString().replace(/[-:]/g, '')}`
    : ''
  return `RRULE:FREQ=${frequency}${repeat.interval > 1 ? `;INTERVAL=${repeat.interval}` : ''}${until}`
}

function body(world: World, event: SampleEvent, guests: readonly Guest[]): calendar_v3.Schema$Event {
  const { owner } = world.history
  const organizer = person(event.organizer, owner.addresses.includes(event.organizer.address))
  const link = `https://meet.example/${event.id.slice(0, 3)}-${event.id.slice(3, 7)}-${event.id.slice(7, 10)}`
  return {
    kind: 'calendar#event',
    id: event.id,
    status: event.cancelled ? 'cancelled' : 'confirmed',
    htmlLink: `${world.origin}/calendar/event?eid=${Buffer.from(`${event.id} ${owner.address}`).toString('base64url')}`,
    created: event.createdAt.toString(),
    updated: event.createdAt.toString(),
    summary: event.title,
    description: event.description ?? `${BODY_MARK} Notes for "${event.title}".`,
    ...(event.place && { location: event.place }),
    creator: organizer,
    organizer,
    ...(event.free && { transparency: 'transparent' }),
    ...(event.type === 'birthday' && { visibility: 'private', birthdayProperties: { type: 'birthday' } }),
    iCalUID: event.uid,
    sequence: 0,
    ...(guests.length > 0 && { attendees: guests.map(attendee) }),
    ...(event.video && {
      hangoutLink: link,
      conferenceData: {
        conferenceId: link.slice(-12),
        conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
        entryPoints: [{ entryPointType: 'video', uri: link, label: link.slice(8) }],
      },
    }),
    reminders: { useDefault: true },
    eventType: event.type,
  }
}

function attendee(guest: Guest): calendar_v3.Schema$EventAttendee {
  return {
    email: guest.address,
    ...(guest.name && { displayName: guest.name }),
    ...(guest.organizer && { organizer: true }),
    ...(guest.self && { self: true }),
    ...(guest.resource && { resource: true }),
    ...(guest.optional && { optional: true }),
    responseStatus: guest.reply,
  }
}

function person({ address, name }: { address: string; name?: string }, self: boolean) {
  return { email: address, ...(name && { displayName: name }), ...(self && { self: true }) }
}

function time(at: Temporal.Instant, shownIn: string, zone: string) {
  const dateTime = at.toZonedDateTimeISO(shownIn).toString({ timeZoneName: 'never', smallestUnit: 'second' })
  return { dateTime: dateTime.replace('+00:00', 'Z'), timeZone: zone }
}

function etag(one: Occurrence): string {
  return `"${one.updated.epochMilliseconds}${one.version}"`
}
