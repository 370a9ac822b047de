/** What was deleted is in no file of the embedded database any more, and whatever ends the program meanwhile, one whole database is there. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { erasureOwedSince } from '../../src/db/gone/erasures.ts'
import { coffees, facts, users } from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import { type Opened, openHere } from '../../src/node/database.ts'
import { endRewriting } from '../../src/node/rewriting.ts'
import { rewriteFiles } from '../../src/work/house/files.ts'
import { deleteAccount, disconnect } from '../../src/work/leave.ts'
import { bareDeps } from '../support/stage.ts'
import { addMail, createWorld, now } from '../web/world.ts'

const migrations = join(import.meta.dirname, '../../drizzle')

/** How often a text stands in the files of a folder. */
function occurrences(folder: string, text: string): number {
  const wanted = Buffer.from(text)
  let found = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) found++
  }
  return found
}

describe('an embedded database from which something was deleted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-rewriting-'))
  let opened: Opened
  let deps: Deps
  beforeAll(async () => {
    opened = await openHere(readConfig({ DATA_DIR: folder }), migrations)
    const database = { db: opened.db, migrate: async () => {}, close: async () => {} }
    const world = await createWorld({}, database)
    deps = {
      ...bareDeps({ db: opened.db, now: () => now }),
      files: opened.rewrite && { rewrite: opened.rewrite, isQuiet: () => true },
    }
    for (let index = 0; index < 300; index++) {
      await addMail(world.deps, {
        id: `e${index}`,
        userId: 'eve',
        from: `zebra${index}@savanna.example`,
        to: ['eve@example.org'],
        daysAgo: index,
      })
      await addMail(world.deps, {
        id: `s${index}`,
        from: `heron${index}@marsh.example`,
        to: ['sam@example.org'],
        daysAgo: index,
      })
    }
  }, 120_000)
  afterAll(async () => {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const countFacts = async () => (await opened.db.select({ id: facts.id }).from(facts)).length

  test('vacuum leaves it in the files, and copying leaves nothing of it and everything else', async () => {
    const before = await opened.db.select().from(facts).where(eq(facts.userId, 'sam')).orderBy(facts.id)
    await deleteAccount(deps, 'eve')
    await opened.db.execute(sql`vacuum full`)
    await opened.db.execute(sql`checkpoint`)
    expect(occurrences(folder, 'zebra')).toBeGreaterThan(0)
    expect(await erasureOwedSince(opened.db)).toEqual(now)
    let written = 0
    const writing = (async () => {
      for (; written < 40; written++)
        await opened.db.insert(coffees).values({
          ...{
            id: `c${written}`,
            userId: 'sam',
            addressHash: `h${written}`,
            address: '',
            name: '',
            state: 'undone' as const,
          },
          ...{ how: 'note' as const, timeZone: 'UTC', title: '', note: 'a note', createdAt: now },
        })
    })()
    await Promise.all([rewriteFiles(deps), writing])
    expect(['zebra', 'eve@example.org', 'eve-google'].map((mark) => occurrences(folder, mark))).toEqual([0, 0, 0])
    expect(occurrences(folder, 'heron299')).toBeGreaterThan(0)
    expect(await opened.db.select().from(facts).where(eq(facts.userId, 'sam')).orderBy(facts.id)).toEqual(before)
    expect((await opened.db.select().from(coffees)).length).toBe(40)
    expect(await erasureOwedSince(opened.db)).toBeNull()
    expect((await opened.db.select().from(users)).map(({ id }) => id)).toEqual(['sam'])
  }, 120_000)

  test('what is owed when the program ends is done at the next start', async () => {
    const [sam] = await opened.db.select().from(users)
    expect(sam?.id).toBe('sam')
    await disconnect(deps, 'sam', 'sam-google')
    expect(await countFacts()).toBe(0)
    await opened.close()
    expect(occurrences(folder, 'heron')).toBeGreaterThan(0)
    opened = await openHere(readConfig({ DATA_DIR: folder }), migrations)
    expect(occurrences(folder, 'heron')).toBe(0)
    expect((await opened.db.select().from(users)).map(({ id }) => id)).toEqual(['sam'])
  }, 120_000)
})

describe('a copying that broke off', () => {
  function broken(layout: Record<string, 'whole' | 'marked'>): string {
    const folder = mkdtempSync(join(tmpdir(), 'coffee-broken-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    for (const [name, how] of Object.entries(layout)) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'from'), name)
      if (how === 'marked') writeFileSync(join(folder, name, 'unfinished'), '')
    }
    endRewriting(folder)
    return folder
  }
  test.each([
    ['while it was copied', { database: 'whole', 'database.fresh': 'marked' }, 'database'],
    ['when it was whole', { database: 'whole', 'database.fresh': 'whole' }, 'database'],
    ['between the two steps', { 'database.old': 'whole', 'database.fresh': 'whole' }, 'database.fresh'],
    ['before the old one was thrown away', { database: 'whole', 'database.old': 'whole' }, 'database'],
    ['and left only the old one', { 'database.old': 'whole', 'database.fresh': 'marked' }, 'database.old'],
  ] as const)('%s leaves one whole database', (_, layout, from) => {
    const folder = broken(layout)
    expect(readdirSync(folder)).toEqual(['database'])
    expect(readFileSync(join(folder, 'database', 'from'), 'utf8')).toBe(from)
  })
})
