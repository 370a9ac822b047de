/** Calendar entries in Graph's own shape. */
import { createHash } from 'node:crypto'
import type { Attendee, DateTimeTimeZone, Event, ResponseStatus } from '@microsoft/microsoft-graph-types'
import type { Temporal } from 'temporal-polyfill'
import { findIana, findWindows } from 'windows-iana'
import type { Occurrence } from '../calendar.ts'
import type { Guest, GuestReply } from '../history/types.ts'
import { BODY_MARK } from '../history/writer.ts'
import { applySelect, QueryError, readSelect } from './odata.ts'
import { calendarUid } from './uid.ts'
import type { MicrosoftWorld } from './world.ts'

const PROPERTIES =
  `allowNewTimeProposals attendees body bodyPreview categories changeKey createdDateTime end hasAttachments
  hideAttendees iCalUId id importance isAllDay isCancelled isDraft isOnlineMeeting isOrganizer isReminderOn
  lastModifiedDateTime location locations onlineMeeting onlineMeetingProvider onlineMeetingUrl organizer
  originalEndTimeZone originalStart originalStartTimeZone recurrence reminderMinutesBeforeStart responseRequested
  responseStatus sensitivity seriesMasterId showAs start subject transactionId type webLink`.split(/\s+/)

export const readEventSelect = (select: string | null) => readSelect(select, PROPERTIES, 'event')

/** The id that the API shows for an entry, an occurrence or a series of the script. */
export function eventId(id: string): string {
  return `AAMkAGI2TG93AAA-${createHash('sha256').update(`event ${id}`).digest('base64url')}BGAAAAAAEventAAA=`
}

interface Shown {
  readonly select: readonly string[] | null
  /** As preferred by outlook.timezone; UTC unless said. */
  readonly timeZone?: string | undefined
  readonly transactionId?: string | undefined
}

/**
 * One entry or one occurrence. Without a selection its text stands in it, so that a call that forgets to leave it out is
 * seen.
 * @throws QueryError for an unknown time zone
 */
export function renderEvent(
  world: MicrosoftWorld,
  one: Occurrence,
  { select, timeZone = 'UTC', transactionId }: Shown,
) {
  const { event } = one
  const { owner } = world.history
  const isOrganizer = owner.addresses.includes(event.organizer.address)
  const self = one.guests.find((guest) => guest.self)
  const content = event.description ?? `${BODY_MARK} Notes for "${event.title}".`
  const zone = findWindows(event.zone)[0] ?? event.zone
  const teams = event.video && isTeams(event.uid)
  const cancelled = one.cancelled
  const whole: Event = {
    id: eventId(one.id),
    createdDateTime: event.createdAt.toString(),
    lastModifiedDateTime: one.updated.toString(),
    changeKey: `${one.updated.epochMilliseconds}${one.version}`,
    categories: [],
    transactionId: transactionId ?? null,
    originalStartTimeZone: zone,
    originalEndTimeZone: zone,
    iCalUId: calendarUid(event.uid, one.original?.date),
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: false,
    subject: cancelled ? `Abgesagt: ${event.title}` : event.title,
    bodyPreview: content.slice(0, 255),
    importance: 'normal',
    sensitivity: event.type === 'birthday' ? 'private' : 'normal',
    isAllDay: event.allDay,
    isCancelled: cancelled,
    isOrganizer,
    responseRequested: true,
    seriesMasterId: one.original ? eventId(event.id) : null,
    showAs: showAs(one, self?.reply),
    type: one.original ? (event.exceptions?.[one.original.date] ? 'exception' : 'occurrence') : 'singleInstance',
    webLink: `${world.origin}/owa/?itemid=${encodeURIComponent(eventId(one.id))}`,
    onlineMeetingUrl: null,
    isOnlineMeeting: teams,
    onlineMeetingProvider: teams ? 'teamsForBusiness' : 'unknown',
    allowNewTimeProposals: true,
    isDraft: false,
    hideAttendees: false,
    responseStatus: ownResponse(isOrganizer, self?.reply, one),
    body: { contentType: 'text', content },
    start: one.dates ? midnight(one.dates.start, timeZone) : time(one.start, timeZone),
    end: one.dates ? midnight(one.dates.end, timeZone) : time(one.end, timeZone),
    location: { displayName: event.place ?? '', locationType: 'default' },
    locations: event.place ? [{ displayName: event.place }] : [],
    recurrence: null,
    attendees: one.guests
      .filter(({ address }) => address !== event.organizer.address)
      .map((guest) => attendee(guest, isOrganizer)),
    organizer: {
      emailAddress: { name: event.organizer.name ?? event.organizer.address, address: event.organizer.address },
    },
    onlineMeeting: teams ? { joinUrl: `https://teams.example/l/meetup-join/${event.id}` } : null,
    ...(one.original && { originalStart: one.original.at.toString({ smallestUnit: 'second' }) }),
  }
  return { '@odata.etag': `W/"${one.version}"`, ...applySelect(whole, select) }
}

/** Video meetings that were made here are held in Teams; the link of those from elsewhere stands in their text. */
function isTeams(uid: string): boolean {
  return uid.startsWith('0400')
}

function showAs({ event, cancelled }: Occurrence, reply: GuestReply | undefined): NonNullable<Event['showAs']> {
  if (cancelled || event.free || reply === 'declined') return 'free'
  if (event.type === 'outOfOffice') return 'oof'
  return reply === 'tentative' || reply === 'needsAction' ? 'tentative' : 'busy'
}

const RESPONSES = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentativelyAccepted',
  needsAction: 'notResponded',
} as const satisfies Record<GuestReply, NonNullable<ResponseStatus['response']>>

const NEVER = '0001-01-01T00:00:00Z'

function ownResponse(isOrganizer: boolean, reply: GuestReply | undefined, { updated }: Occurrence): ResponseStatus {
  if (isOrganizer) return { response: 'organizer', time: NEVER }
  return reply ? { response: RESPONSES[reply], time: updated.toString() } : { response: 'none', time: NEVER }
}

/** Only the organizer learns how the others answered. */
function attendee(guest: Guest, isOrganizer: boolean): Attendee {
  return {
    type: guest.resource ? 'resource' : guest.optional ? 'optional' : 'required',
    status: { response: isOrganizer ? RESPONSES[guest.reply] : 'none', time: NEVER },
    emailAddress: { name: guest.name ?? guest.address, address: guest.address },
  }
}

/** Without offset and with seven decimals: a time of the zone beside it. */
function time(at: Temporal.Instant, timeZone: string): DateTimeTimeZone {
  const local = at.toZonedDateTimeISO(ianaOf(timeZone)).toPlainDateTime()
  return { dateTime: `${local.toString({ smallestUnit: 'second' })}.0000000`, timeZone }
}

/** All-day entries are midnights, whatever the zone. */
function midnight(date: string, timeZone: string): DateTimeTimeZone {
  return { dateTime: `${date}T00:00:00.0000000`, timeZone }
}

/** @throws QueryError for a name that neither Windows nor IANA has */
export function ianaOf(timeZone: string): string {
  const zone = findIana(timeZone)[0] ?? timeZone
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new QueryError('The TimeZone value is not valid.', 'TimeZoneNotSupportedException')
  }
}
