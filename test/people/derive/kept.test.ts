import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSightings, unseen } from '../../../src/people/derive/sightings.ts'
import { steps, sums } from '../../../src/people/steps.ts'

test('what was seen of any address is kept as it was, and only what was opened is written anew', () => {
  const address = fc.string({ unit: 'binary', minLength: 1 }).map((text) => `${text}@x.example`)
  fc.assert(
    fc.property(fc.uniqueArray(address, { maxLength: 6 }), fc.nat(), (addresses, at) => {
      const first = createSightings()
      for (const one of addresses) first.set(one, { ...unseen(one, 5), names: new Map([[one, 2]]), lastAt: 9 })
      const lines = [...first.pack()]
      expect(lines.join('').includes('\n')).toBe(false)
      const kept = createSightings(lines)
      expect([...kept.keys()]).toEqual(addresses)
      expect([...kept.values()]).toEqual([...first.values()])
      const one = kept.open(addresses[at % Math.max(1, addresses.length)] ?? '')
      if (one) one.received++
      expect(kept.opened('lately')).toEqual(one ? [one.address] : [])
      const again = [...kept.pack()]
      expect(again.filter((line, index) => line !== lines[index])).toHaveLength(one ? 1 : 0)
      expect(kept.opened('lately')).toEqual([])
      expect(kept.before(one?.address ?? '')?.received).toBe(one ? 0 : undefined)
    }),
  )
})

test('numbers come back out of the steps between them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 53 - 1 })), (numbers) => {
      const sorted = numbers.toSorted((a, b) => a - b)
      expect(sums(steps(sorted))).toEqual(sorted)
    }),
  )
})
