/** One event written as iCalendar (RFC 5545), in UTC: for a file that is handed out, and for an entry that is put into a calendar. */
import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  type ICalAttendeeScheduleAgent,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator'
import type { Instant, Span } from '../../facts.ts'
import { cleanText } from '../../text.ts'

export interface WrittenEvent {
  readonly uid: string
  readonly when: Span
  readonly title: string
  readonly note: string
  readonly place?: string | undefined
  readonly stamp: Instant
  readonly status?: 'tentative' | 'confirmed' | undefined
  /** Rises with each change: an entry that is taken in again takes the place of the older one. */
  readonly sequence?: number | undefined
  /** Published in a file for whoever takes it in; else kept in a calendar, where nothing has a METHOD (RFC 4791 section 4.1). */
  readonly published?: boolean
  readonly guests?: readonly Written[]
  /** Whose event it is; needed where there are guests. */
  readonly organizer?: string | undefined
  /** The calendar's server is to invite the guests (RFC 6638); else it is told to leave that to others (section 7.1). */
  readonly invites?: boolean
}

interface Written {
  readonly address: string
  readonly name?: string | undefined
}

/** The library names it as a type alone. */
const nobody = 'NONE' as unknown as ICalAttendeeScheduleAgent

/** The same event gives the same text, byte by byte, so that taking it in twice makes one entry. */
export function writeEvent(written: WrittenEvent): string {
  const { uid, when, title, note, stamp, status, sequence, published, guests = [], organizer, invites } = written
  const date = (instant: Instant) => new Date(instant.epochMilliseconds)
  const prodId = { company: 'coffee-soon', product: 'coffee-soon', language: 'EN' }
  const file = ical(published ? { name: 'Coffee soon', prodId } : { prodId })
  if (published) file.method(ICalCalendarMethod.PUBLISH)
  const place = cleanText(written.place ?? '')
  const event = file.createEvent({
    id: uid,
    start: date(when.start),
    end: date(when.end),
    stamp: date(stamp),
    summary: cleanText(title),
    // A line break of any kind that the writer of the file does not know would begin a line of the file.
    description: note.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''),
    ...(place ? { location: place } : {}),
    ...(status ? { status: status === 'tentative' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED } : {}),
    ...(sequence === undefined ? {} : { sequence }),
    ...(organizer ? { organizer: { name: organizer, email: organizer } } : {}),
  })
  if (organizer)
    event.createAttendee({ email: organizer, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ })
  for (const { address, name } of guests)
    event.createAttendee({
      email: address,
      name: cleanText(name ?? '', 80) || address,
      status: ICalAttendeeStatus.NEEDSACTION,
      role: ICalAttendeeRole.REQ,
      rsvp: invites === true,
      ...(invites ? {} : { scheduleAgent: nobody }),
    })
  // The day before, by the calendar's own reminder: nothing else comes from here.
  event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 86_400, description: cleanText(title) })
  return toText(file)
}

/** The writer leaves the last line without an end, which RFC 5545 asks for (section 3.1) and some readers need. */
export const toText = (file: ICalCalendar): string => `${file.toString()}\r\n`
