/** A tie as it is kept: short, and the same again. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTie, textOf } from '../../../src/people/tie/packed.ts'
import { begin, type RunningTie } from '../../../src/people/tie/tie.ts'

const count = fc.constantFrom(0, 1, 7)
/** Mail may bear the date of the beginning of time. */
const at = fc.constantFrom(0, -1, 1_794_487_658_400)
const heading = fc.record({ at, factId: fc.string(), title: fc.option(fc.string(), { nil: undefined }) })
const thread = fc.record({ out: fc.boolean(), in: fc.boolean(), last: heading })
const tie: fc.Arbitrary<Partial<RunningTie>> = fc.record({
  weight: count,
  fading: fc.constantFrom(0, 0.5),
  fadedAt: fc.constantFrom(Number.NEGATIVE_INFINITY, 0, 5),
  closest: fc.constantFrom(Number.POSITIVE_INFINITY, 0, 1),
  crowdAt: fc.constantFrom(Number.NEGATIVE_INFINITY, 0, 5),
  days: fc.uniqueArray(fc.nat(30_000)),
  threads: fc.array(fc.tuple(fc.string(), thread)).map((all) => new Map(all)),
  firstAt: fc.option(at, { nil: undefined }),
  plannedAt: fc.option(at, { nil: undefined }),
  bouncedAt: fc.option(at, { nil: undefined }),
  matters: fc.array(fc.constant(null)),
  unansweredInRow: count,
})

test('a tie comes back as it was, whatever of it is nothing, and always by the same text', () => {
  fc.assert(
    fc.property(tie, (some) => {
      const whole = { ...begin(), ...some }
      const text = textOf(whole)
      expect(readTie(text)).toEqual(whole)
      expect(textOf(readTie(text))).toBe(text)
    }),
  )
})

test('a tie of which nothing is known is kept as nothing', () => {
  expect(textOf(begin())).toBe('{}')
})
