/** Backups that are made by themselves: one a week, four kept, none older than 28 days, and only where there is a key. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { createUser } from '../../../src/db/accounts/users.ts'
import { holdBack } from '../../../src/db/backup/hold-back.ts'
import { alarms, coffees, confirmations, digests, incidents, signInLinks } from '../../../src/db/schema.ts'
import type { Letter } from '../../../src/letter/types.ts'
import { startBackups } from '../../../src/node/backup/at-work.ts'
import { checkBackup } from '../../../src/node/backup/read.ts'
import { isDue, madeAmong, makeWeekly, nameOf, overdue } from '../../../src/node/backup/weekly.ts'
import { checkBackups } from '../../../src/node/doctor/backup.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { testKey, useDatabase } from '../../support/stage.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const ago = (days: number) => now.subtract({ minutes: Math.round(24 * 60 * days) })
const key = Buffer.alloc(32, 5)
const BACKUP_KEY = key.toString('base64')
const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'coffee-weekly-'))
  folders.push(made)
  return made
}
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true })
})

describe('which are made and kept', () => {
  test('a name says when it was made, and nothing else in the folder counts', () => {
    expect(nameOf(now)).toBe('coffee-soon-2026-11-18T1000Z.backup')
    const names = ['notes.txt', nameOf(ago(7)), 'coffee-soon-2026-99-99T1000Z.backup', nameOf(now), 'old.backup']
    expect(madeAmong(names).map(({ name }) => name)).toEqual([nameOf(now), nameOf(ago(7))])
  })

  test.each([
    [[], true],
    [[6.9], false],
    [[7], true],
    [[40, 3], false],
    // A clock that was a year ahead for an hour: what it left keeps no backup from being made.
    [[-365], true],
  ])('with some that are %j days old one is due: %s', (days, due) => {
    expect(
      isDue(
        days.map((one) => nameOf(ago(one))),
        now,
      ),
    ).toBe(due)
  })

  test.each([
    [[0, 7, 14, 21], []],
    [[0, 7, 14, 21, 27.9], [27.9]],
    [[0, 1, 2, 3, 4], [4]],
    [
      [29, 60],
      [29, 60],
    ],
    [[-365, 0], [-365]],
  ])('of some that are %j days old these are gone: %j', (days, gone) => {
    expect(
      overdue(
        days.map((one) => nameOf(ago(one))),
        now,
      ).toSorted(),
    ).toEqual(gone.map((one) => nameOf(ago(one))).toSorted())
  })

  test('whatever lies there, four at most are kept, none of them older than 28 days, and the newest always', () => {
    const some = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 12 })
    fc.assert(
      fc.property(some, (days) => {
        const names = [...new Set(days.map((one) => nameOf(ago(one))))]
        const kept = madeAmong(names.filter((name) => !overdue(names, now).includes(name)))
        expect(kept.length).toBeLessThanOrEqual(4)
        for (const { at } of kept) expect(now.since(at).total('hours')).toBeLessThanOrEqual(28 * 24)
        const [newest] = madeAmong(names)
        if (newest && now.since(newest.at).total('hours') <= 28 * 24) expect(kept[0]).toEqual(newest)
      }),
    )
  })

  test('one that cannot be made takes those along that are too old all the same, and tells of it', async () => {
    const dir = folder()
    for (const days of [10, 29]) writeFileSync(join(dir, nameOf(ago(days))), '')
    writeFileSync(join(dir, 'mine.txt'), '')
    const broken = makeWeekly(dir, now, () => Promise.reject(new Error('no room')))
    await expect(broken).rejects.toThrow('no room')
    expect(readdirSync(dir).toSorted()).toEqual([nameOf(ago(10)), 'mine.txt'].toSorted())
  })
})

describe('a program at work', () => {
  const db = useDatabase()
  const events: string[] = []
  const begin = async (env: Readonly<Record<string, string>>, at = now) => {
    const config = readConfig(env)
    const said = vi.spyOn(console, 'log').mockImplementation(() => {})
    onTestFinished(() => said.mockRestore())
    const log = (event: string) => void events.push(event)
    const close = await startBackups({
      config,
      db: db(),
      keys: [testKey],
      version: '0.1.0',
      log,
      now: () => at,
      first: 0,
    })
    return { close, said: said.mock.calls.flat().map(String) }
  }
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  test('makes none without a key, none while nobody is known, and else one at once, which opens', async () => {
    const dir = folder()
    const env = { DATA_DIR: dir }
    const without = await begin(env)
    expect(without.said).toEqual([])
    await without.close()
    const empty = await begin({ ...env, BACKUP_KEY })
    expect(empty.said.join()).toMatch(/on the same disk as the database/)
    await empty.close()
    expect(existsSync(join(dir, 'backups'))).toBe(false)
    await createUser(db(), {
      id: 'u',
      email: 'a@b.example',
      name: 'A',
      timeZone: 'UTC',
      settings: defaultSettings,
      createdAt: now,
    })
    const { close } = await begin({ ...env, BACKUP_KEY })
    const file = join(dir, 'backups', nameOf(now))
    await until(() => events.includes('backup made'))
    await close()
    expect([statSync(file).mode & 0o777, statSync(join(dir, 'backups')).mode & 0o777]).toEqual([0o600, 0o700])
    expect(await checkBackup({ path: file, key }, 'drizzle')).toMatchObject({ rows: 1, head: { at: now.toString() } })
    expect(readdirSync(dir)).toEqual(['backups'])
  })

  test('in a folder whose path is too long for a socket it is asked all the same', async () => {
    const dir = join(folder(), 'a'.repeat(120))
    mkdirSync(dir)
    const { close } = await begin({ DATA_DIR: dir, BACKUP_KEY })
    expect(readdirSync(dir)).toContain('control')
    await close()
    expect(readdirSync(dir)).not.toContain('control')
  })
})

describe('the doctor', () => {
  const of = (env: Readonly<Record<string, string>>, at = now) =>
    checkBackups(readConfig(env), at).map(({ mark, words }) => `${mark} ${words}`)

  test('says how backups come about where none are made', () => {
    expect(of({ DATA_DIR: folder() })[0]).toMatch(/^look None are made: set BACKUP_KEY to what `openssl/)
    const server = { DATABASE_URL: 'postgres://u:p@db/coffee', SECRET_KEYS: `k:${BACKUP_KEY}` }
    expect(of(server)[0]).toMatch(/^look Backups of a server’s database are made by you: with `pg_dump`/)
  })

  test('says how old the newest is, that an old one is a fault, and that the same disk is no place', () => {
    const dir = folder()
    const env = { DATA_DIR: dir, BACKUP_KEY }
    expect(of(env)).toEqual([
      expect.stringMatching(/^ok There is none in .* yet/),
      expect.stringMatching(/^look .* same disk/),
    ])
    mkdirSync(join(dir, 'backups'))
    writeFileSync(join(dir, 'backups', nameOf(ago(3))), '')
    expect(of(env)[0]).toMatch(/^ok The newest in .* is 3 days old/)
    expect(of(env, now.add({ hours: 24 * 6 }))[0]).toMatch(/^fault The newest in .* is 9 days old/)
  })
})

describe('after a restore', () => {
  const db = useDatabase()
  const letter = { kind: 'weekly', week: '2026-W46', headline: [], notices: [] } as unknown as Letter

  beforeAll(async () => {
    const at = ago(20)
    await createUser(db(), {
      id: 'u',
      email: 'a@b.example',
      name: 'A',
      timeZone: 'UTC',
      settings: defaultSettings,
      createdAt: at,
    })
    const row = { userId: 'u', letter, dropAt: now, createdAt: at }
    await db()
      .insert(digests)
      .values([
        { ...row, id: 'sent', week: '2026-W45', state: 'sent', sends: 1, sentAt: at },
        { ...row, id: 'ready', week: '2026-W46', state: 'ready' },
      ])
    await db()
      .insert(confirmations)
      .values({ id: 'c', userId: 'u', address: 'x@y.example', state: 'queued', askedAt: at })
    await db().insert(alarms).values({ id: 'a', userId: 'u', state: 'queued', askedAt: at })
    const link = { userId: 'u', address: 'x@y.example', goOn: '/people', askedAt: at }
    await db()
      .insert(signInLinks)
      .values([
        { ...link, id: 'l1', hash: 'l1', state: 'queued', expiresAt: at.add({ hours: 900 }) },
        { ...link, id: 'l2', hash: 'l2', state: 'sent', expiresAt: at.add({ hours: 900 }) },
      ])
    await db().insert(incidents).values({ id: 'i', what: 'reading', state: 'queued', beganAt: at, seenAt: at })
    const coffee = {
      userId: 'u',
      addressHash: 'h',
      address: 'x@y.example',
      name: 'X',
      how: 'invite' as const,
      timeZone: 'UTC',
      title: 'Coffee',
      note: '',
      createdAt: at,
    }
    await db()
      .insert(coffees)
      .values([
        { ...coffee, id: 'queued', state: 'queued' },
        { ...coffee, id: 'chosen', addressHash: 'g', state: 'chosen', startsAt: now },
      ])
  })

  test('no mail that may have left since the backup leaves a second time, and the letter of the hour that came meanwhile counts as gone', async () => {
    // Monday 08:00 lies between the two.
    const monday = Temporal.Instant.from('2026-11-16T09:00:00Z')
    await holdBack(db(), { madeAt: '2026-11-15T09:00:00Z', now: monday })
    const states = await db()
      .select({ week: digests.week, state: digests.state, problem: digests.problem })
      .from(digests)
      .orderBy(digests.week)
    const may = expect.stringContaining('may have reached you or not')
    expect(states).toEqual([
      { week: '2026-W45', state: 'sent', problem: null },
      { week: '2026-W46', state: 'unknown', problem: may },
      { week: '2026-W47', state: 'unknown', problem: may },
    ])
    expect((await db().select().from(confirmations))[0]?.state).toBe('unknown')
    expect((await db().select().from(alarms))[0]?.state).toBe('unknown')
    const links = await db().select().from(signInLinks).orderBy(signInLinks.id)
    expect(links.map(({ state, expiresAt }) => [state, expiresAt.equals(monday)])).toEqual([
      ['unknown', true],
      ['sent', true],
    ])
    expect((await db().select().from(incidents))[0]?.state).toBe('unknown')
    const held = await db()
      .select({ id: coffees.id, state: coffees.state, told: coffees.told })
      .from(coffees)
      .orderBy(coffees.id)
    expect(held).toEqual([
      { id: 'chosen', state: 'chosen', told: 'unknown' },
      { id: 'queued', state: 'queued', told: null },
    ])
  })

  test('where no hour of a letter lies between, the next one comes as it would have', async () => {
    await holdBack(db(), { madeAt: '2026-11-24T09:00:00Z', now: Temporal.Instant.from('2026-11-24T09:10:00Z') })
    expect((await db().select().from(digests)).map(({ week }) => week)).not.toContain('2026-W48')
  })
})
