/** Calendars for tests, written as programs write them, and read as an import reads them. */
import { Temporal } from 'temporal-polyfill'
import type { MeetingFact } from '../../../../src/facts.ts'
import { readCalendar } from '../../../../src/providers/standard/calendar/calendar.ts'
import type { Reading } from '../../../../src/providers/standard/reading.ts'

export const reading: Reading = {
  me: ['me@mine.example'],
  subjects: true,
  since: Temporal.Instant.from('2021-11-29T00:00:00Z'),
  now: Temporal.Instant.from('2026-11-29T12:00:00Z'),
  timeZone: 'Europe/Berlin',
}

export const guest = 'ATTENDEE;PARTSTAT=ACCEPTED;CN=Ana Guest:mailto:ana@guest.example'

export const event = (...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']

/** A meeting with Ana. */
export const withAna = (...lines: readonly string[]): readonly string[] => event(...lines, guest)

export const calendar = (...parts: readonly (string | readonly string[])[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...parts.flat(), 'END:VCALENDAR', ''].join('\r\n')

export async function* bytesOf(text: string | Uint8Array, size = 97): AsyncGenerator<Uint8Array> {
  const all = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let start = 0; start < all.length; start += size) yield all.subarray(start, start + size)
}

export const read = (text: string | Uint8Array, with_: Partial<Reading> = {}) =>
  readCalendar(bytesOf(text), { ...reading, ...with_ })

const inOrder = (facts: readonly MeetingFact[]) =>
  facts.toSorted((one, other) => one.when.start.epochMilliseconds - other.when.start.epochMilliseconds)

/** When each begins, by the clocks of a zone: "2026-09-07 14:00". */
export const starts = (facts: readonly MeetingFact[], zone = 'Europe/Berlin'): string[] =>
  inOrder(facts).map(({ when }) => shown(when.start, zone))

/** From when to when: "2026-09-07 14:00 15:00". */
export const spans = (facts: readonly MeetingFact[], zone = 'Europe/Berlin'): string[] =>
  inOrder(facts).map(({ when }) => `${shown(when.start, zone)} ${shown(when.end, zone).slice(11)}`)

const shown = (at: Temporal.Instant, zone: string) =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')

export const reasons = ({ skipped }: { readonly skipped: ReadonlyMap<string, number> }): Record<string, number> =>
  Object.fromEntries(skipped)
