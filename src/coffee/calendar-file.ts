/** A coffee as a calendar file, for one's own calendar: it invites nobody. */
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Instant, Span } from '../facts.ts'
import { cleanText } from '../text.ts'

/**
 * An iCalendar file (RFC 5545) that publishes one event in UTC. The same coffee gives the same file, byte by byte, so that
 * taking it in twice makes one entry.
 */
export function toCalendarFile(coffee: {
  readonly id: string
  readonly when: Span
  readonly title: string
  readonly note: string
  readonly place?: string | undefined
  /** When the coffee was planned. */
  readonly stamp: Instant
  /** Nothing is fixed yet. */
  readonly tentative?: boolean
  /** Rises with each change: an entry that is taken in again takes the place of the older one. */
  readonly sequence?: number
}): string {
  const date = (instant: Instant) => new Date(instant.epochMilliseconds)
  const file = ical({ name: 'Coffee soon', prodId: { company: 'coffee-soon', product: 'coffee-soon', language: 'EN' } })
  file.method(ICalCalendarMethod.PUBLISH)
  const place = cleanText(coffee.place ?? '')
  const event = file.createEvent({
    id: `${coffee.id.replace(/[^\w-]/g, '')}@coffee-soon`,
    start: date(coffee.when.start),
    end: date(coffee.when.end),
    stamp: date(coffee.stamp),
    summary: cleanText(coffee.title),
    // A line break of any kind that the writer of the file does not know would begin a line of the file.
    description: coffee.note.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''),
    ...(place ? { location: place } : {}),
    ...(coffee.tentative === undefined
      ? {}
      : { status: coffee.tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED }),
    ...(coffee.sequence ? { sequence: coffee.sequence } : {}),
  })
  // The day before, by the calendar's own reminder: nothing else comes from here.
  event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 86_400, description: cleanText(coffee.title) })
  return file.toString()
}
