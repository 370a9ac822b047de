/** Starting and standing, against a bare program with the same server and the same embedded database, turn and turn about. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfChanged } from '../../scripts/start/ensure.js'
import { startPostgres } from '../../test/support/postgres.ts'
import { atMost, median, type Options, type Result } from '../result.ts'
import { type Start, startOnce } from './run-once.ts'

const mb = 1_000_000

const programs = {
  ours: ['scripts/start/start.js'],
  bare: ['bench/start/bare.js'],
} as const

interface Round {
  readonly first: Start
  readonly next: Start
}

export async function benchStart({ long }: Options): Promise<Result[]> {
  // Each of them takes half a minute.
  const rounds = long ? 5 : 3
  await buildIfChanged()
  const [ours, bare, tuned]: [Round[], Round[], Round[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(await firstAndNext(programs.ours, {}))
    bare.push(await firstAndNext(programs.bare, {}))
    tuned.push(await firstAndNext(programs.bare, { TUNED: 'yes' }))
  }
  const server = await standOnServer()
  const compare = (name: string, which: keyof Round, what: keyof Start, limit: number) =>
    row({
      name,
      limit,
      ours: median(ours.map((one) => one[which][what])),
      bare: median(bare.map((one) => one[which][what])),
      tuned: median(tuned.map((one) => one[which][what])),
      what,
    })
  return [
    compare('first start, to the first 200 of `/`', 'first', 'ms', 1.5),
    compare('first start in processor time', 'first', 'cpuMs', 1.5),
    compare('next start', 'next', 'ms', 1.5),
    compare('next start in processor time', 'next', 'cpuMs', 1.5),
    compare('memory at rest', 'next', 'restBytes', 1.3),
    compare('the most memory of a first start', 'first', 'peakBytes', 1.3),
    {
      name: 'memory at rest on a PostgreSQL server',
      measured: `${Math.round(server.restBytes / mb)} MB, ${Math.round(server.peakBytes / mb)} MB at most`,
      baseline: '120 MB',
      ...atMost(server.restBytes / (120 * mb), 1, '≤ 120 MB'),
    },
  ]
}

async function firstAndNext(command: readonly string[], settings: Readonly<Record<string, string>>): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-start-'))
  try {
    const all = { ...settings, DATA_DIR: folder, PORT: '18787' }
    return { first: await startOnce(command, all), next: await startOnce(command, all) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function standOnServer(): Promise<Start> {
  const postgres = await startPostgres()
  try {
    const key = `1:${Buffer.alloc(32, 1).toString('base64')}`
    return await startOnce(programs.ours, {
      DATABASE_URL: await postgres.create('start'),
      SECRET_KEYS: key,
      PORT: '18787',
      DATA_DIR: join(tmpdir(), 'coffee-start-none'),
    })
  } finally {
    await postgres.stop()
  }
}

interface Compared {
  readonly name: string
  readonly limit: number
  readonly what: keyof Start
  readonly ours: number
  readonly bare: number
  /** The bare program with the same settings of its database. */
  readonly tuned: number
}

function row({ name, limit, what, ours, bare, tuned }: Compared): Result {
  const say = (value: number) =>
    what.endsWith('Bytes') ? `${Math.round(value / mb)} MB` : `${(value / 1000).toFixed(2)} s`
  return {
    name,
    measured: say(ours),
    baseline: `${say(bare)} for a bare Hono and PGlite, ${say(tuned)} with the same settings`,
    ...atMost(ours / bare, limit),
  }
}
