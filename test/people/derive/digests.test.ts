/** Digests of threads: most are kept in order, and few are added. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestsOf } from '../../../src/people/derive/digests.ts'
import { steps } from '../../../src/people/steps.ts'

const digest = fc.oneof(fc.nat(20), fc.maxSafeNat())

test('whatever was kept and added is known, nothing else is, and all of it comes back in order and once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(digest), fc.array(digest), fc.array(digest), (kept, added, asked) => {
      const before = kept.toSorted((a, b) => a - b)
      const digests = digestsOf([JSON.stringify(steps(before))])
      for (const one of added) digests.add(one)
      const all = new Set([...kept, ...added])
      expect([...digests.sorted()]).toEqual([...all].sort((a, b) => a - b))
      for (const one of [...all, ...asked]) expect(digests.has(one)).toBe(all.has(one))
    }),
  )
})
