/** What `npm start` runs: what was built of the sources, built anew where they have changed, and a database prepared with it. */
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { settingsTable } from '../../../src/config.ts'
import { openEmbedded } from '../../../src/db/open.ts'
import { unpackFolder } from '../../../src/node/embedded/archive.ts'
import { freshFolder, readPrepared, streamPrepared } from '../../../src/node/embedded/fresh.ts'
import { isUnfinished } from '../../../src/node/first-start.ts'
import { openFolder } from '../../../src/node/folder.ts'
import { openTestDatabase } from '../../support/database.ts'

/** A copy of the program as `git clone` and `npm ci --ignore-scripts` leave it. */
let clone: string

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'coffee-clone-'))
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'drizzle', 'src', 'scripts/start'])
    cpSync(name, join(clone, name), { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(clone, 'node_modules'))
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const run = (...args: string[]) => runUnder([], ...args)

/** @param flags of Node itself */
function runUnder(flags: readonly string[], ...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, [...flags, join(clone, 'scripts/start/start.js'), ...args])
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}

const builds = () => readdirSync(join(clone, 'build')).filter((name) => name !== 'latest')
const newest = () => join(clone, 'build', readFileSync(join(clone, 'build/latest'), 'utf8').trim())
const table = `${settingsTable()}\n`

describe('a command', () => {
  test('builds where nothing was built, says so in a line beside what it prints, and two at once are in no other’s way', async () => {
    const said = await Promise.all([run('settings'), run('settings')])
    for (const one of said) expect(one).toEqual({ code: 0, out: table, err: 'Building, once\n' })
    expect(builds()).toEqual([newest().slice(newest().lastIndexOf('/') + 1)])
  })

  test('runs what is built as long as the sources are the same', async () => {
    expect(await run('settings')).toEqual({ code: 0, out: table, err: '' })
    expect(builds()).toHaveLength(1)
  })

  test('finds what V8 made of the files when they were built, and makes none of it again', () => {
    expect(readdirSync(join(newest(), 'compiled'))).toHaveLength(1)
  })

  test('reads no source where all look as they did, and reads them where one was changed to look the same', async () => {
    const sources = join(clone, 'src')
    const counting = `
      import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const { readFileSync } = fs
      let count = 0
      fs.readFileSync = (path, ...how) => {
        if (String(path).startsWith(${JSON.stringify(sources)})) count++
        return readFileSync(path, ...how)
      }
      syncBuiltinESMExports()
      process.on('exit', () => console.error(count))`
    const countReads = async () => {
      const flags = ['--import', `data:text/javascript,${encodeURIComponent(counting)}`]
      const { code, out, err } = await runUnder(flags, 'settings')
      expect({ code, out }).toEqual({ code: 0, out: table })
      return Number(err)
    }
    const path = join(sources, 'config.ts')
    // What was changed within the last seconds is read all the same.
    await wait(3_100)
    await countReads()
    expect(await countReads()).toBe(0)
    const { atime, mtime } = statSync(path)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text)
    utimesSync(path, atime, mtime)
    expect(await countReads()).toBeGreaterThan(100)
  })

  test('builds anew where a source has changed, and keeps what may still be running', async () => {
    const before = newest()
    const path = join(clone, 'src/config.ts')
    writeFileSync(path, readFileSync(path, 'utf8').replace("meaning: 'listen port'", "meaning: 'the port'"))
    const { code, out, err } = await run('settings')
    expect({ code, err }).toEqual({ code: 0, err: 'The sources have changed: building, once\n' })
    expect(out).toContain('| `PORT` | the port |')
    expect(newest()).not.toBe(before)
    expect(existsSync(join(before, 'src/node.js'))).toBe(true)
  })

  test('runs the last build where no sources are, as in an image', async () => {
    const [away, back] = [join(clone, 'src'), join(clone, 'src.away')]
    cpSync(away, back, { recursive: true })
    rmSync(away, { recursive: true })
    onTestFinished(() => cpSync(back, away, { recursive: true }))
    const { code, out, err } = await run('settings')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('| `PORT` | the port |')
  })
})

