import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { readInstant, reviveInstants } from '../../src/people/days.ts'

test.each([
  '2026-11-22T08:00:00Z',
  '2026-11-22T08:00:00.5Z',
  '2026-11-22T08:00:00.123Z',
  '2026-11-22T08:00:00.123456Z',
  '2026-11-22T08:00:00+05:30',
  '2024-02-29T23:59:59Z',
  '1969-12-31T23:59:59.999Z',
])('the moment %s is read as it is written', (text) =>
  expect(readInstant(text).epochMilliseconds).toBe(Temporal.Instant.from(text).epochMilliseconds))

test.each(['2026-13-22T08:00:00Z', '2026-11-22T08:61:00Z', '2026-11-22', 'yesterday', ''])('%j is no moment', (text) =>
  expect(() => readInstant(text)).toThrow(RangeError))

test('what was kept as JSON has its moments again, however deep, and nothing else is changed', () => {
  const at = '2026-11-22T08:00:00Z'
  const kept = {
    at,
    firstAt: at,
    title: at,
    flat: null,
    months: [1, 2],
    words: [at],
    series: [{ lastAt: at, count: 3 }],
  }
  reviveInstants(kept)
  const moment = Temporal.Instant.from(at)
  expect(kept).toEqual({ ...kept, title: at, flat: null, months: [1, 2], words: [at] })
  expect([kept.at, kept.firstAt, kept.series[0]?.lastAt].map(String)).toEqual(Array(3).fill(String(moment)))
  expect(kept.firstAt).toBeInstanceOf(Temporal.Instant)
  expect(kept.series[0]?.count).toBe(3)
})
