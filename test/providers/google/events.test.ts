/** Calendar events, as they really come, read into facts. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MeetingFact } from '../../../src/facts.ts'
import { eventFields, eventSchema, toMeetingFact } from '../../../src/providers/google/events.ts'

const me = { email: 'ada@home.example', self: true, responseStatus: 'accepted' }
const mira = { email: 'Mira@Friends.Example', displayName: 'Mira', responseStatus: 'accepted' }

const plain = {
  id: 'e1',
  iCalUID: 'e1@google.com',
  organizer: { email: 'ada@home.example', self: true },
  attendees: [{ ...me, organizer: true }, mira],
  start: { dateTime: '2026-03-09T10:00:00+01:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-03-09T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  summary: 'Coffee',
}

function read(event: object, titles = true): MeetingFact {
  const fact = toMeetingFact(eventSchema.parse({ ...plain, ...event }), titles)
  if (!fact || fact === 'unreadable') throw new Error(`no fact: ${fact}`)
  return fact
}
const spanOf = ({ when }: MeetingFact) => `${when.start} ${when.end}`

test('a meeting of two is kept with everybody’s answer, in lower case', () => {
  expect(JSON.parse(JSON.stringify(read({ location: 'Café am Platz' })))).toEqual({
    kind: 'meeting',
    id: 'e1',
    uid: 'e1@google.com',
    when: { start: '2026-03-09T09:00:00Z', end: '2026-03-09T10:00:00Z' },
    allDay: false,
    people: [
      { address: 'ada@home.example', reply: 'accepted', self: true, organizer: true, resource: false, optional: false },
      {
        address: 'mira@friends.example',
        name: 'Mira',
        reply: 'accepted',
        self: false,
        organizer: false,
        resource: false,
        optional: false,
      },
    ],
    mine: 'accepted',
    cancelled: false,
    busy: true,
    type: 'default',
    title: 'Coffee',
    place: 'Café am Platz',
  })
})

test.each(['private', 'confidential'])('what is marked %s keeps its title and place to itself', (visibility) => {
  expect(JSON.stringify(read({ visibility, location: 'Clinic' }))).not.toMatch(/Coffee|Clinic/)
})

test('what is shown as the calendar is, or to all, has its title; a birthday, always marked private, has its name', () => {
  for (const visibility of ['default', 'public', undefined]) expect(read({ visibility }).title).toBe('Coffee')
  expect(read({ eventType: 'birthday', visibility: 'private', summary: 'Mira’s birthday' }).title).toBe(
    'Mira’s birthday',
  )
})

describe('who is on it', () => {
  test('nobody but the owner is no meeting, whoever the guest list leaves out', () => {
    for (const attendees of [[], [me], [{ displayName: 'No address' }]])
      expect(toMeetingFact(eventSchema.parse({ ...plain, attendees }), true)).toBeNull()
  })

  test('a birthday needs no guests', () => {
    expect(read({ eventType: 'birthday', attendees: undefined, summary: 'Mira’s birthday' }).type).toBe('birthday')
  })

  test('an organizer whose guest list is hidden is a guest, unless it is a calendar', () => {
    const host = { email: 'Boss@Work.example', displayName: 'The Boss' }
    expect(read({ organizer: host, attendees: [me] }).people.map(({ address }) => address)).toEqual([
      'ada@home.example',
      'boss@work.example',
    ])
    for (const email of [
      'abc@group.calendar.google.com',
      'de.german#holiday@group.v.calendar.google.com',
      'unknownorganizer@calendar.google.com',
    ])
      expect(toMeetingFact(eventSchema.parse({ ...plain, organizer: { email }, attendees: [me] }), true)).toBeNull()
  })

  test('an address that only passes mail on is nobody’s, of guests and of who invites', () => {
    const relay = { email: '2_GEYDGMBQG4ZTMNBRGA@imip.me.com', displayName: 'Ana Guestova' }
    expect(read({ organizer: relay, attendees: [me, mira, relay] }).people.map(({ address }) => address)).toEqual([
      'ada@home.example',
      'mira@friends.example',
    ])
    expect(toMeetingFact(eventSchema.parse({ ...plain, organizer: relay, attendees: [me, relay] }), true)).toBeNull()
  })

  test('nobody but rooms and the owner is no meeting', () => {
    const room = { email: 'room2@work.example', resource: true }
    expect(toMeetingFact(eventSchema.parse({ ...plain, attendees: [me, room] }), true)).toBeNull()
  })

  test('rooms are marked, by their flag or their address', () => {
    const rooms = [
      { email: 'c_188@resource.calendar.google.com', displayName: 'Room 1' },
      { email: 'room2@work.example', resource: true },
    ]
    const { people } = read({ attendees: [me, mira, ...rooms] })
    expect(people.map(({ resource }) => resource)).toEqual([false, false, true, true])
  })

  test.each([
    ['accepted', 'accepted'],
    ['tentative', 'tentative'],
    ['declined', 'declined'],
    ['needsAction', 'none'],
    ['whatever comes next', 'none'],
  ])('the answer %s is %s', (responseStatus, reply) => {
    const { people, mine } = read({
      organizer: { email: 'mira@friends.example' },
      attendees: [
        { ...me, responseStatus },
        { ...mira, responseStatus },
      ],
    })
    expect(people.map((guest) => guest.reply)).toEqual([reply, reply])
    expect(mine).toBe(reply)
  })

  test('the owner accepts by organizing, unless they declined their own meeting', () => {
    const organizes = (responseStatus: string) => read({ attendees: [{ ...me, responseStatus }, mira] }).mine
    expect(organizes('needsAction')).toBe('accepted')
    expect(organizes('declined')).toBe('declined')
    expect(read({ organizer: { email: 'mira@friends.example' }, attendees: [mira] }).mine).toBe('none')
  })
})

describe('when it is', () => {
  test.each([
    ['before the clocks go forward', '2026-03-28T23:30:00+01:00', '2026-03-28T22:30:00Z'],
    ['after', '2026-03-29T10:00:00+02:00', '2026-03-29T08:00:00Z'],
    ['the first of two half past twos in autumn', '2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00Z'],
    ['the second', '2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00Z'],
    ['in UTC', '2026-10-25T02:30:00Z', '2026-10-25T02:30:00Z'],
    ['with fractions', '2026-10-25T02:30:00.000-03:30', '2026-10-25T06:00:00Z'],
  ])('%s', (_, dateTime, instant) => {
    expect(read({ start: { dateTime }, end: { dateTime } }).when.start.toString()).toBe(instant)
  })

  test('a time without an offset is local to its zone, on both sides of a change', () => {
    const at = (dateTime: string) => ({ dateTime, timeZone: 'America/New_York' })
    expect(spanOf(read({ start: at('2026-03-07T09:00:00'), end: at('2026-03-08T09:00:00') }))).toBe(
      '2026-03-07T14:00:00Z 2026-03-08T13:00:00Z',
    )
  })

  test('with an end before its start it has no length: it has not happened before it began', () => {
    const at = (dateTime: string) => ({ dateTime })
    expect(spanOf(read({ start: at('2026-12-05T16:00:00Z'), end: at('2026-11-28T16:00:00Z') }))).toBe(
      '2026-12-05T16:00:00Z 2026-12-05T16:00:00Z',
    )
    expect(spanOf(read({ start: { date: '2026-12-05' }, end: { date: '2026-11-28' } }))).toBe(
      '2026-12-05T00:00:00Z 2026-12-05T00:00:00Z',
    )
  })

  test('all day is days, the end not included, whatever the zone', () => {
    const fact = read({ start: { date: '2026-03-29' }, end: { date: '2026-03-30' } })
    expect(fact.allDay).toBe(true)
    expect(spanOf(fact)).toBe('2026-03-29T00:00:00Z 2026-03-30T00:00:00Z')
  })

  test('without an end it ends when it begins; without a start, or with one that is none, it is unreadable', () => {
    expect(spanOf(read({ end: undefined }))).toBe('2026-03-09T09:00:00Z 2026-03-09T09:00:00Z')
    for (const start of [
      undefined,
      {},
      { dateTime: 'tomorrow' },
      { date: '2026-02-30' },
      { dateTime: '2026-01-01T10:00', timeZone: 'Mars/Base' },
    ])
      expect(toMeetingFact(eventSchema.parse({ ...plain, start }), true)).toBe('unreadable')
  })
})

test('free time is not busy, and an occurrence knows its series', () => {
  expect(read({ transparency: 'transparent' }).busy).toBe(false)
  expect(read({ id: 'e1_20260309T090000Z', recurringEventId: 'e1' }).series).toBe('e1')
  expect(read({ iCalUID: undefined }).uid).toBe('e1')
})

test('with titles off neither title nor place is kept', () => {
  const fact = read({ location: 'Home' }, false)
  expect(fact).not.toHaveProperty('title')
  expect(fact).not.toHaveProperty('place')
})

test('no description, attachment, link or conference is ever named in the mask', () => {
  expect(eventFields).not.toMatch(/description|attachment|hangout|conference|htmlLink|creator|reminders|\*/)
})

test('hostile words become one harmless line, and nothing in a readable event is a fault', () => {
  const words = fc.string({ unit: 'binary' })
  const guests = fc.array(fc.record({ email: words, displayName: words, responseStatus: words }), { maxLength: 5 })
  fc.assert(
    fc.property(words, words, guests, (summary, location, attendees) => {
      const event = { ...plain, summary, location, attendees: [me, mira, ...attendees] }
      const fact = toMeetingFact(eventSchema.parse(event), true)
      const text = JSON.stringify(fact)
      expect(text).not.toMatch(/\\u00[01]|\\ud[89a-f]|[\u202A-\u202E\u2066-\u2069]/i)
    }),
    { numRuns: 500 },
  )
})
