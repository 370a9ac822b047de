import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { guestName, holdUntil, remindAt, sayChoice, sayHold } from '../../src/coffee/hold.ts'

const at = (text: string) => Temporal.Instant.from(text)
const berlin = { timeZone: 'Europe/Berlin', locale: null }

describe('a time that a guest chose is held', () => {
  test.each([
    ['72 hours', '2026-11-23T09:00:00Z', '2026-12-03T09:00:00Z', '2026-11-26T09:00:00Z'],
    [
      'to a day before it, where that comes first',
      '2026-11-23T09:00:00Z',
      '2026-11-25T15:00:00Z',
      '2026-11-24T15:00:00Z',
    ],
    [
      'two hours at least, where it is nearly the day before',
      '2026-11-23T09:00:00Z',
      '2026-11-24T10:00:00Z',
      '2026-11-23T11:00:00Z',
    ],
    ['two hours on the same day', '2026-11-23T09:00:00Z', '2026-11-23T15:00:00Z', '2026-11-23T11:00:00Z'],
    ['until it begins, and no longer', '2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z'],
  ])('%s', (_, chosen, start, until) => {
    expect(holdUntil(at(chosen), at(start)).toString()).toBe(until)
  })

  test('always for some time, never beyond 72 hours or its own beginning', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1, max: 60 * 86_400_000 }), (now, ahead) => {
        const [chosen, start] = [now, now + ahead].map(Temporal.Instant.fromEpochMilliseconds)
        if (!chosen || !start) return
        const held = holdUntil(chosen, start).epochMilliseconds
        expect(held).toBeGreaterThan(now)
        expect(held).toBeLessThanOrEqual(Math.min(now + 72 * 3_600_000, now + ahead))
        expect(held).toBeGreaterThanOrEqual(Math.min(now + 2 * 3_600_000, now + ahead))
      }),
    )
  })
})

describe('its owner is reminded once before it ends', () => {
  test.each([
    ['a day before', '2026-11-23T09:00:00Z', '2026-11-26T09:00:00Z', '2026-11-25T09:00:00Z'],
    [
      'half-way, where it lasts less than two days',
      '2026-11-23T09:00:00Z',
      '2026-11-24T09:00:00Z',
      '2026-11-23T21:00:00Z',
    ],
    ['not at all, where it lasts a few hours', '2026-11-23T09:00:00Z', '2026-11-23T14:00:00Z', undefined],
  ])('%s', (_, chosen, until, reminder) => {
    expect(remindAt(at(chosen), at(until))?.toString()).toBe(reminder)
  })
})

test('it is said on the clock and in the manner of its reader', () => {
  const startsAt = at('2026-12-03T09:00:00Z')
  expect(sayChoice({ name: 'Maren Okafor', startsAt }, berlin)).toBe('Maren chose Thursday 3 December, 10:00')
  expect(sayHold(at('2026-12-02T17:00:00Z'), berlin)).toBe('Wednesday 18:00')
  expect(sayHold(at('2026-12-02T17:00:00Z'), { timeZone: 'America/New_York', locale: 'en-US' })).toBe(
    'Wednesday 12:00 PM',
  )
})

test('a name of a stranger stays one short line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const said = guestName({ name }, { locale: null })
      expect(said.length).toBeGreaterThan(0)
      expect([...said].length).toBeLessThanOrEqual(24)
      expect(said).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
    }),
  )
})
