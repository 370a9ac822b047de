import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { freeSlots, isFree, type Wanted } from '../../src/coffee/slots.ts'
import type { Slot } from '../../src/coffee/types.ts'
import type { Span } from '../../src/facts.ts'

const berlin = 'Europe/Berlin'
const zones = [
  berlin,
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
]
const moment = (text: string) => Temporal.Instant.from(text)
const local = (text: string, zone = berlin) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
const span = (from: string, to: string): Span => ({ start: local(from), end: local(to) })

const wanted: Wanted = {
  now: moment('2026-11-23T08:00:00Z'),
  timeZone: berlin,
  locale: null,
  workingDays: [1, 2, 3, 4, 5],
  workingFrom: '09:00',
  workingTo: '18:00',
  busy: [],
  checked: true,
  minutes: 45,
  buffer: 15,
  coffees: [],
  usual: [],
}
const say = ({ start }: Slot, zone = berlin) =>
  start.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', offset: 'never', smallestUnit: 'minute' })
const all = (input: Wanted) => {
  const { offered, more } = freeSlots(input)
  return [...offered, ...more]
}
const dayOf = ({ start }: Slot) => start.toZonedDateTimeISO(berlin).toPlainDate().toString()

describe('free times', () => {
  test('of an empty calendar are three of different days and parts of the day, on round hours', () => {
    const { offered, more } = freeSlots(wanted)
    expect(offered).toHaveLength(3)
    expect(more).toHaveLength(6)
    expect(new Set(offered.map(dayOf)).size).toBe(3)
    const hours = offered.map(({ start }) => start.toZonedDateTimeISO(berlin).hour)
    expect(hours.filter((hour) => hour < 12)).toHaveLength(1)
    expect(hours.filter((hour) => hour >= 12 && hour < 14)).toHaveLength(1)
    expect(hours.filter((hour) => hour >= 14)).toHaveLength(1)
    for (const slot of offered) expect(say(slot)).toMatch(/:(00|30)$/)
    for (const { remark } of offered) expect(remark).toBe('Nothing else that day')
  })

  test('follow the hour at which the two used to meet', () => {
    const { offered } = freeSlots({ ...wanted, usual: [16 * 60, 16 * 60, 9 * 60] })
    expect(offered.map((slot) => say(slot)).join()).toMatch(/T16:00/)
    expect(
      freeSlots(wanted)
        .offered.map((slot) => say(slot))
        .join(),
    ).not.toMatch(/T16:00/)
  })

  test('are none in weeks that have two coffees', () => {
    const coffees = [local('2026-12-01T20:00'), local('2026-12-02T20:00')]
    for (const slot of all({ ...wanted, coffees })) expect(dayOf(slot)).not.toMatch(/2026-(11-30|12-0[1-6])/)
    expect(
      all({ ...wanted, coffees: coffees.slice(1) })
        .map(dayOf)
        .join(),
    ).toMatch(/2026-(11-30|12-0[1-6])/)
  })

  test('are none where the days never meet', () => {
    expect(all({ ...wanted, guestZone: 'Pacific/Auckland', workingFrom: '10:00', workingTo: '17:00' })).toEqual([])
  })

  test('say that they were not checked where they were not', () => {
    for (const { remark } of all({ ...wanted, checked: false })) expect(remark).toBe('Check this one in your calendar')
  })

  test.each([
    [[span('2026-12-01T14:00', '2026-12-01T15:00')], 'Nothing else that morning'],
    [[span('2026-12-01T11:30', '2026-12-01T12:00')], 'Nothing else until 11:30'],
    [[span('2026-12-01T08:00', '2026-12-01T09:15')], 'Nothing else after 09:15'],
    [
      [span('2026-12-01T09:00', '2026-12-01T09:30'), span('2026-12-01T12:15', '2026-12-01T19:00')],
      'Free from 09:30 to 12:15',
    ],
  ])('say what else there is that day: %#', (meetings, remark) => {
    const others = ['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-02', '2026-12-03', '2026-12-04']
    const later = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11', '2026-12-14']
    const away = [...others, ...later].map((day) => span(`${day}T00:00`, `${day}T23:59`))
    const {
      offered: [best],
    } = freeSlots({ ...wanted, busy: [...meetings, ...away], usual: [10 * 60] })
    expect(best && dayOf(best)).toBe('2026-12-01')
    expect(best?.remark).toBe(remark)
  })
})

/** Weeks in which clocks change on one side or the other, and any other moments. */
const moments = fc.oneof(
  fc
    .constantFrom('2026-03-05', '2026-03-24', '2026-10-22', '2026-10-29', '2027-03-25')
    .map((day) => moment(`${day}T06:30:00Z`)),
  fc.integer({ min: 0, max: 1500 * 24 * 60 }).map((minutes) => moment('2025-01-01T00:00:00Z').add({ minutes })),
)
const anything = fc
  .record({
    now: moments,
    timeZone: fc.constantFrom(...zones),
    locale: fc.constant(null),
    guestZone: fc.option(fc.constantFrom(...zones), { nil: undefined }),
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    from: fc.integer({ min: 6, max: 12 }),
    length: fc.integer({ min: 1, max: 11 }),
    buffer: fc.constantFrom(15, 30),
    meetings: fc.array(fc.record({ at: fc.integer({ min: 0, max: 22 * 96 }), long: fc.integer({ min: 1, max: 40 }) }), {
      maxLength: 60,
    }),
    coffees: fc.array(fc.integer({ min: 0, max: 22 * 24 }), { maxLength: 5 }),
    usual: fc.array(fc.integer({ min: 0, max: 1439 }), { maxLength: 4 }),
  })
  .map(
    ({ guestZone, from, length, meetings, coffees, ...rest }): Wanted => ({
      ...rest,
      ...(guestZone ? { guestZone } : {}),
      workingFrom: `${String(from).padStart(2, '0')}:00`,
      workingTo: `${String(from + length).padStart(2, '0')}:00`,
      busy: meetings.map(({ at, long }) => {
        const start = rest.now.add({ minutes: 15 * at })
        return { start, end: start.add({ minutes: 10 * long }) }
      }),
      checked: true,
      minutes: 45,
      coffees: coffees.map((hours) => rest.now.add({ hours })),
    }),
  )

