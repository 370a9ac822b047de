/** What thousands of people are gone over with says the same as the plain way to say it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../src/people/days.ts'
import { type Face, faceOf } from '../../src/people/identity/features.ts'
import { by, index } from '../../src/people/identity/group.ts'

test('a moment that was made before is the one that was asked for', () => {
  const moments = fc.array(fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -1e12, max: 4e12 })))
  fc.assert(
    fc.property(moments, (all) => {
      for (const ms of [...all, ...all]) expect(instant(ms).epochMilliseconds).toBe(ms)
    }),
  )
})

test('those who share a key stand together, each once, by the key that came first', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 8 }), (all) => {
      const keys = new Map<Face, readonly string[]>(
        all.map((one, at) => [faceOf({ address: `${at}@x.example`, names: new Map(), firstAt: at, lastAt: at }), one]),
      )
      const faces = [...keys.keys()]
      const plain = new Map<string, Face[]>()
      for (const face of faces)
        for (const key of new Set(keys.get(face))) plain.set(key, [...(plain.get(key) ?? []), face])
      const of = (face: Face) => keys.get(face) ?? []
      expect([...index(faces, of)]).toEqual([...plain])
      expect(by(faces, of)).toEqual([...plain.values()].filter(({ length }) => length > 1))
    }),
  )
})
