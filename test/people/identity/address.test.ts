import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mailbox, organisation } from '../../../src/people/identity/address.ts'
import { cleanText, normalise } from '../../../src/text.ts'

describe('an address', () => {
  test.each([
    ['Anna.Berg@Acme.Example', 'anna.berg@acme.example'],
    ['  <anna@acme.example> ', 'anna@acme.example'],
    ['mailto:anna@acme.example', 'anna@acme.example'],
    ['an\u200bna@acme.example', 'anna@acme.example'],
    ['anna\r\n@acme.example', 'anna@acme.example'],
    ['"anna@acme.example"', 'anna@acme.example'],
    ['', ''],
  ])('%j is written %s', (written, read) => expect(normalise(written)).toBe(read))

  test.each([
    ['me+shop@own.example', 'me@own.example'],
    ['m.e.you+x@gmail.com', 'meyou@gmail.com'],
    ['meyou@googlemail.com', 'meyou@gmail.com'],
    ['first.last@acme.example', 'first.last@acme.example'],
    ['+x@own.example', '+x@own.example'],
    ['123+anna@users.noreply.github.com', 'anna@users.noreply.github.com'],
    ['123-anna@users.noreply.gitlab.com', 'anna@users.noreply.gitlab.com'],
  ])('%s is delivered to the mailbox %s', (address, box) => expect(mailbox(address)).toBe(box))

  test.each([
    ['anna@mail.acme.co.uk', 'acme.co.uk'],
    ['anna@acme.example', 'acme.example'],
    ['anna@gmail.com', undefined],
    ['anna@users.noreply.github.com', undefined],
    ['anna@localhost', undefined],
    ['anna', undefined],
    ['anna@[10.0.0.1]', undefined],
  ])('%s belongs to %s', (address, domain) => expect(organisation(address)).toBe(domain))

  test('normalising twice changes nothing, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text))
      }),
    )
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        expect(mailbox(mailbox(text))).toBe(mailbox(text))
      }),
    )
  })
})

describe('text of a stranger', () => {
  test.each([
    ['Anna\u202Egreb\u202C', 'Annagreb'],
    ['a\u0000b\tc\r\nd', 'a b c d'],
    ['  two   spaces ', 'two spaces'],
    ['\u2066\u2067\u200b', ''],
    ['Zoe\u0308', 'Zo\u00eb'],
    [`Z${'\u0335'.repeat(40)}algo`, `Z${'\u0335'.repeat(4)}algo`],
    ['\ud800lone', '\ufffdlone'],
    ['family 👨‍👩‍👧', 'family 👨‍👩‍👧'],
    ['x\u{E0041}\u{E0042}y', 'xy'],
  ])('%j becomes %j', (text, clean) => expect(cleanText(text)).toBe(clean))

  test('is cut with an ellipsis, never through a character', () => {
    expect(cleanText('😀'.repeat(200), 10)).toBe(`${'😀'.repeat(9)}…`)
    expect(cleanText('a'.repeat(120))).toHaveLength(120)
  })

  test('stays the same when cleaned again, fits, and holds no control or bidi character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        const clean = cleanText(text, max)
        expect(cleanText(clean, max)).toBe(clean)
        expect([...clean].length).toBeLessThanOrEqual(max)
        expect(clean).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F]|^\s|\s$/u)
      }),
    )
  })
})
