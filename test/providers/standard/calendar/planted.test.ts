/** Into a healthy calendar one broken piece is planted, anywhere: everything else is read, exactly as without it. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MeetingFact } from '../../../../src/facts.ts'
import { calendar, event, read, reasons, withAna } from './read.ts'

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Own',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0900',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** Healthy parts, one of each kind: a meeting, one in a zone of its own, whole days, two series, what is changed of them. */
const parts: readonly (readonly string[])[] = [
  zone,
  withAna('UID:plain', 'DTSTART:20260907T080000Z', 'DTEND:20260907T090000Z', 'SUMMARY:Plain', 'LOCATION:Here'),
  withAna('UID:own', 'DTSTART;TZID=Own:20260908T080000', 'DURATION:PT30M'),
  withAna('UID:days', 'DTSTART;VALUE=DATE:20260909', 'DTEND;VALUE=DATE:20260911'),
  withAna(
    'UID:weeks',
    'DTSTART;TZID=Europe/Berlin:20260907T140000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=6',
    'EXDATE:20260921',
  ),
  withAna('UID:months', 'DTSTART:20260131T120000Z', 'RRULE:FREQ=MONTHLY', 'RDATE:20260203T120000Z/PT2H'),
  withAna(
    'UID:weeks',
    'RECURRENCE-ID;TZID=Europe/Berlin:20260914T140000',
    'DTSTART;TZID=Europe/Berlin:20260915T140000',
  ),
  withAna('UID:weeks', 'RECURRENCE-ID:20260928T120000Z', 'DTSTART:20260928T120000Z', 'STATUS:CANCELLED'),
  event(
    'UID:many',
    'DTSTART:20260910T080000Z',
    'ORGANIZER:mailto:ben@host.example',
    'ATTENDEE;CN="A, B":mailto:ab@guest.example',
    'BEGIN:VALARM',
    'TRIGGER:-PT10M',
    'UID:alarm',
    'END:VALARM',
  ),
]

const plain = (facts: readonly MeetingFact[]) => JSON.parse(JSON.stringify(facts)) as { id: string }[]
const byId = (facts: readonly MeetingFact[]) => plain(facts).toSorted((one, other) => (one.id < other.id ? -1 : 1))

interface Broken {
  readonly lines: readonly string[]
  /** Why it is counted; none: it was never part of anything that is read. */
  readonly reason?: string
}

const unreadable = 'an entry without a readable time'
const when = 'DTSTART:20260907T080000Z'

/** Whole parts that are broken, each so that it stands for nothing. */
const brokenParts: readonly (readonly [string, Broken])[] = [
  ['an event without a time', { lines: withAna('UID:x'), reason: unreadable }],
  ['an event with an impossible time', { lines: withAna('UID:x', 'DTSTART:20260231T100000Z'), reason: unreadable }],
  ['an event without a UID', { lines: withAna(when), reason: 'an entry without a UID' }],
  ['an event that is nothing at all', { lines: event('nothing', ':', ';=:'), reason: unreadable }],
  ['an event without an end', { lines: withAna('UID:x').slice(0, -1), reason: unreadable }],
  [
    'an event of too much',
    {
      lines: withAna(
        ...Array.from({ length: 1200 }, (_, at) => `ATTENDEE;CN=${'y'.repeat(1000)}:mailto:${at}@x.example`),
      ),
      reason: 'an entry larger than 1 MB',
    },
  ],
  [
    'an exception that names nothing',
    {
      lines: withAna('UID:weeks', 'RECURRENCE-ID:soon', when),
      reason: 'a changed meeting of a series that does not say which one it was',
    },
  ],
  [
    'a zone of nothing',
    { lines: ['BEGIN:VTIMEZONE', 'TZID:Other', 'BEGIN:STANDARD', 'END:STANDARD', 'END:VTIMEZONE'] },
  ],
  ['a zone without an end', { lines: ['BEGIN:VTIMEZONE', 'TZID:Other', 'BEGIN:STANDARD', 'TZOFFSETTO:+0100'] }],
  [
    'a zone that changes every day',
    {
      lines: zone.map((line) =>
        line.replace('TZID:Own', 'TZID:Other').replace('END:STANDARD', 'RRULE:FREQ=DAILY\r\nEND:STANDARD'),
      ),
    },
  ],
  [
    'an event that nobody comes to',
    { lines: event('UID:x', when, 'ATTENDEE:mailto:', 'ATTENDEE;CUTYPE=ROOM:mailto:room@host.example') },
  ],
  ['a list of things to do', { lines: ['BEGIN:VTODO', 'UID:plain', when, 'DUE:never', 'END:VTODO'] }],
  ['a line that is none', { lines: ['no line at all'] }],
  ['an end of nothing', { lines: ['END:VALARM'] }],
]

