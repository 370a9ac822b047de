import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { unpack } from '../../src/db/embedded/unpack.ts'
import { packFolder } from '../../src/node/embedded/archive.ts'

const packed = () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-unpack-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'base'))
  writeFileSync(join(folder, 'base', 'large'), Buffer.alloc(300_001, 'ab'))
  writeFileSync(join(folder, 'base', 'zeros'), Buffer.alloc(100_000))
  writeFileSync(join(folder, 'empty'), '')
  writeFileSync(join(folder, 'whole'), Buffer.alloc(1024, 'c'))
  return new Uint8Array(packFolder(folder))
}

test('an archive is handed out file by file as it was packed, folders before what is in them', async () => {
  const found: [string, string | null][] = []
  for await (const { name, bytes } of unpack(packed()))
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
    for await (const { name } of unpack(archive.slice(0, archive.length - 30))) names.push(name)
  }).rejects.toThrow()
  expect(names.slice(0, 2)).toEqual(['/base/', '/base/large'])
})
