import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openHere } from '../../src/node/database.ts'
import { isUnfinished } from '../../src/node/first-start.ts'

const migrations = join(import.meta.dirname, '../../drizzle')
const dataFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a first start that was killed half-way is begun anew, and what is whole is opened as it is', async () => {
  const folder = dataFolder()
  // As a kill leaves it: the lock of nobody, no key, a database that says what it is and has nothing in it.
  mkdirSync(join(folder, 'database'))
  for (const name of ['PG_VERSION', 'first-start']) writeFileSync(join(folder, 'database', name), '17\n')
  expect(isUnfinished(folder)).toBe(true)
  const config = readConfig({ DATA_DIR: folder })
  const first = await openHere(config, migrations)
  expect(first.keys).toHaveLength(1)
  await first.close()
  expect(isUnfinished(folder)).toBe(false)
  expect(readdirSync(folder).toSorted()).toEqual(['database', 'secret-key'])
  writeFileSync(join(folder, 'database', 'left-alone'), '')
  const again = await openHere(config, migrations)
  expect(again.keys).toEqual(first.keys)
  await again.close()
  expect(existsSync(join(folder, 'database', 'left-alone'))).toBe(true)
}, 120_000)

test('no database is made where there is no key for it, and the folder is free again', async () => {
  const folder = dataFolder()
  writeFileSync(join(folder, 'secret-key'), '1:short\n')
  const config = readConfig({ DATA_DIR: folder })
  for (let count = 0; count < 2; count++)
    await expect(openHere(config, migrations)).rejects.toThrow('holds no key of 32 bytes')
  expect(readdirSync(folder)).toEqual(['secret-key'])
})
