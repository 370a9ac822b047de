import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { unpack } from '../../src/db/embedded/unpack.ts'
import { packFolder } from '../../src/node/embedded/archive.ts'

const packed = (isRest?: (name: string) => boolean) => {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-unpack-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'base'))
  writeFileSync(join(folder, 'base', 'large'), Buffer.alloc(300_001, 'ab'))
  writeFileSync(join(folder, 'base', 'zeros'), Buffer.alloc(100_000))
  writeFileSync(join(folder, 'empty'), '')
  writeFileSync(join(folder, 'whole'), Buffer.alloc(1024, 'c'))
  return packFolder(folder, isRest)
}

const unpacked = (archive: Uint8Array) => Readable.from([archive]).pipe(createGunzip())

test('an archive is handed out file by file as it was packed, folders before what is in them', async () => {
  const found: [string, string | null][] = []
  for await (const { name, bytes } of unpack(unpacked(packed())))
    found.push([name, bytes && Buffer.from(bytes).toString('latin1')])
  expect(found).toEqual([
    ['/base/', null],
    ['/base/large', Buffer.alloc(300_001, 'ab').toString('latin1')],
    ['/base/zeros', '\0'.repeat(100_000)],
    ['/empty', ''],
    ['/whole', 'c'.repeat(1024)],
  ])
})

test('a file is there before all of the archive is unpacked', async () => {
  const archive = packed()
  // Cut off: what comes first is whole all the same, and then it says so.
  const names: string[] = []
  await expect(async () => {
    for await (const { name } of unpack(unpacked(archive.slice(0, archive.length - 30)))) names.push(name)
  }).rejects.toThrow()
  expect(names.slice(0, 2)).toEqual(['/base/', '/base/large'])
})

test('what is not wanted comes last in an archive, and is not unpacked', async () => {
  const isLarge = (name: string) => name === '/base/large'
  const names: string[] = []
  const pieces = unpacked(packed(isLarge))
  for await (const { name, bytes } of unpack(pieces, isLarge)) names.push(`${name} ${bytes?.length ?? 'folder'}`)
  expect(names).toEqual(['/base/ folder', '/base/zeros 100000', '/empty 0', '/whole 1024'])
  expect(pieces.destroyed).toBe(true)
})

test('an archive that ends too early says so', async () => {
  const whole = gunzipSync(packed())
  await expect(async () => {
    for await (const { bytes } of unpack(Readable.from([whole.subarray(0, 300_000)]))) expect(bytes?.length).not.toBe(0)
  }).rejects.toThrow(TypeError)
})
