/** By which clock a time of a calendar file is read, however its zone is named and described. */
import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { calendar, read, reasons, withAna } from './read.ts'

const at = async (zone: string, wall: string, ...head: readonly (readonly string[])[]) => {
  const found = await read(calendar(...head, withAna('UID:u', `DTSTART;TZID=${zone}:${wall}`)))
  return found.facts[0]?.when.start.toString()
}
const summer = '20260710T100000'
const winter = '20260110T100000'

interface Clock {
  readonly kind: 'STANDARD' | 'DAYLIGHT'
  readonly start: string
  readonly from?: string
  readonly to?: string
  readonly rule?: string
}

const zone = (name: string, clocks: readonly Clock[], ...more: readonly string[]) => [
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
  ...more,
  ...clocks.flatMap(({ kind, start, from, to, rule }) => [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    ...(from ? [`TZOFFSETFROM:${from}`] : []),
    ...(to ? [`TZOFFSETTO:${to}`] : []),
    ...(rule ? [`RRULE:${rule}`] : []),
    `END:${kind}`,
  ]),
  'END:VTIMEZONE',
]
const east: readonly Clock[] = [
  { kind: 'STANDARD', start: '16011101T020000', from: '-0400', to: '-0500', rule: 'FREQ=YEARLY;BYDAY=1SU;BYMONTH=11' },
  { kind: 'DAYLIGHT', start: '16010308T020000', from: '-0500', to: '-0400', rule: 'FREQ=YEARLY;BYDAY=2SU;BYMONTH=3' },
]

/** As the other reader writes it. */
const toTime = ({ year, month, day, hour, minute, second }: Temporal.PlainDateTime) =>
  ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false })