const holds = (check: (input: Wanted, slots: readonly Slot[]) => void) =>
  fc.assert(
    fc.property(anything, (input) => check(input, all(input))),
    { numRuns: 250 },
  )

describe('every time, whatever the calendars', () => {
  test('is free with the minutes around it', () => {
    holds((input, slots) => {
      for (const slot of slots) expect(isFree(slot, input.busy, input.buffer)).toBe(true)
    })
  })

  test('is 45 minutes, on a quarter of an hour, within the owner’s hours of a working day, across clock changes', () => {
    holds((input, slots) => {
      for (const { start, end } of slots) {
        const [from, to] = [start.toZonedDateTimeISO(input.timeZone), end.toZonedDateTimeISO(input.timeZone)]
        expect(end.since(start).total('minutes')).toBe(45)
        expect(from.minute % 15).toBe(0)
        expect(input.workingDays).toContain(from.dayOfWeek)
        expect(Temporal.PlainTime.compare(from.toPlainTime(), input.workingFrom)).toBeGreaterThanOrEqual(0)
        const late = to.toPlainTime().toString({ smallestUnit: 'minute' })
        expect(from.toPlainDate().equals(to.toPlainDate()) ? late <= input.workingTo : late === '00:00').toBe(true)
      }
    })
  })

  test('is never at night there, and between eight and half past six on a working day while three days have such a time', () => {
    const isCivil = (zone: string, { start, end }: Slot) => {
      const [from, to] = [start.toZonedDateTimeISO(zone), end.toZonedDateTimeISO(zone)]
      const sameDay = from.toPlainDate().equals(to.toPlainDate())
      return from.dayOfWeek <= 5 && from.hour >= 8 && sameDay && to.toPlainTime().toString() <= '18:30:00'
    }
    fc.assert(
      fc.property(anything, (input) => {
        const { guestZone, timeZone } = input
        if (!guestZone) return
        const { offered, more, odd } = freeSlots(input)
        for (const { start, end } of [...offered, ...more]) {
          const [from, to] = [start.toZonedDateTimeISO(guestZone), end.toZonedDateTimeISO(guestZone)]
          if (from.toPlainDateTime().equals(start.toZonedDateTimeISO(timeZone).toPlainDateTime())) continue
          expect(from.hour).toBeGreaterThanOrEqual(7)
          expect(to.toPlainTime().toString() <= '22:00:00').toBe(true)
          expect(from.toPlainDate().equals(to.toPlainDate())).toBe(true)
        }
        expect(odd).toBe(offered.some((slot) => !isCivil(guestZone, slot)))
        const kind = new Set(
          more
            .filter((slot) => isCivil(guestZone, slot))
            .map(({ start }) => start.toZonedDateTimeISO(timeZone).toPlainDate().toString()),
        )
        for (const { start } of offered) kind.delete(start.toZonedDateTimeISO(timeZone).toPlainDate().toString())
        // Another day with a time in office hours would have come first.
        if (odd) expect([...kind]).toEqual([])
      }),
      { numRuns: 250 },
    )
  })

  test('is two full days to fifteen working days ahead', () => {
    holds(({ now, timeZone, workingDays }, slots) => {
      const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
      for (const { start } of slots) {
        const date = start.toZonedDateTimeISO(timeZone).toPlainDate()
        const days = today.until(date).days
        expect(days).toBeGreaterThanOrEqual(3)
        const working = Array.from({ length: days }, (_, index) => today.add({ days: index + 1 }).dayOfWeek)
        expect(working.filter((day) => workingDays.includes(day)).length).toBeLessThanOrEqual(15)
        expect(days).toBeLessThanOrEqual(21)
      }
    })
  })

  test('is on another day than the other two offered, and meets none of the rest', () => {
    holds((input, slots) => {
      const { timeZone } = input
      const days = freeSlots(input).offered.map(({ start }) =>
        start.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
      )
      expect(new Set(days).size).toBe(days.length)
      const sorted = slots.toSorted((a, b) => Temporal.Instant.compare(a.start, b.start))
      for (const [index, slot] of sorted.entries()) {
        const next = sorted[index + 1]
        if (next) expect(Temporal.Instant.compare(slot.end, next.start)).toBeLessThanOrEqual(0)
      }
    })
  })

  test('is in no week that has two coffees already', () => {
    holds(({ timeZone, coffees }, slots) => {
      const week = (at: Temporal.Instant) => {
        const date = at.toZonedDateTimeISO(timeZone).toPlainDate()
        return date.subtract({ days: date.dayOfWeek - 1 }).toString()
      }
      for (const { start } of slots)
        expect(coffees.filter((coffee) => week(coffee) === week(start)).length).toBeLessThan(2)
    })
  })

  test('is the same for the same question, in whatever order the calendar is told', () => {
    holds((input, slots) => {
      expect(all({ ...input, busy: input.busy.toReversed() })).toEqual(slots)
    })
  })
})
