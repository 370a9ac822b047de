/**
 * Stands in for ical-generator in the bundle for Workers: events in UTC or of a day, with guests and a reminder, as
 * src/coffee/feed-file.ts and src/providers/standard/written-event.ts ask for them, and in the same bytes.
 */
import type { ICalAlarmData, ICalAttendeeData, ICalCalendarData, ICalEventData } from 'ical-generator'

export const ICalAlarmType = { display: 'display' }
export const ICalAttendeeRole = { REQ: 'REQ-PARTICIPANT' }
export const ICalAttendeeStatus = { ACCEPTED: 'ACCEPTED', NEEDSACTION: 'NEEDS-ACTION' }
export const ICalCalendarMethod = { PUBLISH: 'PUBLISH' }
export const ICalEventStatus = { CONFIRMED: 'CONFIRMED', TENTATIVE: 'TENTATIVE' }
export const ICalEventTransparency = { OPAQUE: 'OPAQUE', TRANSPARENT: 'TRANSPARENT' }

/** A line, or nothing where there is nothing to say. */
type Line = string | false | null | undefined

export default function ical(given: ICalCalendarData) {
  const { name, prodId, ttl } = given
  let { method } = given
  const events: (() => readonly Line[])[] = []
  return {
    method(said: typeof method) {
      method = said
    },
    createEvent(data: ICalEventData) {
      const attendees: ICalAttendeeData[] = []
      const alarms: ICalAlarmData[] = []
      events.push(() => eventLines(data, attendees, alarms))
      return {
        createAttendee: (attendee: ICalAttendeeData) => void attendees.push(attendee),
        createAlarm: (alarm: ICalAlarmData) => void alarms.push(alarm),
      }
    },
    toString() {
      const { company, product, language } = prodId as { company: string; product: string; language: string }
      const hours = ttl && `PT${Number(ttl) / 3600}H`
      const lines: readonly Line[] = [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        `PRODID:-//${company}//${product}//${language}`,
        method && `METHOD:${method}`,
        ...(name ? [`NAME:${name}`, `X-WR-CALNAME:${name}`] : []),
        ...(hours ? [`REFRESH-INTERVAL;VALUE=DURATION:${hours}`, `X-PUBLISHED-TTL:${hours}`] : []),
        ...events.flatMap((linesOf) => linesOf()),
        'END:VCALENDAR',
      ]
      return lines.flatMap((line) => (line ? fold(line) : [])).join('\r\n')
    },
  }
}

function eventLines(
  event: ICalEventData,
  attendees: readonly ICalAttendeeData[],
  alarms: readonly ICalAlarmData[],
): readonly Line[] {
  const { start, end, organizer } = event as { start: Date; end?: Date; organizer?: { name: string; email: string } }
  const [first, last] = end && end < start ? [end, start] : [start, end]
  const of = (name: string, text: unknown) => text && `${name}:${escaped(text)}`
  const lines = [
    'BEGIN:VEVENT',
    `UID:${event.id}`,
    `SEQUENCE:${event.sequence ?? 0}`,
    `DTSTAMP:${moment(event.stamp)}`,
    ...(event.allDay
      ? [
          `DTSTART;VALUE=DATE:${moment(first).slice(0, 8)}`,
          'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
          'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE',
        ]
      : [`DTSTART:${moment(first)}`, `DTEND:${moment(last)}`]),
    event.repeating as string | undefined,
    `SUMMARY:${escaped(event.summary)}`,
    of('TRANSP', event.transparency),
    of('LOCATION', event.location),
    event.description !== undefined && `DESCRIPTION:${escaped(event.description)}`,
    organizer && `ORGANIZER;CN="${quoted(organizer.name)}":mailto:${escaped(organizer.email)}`,
    ...attendees.map(attendeeLine),
    ...alarms.flatMap(({ description }) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-P1D',
      `DESCRIPTION:${escaped(description || event.summary)}`,
      'END:VALARM',
    ]),
    event.url && `URL;VALUE=URI:${escaped(event.url)}`,
    of('STATUS', event.status),
    event.lastModified && `LAST-MODIFIED:${moment(event.lastModified)}`,
    'END:VEVENT',
  ]
  return lines as readonly Line[]
}

function attendeeLine({ email, name, role, status, rsvp, scheduleAgent }: ICalAttendeeData): string {
  const said = [
    `ROLE=${role}`,
    `PARTSTAT=${status}`,
    rsvp !== undefined && `RSVP=${String(rsvp).toUpperCase()}`,
    name && `CN="${quoted(name)}"`,
    scheduleAgent && `SCHEDULE-AGENT=${scheduleAgent}`,
  ]
  return `ATTENDEE;${said.filter(Boolean).join(';')}:MAILTO:${escaped(email)}`
}

const moment = (at: unknown) => `${(at as Date).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Of a value (RFC 5545 section 3.3.11). */
const escaped = (text: unknown) =>
  String(text)
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')

/** Of what stands in quotes (RFC 6868). */
const quoted = (text: string) =>
  text
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replace(/\r\n|\r|\n/g, '^n')

/** Into lines of at most 74 bytes, no letter torn apart. */
function fold(line: string): string {
  let folded = ''
  let bytes = 0
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length
    bytes += size
    if (bytes > 74) {
      folded += '\r\n '
      bytes = size
    }
    folded += letter
  }
  return folded
}
