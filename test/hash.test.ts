import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprint, hashing } from '../src/hash.ts'

const wanted = (text: string) => createHash('sha256').update(text).digest('base64url')

test('a fingerprint is the SHA-256 of the text, for texts of every length around a block', () => {
  for (let length = 0; length < 200; length++) expect(fingerprint('x'.repeat(length))).toBe(wanted('x'.repeat(length)))
})

test('and for whatever text a provider gives its ids', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
      expect(fingerprint(text)).toBe(wanted(text))
    }),
  )
})

test('one fingerprint of several texts and numbers tells them apart, and is the same each time', () => {
  const hash = hashing()
  const of = (...all: readonly (string | number)[]) => {
    for (const one of all) typeof one === 'number' ? hash.number(one) : hash.text(one)
    return hash.end()
  }
  const all = [[], [''], ['', ''], ['ab', 'c'], ['a', 'bc'], ['abc'], [1], [-1], [2 ** 32 - 1], [-(2 ** 32)], [2 ** 32]]
  const many = [...all, [1, 2 ** 31], [1 + 2 ** 31, 0], [Number.MAX_SAFE_INTEGER], [Number.MIN_SAFE_INTEGER]]
  expect(new Set(many.map((one) => of(...one))).size).toBe(many.length)
  expect(many.map((one) => of(...one))).toEqual(many.map((one) => of(...one)))
  expect(of('Anna', 1_732_000_000_000)).not.toBe(of('Anna', 1_732_000_000_001))
})
