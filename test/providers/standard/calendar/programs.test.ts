/** What programs write that RFC 5545 does not have, and that says all the same what is meant. */
import { describe, expect, test } from 'vitest'
import { calendar, event, read, reasons, spans, starts, withAna } from './read.ts'

const series = ['UID:s', 'DTSTART;TZID=Europe/Berlin:20260907T140000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3']
const first = '2026-09-07 14:00'
const second = '2026-09-14 14:00'
const third = '2026-09-21 14:00'

describe('the midnight of a day', () => {
  test.each([
    'EXDATE:20260914T000000Z',
    'EXDATE:20260914T000000',
    'EXDATE;TZID=Europe/Berlin:20260914T000000',
  ])('stands for the meeting of that day where nothing takes place at midnight: %s', async (line) => {
    expect(starts((await read(calendar(withAna(...series, line)))).facts)).toEqual([first, third])
  })

  test('says which meeting was moved', async () => {
    const moved = ['UID:s', 'RECURRENCE-ID:20260914T000000Z', 'DTSTART;TZID=Europe/Berlin:20260915T160000']
    const { facts } = await read(calendar(withAna(...series), withAna(...moved)))
    expect(starts(facts)).toEqual([first, '2026-09-15 16:00', third])
  })

  test('is a time like any other where something takes place then', async () => {
    const lines = [
      'UID:n',
      'DTSTART:20260907T000000Z',
      'RRULE:FREQ=HOURLY;INTERVAL=12;COUNT=3',
      'EXDATE:20260908T000000Z',
    ]
    expect(starts((await read(calendar(withAna(...lines)))).facts, 'UTC')).toEqual([
      '2026-09-07 00:00',
      '2026-09-07 12:00',
    ])
  })
})

describe('an entry of a day', () => {
  test.each([
    ['ends on the day it begins', ['DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261024']],
    ['ends with a time', ['DTSTART;VALUE=DATE:20261024', 'DTEND:20261025T000000']],
    ['ends with its last minute', ['DTSTART;VALUE=DATE:20261024', 'DTEND:20261024T235959']],
    ['ends by the clock of UTC', ['DTSTART;VALUE=DATE:20261024', 'DTEND:20261024T220000Z']],
  ])('that %s lasts that day', async (_, lines) => {
    const [fact] = (await read(calendar(withAna('UID:d', ...lines)))).facts
    expect([fact?.when.start.toString(), fact?.when.end.toString()]).toEqual([
      '2026-10-24T00:00:00Z',
      '2026-10-25T00:00:00Z',
    ])
  })
})

describe('a time', () => {
  test.each([
    ['with its distance from UTC', 'DTSTART:20260907T140000+0200', first],
    ['of ISO 8601', 'DTSTART:2026-09-07T14:00:00+02:00', first],
    ['west of UTC', 'DTSTART:20260907T083000-0330', first],
    ['that ends a day', 'DTSTART;TZID=Europe/Berlin:20260907T240000', '2026-09-08 00:00'],
  ])('%s is read', async (_, line, shown) => {
    const found = await read(calendar(withAna('UID:t', line)))
    expect(starts(found.facts)).toEqual([shown])
    expect(reasons(found)).toEqual({})
  })

  test('may be midnight at the end of a meeting', async () => {
    const lines = ['UID:t', 'DTSTART;TZID=Europe/Berlin:20260907T220000', 'DTEND;TZID=Europe/Berlin:20260907T240000']
    expect(spans((await read(calendar(withAna(...lines)))).facts)).toEqual(['2026-09-07 22:00 00:00'])
  })
})

