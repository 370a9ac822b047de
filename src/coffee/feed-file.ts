/** What an owner's calendar shows of coffees, promises and birthdays: an iCalendar file that is fetched again and again. */
import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import type { Instant, Span } from '../facts.ts'
import { toText } from '../providers/standard/written-event.ts'
import { cleanText } from '../text.ts'

/** One entry, as the same thing gives it every time. */
export interface FeedEntry {
  /** Tells entries apart and names nobody. */
  readonly uid: string
  readonly summary: string
  /** A stretch of time; a day ("2026-12-04"); or the same day of every year, from that one on. */
  readonly when: Span | { readonly day: string } | { readonly yearly: string }
  /** When what it says changed last. */
  readonly changed: Instant
  /** Rises whenever it does. */
  readonly sequence?: number
  readonly place?: string | undefined
  /** Nothing is fixed yet. */
  readonly tentative?: boolean
  readonly url?: string
}

/** How often whoever fetches it need come again. */
const everySeconds = 6 * 3600

/** In UTC where there is an hour, as a day where there is none. The same entries give the same file, byte by byte. */
export function toFeedFile(entries: readonly FeedEntry[]): string {
  const file = ical({
    name: 'Coffee soon',
    prodId: { company: 'coffee-soon', product: 'coffee-soon', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: everySeconds,
  })
  for (const entry of entries) file.createEvent(eventOf(entry))
  return toText(file)
}

function eventOf({ uid, summary, when, changed, sequence = 0, place, tentative, url }: FeedEntry): ICalEventData {
  const isTime = 'start' in when
  return {
    id: `${uid.replace(/[^\w-]/g, '')}@coffee-soon`,
    summary: cleanText(summary),
    stamp: date(changed),
    lastModified: date(changed),
    sequence,
    ...(isTime ? { start: date(when.start), end: date(when.end) } : daysOf(when)),
    // Nobody is busy for a birthday.
    transparency: isTime ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    status: tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    ...(place ? { location: cleanText(place) } : {}),
    ...(url ? { url } : {}),
  }
}

/** A day of the calendar, whatever the zone; the writer of the file takes its midnight in UTC for that. */
function daysOf(when: { readonly day: string } | { readonly yearly: string }) {
  const first = Temporal.PlainDate.from('day' in when ? when.day : when.yearly)
  const start = new Date(`${first}T00:00:00Z`)
  return { start, allDay: true as const, ...('yearly' in when ? { repeating: yearly(first) } : {}) }
}

/** Whoever was born on 29 February has a birthday every year, on the last day of the month (RFC 5545 section 3.3.10). */
const yearly = ({ month, day }: Temporal.PlainDate) =>
  `RRULE:FREQ=YEARLY${month === 2 && day === 29 ? ';BYMONTH=2;BYMONTHDAY=-1' : ''}`

const date = (at: Instant) => new Date(at.epochMilliseconds)
