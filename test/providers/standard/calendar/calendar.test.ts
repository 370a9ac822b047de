import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { readCalendar } from '../../../../src/providers/standard/calendar/calendar.ts'
import type { Reading } from '../../../../src/providers/standard/reading.ts'

const reading: Reading = {
  me: ['sam@hartley.example'],
  subjects: true,
  since: Temporal.Instant.from('2021-11-22T00:00:00Z'),
  now: Temporal.Instant.from('2026-11-22T09:00:00Z'),
  timeZone: 'Europe/Berlin',
}

async function* bytes(text: string) {
  const all = new TextEncoder().encode(text)
  for (let start = 0; start < all.length; start += 97) yield all.subarray(start, start + 97)
}

const people = [
  'ORGANIZER;CN=Maren Okafor:mailto:maren@okafor.example',
  'ATTENDEE;CN=Maren Okafor;PARTSTAT=ACCEPTED:mailto:maren@okafor.example',
  'ATTENDEE;CN=Sam Hartley;PARTSTAT=TENTATIVE:mailto:sam@hartley.example',
]
const event = (lines: readonly string[], guests: readonly string[] = people) => [
  'BEGIN:VEVENT',
  ...lines,
  ...guests,
  'END:VEVENT',
]
const file = (events: readonly (readonly string[])[], head: readonly string[] = []) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...head, ...events.flat(), 'END:VCALENDAR', ''].join('\r\n')

const read = (events: readonly (readonly string[])[], head?: readonly string[], with_: Partial<Reading> = {}) =>
  readCalendar(bytes(file(events, head)), { ...reading, ...with_ })
const starts = async (...lines: string[]) => {
  const { facts } = await read([event(['UID:u', ...lines])])
  return facts.map(({ when }) => when.start.toString()).toSorted()
}