/** Everything that a migration makes, in words of the catalogue. */
const shape = `
  select 'column' as kind, format('%s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) as what
    from information_schema.columns where table_schema in ('public', 'drizzle')
  union all select 'index', indexdef from pg_indexes where schemaname in ('public', 'drizzle')
  union all select 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'trigger', pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function', pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'policy', format('%s %s %s %s', tablename, policyname, qual, with_check) from pg_policies
  union all select 'row security', format('%s %s %s', relname, relrowsecurity, relforcerowsecurity) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  union all select 'migration', format('%s %s', hash, created_at) from drizzle.__drizzle_migrations
  order by 1, 2`

describe('a database that was prepared', () => {
  const migrations = () => join(newest(), 'drizzle')
  const dataFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'coffee-prepared-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  }

  test('is what making one and migrating it gives, in a folder and in memory, with nothing stored in it', async () => {
    const folder = dataFolder()
    expect(freshFolder(folder, migrations())).toBe(true)
    const archive = streamPrepared(migrations())
    if (!archive) throw new Error('none is prepared')
    const prepared = [await openEmbedded(folder), await openEmbedded(undefined, { archive })]
    const made = await openTestDatabase()
    try {
      const wanted = await rowsOf(made, shape)
      expect(wanted.length).toBeGreaterThan(300)
      for (const one of prepared) {
        expect(await rowsOf(one, shape)).toEqual(wanted)
        await one.migrate(migrations())
        expect(await rowsOf(one, shape)).toEqual(wanted)
        expect(
          await rowsOf(one, `select relname from pg_stat_user_tables where schemaname = 'public' and n_live_tup > 0`),
        ).toEqual([])
      }
    } finally {
      for (const one of [...prepared, made]) await one.close()
    }
  })

  test('is not gone over again where all is there: no language is loaded for it', async () => {
    const folder = dataFolder()
    const archive = readPrepared(migrations())
    if (!archive) throw new Error('none is prepared')
    unpackFolder(archive, folder)
    const database = await openEmbedded(folder)
    try {
      await database.migrate(migrations())
      const [loaded] = await rowsOf(
        database,
        `select count(*)::int as files from pg_get_loaded_modules() where file_name like '%plpgsql%'`,
      )
      expect(loaded).toEqual({ files: 0 })
    } finally {
      await database.close()
    }
  })

  test('is unpacked again where a first start was killed while it unpacked', async () => {
    const folder = dataFolder()
    const path = join(folder, 'database')
    mkdirSync(path)
    const archive = readPrepared(migrations())
    if (!archive) throw new Error('none is prepared')
    unpackFolder(archive, path)
    rmSync(join(path, 'global'), { recursive: true })
    writeFileSync(join(path, 'first-start'), '')
    expect(isUnfinished(folder)).toBe(true)
    const said: string[] = []
    const database = await openFolder(folder, migrations(), (line) => said.push(line))
    await database.close()
    expect(said).toEqual(['Making the database, once'])
    expect(isUnfinished(folder)).toBe(false)
    expect(readdirSync(folder)).toEqual(['database'])
    // And it is there to stay.
    const again = await openFolder(folder, migrations(), (line) => said.push(line))
    await again.close()
    expect(said).toHaveLength(1)
  })

  test('of the version before is migrated when it is opened', async () => {
    const folder = dataFolder()
    const path = join(folder, 'database')
    mkdirSync(path)
    freshFolder(path, migrations())
    // A version with one migration more, as an upgrade brings it.
    const later = join(dataFolder(), 'drizzle')
    cpSync(migrations(), later, { recursive: true })
    const journal = JSON.parse(readFileSync(join(later, 'meta/_journal.json'), 'utf8')) as Journal
    const last = journal.entries.at(-1)
    journal.entries.push({ ...last, idx: 9999, when: (last?.when ?? 0) + 1000, tag: '9999_later' })
    writeFileSync(join(later, 'meta/_journal.json'), JSON.stringify(journal))
    writeFileSync(join(later, '9999_later.sql'), 'create table later (id int)')
    const database = await openFolder(folder, later)
    try {
      expect(await rowsOf(database, `select to_regclass('later')::text as name`)).toEqual([{ name: 'later' }])
    } finally {
      await database.close()
    }
  })
})

interface Journal {
  readonly entries: { idx?: number; when?: number; tag?: string; breakpoints?: boolean; version?: string }[]
}

async function rowsOf({ db }: Awaited<ReturnType<typeof openEmbedded>>, query: string): Promise<readonly unknown[]> {
  const answer = (await db.execute(query)) as unknown as { readonly rows: readonly unknown[] }
  return answer.rows
}
