/** How often two were in touch in each of the months that are shown. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inMonth, newestMonth, noteMonth, shownMonths } from '../../../src/people/tie/months.ts'

test('each of the newest 24 months says how often they were in touch, and nothing more is kept', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90 })), (some) => {
      const months: number[] = []
      const all = some.toSorted((a, b) => a - b)
      for (const month of all) noteMonth(months, month)
      const newest = all.at(-1)
      expect(newestMonth(months)).toBe(newest)
      for (let month = (newest ?? 0) - shownMonths + 1; month <= (newest ?? 0) + 1; month++)
        expect(inMonth(months, month)).toBe(all.filter((one) => one === month).length)
      expect(months.length).toBeLessThanOrEqual(2 * shownMonths)
    }),
  )
})

test('a clock that goes back over the end of a month counts in both', () => {
  const months: number[] = []
  for (const month of [5, 6, 5, 6]) noteMonth(months, month)
  expect([inMonth(months, 5), inMonth(months, 6), newestMonth(months)]).toEqual([2, 2, 6])
})
