/** When a message was written, whichever program wrote the date down. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { dateOf, parseDate } from '../../../src/providers/standard/dates.ts'

describe('a date', () => {
  test('is a moment where the calendar has that day and time, and none where it has not', () => {
    const two = (most: number) => fc.integer({ min: 0, max: most })
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1000, max: 9999 }), two(14), two(33), two(26), two(62), two(59)),
        ([year, month, day, hour, minute, second]) => {
          const parts = { year, month, day, hour, minute, second }
          const there = () => Temporal.PlainDateTime.from(parts, { overflow: 'reject' }).toZonedDateTime('UTC')
          let expected: string | undefined
          try {
            expected = there().toInstant().toString()
          } catch {
            expected = undefined
          }
          expect(parseDate(`${year}-${month}-${day} ${hour}:${minute}:${second}`)?.toString()).toBe(expected)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['Fri Oct 24 09:00:00 2025', '2025-10-24T09:00:00Z'],
    ['Fri Oct 24 09:00:00 CEST 2025', '2025-10-24T07:00:00Z'],
    ['Fri Oct 24 2025 09:00:00 GMT+0200 (CEST)', '2025-10-24T07:00:00Z'],
    ['2025-10-24T09:00:00.123+02:00', '2025-10-24T07:00:00.000Z'.replace('.000', '')],
    ['2025-10-24 09:00:00 +0200', '2025-10-24T07:00:00Z'],
    ['Friday, October 24, 2025 9:00 PM', '2025-10-24T21:00:00Z'],
    ['24 Oct 2025 12:30 AM', '2025-10-24T00:30:00Z'],
    ['10/24/2025 9:00:00 AM', '2025-10-24T09:00:00Z'],
    ['24.10.2025 09:00', '2025-10-24T09:00:00Z'],
    ['Fri, 24-Oct-25 09:00:00 GMT', '2025-10-24T09:00:00Z'],
    ['Fr, 24 Okt 2025 09.00.00 +0200', '2025-10-24T07:00:00Z'],
    ['mar., 24 févr. 2026 09:00:00 +0100', '2026-02-24T08:00:00Z'],
    ['Mi, 4 Mrz 2026 08:00:00 MEZ', '2026-03-04T07:00:00Z'],
    ['24 Oct 125 09:00:00 +0000', '2025-10-24T09:00:00Z'],
    ['24 Oct 99 9:5:3 PST', '1999-10-24T17:05:03Z'],
    ['Fri(x(y)z), 24 (c) Oct 2025 09:00 (d) +0100', '2025-10-24T08:00:00Z'],
    ['Fri, 24 Oct 2025 09:00:00+0200', '2025-10-24T07:00:00Z'],
    ['Fri, 24 Oct 2025 09:00:00 UT', '2025-10-24T09:00:00Z'],
    ['Fri, 24 Oct 2025 09:00:00 K', '2025-10-24T09:00:00Z'],
    ['Fri, 24 Oct 2025 09:00:00 "GMT"', '2025-10-24T09:00:00Z'],
    ['Mon, 2 Nov 2026 10:00:00 +0100 (Mitteleurop\u00e4ische Zeit)', '2026-11-02T09:00:00Z'],
  ])('%s is understood', (written, at) => {
    expect(parseDate(written)?.toString()).toBe(at)
  })

  test.each([
    '24 Oct 2025',
    '1 Nov 99999 08:00',
    '32/13/2025 9:00',
    'Oct',
    '9:00',
    '(24 Oct 2025 09:00',
  ])('%s is none', (written) => expect(parseDate(written)).toBeNull())
})

describe('the time of a message', () => {
  const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
  const mark = 'From - Wed Nov 18 11:33:16 2026'
  const received = { name: 'received', value: 'from a (x;y) by b; Fri, 24 Oct 2025 08:30:00 +0100' }
  const date = (value: string) => ({ name: 'date', value })
  const at = (...headers: { name: string; value: string }[]) => dateOf(headers, mark, now)?.toString()

  test('is that of its Date', () => {
    expect(at(received, date('Thu, 23 Oct 2025 08:00:00 +0000'))).toBe('2025-10-23T08:00:00Z')
  })

  test('is that of the last hop where Date is missing, unreadable or still to come', () => {
    const hop = '2025-10-24T07:30:00Z'
    expect(at(received)).toBe(hop)
    expect(at(received, date('no date'))).toBe(hop)
    expect(at(received, date('Fri, 24 Oct 2036 08:00:00 +0000'))).toBe(hop)
    expect(at({ name: 'received', value: 'nonsense' }, received)).toBe(hop)
  })

  test('is that of the last hop where Date has no zone and says nearly the same', () => {
    expect(at(received, date('Fri Oct 24 09:30:00 2025'))).toBe('2025-10-24T07:30:00Z')
    expect(at(received, date('Fri Oct 10 09:30:00 2025'))).toBe('2025-10-10T09:30:00Z')
  })

  test('is that of the mark before it, the day of download, only where nothing else says it', () => {
    expect(at()).toBe('2026-11-18T11:33:16Z')
    expect(dateOf([], 'From joe.may.7@x.example Wed Nov 18 11:33:16 +0000 2026', now)?.toString()).toBe(
      '2026-11-18T11:33:16Z',
    )
    expect(dateOf([], 'From 1844347792267117879@xxx', now)).toBeNull()
  })
})
