/** Whatever is done to a sealed file, it opens as it was or not at all. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError } from '../../../src/config.ts'
import { linesIn } from '../../../src/node/backup/lines.ts'
import { openBytes, sealBytes } from '../../../src/node/backup/sealed.ts'

const key = new Uint8Array(32).fill(5)
const head = 21 + 32 + 16
const piece = 65_536 + 16
let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'coffee-sealed-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function seal(plain: Uint8Array, size = 40_000): Promise<Buffer> {
  const boxes: Buffer[] = []
  for await (const box of sealBytes(inParts(plain, size), key)) boxes.push(box)
  return Buffer.concat(boxes)
}

async function open(sealed: Uint8Array, by = key): Promise<Buffer> {
  const path = join(dir, 'file')
  writeFileSync(path, sealed)
  const boxes: Buffer[] = []
  for await (const plain of openBytes(path, by)) boxes.push(plain)
  return Buffer.concat(boxes)
}

/** Bytes that differ everywhere, so that a piece that moved is seen. */
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7919 + (index >> 8)) % 256)
const long = bytesOf(200_000)

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])('%i bytes come out as they went in', async (length) => {
  const plain = bytesOf(length)
  for (const size of [1000, 65_536, 300_000]) expect((await open(await seal(plain, size))).equals(plain)).toBe(true)
})

test('wherever it is cut, or one byte of it is turned, nobody takes it for whole', async () => {
  const whole = await seal(long)
  const spoil = fc.oneof(
    fc.nat(whole.length - 1).map((at) => whole.subarray(0, at)),
    fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const turned = Buffer.from(whole)
      turned[at] = (turned[at] ?? 0) ^ by
      return turned
    }),
    fc.uint8Array({ minLength: 1, maxLength: 100 }).map((more) => Buffer.concat([whole, more])),
  )
  const spoiled = async (bytes: Uint8Array) => void (await expect(open(bytes)).rejects.toThrow(ConfigError))
  await fc.assert(fc.asyncProperty(spoil, spoiled), { numRuns: 150 })
  // At its seams too, where every piece that is left is whole.
  for (const pieces of [0, 1, 2, 3]) await spoiled(whole.subarray(0, head + pieces * piece))
})

test('pieces in another order, one twice, one left out, or one of another file are refused', async () => {
  const [whole, other] = [await seal(long), await seal(long)]
  const at = (file: Buffer, number: number) => file.subarray(head + number * piece, head + (number + 1) * piece)
  const start = whole.subarray(0, head)
  const orders = [
    [at(whole, 1), at(whole, 0), at(whole, 2), at(whole, 3)],
    [at(whole, 0), at(whole, 0), at(whole, 1), at(whole, 2), at(whole, 3)],
    [at(whole, 0), at(whole, 2), at(whole, 3)],
    [at(whole, 0), at(other, 1), at(whole, 2), at(whole, 3)],
    [at(whole, 3)],
  ]
  for (const order of orders)
    await expect(open(Buffer.concat([start, ...order]))).rejects.toThrow('nothing was written')
})

describe('what is said', () => {
  test('of another key, another file, a newer form, a cut and a turned byte', async () => {
    const whole = await seal(long)
    const turned = Buffer.from(whole)
    turned[head + piece + 5] = (turned[head + piece + 5] ?? 0) ^ 1
    await expect(open(whole, new Uint8Array(32).fill(6))).rejects.toThrow('was sealed with another BACKUP_KEY')
    await expect(open(readFileSync('package.json'))).rejects.toThrow('is no backup of this program')
    await expect(open(Buffer.from('coffee-soon backup 2\nwhatever'))).rejects.toThrow('by a newer version')
    await expect(open(whole.subarray(0, -1))).rejects.toThrow('was cut off, or its end is damaged')
    await expect(open(turned)).rejects.toThrow(`is damaged behind byte ${head + piece}`)
    const nowhere = openBytes(join(dir, 'nowhere'), key).next()
    await expect(nowhere).rejects.toThrow('There is no file')
  })
})

test('lines are found in whatever pieces they come, letters of several bytes too', async () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ''))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const bytes = Buffer.from(lines.map((text) => `R${text}\n`).join(''))
      const found: string[] = []
      for await (const text of linesIn(inParts(bytes, size))) found.push(text.slice(1))
      expect(found).toEqual(lines)
    }),
    { numRuns: 60 },
  )
})
