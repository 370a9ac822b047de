import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { guessZone, sameClock, sayTime } from '../../src/coffee/zone.ts'

const berlin = 'Europe/Berlin'
const seen = (at: string, minutes: number) => ({ at: Temporal.Instant.from(`${at}T12:00:00Z`), minutes })
const zoneOf = (...clocks: [string, number][]) =>
  guessZone(
    clocks.map(([at, minutes]) => seen(at, minutes)),
    berlin,
  )?.timeZone

describe('a guess at where somebody is', () => {
  test('is the owner’s own zone where that had this clock on those days', () => {
    expect(zoneOf(['2026-01-10', 60], ['2026-07-10', 120])).toBe(berlin)
  })

  test.each([
    [
      'an hour behind in both halves of the year',
      [
        ['2026-01-10', 0],
        ['2026-07-10', 60],
      ],
      'Europe/London',
    ],
    ['on the east coast, also when only its summer is known', [['2026-07-10', -240]], 'America/New_York'],
    ['in India', [['2026-05-01', 330]], 'Asia/Kolkata'],
    [
      'on a clock that never changes',
      [
        ['2026-01-10', -300],
        ['2026-07-10', -300],
        ['2026-07-12', -300],
      ],
      'America/Bogota',
    ],
    [
      'in Lagos, which is Berlin in winter only',
      [
        ['2026-01-10', 60],
        ['2026-07-10', 60],
        ['2026-06-10', 60],
      ],
      'Africa/Lagos',
    ],
  ] as const)('finds somebody %s', (_, clocks, zone) => {
    const found = zoneOf(...clocks.map(([at, minutes]) => [at, minutes] as [string, number]))
    expect(found).toBe(zone)
  })
})

test('a clock that stays at +0000 in a British summer is a mail server’s, and says nothing', () => {
  expect(zoneOf(['2026-01-10', 0], ['2026-07-10', 0])).toBeUndefined()
  expect(zoneOf(['2026-07-10', 0], ['2026-07-09', 330])).toBe('Asia/Kolkata')
  expect(zoneOf()).toBeUndefined()
  expect(zoneOf(['2026-07-10', 123_456])).toBeUndefined()
})

test.each([
  ['Chatham', '2026-07-10', 12 * 60 + 45, 'Pacific/Chatham'],
  ['the Marquesas', '2026-07-10', -(9 * 60 + 30), 'Pacific/Marquesas'],
  ['Kiritimati', '2026-07-10', 14 * 60, 'Pacific/Kiritimati'],
  ['nowhere in our table', '2026-07-10', 7 * 60 + 20, '+07:20'],
  ['nowhere in our table, west of Greenwich', '2026-07-10', -(4 * 60 + 51), '-04:51'],
])('the clock of %s says when their day is', (_, at, minutes, timeZone) => {
  const guess = guessZone([seen(at, minutes)], berlin)
  expect(guess).toEqual({ offsetMinutes: minutes, timeZone })
  expect(sayTime(Temporal.Instant.from('2026-07-10T00:00:00Z'), guess?.timeZone ?? '').time).toMatch(/^\d\d:\d\d$/)
})

test('the newest messages count: whoever moved is where they are now', () => {
  const before = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'].map((at) => seen(at, 60))
  const since = ['2026-08-01', '2026-08-02', '2026-08-03'].map((at) => seen(at, 540))
  expect(guessZone([...before, ...since], berlin)).toEqual({ offsetMinutes: 540, timeZone: 'Asia/Tokyo' })
})

describe('a time in words', () => {
  const slot = (at: string) => ({ start: Temporal.Instant.from(at) })
  const london = { offsetMinutes: 0, timeZone: 'Europe/London' }

  test('stands on both clocks, and the other’s is a guess', () => {
    expect(sayTimes(slot('2026-12-01T08:30:00Z'), berlin, london)).toBe(
      'Tue 1 Dec, 09:30; 08:30 for them, as far as I can tell',
    )
  })

  test('names the day twice where it is another day there', () => {
    const tokyo = { offsetMinutes: 540, timeZone: 'Asia/Tokyo' }
    expect(sayTimes(slot('2026-12-01T16:00:00Z'), berlin, tokyo)).toBe(
      'Tue 1 Dec, 17:00; Wed 2 Dec, 01:00 for them, as far as I can tell',
    )
  })

  test('stands once where both clocks show the same, or nothing is known', () => {
    expect(sayTimes(slot('2026-12-01T08:30:00Z'), berlin, undefined)).toBe('Tue 1 Dec, 09:30')
    const paris = { offsetMinutes: 60, timeZone: 'Europe/Paris' }
    expect(sayTimes(slot('2026-12-01T08:30:00Z'), berlin, paris)).toBe('Tue 1 Dec, 09:30')
  })

  test('is right in the weeks in which only one of the two clocks has changed', () => {
    const newYork = { offsetMinutes: -240, timeZone: 'America/New_York' }
    expect(sayTimes(slot('2026-10-26T13:00:00Z'), berlin, newYork)).toContain('14:00; 09:00 for them')
    expect(sayTimes(slot('2026-11-02T13:00:00Z'), berlin, newYork)).toContain('14:00; 08:00 for them')
  })
})

/**
 * A time in the owner's words and, where their clocks differ then, in the other's: "Tue 1 Dec, 09:30; 08:30 for them, as
 * far as I can tell".
 */
function sayTimes(
  slot: { readonly start: Temporal.Instant },
  ownerZone: string,
  guess: { readonly timeZone: string } | undefined,
): string {
  const own = sayTime(slot.start, ownerZone)
  const mine = `${own.date}, ${own.time}`
  if (!guess || sameClock(slot.start, ownerZone, guess.timeZone)) return mine
  const there = sayTime(slot.start, guess.timeZone)
  const theirs = there.date === own.date ? there.time : `${there.date}, ${there.time}`
  return `${mine}; ${theirs} for them, as far as I can tell`
}
