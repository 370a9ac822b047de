import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { type FeedEntry, toFeedFile } from '../../src/coffee/feed-file.ts'

const changed = Temporal.Instant.from('2026-11-23T08:00:00Z')
const read = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')

test('a birthday of 29 February comes every year, on the last day of the month', () => {
  const [event] = read(toFeedFile([{ uid: 'b', summary: 'A birthday', when: { yearly: '2024-02-29' }, changed }]))
  if (!event) throw new Error('no event')
  const days = new ICAL.Event(event).iterator()
  expect(Array.from({ length: 5 }, () => String(days.next()))).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2026-02-28',
    '2027-02-28',
    '2028-02-29',
  ])
})

test('whatever an entry is called is text, a day stays its day, and no line is longer than 75 bytes', () => {
  const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), day, fc.boolean(), (written, date, yearly) => {
      const first = date.toISOString().slice(0, 10)
      const entry: FeedEntry = {
        uid: 'u',
        summary: `x${written}`,
        when: yearly ? { yearly: first } : { day: first },
        changed,
        place: written,
      }
      const text = toFeedFile([entry, entry])
      expect(text).toBe(toFeedFile([entry, entry]))
      for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      expect(text.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true)
      const events = read(text)
      expect(events).toHaveLength(2)
      for (const event of events) {
        expect(String(event.getFirstPropertyValue('dtstart'))).toBe(first)
        expect(event.getAllProperties('attach').length + event.getAllProperties('attendee').length).toBe(0)
      }
    }),
    { numRuns: 60 },
  )
})
