/** A coffee as a calendar file, for one's own calendar: it invites nobody. */
import type { Instant, Span } from '../facts.ts'
import { writeEvent } from '../providers/standard/written-event.ts'

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
  /** Of the event that stands in a calendar already: taken in there, the file is the same one. */
  readonly uid?: string | undefined
}): string {
  const { id, uid = `${id.replace(/[^\w-]/g, '')}@coffee-soon`, tentative, sequence, ...event } = coffee
  return writeEvent({
    ...event,
    uid,
    published: true,
    ...(tentative === undefined ? {} : { status: tentative ? 'tentative' : 'confirmed' }),
    ...(sequence ? { sequence } : {}),
  })
}
