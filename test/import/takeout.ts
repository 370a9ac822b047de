/** A made-up life written out as its owner would export it: an mbox as Google writes it, or a plain one, and a calendar. */
import { Temporal } from 'temporal-polyfill'
import type { Guest, History, SampleEvent, SampleMessage } from '../../src/sample/history/types.ts'

export interface MboxStyle {
  /** With the headers that Gmail's export puts on top; without them it is any mail program's file. */
  readonly gmail: boolean
  readonly newline?: '\n' | '\r\n'
}

/** mboxrd: every line of a body that begins like a mark, escaped or not, is escaped once more. */
export function writeMbox(messages: readonly SampleMessage[], { gmail, newline = '\n' }: MboxStyle): string {
  return messages
    .map((message) => {
      const headers = message.headers.map(({ name, value }) => fold(`${name}: ${value.replace(/\r?\n\s+/g, ' ')}`))
      const above = gmail
        ? [`X-GM-THRID: ${BigInt(`0x${message.thread}`)}`, `X-Gmail-Labels: ${message.labels.map(exported).join(',')}`]
        : []
      const body = message.body.split('\n').map((line) => (/^>*From /.test(line) ? `>${line}` : line))
      const mark = `From ${gmail ? `${BigInt(`0x${message.id}`)}@xxx` : 'sender@mail.example'} ${markDate(message.at)}`
      return [mark, ...above, ...headers, '', ...body, '', ''].join('\n')
    })
    .join('')
    .replaceAll('\n', newline)
}

/** As the export of an English account names Gmail's own labels. */
const exported = (label: string) => {
  const [head = '', ...rest] = label.toLowerCase().replace('category_', 'category ').split(' ')
  return [head, ...rest]
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
    .replace('Draft', 'Drafts')
}

/** Breaks between words only, so that unfolding gives the same again. */
function fold(line: string): string {
  const lines: string[] = []
  for (const word of line.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && word && last.length + word.length < 76) lines[lines.length - 1] = `${last} ${word}`
    else if (last !== undefined && !word) lines[lines.length - 1] = `${last} `
    else lines.push(word)
  }
  return lines.join('\n ')
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Sat Nov 21 08:00:00 +0000 2026". */
export function markDate(at: Temporal.Instant): string {
  const utc = at.toZonedDateTimeISO('UTC')
  const time = utc.toPlainTime().toString({ smallestUnit: 'second' })
  return `${days[utc.dayOfWeek - 1]} ${months[utc.month - 1]} ${String(utc.day).padStart(2, '0')} ${time} +0000 ${utc.year}`
}

const berlin = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`

/** @param extra whole components, put after the events */
export function writeCalendar(events: readonly SampleEvent[], extra = ''): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//made up//for tests//EN',
    'X-WR-TIMEZONE:Europe/Berlin',
    ...berlin.split('\n'),
    ...events.flatMap(writeEvent),
    ...extra.split('\n').filter(Boolean),
    'END:VCALENDAR',
  ]
  return lines.map(foldContent).join('\r\n').concat('\r\n')
}

/** 75 bytes a line, broken anywhere: inside of words too. */
const foldContent = (line: string) => ([...line].length > 70 ? (line.match(/.{1,70}/gsu) ?? []).join('\r\n ') : line)

function writeEvent(event: SampleEvent): string[] {
  const exceptions = Object.entries(event.exceptions ?? {})
  const cancelled = exceptions.filter(([, one]) => one.cancelled).map(([day]) => day)
  const changed = exceptions.filter(([, one]) => !one.cancelled)
  const first = Temporal.PlainDateTime.from(event.start)
  const on = (day: string) => Temporal.PlainDate.from(day).toPlainDateTime(first.toPlainTime())
  return [
    ...component(event, first, event.guests, [
      ...(event.repeat ? [`RRULE:${rule(event)}`] : []),
      ...cancelled.map((day) => time('EXDATE', on(day), event)),
    ]),
    ...changed.flatMap(([day, { start, replies }]) =>
      component(
        event,
        start ? Temporal.PlainDateTime.from(start) : on(day),
        event.guests.map((guest) => ({ ...guest, reply: replies?.[guest.address] ?? guest.reply })),
        [time('RECURRENCE-ID', on(day), event)],
      ),
    ),
  ]
}

function component(
  event: SampleEvent,
  start: Temporal.PlainDateTime,
  guests: readonly Guest[],
  more: readonly string[],
): string[] {
  const end = event.allDay ? start.add({ days: event.length }) : start.add({ minutes: event.length })
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    'DTSTAMP:20260101T000000Z',
    time('DTSTART', start, event),
    time('DTEND', end, event),
    ...more,
    `SUMMARY:${escapeText(event.title)}`,
    ...(event.place ? [`LOCATION:${escapeText(event.place)}`] : []),
    `DESCRIPTION:${escapeText(event.description ?? 'Nobody reads this.')}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${event.free ? 'TRANSPARENT' : 'OPAQUE'}`,
    `ORGANIZER;CN="${event.organizer.name ?? event.organizer.address}":mailto:${event.organizer.address}`,
    ...guests.map(
      ({ address, name, reply, resource, optional }) =>
        `ATTENDEE;CUTYPE=${resource ? 'RESOURCE' : 'INDIVIDUAL'};ROLE=${optional ? 'OPT' : 'REQ'}-PARTICIPANT;PARTSTAT=${
          reply === 'needsAction' ? 'NEEDS-ACTION' : reply.toUpperCase()
        };CN="${name ?? address}":mailto:${address}`,
    ),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Reminder',
    'TRIGGER:-PT10M',
    'END:VALARM',
    'END:VEVENT',
  ]
}

const escapeText = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')

function time(name: string, at: Temporal.PlainDateTime, { allDay, zone }: SampleEvent): string {
  const compact = at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
  return allDay ? `${name};VALUE=DATE:${compact.slice(0, 8)}` : `${name};TZID=${zone}:${compact}`
}

function rule({ repeat, start, zone }: SampleEvent): string {
  if (!repeat) return ''
  const every = { week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' }[repeat.every]
  const clock = Temporal.PlainDateTime.from(start).toPlainTime()
  const until = repeat.until
    ? Temporal.PlainDate.from(repeat.until).toZonedDateTime({ timeZone: zone, plainTime: clock }).toInstant()
    : null
  const end = until ? `;UNTIL=${until.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}` : ''
  return `FREQ=${every};INTERVAL=${repeat.interval}${end}`
}

/** What an export of this moment holds of a made-up life. */
export function upTo(history: History, now: Temporal.Instant): Pick<History, 'messages' | 'events'> {
  const is = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0
  return {
    messages: history.messages.filter(({ at }) => is(at)),
    // Calendars export nothing but meetings: places of work, focus time and birthdays stay behind.
    events: history.events.filter(({ createdAt, type }) => type === 'default' && is(createdAt)),
  }
}
