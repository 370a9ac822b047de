/** A sample with a small life and a program that reads it, for tests of reading. One database serves a whole test file. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect, onTestFinished } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { budgets, connections, facts, streams, tasks, users } from '../../src/db/schema.ts'
import type { StreamKind } from '../../src/providers/types.ts'
import type { History } from '../../src/sample/history/types.ts'
import { type Program, type ProgramOptions, startProgram } from '../support/program.ts'
import { readStored, recount } from '../support/recount.ts'

/** A program on a sample of this life; both end with the test, and what it stored is deleted. */
export async function begin(
  history: History,
  options: Omit<ProgramOptions, 'history'> & { db: Database },
): Promise<Program> {
  const program = await startProgram({ ...options, history })
  onTestFinished(() => end(program))
  return program
}

export async function end(program: Program): Promise<void> {
  await forget(program)
  await program.stop()
}

/** Deletes everybody, and what was spent: the next program's clock begins earlier than this one's ended. */
export async function forget({ deps }: Program): Promise<void> {
  await deps.db.delete(users)
  await deps.db.delete(budgets)
}

export async function connectionRow({ deps, sample }: Program) {
  const rows = await deps.db.select().from(connections).where(eq(connections.issuer, sample.origin))
  if (!rows[0]) throw new Error('nothing is connected')
  return rows[0]
}

export async function streamOf(program: Program, kind: StreamKind) {
  const { id } = await connectionRow(program)
  const rows = await program.deps.db.select().from(streams).where(eq(streams.connectionId, id))
  const found = rows.find((row) => row.kind === kind)
  if (!found) throw new Error(`there is no stream for ${kind}`)
  return found
}

/** When the task runs next, in whole seconds from now; undefined where it is parked. */
export async function secondsUntil(program: Program, kind: StreamKind): Promise<number | undefined> {
  const rows = await program.deps.db.select().from(tasks).where(eq(tasks.kind, kind))
  const runAt = rows[0]?.runAt
  return runAt && Math.round(runAt.since(program.deps.now()).total('seconds'))
}

/** The window that the calendar was read in. */
export async function windowOf(program: Program) {
  const { cursor } = await streamOf(program, 'calendar')
  return { from: Temporal.Instant.from(String(cursor?.from)), to: Temporal.Instant.from(String(cursor?.to)) }
}

/** Lets the next look at the account come, and everything that follows from it. */
export async function syncAgain(program: Program, minutes = 31): Promise<void> {
  program.jump(program.deps.now().add({ minutes }))
  await program.settle()
}

export async function storedBy(program: Program) {
  return readStored(program.deps.db, (await connectionRow(program)).id)
}

interface Expected {
  readonly history: History
  readonly since?: Temporal.Instant
  readonly mail?: boolean
  readonly calendar?: boolean
  readonly subjects?: boolean
}

/** What is stored equals the recount, one fact by one. @returns the ids */
export async function expectRecount(program: Program, { history, calendar = true, ...more }: Expected) {
  const since = more.since ?? program.deps.now().toZonedDateTimeISO('UTC').subtract({ years: 5 }).toInstant()
  const window = calendar ? { window: await windowOf(program) } : {}
  const expected = recount({ history, dir: program.dir, ...more, since, ...window })
  const stored = await storedBy(program)
  expect([...stored.keys()].toSorted()).toEqual([...expected.keys()].toSorted())
  for (const [id, plain] of expected) expect(stored.get(id), id).toEqual(plain)
  return [...expected.keys()]
}

/** The requests that reached the sample's API method since `from` (an index of its log), as query parameters. */
export function asked({ sample }: Program, api: string, from = 0): URLSearchParams[] {
  return sample.log
    .slice(from)
    .filter((request) => request.api === api)
    .map((request) => new URLSearchParams(request.query))
}

/** Ids of the messages and threads that were fetched with their headers, in the order asked for. */
export function fetched({ sample }: Program, from = 0): string[] {
  return sample.log
    .slice(from)
    .filter(
      ({ api, query, status }) =>
        /^(messages|threads)\.get$/.test(api) && status === 200 && query.includes('format=metadata'),
    )
    .map(({ path }) => path.split('/').at(-1) ?? '')
}

/** How many facts a connection has, without reading them. */
export async function countStored(program: Program): Promise<number> {
  return program.deps.db.$count(facts, eq(facts.connectionId, (await connectionRow(program)).id))
}
