import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { toCalendarFile } from '../../src/coffee/calendar-file.ts'
import { eventId } from '../../src/coffee/event-id.ts'

const start = Temporal.Instant.from('2026-12-01T08:30:00Z')
const coffee = {
  id: '6f1c0b1e-0000-4000-8000-000000000001',
  when: { start, end: start.add({ minutes: 45 }) },
  title: 'Coffee, Maren and Sam',
  note: 'Maren,\n\nshall we; or not, then?\\n',
  stamp: Temporal.Instant.from('2026-11-23T08:00:00Z'),
}

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent')
  const [event] = events
  if (!event) throw new Error('no event')
  return { calendar, events, event }
}

describe('the calendar file', () => {
  test('publishes one event in UTC, with its note, and invites nobody', () => {
    const { calendar, events, event } = read(toCalendarFile(coffee))
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
    expect(events).toHaveLength(1)
    expect(String(event.getFirstPropertyValue('dtstart'))).toBe('2026-12-01T08:30:00Z')
    expect(String(event.getFirstPropertyValue('dtend'))).toBe('2026-12-01T09:15:00Z')
    expect(event.getFirstPropertyValue('summary')).toBe(coffee.title)
    expect(event.getFirstPropertyValue('description')).toBe(coffee.note)
    expect(event.getAllProperties('attendee')).toEqual([])
    expect(event.getFirstPropertyValue('uid')).toContain(coffee.id)
  })

  test('ends each of its lines, the last one too, as RFC 5545 asks', () => {
    const text = toCalendarFile(coffee)
    expect(text.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test('is the same byte by byte for the same coffee', () => {
    expect(toCalendarFile(coffee)).toBe(toCalendarFile(coffee))
    expect(toCalendarFile({ ...coffee, id: 'another' })).not.toBe(toCalendarFile(coffee))
  })

  test('holds whatever text it is given as text', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r\nEND:VEVENT\r\nBEGIN:VEVENT',
        '\rATTENDEE:mailto:evil@x.example',
        '\u2028X:1',
        'a\n\nATTACH:file',
        '\\;,:"',
      ),
    )
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, note, place) => {
        const { calendar, events, event } = read(toCalendarFile({ ...coffee, title, note, place }))
        expect(events).toHaveLength(1)
        expect(calendar.getAllSubcomponents()).toHaveLength(1)
        for (const name of ['attendee', 'attach', 'organizer', 'x']) expect(event.getAllProperties(name)).toEqual([])
      }),
    )
  })
})

test('an event’s id is the same for one coffee, another for each other, and of the letters the calendar allows', async () => {
  const id = await eventId('user', 'coffee')
  expect(id).toMatch(/^[a-v0-9]{52}$/)
  expect(await eventId('user', 'coffee')).toBe(id)
  expect(await eventId('user', 'coffee2')).not.toBe(id)
  expect(await eventId('userc', 'offee')).not.toBe(id)
})

test('an event’s id is base32hex of SHA-256', async () => {
  // The first 40 bits of sha256("a|b") are 5 bytes, which are 8 letters.
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('a|b')))
  const bits = [...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = [...bits.padEnd(260, '0').matchAll(/.{5}/g)].map(([five]) => Number.parseInt(five, 2).toString(32))
  expect(await eventId('a', 'b')).toBe(letters.join(''))
})
