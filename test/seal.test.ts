import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createSeal, randomToken, sameText, sha256 } from '../src/seal.ts'

const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) })
const place = 'connections|c1|refresh'

describe('sealing', () => {
  test('what is sealed opens again in its place, whatever it is', async () => {
    const seal = createSeal([key('a', 1)])
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const plain = text.toWellFormed()
        expect(await seal.open(await seal.seal(plain, place), place)).toBe(plain)
      }),
      { numRuns: 50 },
    )
  })

  test('it does not open in another row', async () => {
    const seal = createSeal([key('a', 1)])
    const sealed = await seal.seal('token', place)
    await expect(seal.open(sealed, 'connections|c2|refresh')).rejects.toThrow()
  })

  test('a changed character is noticed', async () => {
    const seal = createSeal([key('a', 1)])
    const sealed = await seal.seal('token', place)
    const changed = sealed.slice(0, -1) + (sealed.endsWith('A') ? 'B' : 'A')
    await expect(seal.open(changed, place)).rejects.toThrow()
  })

  test('after a new key was put first the old one still opens, and signatures are found under both', async () => {
    const old = createSeal([key('old', 1)])
    const both = createSeal([key('new', 2), key('old', 1)])
    expect(await both.open(await old.seal('token', place), place)).toBe('token')
    expect(await both.seal('token', place)).toMatch(/^new\./)
    expect(await both.signatures('x@example.org', 'address')).toContain(await old.sign('x@example.org', 'address'))
  })

  test('a key that is not there is named', async () => {
    const sealed = await createSeal([key('gone', 1)]).seal('token', place)
    await expect(createSeal([key('a', 2)]).open(sealed, place)).rejects.toThrow(/"gone"/)
  })

  test('signatures for one purpose are worth nothing for another', async () => {
    const seal = createSeal([key('a', 1)])
    expect(await seal.sign('x', 'csrf')).not.toBe(await seal.sign('x', 'address'))
  })

  test('an address that is asked for again is not signed again, under each key its own', async () => {
    const [one, other] = [createSeal([key('a', 1)]), createSeal([key('b', 2), key('a', 1)])]
    const [first] = await one.signatures('x@example.org', 'address')
    await other.signatures('x@example.org', 'address')
    const work = vi.spyOn(crypto.subtle, 'sign')
    expect(await one.sign('x@example.org', 'address')).toBe(first)
    const both = await other.signatures('x@example.org', 'address')
    expect(both[1]).toBe(first)
    expect(both[0]).not.toBe(first)
    expect(work).not.toHaveBeenCalled()
    expect(await one.sign('y@example.org', 'address')).not.toBe(first)
    expect(work).toHaveBeenCalledOnce()
    work.mockRestore()
  })

  test('tokens are long and never the same', () => {
    const tokens = new Set(Array.from({ length: 100 }, randomToken))
    expect(tokens.size).toBe(100)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
  })

  test('texts are compared whole', async () => {
    expect(sameText(await sha256('a'), await sha256('a'))).toBe(true)
    expect(sameText('abc', 'abd')).toBe(false)
    expect(sameText('abc', 'abcd')).toBe(false)
    expect(sameText('', 'a')).toBe(false)
  })
})
