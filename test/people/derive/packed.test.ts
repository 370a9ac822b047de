/** A tie as it is kept: short, and the same again. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noteMonth } from '../../../src/people/tie/months.ts'
import { readTie, textOf } from '../../../src/people/tie/packed.ts'
import { noteThread } from '../../../src/people/tie/threads.ts'
import { begin, type RunningTie } from '../../../src/people/tie/tie.ts'

const count = fc.constantFrom(0, 1, 7)
/** Mail may bear the date of the beginning of time. */
const at = fc.constantFrom(0, -1, 1_794_487_658_400)
const text = fc.string({ unit: 'binary' })
const message = fc.record(
  { kind: fc.constantFrom('sent', 'received'), thread: text, at, factId: text, title: text },
  { requiredKeys: ['kind', 'thread', 'at', 'factId'] },
)
/** As they are noted. */
const threads = fc.array(message, { maxLength: 20 }).map((all) => {
  const noted: string[] = []
  for (const one of all) noteThread(noted, one)
  return noted
})
const months = fc.uniqueArray(fc.nat(700)).map((all) => {
  const noted: number[] = []
  for (const month of all) noteMonth(noted, month)
  return noted
})
const tie: fc.Arbitrary<Partial<RunningTie>> = fc.record({
  weight: count,
  fading: fc.constantFrom(0, 0.5),
  fadedAt: fc.constantFrom(Number.NEGATIVE_INFINITY, 0, 5),
  closest: fc.constantFrom(Number.POSITIVE_INFINITY, 0, 1),
  crowdAt: fc.constantFrom(Number.NEGATIVE_INFINITY, 0, 5),
  days: fc.uniqueArray(fc.nat(30_000)),
  months,
  threads,
  companions: fc.array(fc.tuple(text, fc.nat())).map((all) => new Map(all)),
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