describe('a meeting of a calendar file', () => {
  test('is the fact that a connected calendar would report, without its description', async () => {
    const { facts } = await read([
      event([
        'UID:u1@google.com',
        'DTSTART;TZID=Europe/Berlin:20260710T120000',
        'DTEND;TZID=Europe/Berlin:20260710T130000',
        'SUMMARY:Lunch\\, at last',
        'LOCATION:Markthalle',
        'DESCRIPTION:Nobody reads',
        '  this\\nor this',
      ]),
    ])
    expect(facts).toEqual([
      {
        kind: 'meeting',
        id: 'u1@google.com',
        uid: 'u1@google.com',
        when: {
          start: Temporal.Instant.from('2026-07-10T10:00:00Z'),
          end: Temporal.Instant.from('2026-07-10T11:00:00Z'),
        },
        allDay: false,
        people: [
          {
            address: 'maren@okafor.example',
            name: 'Maren Okafor',
            reply: 'accepted',
            self: false,
            organizer: true,
            resource: false,
            optional: false,
          },
          {
            address: 'sam@hartley.example',
            name: 'Sam Hartley',
            reply: 'tentative',
            self: true,
            organizer: false,
            resource: false,
            optional: false,
          },
        ],
        mine: 'tentative',
        cancelled: false,
        busy: true,
        type: 'default',
        title: 'Lunch, at last',
        place: 'Markthalle',
      },
    ])
    expect(JSON.stringify(facts)).not.toContain('Nobody reads')
  })

  test('knows rooms, optional guests, free time and whole days', async () => {
    const { facts } = await read([
      event(
        ['UID:u', 'DTSTART;VALUE=DATE:20260710', 'DTEND;VALUE=DATE:20260712', 'TRANSP:TRANSPARENT'],
        [
          ...people,
          'ATTENDEE;CUTYPE=ROOM:mailto:room@okafor.example',
          'ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED:mailto:teo@x.example',
        ],
      ),
    ])
    const [fact] = facts
    expect([fact?.allDay, fact?.busy, fact?.when.start.toString(), fact?.when.end.toString()]).toEqual([
      true,
      false,
      '2026-07-10T00:00:00Z',
      '2026-07-12T00:00:00Z',
    ])
    expect(fact?.people.filter(({ resource }) => resource).map(({ address }) => address)).toEqual([
      'room@okafor.example',
    ])
    expect(fact?.people.find(({ address }) => address === 'teo@x.example')).toMatchObject({
      optional: true,
      reply: 'declined',
    })
  })

  test('that is marked private keeps title and place to itself; without titles none is kept', async () => {
    const lines = ['UID:u', 'DTSTART:20260710T100000Z', 'SUMMARY:Lunch', 'LOCATION:Home']
    for (const { facts } of [
      await read([event([...lines, 'CLASS:PRIVATE'])]),
      await read([event(lines)], [], { subjects: false }),
    ]) {
      expect(facts).toHaveLength(1)
      expect(facts[0]).not.toHaveProperty('title')
      expect(facts[0]).not.toHaveProperty('place')
    }
  })

  test('without guests is nobody’s; an answer to an invitation is no meeting', async () => {
    expect((await read([event(['UID:u', 'DTSTART:20260710T100000Z'], [])])).facts).toEqual([])
    expect((await read([event(['UID:u', 'DTSTART:20260710T100000Z'])], ['METHOD:REPLY'])).facts).toEqual([])
  })

  test('of Outlook has the UID that other calendars know it by', async () => {
    const day = '040000008200E00074C5B7101A82E00807EA070A'
    const { facts } = await read([event([`UID:${day}${'AB'.repeat(20)}`, 'DTSTART:20260710T100000Z'])])
    expect(facts[0]?.uid).toBe(`040000008200E00074C5B7101A82E00800000000${'AB'.repeat(20)}`)
  })

  test('is by the clock of its zone: a named one, one that the file describes, or the calendar’s own', async () => {
    const outlook = [
      'BEGIN:VTIMEZONE',
      'TZID:Somewhere Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ]
    const at = async (start: string, head: readonly string[] = []) =>
      (await read([event(['UID:u', start])], head)).facts[0]?.when.start.toString()
    expect(await at('DTSTART;TZID=America/New_York:20260710T100000')).toBe('2026-07-10T14:00:00Z')
    expect(await at('DTSTART;TZID=/example.org/2020_1/America/New_York:20260710T100000')).toBe('2026-07-10T14:00:00Z')
    expect(await at('DTSTART;TZID=Somewhere Standard Time:20260710T100000', outlook)).toBe('2026-07-10T08:00:00Z')
    expect(await at('DTSTART;TZID=Somewhere Standard Time:20260110T100000', outlook)).toBe('2026-01-10T09:00:00Z')
    expect(await at('DTSTART:20260710T100000', ['X-WR-TIMEZONE:Asia/Tokyo'])).toBe('2026-07-10T01:00:00Z')
    expect(await at('DTSTART:20260710T100000')).toBe('2026-07-10T08:00:00Z')
  })

  test('comes in the version that was changed last', async () => {
    const version = (sequence: number, summary: string) =>
      event(['UID:u', `SEQUENCE:${sequence}`, 'DTSTART:20260710T100000Z', `SUMMARY:${summary}`])
    const { facts } = await read([version(2, 'Third'), version(10, 'Last'), version(1, 'Second')])
    expect(facts.map(({ title }) => title)).toEqual(['Last'])
  })
})

describe('a series of a calendar file', () => {
  test('keeps its local time over the change of clocks, and ends with the window', async () => {
    const found = await starts('DTSTART;TZID=Europe/Berlin:20261005T100000', 'RRULE:FREQ=WEEKLY;INTERVAL=2')
    expect(found).toEqual([
      '2026-10-05T08:00:00Z',
      '2026-10-19T08:00:00Z',
      '2026-11-02T09:00:00Z',
      '2026-11-16T09:00:00Z',
      '2026-11-30T09:00:00Z',
      '2026-12-14T09:00:00Z',
      '2026-12-28T09:00:00Z',
      '2027-01-11T09:00:00Z',
    ])
  })

  test('begins with the window', async () => {
    const found = await starts('DTSTART:20050103T100000Z', 'RRULE:FREQ=YEARLY')
    expect(found).toEqual(['2022', '2023', '2024', '2025', '2026', '2027'].map((year) => `${year}-01-03T10:00:00Z`))
  })

  test.each([
    ['COUNT=3', 'RRULE:FREQ=DAILY;COUNT=3', ['01', '02', '03']],
    ['UNTIL in UTC', 'RRULE:FREQ=DAILY;UNTIL=20260603T080000Z', ['01', '02', '03']],
    ['UNTIL by date', 'RRULE:FREQ=DAILY;UNTIL=20260602', ['01', '02']],
    ['weekdays', 'RRULE:FREQ=DAILY;BYDAY=MO,WE;COUNT=3', ['01', '03', '08']],
    ['days of the week', 'RRULE:FREQ=WEEKLY;BYDAY=TU,MO;COUNT=4', ['01', '02', '08', '09']],
    ['a day that is left out', 'RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;TZID=Europe/Berlin:20260602T100000', ['01', '03']],
    ['a day that is left out by UTC', 'RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:20260602T080000Z', ['01', '03']],
    ['a day that is left out by date', 'RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20260603', ['01', '02']],
    ['days that are added', 'RDATE;TZID=Europe/Berlin:20260615T100000,20260620T100000', ['01', '15', '20']],
  ])('follows %s', async (_, rule, days) => {
    const found = await starts('DTSTART;TZID=Europe/Berlin:20260601T100000', rule)
    expect(found).toEqual(days.map((day) => `2026-06-${day}T08:00:00Z`))
  })

  test('on the second Tuesday, or on the last day, is on that day', async () => {
    const tuesdays = await starts('DTSTART:20260609T100000Z', 'RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3')
    expect(tuesdays.map((at) => at.slice(0, 10))).toEqual(['2026-06-09', '2026-07-14', '2026-08-11'])
    const last = await starts('DTSTART:20260131T100000Z', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3')
    expect(last.map((at) => at.slice(0, 10))).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
  })

  test('has exceptions that were moved, declined or called off, wherever they stand in the file', async () => {
    const start = 'DTSTART;TZID=Europe/Berlin:20260601T100000'
    const moved = event([
      'UID:u',
      'RECURRENCE-ID;TZID=Europe/Berlin:20260608T100000',
      'DTSTART;TZID=Europe/Berlin:20260609T150000',
      'SUMMARY:Moved',
    ])
    const off = event(['UID:u', 'RECURRENCE-ID:20260615T080000Z', 'DTSTART:20260615T080000Z', 'STATUS:CANCELLED'])
    const declined = event(
      ['UID:u', 'RECURRENCE-ID:20260622T080000Z', 'DTSTART:20260622T080000Z'],
      people.map((line) => line.replace('TENTATIVE', 'DECLINED')),
    )
    const { facts, gone } = await read([moved, off, event(['UID:u', start, 'RRULE:FREQ=WEEKLY;COUNT=4']), declined])
    const byTime = facts.toSorted((one, other) => one.when.start.epochMilliseconds - other.when.start.epochMilliseconds)
    expect(byTime.map(({ when, mine, title }) => [when.start.toString(), mine, title ?? ''])).toEqual([
      ['2026-06-01T08:00:00Z', 'tentative', ''],
      ['2026-06-09T13:00:00Z', 'tentative', 'Moved'],
      ['2026-06-22T08:00:00Z', 'declined', ''],
    ])
    expect(new Set(facts.map(({ series, uid }) => `${series} ${uid}`))).toEqual(new Set(['u u']))
    expect(gone).toHaveLength(1)
    expect(facts.map(({ id }) => id)).not.toContain(gone[0])
  })

  test.each([
    'FREQ=SECONDLY',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=1000000',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=7;BYDAY=SA',
    'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;BYDAY=FR',
    'FREQ=WEEKLY;BYSETPOS=400;BYDAY=MO',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=60MO',
    'FREQ=MONTHLY;BYHOUR=1;BYMINUTE=1,2,3',
    'FREQ=NEVER',
    'nonsense',
  ])('by the rule %s is over soon, and its first meeting is read', async (rule) => {
    const { facts, skipped } = await read([event(['UID:u', 'DTSTART:20260601T100000Z', `RRULE:${rule}`])])
    const [first] = facts.map(({ when }) => when.start.toString()).toSorted()
    expect(facts.length <= 1 ? (first ?? [...skipped.values()]) : first).toEqual(first ? '2026-06-01T10:00:00Z' : [1])
    expect(facts.length).toBeLessThan(300)
  })
})

describe('a broken calendar file', () => {
  test('loses the entries that cannot be read, counts them, and keeps the others', async () => {
    const good = event(['UID:good', 'DTSTART:20260710T100000Z'])
    const { facts, skipped } = await read([
      event(['UID:a']),
      event(['DTSTART:20260710T100000Z']),
      event(['UID:c', 'DTSTART:20260231T100000Z']),
      event([
        'UID:d',
        'DTSTART:20260710T100000Z',
        ...Array.from({ length: 1100 }, (_, at) => `ATTENDEE;CN=${'y'.repeat(1000)}:mailto:${at}@x.example`),
      ]),
      ['BEGIN:VEVENT', 'this is no line', 'END:VEVENT'],
      good,
      ['BEGIN:VEVENT', 'UID:cut off'],
    ])
    expect(facts.map(({ uid }) => uid)).toEqual(['good'])
    expect([...skipped.values()].reduce((sum, one) => sum + one, 0)).toBe(6)
  })

  test('with a zone that nobody keeps time by falls back to the calendar’s own', async () => {
    const zone = ['STANDARD', 'DAYLIGHT'].flatMap((kind) => [
      `BEGIN:${kind}`,
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      `END:${kind}`,
    ])
    const head = ['BEGIN:VTIMEZONE', 'TZID:Endless', ...zone, 'END:VTIMEZONE']
    const { facts } = await read([event(['UID:u', 'DTSTART;TZID=Endless:20260710T100000'])], head)
    expect(facts.map(({ when }) => when.start.toString())).toEqual(['2026-07-10T08:00:00Z'])
  })

  test('never stops the reading', async () => {
    const line = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        'UID:u',
        'DTSTART:20260710T100000Z',
        'RRULE:FREQ=WEEKLY',
        'EXDATE:x',
        'BEGIN:VEVENT',
        'END:VEVENT',
        'BEGIN:VALARM',
        'TZID:x',
        'DURATION:P1D',
        ...people,
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line, { maxLength: 8 }), { maxLength: 5 }), async (events) => {
        const { facts } = await read(events.map((lines) => event(lines)))
        for (const { when } of facts) expect(when.start.epochMilliseconds).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})
