/** From one kind of database to the other and back, from an older version to this one, and never half. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { nextCount, pieceLength, readWhole } from '../../../src/db/backup/read.ts'
import type { Database } from '../../../src/db/database.ts'
import { openEmbedded } from '../../../src/db/open.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { backup } from '../../../src/node/backup/command.ts'
import { type Head, lineOf } from '../../../src/node/backup/lines.ts'
import { journalOf } from '../../../src/node/backup/read.ts'
import { restore } from '../../../src/node/backup/restore.ts'
import { sealBytes } from '../../../src/node/backup/sealed.ts'
import { writeBackup } from '../../../src/node/backup/write.ts'
import { openHere } from '../../../src/node/database.ts'
import { fixtureKey } from '../../fixtures/format.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { openVersion } from '../../support/upgrade.ts'

const backupKey = new Uint8Array(32).fill(5)
const BACKUP_KEY = Buffer.from(backupKey).toString('base64')
const keyText = `${fixtureKey.id}:${Buffer.from(fixtureKey.bytes).toString('base64')}`
const newest = Math.max(...journalOf('drizzle').map(({ when }) => when))
const now = Temporal.Instant.from('2026-11-16T09:13:32Z')

let dir: string
let server: PostgresServer
/** What 0.1.0 left, made into a backup before anything was brought up to date. */
let old: string
let leftRows: Record<string, string[]>
let url: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'coffee-round-'))
  server = await startPostgres()
  old = join(dir, 'old.backup')
  const version = await openVersion('0.1.0')
  const { db } = version.database
  await writeBackup({ db, keys: [fixtureKey], backupKey, folder: null, version: '0.1.0', now }, old)
  leftRows = await rowsOf(db)
  await version.close()
}, 240_000)
afterAll(async () => {
  await server?.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** Every row of every table, sorted. */
async function rowsOf(db: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  let table: string[] = []
  await readWhole(db, {
    async begin() {},
    async table({ name }) {
      table = []
      found[name] = table
    },
    async rows(texts) {
      table.push(...texts)
    },
  })
  return Object.fromEntries(Object.entries(found).map(([name, rows]) => [name, rows.toSorted()]))
}

type Env = Readonly<Record<string, string>>

/** @returns what it said */
async function put(file: string, env: Env, ...more: string[]): Promise<string[]> {
  const said: string[] = []
  const hasKeys = 'SECRET_KEYS' in env
  const config = readConfig({ SECRET_KEYS: keyText, BACKUP_KEY, ...env })
  await restore({ config, hasKeys, args: [file, ...more], migrations: 'drizzle', now, say: (line) => said.push(line) })
  return said
}

/** A sealed file of these lines. */
async function sealed(name: string, lines: readonly string[]): Promise<string> {
  const path = join(dir, name)
  const boxes: Buffer[] = []
  const bytes = (async function* () {
    yield gzipSync(lines.join(''))
  })()
  for await (const box of sealBytes(bytes, backupKey)) boxes.push(box)
  writeFileSync(path, Buffer.concat(boxes))
  return path
}

const headOf = (change: Partial<Record<keyof Head, unknown>> = {}) =>
  lineOf({
    kind: 'head',
    head: { format: 1, version: '9.9.9', migration: newest, at: now.toString(), keys: [keyText], ...change } as Head,
  })

describe('a backup of an older version, restored on a server', () => {
  test('needs a place for its keys, writes them there, and holds every row as it is after an upgrade', async () => {
    url = await server.createEmpty('restored')
    await expect(put(old, { DATABASE_URL: url })).rejects.toThrow('SECRET_KEYS is not set: add --keys FILE')
    const other = `other:${Buffer.alloc(32, 1).toString('base64')}`
    await expect(put(old, { DATABASE_URL: url, SECRET_KEYS: other })).rejects.toThrow('does not hold the key "test"')
    const keys = join(dir, 'keys')
    const said = await put(old, { DATABASE_URL: url }, '--keys', keys)
    expect(said[0]).toMatch(/^Restored \d+ rows, as they were at 2026-11-16 09:13 UTC/)
    expect(statSync(keys).mode & 0o777).toBe(0o600)
    expect(readConfig({ SECRET_KEYS_FILE: keys }, () => `${keyText}\n`.trim()).SECRET_KEYS).toEqual([fixtureKey])
    const database = openServer(url, 2)
    const rows = await rowsOf(database.db)
    const applied = await database.db.select({ n: sql<number>`count(*)::int` }).from(sql`drizzle.__drizzle_migrations`)
    await database.close()
    expect(applied[0]?.n).toBe(journalOf('drizzle').length)
    // What a version adds to a row stands beside what was there: ids, hashes and words are the same.
    for (const [name, before] of Object.entries(leftRows))
      expect([name, rows[name]?.length]).toEqual([name, before.length])
    for (const name of ['links', 'sessions', 'decisions', 'notes']) {
      const here = (rows[name] ?? []).map((row) => JSON.parse(row) as object)
      for (const row of leftRows[name] ?? []) expect(here).toContainEqual(expect.objectContaining(JSON.parse(row)))
    }
  })

  test('is refused where somebody has rows already', async () => {
    const again = put(old, { DATABASE_URL: url, SECRET_KEYS: keyText })
    await expect(again).rejects.toThrow('is not empty; nothing was written')
  })

  test('goes back into a folder, row by row the same', async () => {
    const file = join(dir, 'server.backup')
    const config = readConfig({ DATABASE_URL: url, SECRET_KEYS: keyText, BACKUP_KEY })
    await backup({ config, args: [file], version: '0.1.0', now, say() {} })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const folder = join(dir, 'folder')
    mkdirSync(join(folder, 'database'), { recursive: true })
    writeFileSync(join(folder, 'database', 'PG_VERSION'), '17\n')
    await expect(put(file, { DATA_DIR: folder })).rejects.toThrow('There is a database in')
    expect(readdirSync(folder)).toEqual(['database'])
    await put(file, { DATA_DIR: folder }, '--replace')
    expect(readdirSync(folder).toSorted()).toEqual(['database', 'secret-key'])
    const { db, keys, close } = await openHere(readConfig({ DATA_DIR: folder }), 'drizzle')
    expect(keys).toEqual([fixtureKey])
    const here = await rowsOf(db)
    await close()
    const database = openServer(url, 2)
    expect(here).toEqual(await rowsOf(database.db))
    await database.close()
  })
})

describe('what cannot be put back is refused with a sentence, and nothing is written', () => {
  const strange = (name: string, ...lines: string[]) => sealed(name, lines)
  test.each<[string, RegExp, () => Promise<string>]>([
    [
      'a newer version',
      /by a newer version of this program \(9\.9\.9\)/,
      () => strange('a', headOf({ migration: newest + 1 }), 'E0\n'),
    ],
    ['a newer form', /by a newer version/, () => strange('b', headOf({ format: 2 }), 'E0\n')],
    ['one that ends early', /does not know/, () => strange('c', headOf(), 'T{"name":"users","columns":[]}\n')],
    ['one that lost a row', /does not know/, () => strange('d', headOf(), 'T{"name":"users","columns":[]}\n', 'E1\n')],
    ['a row of no table', /does not know/, () => strange('e', headOf(), 'R{}\n', 'E1\n')],
    [
      'what is no row',
      /does not know/,
      () => strange('f', headOf(), 'T{"name":"users","columns":[]}\n', 'Rnonsense\n', 'E1\n'),
    ],
    ['nothing', /does not know/, () => strange('h')],
  ])('%s', async (_, sentence, make) => {
    const folder = join(dir, 'refused')
    await expect(put(await make(), { DATA_DIR: folder })).rejects.toThrow(sentence)
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  })

  test('other columns, and the database stays empty', async () => {
    const fresh = await server.createEmpty('columns')
    const file = await sealed('g', [headOf(), 'T{"name":"users","columns":["id"]}\n', 'E0\n'])
    const refused = put(file, { DATABASE_URL: fresh, SECRET_KEYS: keyText })
    await expect(refused).rejects.toThrow('the table users has other columns; nothing was written')
    const database = openServer(fresh, 1)
    expect(Object.values(await rowsOf(database.db)).flat()).toEqual([])
    await database.close()
  })

  test('another key, without a key, and a question that is none', async () => {
    const folder = join(dir, 'refused')
    const other = Buffer.alloc(32, 1).toString('base64')
    await expect(put(old, { DATA_DIR: folder, BACKUP_KEY: other })).rejects.toThrow('another BACKUP_KEY')
    await expect(put(old, { DATA_DIR: folder, BACKUP_KEY: '' })).rejects.toThrow('BACKUP_KEY is not set')
    await expect(put(old, { DATA_DIR: folder }, 'two')).rejects.toThrow('Name the file')
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  })
})

test('a database of a newer version is refused at the start, on a server and in a folder, and is left as it is', async () => {
  const later = sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${newest + 1})`
  const folder = join(dir, 'folder')
  const embedded = await openEmbedded(join(folder, 'database'))
  await embedded.db.execute(later)
  await embedded.close()
  const database = openServer(url, 2)
  await database.db.execute(later)
  await database.close()
  for (const env of [{ DATA_DIR: folder }, { DATABASE_URL: url, SECRET_KEYS: keyText }])
    await expect(openHere(readConfig(env), 'drizzle')).rejects.toThrow('The database is of a newer version')
})

test('no more than about a million characters are asked for at once, whatever a row holds', () => {
  expect(nextCount(20, 20 * 700)).toBe(80)
  expect(nextCount(2000, 2000 * 300)).toBe(2000)
  expect(nextCount(20, 20 * pieceLength)).toBe(1)
  expect(nextCount(1, 10)).toBe(4)
})

test('no table counts its rows by a sequence, which a backup does not hold', async () => {
  const database = openServer(url, 2)
  const [found] = await database.db
    .select({ n: sql<number>`count(*)::int` })
    .from(sql`pg_sequences`)
    .where(sql`schemaname = 'public'`)
  await database.close()
  expect(found?.n).toBe(0)
})