/** Lines that are broken, wherever in an event they stand. */
const brokenLines: readonly (readonly [string, Broken])[] = [
  ['a line without a colon', { lines: ['X-APPLE-RADIUS=49.9'] }],
  ['a torn description', { lines: ['DESCRIPTION:Agenda', 'Point one', '', 'BEGIN', 'END'] }],
  ['half a quote', { lines: ['X-NOTE;A="half:b'] }],
  ['an attendee without an address', { lines: ['ATTENDEE;CN=Nobody:urn:uuid:1'] }],
  ['an attendee at a relay', { lines: ['ATTENDEE;CN=Ana:mailto:2_GEYDG@imip.me.com'] }],
  ['an attendee of noise', { lines: ['ATTENDEE;;;=;CN="":"":@@'] }],
  ['an organizer without an address', { lines: ['ORGANIZER;CN=Nobody:invalid:nomail'] }],
  ['an alarm without an end', { lines: ['BEGIN:VALARM', 'TRIGGER:x', 'BEGIN:VALARM', 'END:VALARM'] }],
  ['a sequence that is no number', { lines: ['SEQUENCE:first'] }],
]

/** Lines that are broken and take something of their own event along, and nothing of any other. */
const brokenOwn: readonly (readonly [string, readonly string[], string])[] = [
  ['a rule', ['RRULE:FREQ=NEVER'], 'a repetition that is not understood; its first meeting is read'],
  ['a rule without end', ['RRULE:FREQ=SECONDLY'], 'a repetition that is not understood; its first meeting is read'],
  ['a day that is left out', ['EXDATE:x'], 'a date of a series that cannot be read; the others are'],
  ['a day that is added', ['RDATE;VALUE=PERIOD:x/y'], 'a date of a series that cannot be read; the others are'],
  ['an end', ['DTEND:late'], 'an end that cannot be read; the meeting is kept without a length'],
  ['a zone', ['DTEND;TZID=Nowhere Time:20260907T200000'], 'a time zone that is not known; the calendar’s own is used'],
]

const healthy = read(calendar(...parts))

describe('one broken piece in a healthy calendar', () => {
  test('which is read whole by itself', async () => {
    const { facts, gone, skipped } = await healthy
    expect([facts.length, gone.length, skipped.size]).toEqual([16, 1, 0])
  })

  test.each(brokenParts)('%s: all else is read exactly, wherever it stands', async (_, { lines, reason }) => {
    for (let at = 0; at <= parts.length; at++) {
      const found = await read(calendar(...parts.toSpliced(at, 0, lines)))
      expect(byId(found.facts), `at ${at}`).toEqual(byId((await healthy).facts))
      expect(found.gone).toEqual((await healthy).gone)
      expect(reasons(found)).toEqual(reason ? { [reason]: 1 } : {})
      if (reason) expect(found.places.get(reason)).toHaveLength(1)
    }
  })

  test.each(brokenLines)('%s: all else is read exactly, wherever it stands', async (_, { lines }) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: parts.length - 1 }), fc.nat(), async (which, where) => {
        const part = parts[which] ?? []
        // Before what closes the event, and not inside of an alarm.
        const end = Math.max(2, part.indexOf('BEGIN:VALARM') > 0 ? part.indexOf('BEGIN:VALARM') : part.length)
        const isLast = lines[0] === 'BEGIN:VALARM'
        const planted = part.toSpliced(isLast ? part.length - 1 : 1 + (where % (end - 1)), 0, ...lines)
        const found = await read(calendar(...parts.with(which, planted)))
        expect(byId(found.facts)).toEqual(byId((await healthy).facts))
        expect(reasons(found)).toEqual({})
      }),
      { numRuns: 20, seed: 13 },
    )
  })

  test.each(
    brokenOwn,
  )('%s that cannot be read takes nothing of any other event along, and is counted', async (_, lines, reason) => {
    const own = withAna('UID:x', when, ...lines)
    for (let at = 0; at <= parts.length; at++) {
      const found = await read(calendar(...parts.toSpliced(at, 0, own)))
      expect(byId(found.facts.filter(({ uid }) => uid !== 'x'))).toEqual(byId((await healthy).facts))
      expect(found.facts.filter(({ uid }) => uid === 'x').map(({ when }) => when.start.toString())).toEqual([
        '2026-09-07T08:00:00Z',
      ])
      expect(reasons(found)).toEqual({ [reason]: 1 })
    }
  })

  test('a calendar that is broken or cut off before another one leaves that whole', async () => {
    const whole = calendar(...parts)
    for (const broken of [
      'BEGIN:VCALENDAR\r\n',
      'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:x\r\n',
      'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n',
      'END:VCALENDAR\r\n',
      '\0\0\0\r\n',
    ])
      expect(byId((await read(broken + whole)).facts)).toEqual(byId((await healthy).facts))
  })

  test('a file that is cut off has everything before that', async () => {
    const whole = calendar(...parts)
    const found = await read(whole.slice(0, whole.indexOf('UID:many')))
    expect(byId(found.facts)).toEqual(byId((await healthy).facts.filter(({ uid }) => uid !== 'many')))
    expect(reasons(found)).toEqual({ 'an entry that is cut off': 1 })
  })

  test('a file that cannot be read on says so, and has everything before that', async () => {
    const { readCalendar } = await import('../../../../src/providers/standard/calendar/calendar.ts')
    const { reading, bytesOf } = await import('./read.ts')
    async function* torn() {
      yield* bytesOf(calendar(...parts))
      throw new Error('damaged')
    }
    const found = await readCalendar(torn(), reading)
    expect(byId(found.facts)).toEqual(byId((await healthy).facts))
    expect(found.brokenOff).toEqual(new Error('damaged'))
  })
})
