/** A populated database as an older version left it, and its upgrade to the newest by the program's own migrations. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../src/db/database.ts'
import { type OpenDatabase, openEmbedded } from '../../src/db/open.ts'
import type { Instant } from '../../src/facts.ts'
import { startSample } from '../../src/sample/google/server.ts'
import { startSampleMicrosoft } from '../../src/sample/microsoft/server.ts'
import { type Fixture, fixtureKey, readFixture } from '../fixtures/format.ts'
import { signingKeys } from './life.ts'
import { type Program, startProgram } from './program.ts'
import { smallHistory } from './small.ts'

export interface OldVersion {
  readonly fixture: Fixture
  /** The moment at which it was left. */
  readonly at: Instant
  readonly database: OpenDatabase
  /** Applies what was added since, as every start of the program does. */
  upgrade(): Promise<void>
  /** The newest program on it, from that moment on, with the samples as they were left. */
  start(): Promise<Program>
  close(): Promise<void>
}

const migrations = 'drizzle'

/**
 * Opens what a version left, with exactly the migrations that it had.
 * @param database an empty one; in memory unless given. It is closed with the rest
 */
export async function openVersion(version: string, database?: OpenDatabase): Promise<OldVersion> {
  const fixture = readFixture(version)
  const opened = database ?? (await openEmbedded())
  const dir = mkdtempSync(join(tmpdir(), 'coffee-upgrade-'))
  await opened.migrate(folderUpTo(fixture.migrations, join(dir, 'drizzle')))
  const samples = await startSamples(fixture, dir)
  await fill(opened.db, placed(fixture, samples))
  const programs: Program[] = []
  return {
    fixture,
    at: Temporal.Instant.from(fixture.at),
    database: opened,
    upgrade: () => opened.migrate(migrations),
    async start() {
      const program = await startProgram({ db: opened.db, beside: { ...samples, dir } })
      programs.push(program)
      return program
    },
    async close() {
      for (const program of programs) await program.stop()
      await samples.microsoft.close()
      await samples.sample.close()
      await opened.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/**
 * Leaves a data folder as a version left it on the embedded database: its database, its key, and its samples beside a program
 * on this port, by a clock that goes on from that moment.
 */
export async function leaveFolder(
  version: string,
  { folder, port }: { folder: string; port: number },
): Promise<Fixture> {
  const fixture = readFixture(version)
  const path = join(folder, 'database')
  mkdirSync(path, { recursive: true })
  const database = await openEmbedded(path)
  try {
    await database.migrate(folderUpTo(fixture.migrations, join(folder, 'old')))
    const at = (offset: number) => ({ origin: `http://127.0.0.1:${port + offset}` })
    await fill(database.db, placed(fixture, { sample: at(1), microsoft: at(2) }))
    // Who was here in that very hour: the export wants a sign-in of the last one.
    await database.db.execute(sql`update sessions set created_at = ${fixture.at.toString()}`)
  } finally {
    await database.close()
    rmSync(join(folder, 'old'), { recursive: true })
  }
  const { id, bytes } = fixtureKey
  writeFileSync(join(folder, 'secret-key'), `${id}:${Buffer.from(bytes).toString('base64')}\n`, { mode: 0o600 })
  const offset = Temporal.Now.instant().until(fixture.at).round({ largestUnit: 'second', smallestUnit: 'second' })
  mkdirSync(join(folder, 'sample'))
  writeSamples(fixture, join(folder, 'sample'), { offset: offset.toString() })
  return fixture
}

/** The newest of the migrations that there are now. */
export function allMigrations(): readonly string[] {
  return readJournal().entries.map(({ tag }) => tag)
}

interface Journal {
  readonly entries: readonly { readonly tag: string }[]
}

const readJournal = () => JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as Journal

/** A folder with the first migrations alone. */
function folderUpTo(tags: readonly string[], folder: string): string {
  const journal = readJournal()
  const entries = journal.entries.slice(0, tags.length)
  if (entries.map(({ tag }) => tag).join() !== tags.join())
    throw new Error(`drizzle/ does not begin with ${tags.join(', ')}: a migration that was released has changed`)
  mkdirSync(join(folder, 'meta'), { recursive: true })
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  for (const tag of tags) copyFileSync(join(migrations, `${tag}.sql`), join(folder, `${tag}.sql`))
  return folder
}

type Places = Readonly<Record<'sample' | 'microsoft', { readonly origin: string }>>

/** Both samples with what they remember, by a clock that begins where it was left. */
async function startSamples(fixture: Fixture, dir: string) {
  const { at, names, anchor } = fixture
  writeSamples(fixture, dir)
  let ahead = Temporal.Instant.from(at).epochMilliseconds - Temporal.Now.instant().epochMilliseconds
  const now = () => Temporal.Now.instant().add({ milliseconds: ahead })
  const history = smallHistory(names, Temporal.PlainDate.from(anchor))
  const sample = await startSample({ dir, now, history, quotaPerMinute: 1_000_000_000 })
  const microsoft = await startSampleMicrosoft({ dir, now: sample.now, history })
  const jump = (until: Instant) => {
    ahead += Math.max(0, until.epochMilliseconds - now().epochMilliseconds)
  }
  return { sample, microsoft, jump }
}

function writeSamples({ samples }: Fixture, dir: string, more: object = {}): void {
  const keys: Readonly<Record<string, object>> = {
    'sample.json': signingKeys.google,
    'microsoft.json': signingKeys.microsoft,
  }
  for (const [name, state] of Object.entries(samples))
    writeFileSync(join(dir, name), JSON.stringify({ ...state, ...keys[name], ...more }))
}

/** The rows, as if the samples had stood where they stand now. */
function placed({ tables, origins }: Fixture, { sample, microsoft }: Places): Fixture['tables'] {
  const text = JSON.stringify(tables)
    .replaceAll(origins.google, sample.origin)
    .replaceAll(origins.microsoft, microsoft.origin)
  return JSON.parse(text) as Fixture['tables']
}

/** Puts every row where it was, without anything that a trigger would make of it. */
async function fill(db: Database, tables: Fixture['tables']): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    for (const [name, rows] of Object.entries(tables)) {
      const table = sql.identifier(name)
      const values = JSON.stringify(rows)
      await tx.execute(sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${values}::json)`)
    }
  })
}
