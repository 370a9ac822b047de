import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { lastSlot, nextSlot, slotOf, weekOf } from '../../src/letter/week.ts'

const at = (text: string) => Temporal.Instant.from(text)
const monday8 = { letterDay: 1, letterHour: 8 }

/** Zones with and without summer time, on both halves of the earth, and one whose clock moves by half an hour. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Pacific/Kiritimati',
  'Pacific/Niue',
]

const moments = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000))
const times = fc.record({ letterDay: fc.integer({ min: 1, max: 7 }), letterHour: fc.integer({ min: 0, max: 23 }) })
const anyZone = fc.constantFrom(...zones)

describe('the week of a letter', () => {
  test.each([
    ['2026-11-22T22:59:00Z', 'Europe/Berlin', '2026-W47'],
    ['2026-11-22T23:00:00Z', 'Europe/Berlin', '2026-W48'],
    ['2026-11-23T04:00:00Z', 'America/New_York', '2026-W47'],
    ['2026-12-31T12:00:00Z', 'UTC', '2026-W53'],
    ['2027-01-03T12:00:00Z', 'UTC', '2026-W53'],
    ['2027-01-04T12:00:00Z', 'UTC', '2027-W01'],
    ['2029-12-31T12:00:00Z', 'UTC', '2030-W01'],
    ['2023-01-01T12:00:00Z', 'UTC', '2022-W52'],
  ])('%s in %s is in %s', (moment, zone, week) => {
    expect(weekOf(at(moment), zone)).toBe(week)
  })
})

describe('the hour of a letter', () => {
  test.each([
    ['a usual week', '2026-W48', monday8, 'Europe/Berlin', '2026-11-23T07:00:00Z'],
    ['in summer', '2026-W28', monday8, 'Europe/Berlin', '2026-07-06T06:00:00Z'],
    ['week 53', '2026-W53', { letterDay: 7, letterHour: 8 }, 'UTC', '2027-01-03T08:00:00Z'],
    [
      'an hour that the clock skips',
      '2026-W13',
      { letterDay: 7, letterHour: 2 },
      'Europe/Berlin',
      '2026-03-29T01:00:00Z',
    ],
    [
      'the first of an hour that comes twice',
      '2026-W43',
      { letterDay: 7, letterHour: 2 },
      'Europe/Berlin',
      '2026-10-25T00:00:00Z',
    ],
    [
      'a midnight that the clock skips',
      '2026-W36',
      { letterDay: 7, letterHour: 0 },
      'America/Santiago',
      '2026-09-06T04:00:00Z',
    ],
  ])('%s', (_, week, settings, zone, moment) => {
    expect(slotOf(week, settings, zone).toString()).toBe(at(moment).toString())
  })

  test('is on the chosen day at the chosen hour of its own week, or just after an hour that is skipped', () => {
    fc.assert(
      fc.property(moments, times, anyZone, (moment, settings, zone) => {
        const week = weekOf(moment, zone)
        const slot = slotOf(week, settings, zone)
        const local = slot.toZonedDateTimeISO(zone)
        expect(weekOf(slot, zone)).toBe(week)
        expect(local.dayOfWeek).toBe(settings.letterDay)
        if (local.hour === settings.letterHour) return
        const skipped = local.toPlainDate().toPlainDateTime({ hour: settings.letterHour })
        const back = skipped.toZonedDateTime(zone, { disambiguation: 'earlier' })
        expect(back.hour).not.toBe(settings.letterHour)
        expect(local.hour).toBeGreaterThan(settings.letterHour)
      }),
      { numRuns: 2000 },
    )
  })

  test('the next one is after, the last one is not, and nothing lies between the two', () => {
    fc.assert(
      fc.property(moments, times, anyZone, (moment, settings, zone) => {
        const next = nextSlot(moment, settings, zone)
        const last = lastSlot(moment, settings, zone)
        expect(Temporal.Instant.compare(next.at, moment)).toBe(1)
        expect(Temporal.Instant.compare(last.at, moment)).not.toBe(1)
        expect(nextSlot(last.at, settings, zone)).toEqual(next)
        expect(lastSlot(next.at, settings, zone)).toEqual(next)
        expect(next.week > last.week).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Auckland',
  ])('a year in %s has one in every week, each at the same local hour', (zone) => {
    let slot = nextSlot(at('2026-01-01T00:00:00Z'), monday8, zone)
    const weeks: string[] = []
    for (let count = 0; count < 53; count++) {
      weeks.push(slot.week)
      const local = slot.at.toZonedDateTimeISO(zone)
      expect([local.dayOfWeek, local.hour, local.minute]).toEqual([1, 8, 0])
      slot = nextSlot(slot.at, monday8, zone)
    }
    expect(new Set(weeks).size).toBe(53)
    expect(weeks.filter((week) => week.startsWith('2026'))).toHaveLength(52)
  })
})
