import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unusualFrom, warm } from '../../../src/people/judge/figures.ts'
import { estimated } from '../../../src/people/tie/partly.ts'
import { at, know, meeting, now, talk } from '../derive/life.ts'

const anna = 'Anna Berg <anna@acme.example>'
const tom = 'Tom Hall <tom@beta.example>'
const often = Array.from({ length: 16 }, (_, i) => 40 + 20 * i)
const partly = new Map([['c1', 0.25]])
const tieOf = async (facts: Parameters<typeof know>[0], address = 'anna@acme.example') =>
  at(await know(facts), address).relationship

describe('while a quarter of an account is read', () => {
  test('two write more often than the threads say that are read of them', async () => {
    const tie = await tieOf(talk(anna, often))
    expect(tie.typicalGapDays).toBe(20)
    expect(estimated(tie, partly).typicalGapDays).toBe(10)
    expect(unusualFrom(estimated(tie, partly))).toBeLessThan(unusualFrom(tie))
  })

  test('whoever is seen in three threads may be there by luck, and comes after whoever is seen in many', async () => {
    const [few, many] = [await tieOf(talk(anna, [40, 60, 80])), await tieOf(talk(anna, often))]
    const lost = (tie: typeof few) => warm(tie, 40, now) - warm(estimated(tie, partly), 40, now)
    expect(lost(few)).toBeGreaterThan(3 * lost(many))
  })

  test('meetings are no sample: the calendar is read whole', async () => {
    const met = [40, 60, 80, 100].map((days) => meeting({ days, with: [anna] }))
    const tie = await tieOf(met)
    expect(estimated(tie, partly)).toBe(tie)
    const both = await tieOf([...met, ...talk(anna, [50])])
    expect(estimated(both, partly).weight).toBeGreaterThan(0.7 * both.weight)
  })

  test('a tie that only another account knows stands as it is, and so does everybody once all is read', async () => {
    const tie = await tieOf(talk(anna, often))
    expect(estimated(tie, new Map([['c2', 0.25]]))).toBe(tie)
    expect(estimated(tie, new Map())).toBe(tie)
  })
})

test('nothing that was seen is taken back: who, when and how often stays, and no figure grows', async () => {
  const tie = await tieOf([...talk(anna, often), ...talk(tom, [3])])
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (share) => {
      const found = estimated(tie, new Map([['c1', share]]))
      const { weight, fading, typicalGapDays, ...rest } = found
      const { weight: _, fading: __, typicalGapDays: ___, ...seen } = tie
      expect(rest).toEqual(seen)
      expect(weight).toBeLessThanOrEqual(tie.weight)
      expect(fading?.weight).toBeLessThanOrEqual(tie.fading?.weight ?? 0)
      expect(typicalGapDays).toBeLessThanOrEqual(tie.typicalGapDays ?? 0)
    }),
  )
})
