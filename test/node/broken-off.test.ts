/** Whatever breaks off while one database takes the place of another, the next start finds one of the two, and the keys that open it. */
import type * as fs from 'node:fs'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { listUsers } from '../../src/db/accounts/users.ts'
import { users } from '../../src/db/schema.ts'
import { endBrokenOff } from '../../src/node/broken-off.ts'
import { openHere } from '../../src/node/database.ts'
import { defaultSettings } from '../../src/settings.ts'
import { now } from '../web/world.ts'

const disk = vi.hoisted(() => ({ refuses: '' }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  const renameSync: typeof fs.renameSync = (from, to) => {
    if (disk.refuses && String(from).endsWith(disk.refuses)) throw new Error('the disk refuses')
    return real.renameSync(from, to)
  }
  return { ...real, renameSync }
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-broken-off-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('a restore that is cut off', () => {
  test.each([
    ['while it is filled', { database: 'old', 'database.unfinished': 'new' }, 'old'],
    [
      'before anything has another name',
      { database: 'old', 'database.unfinished': 'new', 'secret-key.new': 'new' },
      'old',
    ],
    ['before its keys', { 'database.before': 'old', 'database.unfinished': 'new', 'secret-key.new': 'new' }, 'old'],
    ['after its keys', { 'database.before': 'old', 'database.unfinished': 'new', 'secret-key': 'new' }, 'new'],
    ['with what was there beside it', { database: 'new', 'database.before': 'old', 'secret-key': 'new' }, 'new'],
    ['and left only what was there', { 'database.before': 'old' }, 'old'],
  ] as const)('%s leaves one database and its keys', (_, layout, left) => {
    const folder = newFolder()
    for (const [name, whose] of Object.entries({ 'secret-key': 'old', ...layout })) {
      const isFile = name.startsWith('secret-key')
      if (!isFile) mkdirSync(join(folder, name))
      writeFileSync(isFile ? join(folder, name) : join(folder, name, 'from'), whose)
    }
    endBrokenOff(folder)
    expect(readdirSync(folder).toSorted()).toEqual(['database', 'secret-key'])
    const said = ['database/from', 'secret-key'].map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(said).toEqual([left, left])
  })

  test('leaves nothing in the way of a first start that broke off as well', () => {
    const folder = newFolder()
    for (const name of ['database', 'database.unfinished']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'first-start'), '')
    }
    endBrokenOff(folder)
    expect(readdirSync(folder)).toEqual([])
  })
})

test('where the disk refuses the copy its name, whoever asks at that moment finds what was there', async () => {
  const folder = newFolder()
  const opened = await openHere(readConfig({ DATA_DIR: folder }), 'drizzle')
  const { db, rewrite } = opened
  await db.insert(users).values({
    ...{ id: 'sam', email: 'sam@example.org', name: 'Sam', timeZone: 'UTC', settings: defaultSettings, createdAt: now },
  })
  disk.refuses = 'database.fresh'
  const rewriting = rewrite?.().catch(String)
  const asked = listUsers(db).then((rows) => rows.map(({ id }) => id), String)
  expect(await rewriting).toContain('the disk refuses')
  disk.refuses = ''
  expect(await asked).toEqual(['sam'])
  expect((await listUsers(db)).map(({ id }) => id)).toEqual(['sam'])
  await opened.close()
  expect(existsSync(join(folder, 'database', 'PG_VERSION'))).toBe(true)
}, 120_000)