describe('a zone without a description', () => {
  test.each([
    ['America/New_York', '14:00', '15:00'],
    ['Eastern Standard Time', '14:00', '15:00'],
    ['"W. Europe Standard Time"', '08:00', '09:00'],
    ['Romance Standard Time', '08:00', '09:00'],
    ['GMT Standard Time', '09:00', '10:00'],
    ['/freeassociation.sourceforge.net/Tzfile/Europe/Berlin', '08:00', '09:00'],
    ['/mozilla.org/20050126_1/America/Argentina/Buenos_Aires', '13:00', '13:00'],
    ['"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '08:00', '09:00'],
    ['"(GMT-05:00) Eastern Time (US & Canada)"', '14:00', '15:00'],
    ['"(UTC+09:00) Osaka, Sapporo, Tokyo"', '01:00', '01:00'],
    ['(UTC+10:00) Canberra\\, Melbourne\\, Sydney', '00:00', '-1 23:00'],
    ['(UTC) Coordinated Universal Time', '10:00', '10:00'],
    ['tzone://Microsoft/Utc', '10:00', '10:00'],
    ['Eastern', '08:00', '09:00'],
    ['EST5EDT', '14:00', '15:00'],
    ['GMT+0100', '09:00', '09:00'],
    ['"GMT -0500"', '15:00', '15:00'],
    ['Berlin', '08:00', '09:00'],
  ])('%s is known by its name', async (name, inSummer, inWinter) => {
    expect(await at(name, summer)).toBe(`2026-07-10T${inSummer}:00Z`)
    expect(await at(name, winter)).toBe(
      inWinter.startsWith('-1') ? `2026-01-09T${inWinter.slice(3)}:00Z` : `2026-01-10T${inWinter}:00Z`,
    )
  })

  test('that nobody knows is the calendar’s own, and is counted once', async () => {
    const found = await read(
      calendar(
        'X-WR-TIMEZONE:Tokyo Standard Time',
        withAna('UID:a', 'DTSTART;TZID=Customized Time Zone:20260710T100000'),
        withAna('UID:b', 'DTSTART;TZID=Customized Time Zone:20260711T100000'),
      ),
    )
    expect(found.facts.map(({ when }) => when.start.toString())).toEqual([
      '2026-07-10T01:00:00Z',
      '2026-07-11T01:00:00Z',
    ])
    expect(reasons(found)).toEqual({ 'a time zone that is not known; the calendar’s own is used': 1 })
    expect(found.timeZone).toBe('Asia/Tokyo')
  })
})

describe('a zone that the file describes', () => {
  test('is by its rules, whatever its name', async () => {
    for (const name of ['Customized Time Zone', 'Eastern Standard Time 1', 'CET', 'Somewhere'])
      expect([await at(name, summer, zone(name, east)), await at(name, winter, zone(name, east))]).toEqual([
        '2026-07-10T14:00:00Z',
        '2026-01-10T15:00:00Z',
      ])
  })

  test('is by the name beside it, where it has one of IANA’s', async () => {
    expect(await at('Mine', summer, zone('Mine', east, 'X-LIC-LOCATION:Asia/Tokyo'))).toBe('2026-07-10T01:00:00Z')
  })

  test('may give the hour in its rules, or leave out what was before', async () => {
    const byHour = east.map((clock) => ({
      ...clock,
      start: clock.start.replace('T020000', 'T000000'),
      rule: `${clock.rule};BYHOUR=2;BYMINUTE=0`,
    }))
    const noFrom = east.map(({ from: _, ...clock }) => clock)
    for (const clocks of [byHour, noFrom])
      expect([await at('Own', summer, zone('Own', clocks)), await at('Own', winter, zone('Own', clocks))]).toEqual([
        '2026-07-10T14:00:00Z',
        '2026-01-10T15:00:00Z',
      ])
  })

  test('without a distance from UTC is by its name, else by the calendar’s own, and then it is counted', async () => {
    const broken = east.map(({ to: _, ...clock }) => clock)
    expect(await at('Eastern Standard Time', summer, zone('Eastern Standard Time', broken))).toBe(
      '2026-07-10T14:00:00Z',
    )
    const found = await read(calendar(zone('Own', broken), withAna('UID:u', `DTSTART;TZID=Own:${summer}`)))
    expect(found.facts[0]?.when.start.toString()).toBe('2026-07-10T08:00:00Z')
    expect(reasons(found)).toEqual({ 'a time zone that is not known; the calendar’s own is used': 1 })
    expect([...found.places.values()]).toEqual([[4]])
  })

  test('counts for its own calendar alone', async () => {
    const meeting = (uid: string) => withAna(`UID:${uid}`, `DTSTART;TZID=Customized Time Zone:${summer}`)
    const tokyo = zone('Customized Time Zone', [
      { kind: 'STANDARD', start: '19700101T000000', from: '+0900', to: '+0900' },
    ])
    const { facts } = await read(
      calendar(zone('Customized Time Zone', east), meeting('a')) + calendar(meeting('b'), tokyo),
    )
    expect(facts.map(({ uid, when }) => `${uid} ${when.start}`)).toEqual([
      'a 2026-07-10T14:00:00Z',
      'b 2026-07-10T01:00:00Z',
    ])
  })

  test('keeps the time before a gap, and the first of two in autumn', async () => {
    const own = zone('Own', east)
    expect(await at('Own', '20260308T023000', own)).toBe(
      Temporal.PlainDateTime.from('2026-03-08T02:30').toZonedDateTime('America/New_York').toInstant().toString(),
    )
    expect(await at('Own', '20261101T013000', own)).toBe(
      Temporal.PlainDateTime.from('2026-11-01T01:30').toZonedDateTime('America/New_York').toInstant().toString(),
    )
  })

  test('shows the same as another reader of calendars works out from the same rules', async () => {
    const offset = fc.integer({ min: -44, max: 52 }).map((quarters) => {
      const minutes = Math.abs(quarters) * 15
      const two = (amount: number) => String(amount).padStart(2, '0')
      return `${quarters < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
    })
    const change = fc.record({
      month: fc.integer({ min: 2, max: 4 }),
      week: fc.constantFrom(1, 2, 3, -1),
      day: fc.constantFrom('SU', 'FR', 'SA', 'TH'),
      hour: fc.integer({ min: 0, max: 5 }),
    })
    const days = fc.integer({ min: 0, max: 1780 })
    await fc.assert(
      fc.asyncProperty(
        offset,
        offset,
        change,
        change,
        days,
        fc.integer({ min: 6, max: 23 }),
        async (one, other, spring, autumn, day, hour) => {
          const rule = ({ month, week, day }: typeof spring) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=${week}${day}`
          const start = ({ hour }: typeof spring) => `19700101T0${hour}0000`
          const lines = zone('Own', [
            { kind: 'DAYLIGHT', start: start(spring), from: one, to: other, rule: rule(spring) },
            {
              kind: 'STANDARD',
              start: start(autumn),
              from: other,
              to: one,
              rule: rule({ ...autumn, month: autumn.month + 6 }),
            },
          ])
          const wall = Temporal.PlainDateTime.from('2021-12-10T00:30').add({ days: day, hours: hour })
          const written = wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
          const component = new ICAL.Component(ICAL.parse(lines.join('\r\n')))
          const theirs = new ICAL.Timezone({ component, tzid: 'Own' })
          const seconds = theirs.utcOffset(toTime(wall))
          expect(await at('Own', written, lines)).toBe(
            wall.toZonedDateTime('UTC').subtract({ seconds }).toInstant().toString(),
          )
        },
      ),
      { numRuns: 60, seed: 20261129 },
    )
  })
})