describe('a zone', () => {
  test.each([
    ['"(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna"', first],
    ['W. Europe Daylight Time', first],
    ['CEST', first],
    ['PDT', '2026-09-07 23:00'],
    ['+0200', first],
    ['"-03:30"', '2026-09-07 19:30'],
  ])('named %s is known', async (zone, shown) => {
    const found = await read(calendar(withAna('UID:z', `DTSTART;TZID=${zone}:20260907T140000`)))
    expect(starts(found.facts)).toEqual([shown])
    expect(reasons(found)).toEqual({})
  })

  test.each(['+02', '0200', '+2:00'])('%s east of UTC by its own rule is read', async (offset) => {
    const rule = [
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      `TZOFFSETFROM:${offset}`,
      `TZOFFSETTO:${offset}`,
      'END:STANDARD',
    ]
    const zone = ['BEGIN:VTIMEZONE', 'TZID:OURS', ...rule, 'END:VTIMEZONE']
    const found = await read(calendar(zone, withAna('UID:z', 'DTSTART;TZID=Ours:20261207T140000')))
    expect(starts(found.facts)).toEqual(['2026-12-07 13:00'])
    expect(reasons(found)).toEqual({})
  })

  test('of the calendar may stand in TIMEZONE-ID', async () => {
    const found = await read(calendar('TIMEZONE-ID:Asia/Tokyo', withAna('UID:z', 'DTSTART:20260907T140000')))
    expect(starts(found.facts, 'Asia/Tokyo')).toEqual([first])
  })
})

describe('a guest', () => {
  const at = 'DTSTART:20260907T140000Z'
  test.each([
    ['whose address stands for the name, as Outlook writes', 'ATTENDEE;CN=ana@guest.example:invalid:nomail', undefined],
    ['whose name has a colon that nobody quoted', 'ATTENDEE;CN=Ana: Guest:mailto:ana@guest.example', 'Ana'],
    ['whose name is encoded as in mail', 'ATTENDEE;CN==?utf-8?Q?J=C3=BCrgen?=:mailto:ana@guest.example', 'Jürgen'],
    [
      'whose name has quotes behind strokes',
      'ATTENDEE;CN="Ana \\"Annie\\" Guest":mailto:ana@guest.example',
      'Ana Annie Guest',
    ],
  ])('%s is known', async (_, line, name) => {
    const [fact] = (await read(calendar(event('UID:g', at, line)))).facts
    expect(fact?.people.map((one) => [one.address, one.name])).toEqual([['ana@guest.example', name]])
  })

  test('is no calendar of Google’s', async () => {
    const lines = ['UID:g', at, 'ATTENDEE;CN=Garden:mailto:c_188@group.calendar.google.com']
    expect((await read(calendar(event(...lines)))).facts).toEqual([])
  })
})

describe('what is called off', () => {
  const off = (...lines: readonly string[]) => calendar('METHOD:CANCEL', event(...lines))
  test('need not say when it was', async () => {
    const text = calendar(withAna('UID:o', 'DTSTART:20260907T140000Z', 'SEQUENCE:1'))
    expect((await read(text + off('UID:o', 'SEQUENCE:2'))).facts).toEqual([])
    expect((await read(off('UID:o', 'SEQUENCE:2') + text)).facts).toEqual([])
    expect((await read(text + off('UID:o', 'SEQUENCE:0'))).facts).toHaveLength(1)
  })

  test('may be one meeting of a series that only its first time names', async () => {
    const { facts } = await read(calendar(withAna(...series)) + off('UID:s', 'RECURRENCE-ID:20260914T120000Z'))
    expect(starts(facts)).toEqual([first, third])
  })

  test('takes along what had been changed of the series, and nothing that was changed later', async () => {
    const moved = (sequence: number) =>
      withAna('UID:s', `SEQUENCE:${sequence}`, 'RECURRENCE-ID:20260914T120000Z', 'DTSTART:20260915T120000Z')
    const gone = off(...series, 'SEQUENCE:3')
    expect((await read(calendar(withAna(...series), moved(2)) + gone)).facts).toEqual([])
    expect(starts((await read(calendar(withAna(...series), moved(4)) + gone)).facts)).toEqual(['2026-09-15 14:00'])
  })
})

test('a list of days may end with a comma', async () => {
  const lines = [...series.slice(0, 3), 'RRULE:FREQ=WEEKLY;BYDAY=MO,;COUNT=2']
  expect(starts((await read(calendar(withAna(...lines)))).facts)).toEqual([first, second])
})
