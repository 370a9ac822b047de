import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprint } from '../src/hash.ts'

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
