/** Whatever breaks off while one database takes the place of another, the next start finds one of the two, and the keys that open it. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listUsers } from '../../src/db/accounts/users.ts'
import { users } from '../../src/db/schema.ts'
import { endBrokenOff } from '../../src/node/broken-off.ts'
import { openOnDisk } from '../../src/node/embedded/disk.ts'
import { rewriteFolder } from '../../src/node/rewriting.ts'
import { defaultSettings } from '../../src/settings.ts'
import { now } from '../web/world.ts'

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
  const path = join(folder, 'database')
  mkdirSync(path)
  const database = await openOnDisk(path)
  await database.migrate('drizzle')
  const { db } = database
  await db.insert(users).values({
    ...{ id: 'sam', email: 'sam@example.org', name: 'Sam', timeZone: 'UTC', settings: defaultSettings, createdAt: now },
  })
  const rewriting = rewriteFolder(folder, database, 'drizzle', (from, to) => {
    if (String(from).endsWith('.fresh')) throw new Error('the disk refuses')
    renameSync(from, to)
  }).catch(String)
  const asked = listUsers(db).then((rows) => rows.map(({ id }) => id), String)
  expect(await rewriting).toContain('the disk refuses')
  expect(await asked).toEqual(['sam'])
  expect((await listUsers(db)).map(({ id }) => id)).toEqual(['sam'])
  await database.close()
  expect(existsSync(join(path, 'PG_VERSION'))).toBe(true)
}, 120_000)
