/** A coffee as an entry of a CalDAV calendar, with its guests, and the same entry at another time. */
import ical, { ICalAlarmType, ICalAttendeeRole, ICalAttendeeStatus } from 'ical-generator'
import type { Instant, Span } from '../../facts.ts'
import { cleanText } from '../../text.ts'
import type { Invitation } from '../types.ts'

interface Writing {
  readonly invitation: Invitation
  /** The owner's address as the server knows it; absent where it knows none. */
  readonly organizer?: string | undefined
  readonly now: Instant
}

const date = (at: Instant) => new Date(at.epochMilliseconds)

/** The UID and the name of the entry: the same for every attempt. */
export const uidOf = (eventId: string): string => `${eventId}@coffee-soon`

/** In UTC, and without METHOD, which nothing that is kept in a calendar has (RFC 4791 section 4.1). */
export function toEntry({ invitation, organizer, now }: Writing): string {
  const { eventId, when, title, note, guest, also, place } = invitation
  const file = ical({ prodId: { company: 'coffee-soon', product: 'coffee-soon', language: 'EN' } })
  const event = file.createEvent({
    id: uidOf(eventId),
    start: date(when.start),
    end: date(when.end),
    stamp: date(now),
    sequence: 0,
    summary: cleanText(title),
    description: note.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''),
    ...(place ? { location: cleanText(place) } : {}),
    ...(organizer ? { organizer: { name: organizer, email: organizer } } : {}),
  })
  if (organizer)
    event.createAttendee({ email: organizer, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ })
  for (const { address, name } of [guest, ...(also ? [also] : [])])
    event.createAttendee({
      email: address,
      name: cleanText(name ?? '', 80) || address,
      status: ICalAttendeeStatus.NEEDSACTION,
      role: ICalAttendeeRole.REQ,
      rsvp: true,
    })
  event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 86_400, description: cleanText(title) })
  return file.toString()
}

const stamp = (at: Instant): string => at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')

/** The entry at another time, one version later; everything else of it stays as its owner's programs have written it. */
export function moveEntry(text: string, { when, now }: { readonly when: Span; readonly now: Instant }): string {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  let open: string[] = []
  let sequence = 0
  const kept: string[] = []
  for (const line of lines) {
    const [, verb, name = ''] = /^(BEGIN|END):([\w-]+)$/i.exec(line) ?? []
    if (verb && /^B/i.test(verb)) open.push(name.toUpperCase())
    const inEvent = open.at(-1) === 'VEVENT'
    const property = inEvent ? (/^[\w-]+/.exec(line)?.[0] ?? '').toUpperCase() : ''
    if (property === 'SEQUENCE') sequence = Number.parseInt(line.slice(line.indexOf(':') + 1), 10) || 0
    if (inEvent && verb && /^E/i.test(verb))
      kept.push(
        `DTSTART:${stamp(when.start)}`,
        `DTEND:${stamp(when.end)}`,
        `DTSTAMP:${stamp(now)}`,
        `SEQUENCE:${sequence + 1}`,
      )
    if (!replaced.has(property)) kept.push(line)
    if (verb && /^E/i.test(verb)) open = open.slice(0, -1)
  }
  return kept.map(fold).join('\r\n')
}

const replaced: ReadonlySet<string> = new Set(['DTSTART', 'DTEND', 'DURATION', 'DTSTAMP', 'SEQUENCE'])

/** No line is longer than 75 bytes (RFC 5545 section 3.1); no letter is four bytes long more often than not. */
function fold(line: string): string {
  const letters = [...line]
  const rows: string[] = []
  const size = (row: string) => new TextEncoder().encode(row).length
  let row = ''
  let bytes = 0
  for (const letter of letters) {
    const more = size(letter)
    if (bytes + more > 73) {
      rows.push(row)
      row = ''
      bytes = 0
    }
    row += letter
    bytes += more
  }
  return [...rows, row].join('\r\n ')
}
