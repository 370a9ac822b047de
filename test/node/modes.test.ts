/** Nobody but its owner may read the data folder, whatever was there before. */
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { mendModes } from '../../src/node/modes.ts'

const made = (prefix: string) => {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a folder that everybody could read is its owner’s only, and nothing that a link in it leads to is touched', () => {
  const [folder, elsewhere] = [made('coffee-modes-'), made('coffee-elsewhere-')]
  writeFileSync(join(elsewhere, 'theirs'), '')
  chmodSync(join(elsewhere, 'theirs'), 0o666)
  mkdirSync(join(folder, 'database', 'base'), { recursive: true })
  for (const name of ['secret-key', 'lock', 'database/base/1', 'database/PG_VERSION']) {
    writeFileSync(join(folder, name), '')
    chmodSync(join(folder, name), 0o666)
  }
  for (const name of ['', 'database', 'database/base']) chmodSync(join(folder, name), 0o777)
  symlinkSync(elsewhere, join(folder, 'link'))
  mendModes(folder)
  const modes = [
    folder,
    ...readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => !name.startsWith('link'))
      .map((name) => join(folder, name)),
  ]
    .map((path) => lstatSync(path))
    .filter((stat) => !stat.isSymbolicLink())
    .map((stat) => [stat.isDirectory(), stat.mode & 0o777])
  expect(modes).toHaveLength(7)
  for (const [isFolder, mode] of modes) expect(mode).toBe(isFolder ? 0o700 : 0o600)
  expect(lstatSync(join(elsewhere, 'theirs')).mode & 0o777).toBe(0o666)
})

test('a folder that is not there is nothing to mend', () => {
  expect(() => mendModes(join(tmpdir(), 'coffee-not-there'))).not.toThrow()
})
