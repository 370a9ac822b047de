/** The real program, started on what 0.1.0 left in its folder; a backup of it while it runs; and that backup on a new machine. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBackup } from '../../../src/node/backup/read.ts'
import { runBackup } from '../../../src/node/backup/run.ts'
import type { Fixture } from '../../fixtures/format.ts'
import { type Difference, differences, inOrder } from '../../support/differ.ts'
import { freePort } from '../../support/postgres.ts'
import { type Spawned, startProcess } from '../../support/spawned.ts'
import { leaveFolder } from '../../support/upgrade.ts'

const key = Buffer.alloc(32, 5).toString('base64')
let dir: string
let fixture: Fixture
let port: number
let program: Spawned
const running: Spawned[] = []

/** Three ports in a row: the program's own and those of its samples. */
async function freePorts(): Promise<number> {
  for (;;) {
    const first = await freePort()
    const next = await Promise.all([1, 2].map((offset) => isFree(first + offset)))
    if (next.every(Boolean)) return first
  }
}

async function isFree(at: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${at}`).then(
    () => false,
    () => true,
  )
}

function start(face: 'all' | 'web', folder: string): Spawned {
  const settings = {
    DATA_DIR: folder,
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    BACKUP_KEY: key,
    LOG_LEVEL: 'debug',
  }
  const one = startProcess(face, settings)
  running.push(one)
  return one
}

/** The command in a process of its own, as an operator calls it. @returns what it said; fails where it does */
async function command(name: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const inherited = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }
  const called = ['scripts/start/start.js', name, ...args]
  const { stdout } = await promisify(execFile)(process.execPath, called, { env: { ...inherited, ...env } })
  return stdout
}

/** The same, in this process. */
async function call(name: 'backup' | 'restore', args: readonly string[], env: Readonly<Record<string, string>>) {
  const said: string[] = []
  // Before the backup by the clock: no hour of a letter comes between the two, whenever this runs.
  const now = Temporal.Instant.from('2026-11-16T09:13:32Z')
  await runBackup(name, { env, args, now, root: '.', readFile: () => '', say: (line) => said.push(line) })
  return said.join('\n')
}

const ask = (path: string, who?: string) =>
  fetch(`http://localhost:${port}${path}`, {
    redirect: 'manual',
    headers: who ? { cookie: `session=${fixture.sessions[who]}` } : {},
  })
const exportOf = async (who: string) => (await ask('/export.json', who)).json()

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'coffee-started-'))
  port = await freePorts()
  fixture = await leaveFolder('0.1.0', { folder: join(dir, 'old'), port })
  program = start('web', join(dir, 'old'))
  await program.says(/Coffee soon\? is at/)
}, 120_000)
afterAll(async () => {
  await Promise.all(running.map((one) => one.end('SIGKILL')))
  rmSync(dir, { recursive: true, force: true })
})

/** The moment itself; a tie grows weaker by the second; and of a series in two calendars the number of a row says which one names it. */
const isOfSeconds = ({ path, before, after }: Difference) =>
  path === 'exportedAt' ||
  /^interactions\.\d+\.seriesId$/.test(path) ||
  (/^people\.\d+\.strength$/.test(path) && Math.abs(Number(before) / Number(after) - 1) < 0.01)

/** Everybody has what they had: what the export says, the pages, and the links that left. */
async function expectAsItWas(): Promise<void> {
  for (const [who, before] of Object.entries(fixture.exports)) {
    expect(differences(inOrder(before), inOrder(await exportOf(who))).filter((one) => !isOfSeconds(one))).toEqual([])
    for (const path of ['/people', '/letter', '/settings', '/account'])
      expect([path, (await ask(path, who)).status]).toEqual([path, 200])
  }
  for (const [purpose, path] of Object.entries(fixture.paths))
    expect([purpose, (await ask(path, purpose === 'coffee' ? 'sam' : undefined)).status]).toEqual([purpose, 200])
  expect((await ask('/people')).status).toBe(302)
}

test('whoever used 0.1.0 starts this version on their folder and has the same people, decisions, letters, links and sessions', async () => {
  await expectAsItWas()
})

test('a backup is made by the program that runs, asked by the command, and only its owner reads it', async () => {
  const file = join(dir, 'one.backup')
  const env = { DATA_DIR: join(dir, 'old'), BACKUP_KEY: key }
  expect(await command('backup', [file], env)).toMatch(/holds \d+ rows in \d+ kB, and the secret key/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  for (const name of ['control', 'control.sock']) expect(statSync(join(dir, 'old', name)).mode & 0o777).toBe(0o600)
  expect(program.lines.join()).toMatch(/"event":"backup made","rows":\d+/)
  // The same name is not written over, and another key than the running one is not taken.
  await expect(call('backup', [file], env)).rejects.toThrow('is there already')
  const other = { ...env, BACKUP_KEY: Buffer.alloc(32, 6).toString('base64') }
  await expect(call('backup', [join(dir, 'two.backup')], other)).rejects.toThrow('has another BACKUP_KEY')
  expect(readdirSync(dir).toSorted()).toEqual(['old', 'one.backup'])
})

test('on a new machine the file and BACKUP_KEY are enough: everything is there', async () => {
  await program.end()
  expect(existsSync(join(dir, 'old', 'control'))).toBe(false)
  const env = { DATA_DIR: join(dir, 'new'), BACKUP_KEY: key }
  expect(await call('restore', [join(dir, 'one.backup')], env)).toMatch(/^Restored \d+ rows, as they were at /)
  expect(statSync(join(dir, 'new', 'secret-key')).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(dir, 'new')).toSorted()).toEqual(['database', 'sample', 'secret-key'])
  await expect(call('restore', [join(dir, 'one.backup')], env)).rejects.toThrow('There is a database in')
  program = start('web', join(dir, 'new'))
  await program.says(/Coffee soon\? is at/)
  await expectAsItWas()
  await program.end()
})

test('one is made while the program reads, and it ends in order meanwhile', async () => {
  const sample = join(dir, 'new', 'sample', 'sample.json')
  const state = JSON.parse(readFileSync(sample, 'utf8')) as { offset: string }
  // An hour later, when both accounts are due to be read.
  const later = Temporal.Duration.from(state.offset).add({ seconds: 3600 })
  writeFileSync(sample, JSON.stringify({ ...state, offset: later.toString() }))
  program = start('all', join(dir, 'new'))
  await program.says(/"event":"(page|step)"/)
  const file = join(dir, 'reading.backup')
  await call('backup', [file], { DATA_DIR: join(dir, 'new'), BACKUP_KEY: key })
  const key32 = Buffer.from(key, 'base64')
  const { rows, head } = await checkBackup({ path: file, key: key32 }, 'drizzle')
  expect(rows).toBeGreaterThan(1000)
  expect(head.keys).toEqual([expect.stringMatching(/^test:/)])
  expect(await program.end()).toBe(0)
})
