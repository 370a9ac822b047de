/** Mail and calendar of an account that are looked at together ask together, and each keeps what is its own. */
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { reserveUnits } from '../../src/db/budgets.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { finishLooks } from '../../src/db/queue/look.ts'
import { budgets, calls, streams, tasks } from '../../src/db/schema.ts'
import type { Task } from '../../src/db/tasks.ts'
import type { Deps } from '../../src/deps.ts'
import { step } from '../../src/work/step.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'
import { useDatabase } from '../support/stage.ts'
import { watched } from '../support/statements.ts'

const db = useDatabase()

/** A program whose account has nothing new, with mail and calendar due. */
async function quiet(see: (text: string) => void = () => {}): Promise<Program> {
  const program = await startProgram({ db: watched(db(), { see }), history: smallHistory() })
  onTestFinished(() => program.stop())
  await program.connect()
  await program.settle()
  for (let look = 0; look < 2; look++) {
    program.jump(program.deps.now().add({ minutes: 31 }))
    await program.settle()
  }
  program.jump(program.deps.now().add({ minutes: 31 }))
  return program
}

async function both({ deps }: Program): Promise<readonly [Task, Task]> {
  const [one, other] = await claimTasks(deps.db, deps.now(), 2, { kinds: ['mail', 'calendar'] })
  if (!one || !other) throw new Error('mail and calendar are not due')
  return [one, other]
}
const looked = async ({ subject }: Pick<Task, 'subject'>) => {
  const rows = await db().select().from(streams).where(eq(streams.connectionId, subject)).orderBy(streams.kind)
  return rows.map(({ lastSyncedAt }) => lastSyncedAt?.epochMilliseconds ?? 0)
}
const countOf = (method: string) => db().$count(calls, eq(calls.method, method))

test('a look at both that brings nothing takes four statements, the claim included, and both are due in half an hour', async () => {
  const asked: string[] = []
  const program = await quiet((text) => asked.push(text))
  asked.length = 0
  const claimed = await both(program)
  await Promise.all(claimed.map((task) => step(program.deps, task)))
  const statements = asked.filter((text) => !/usable/.test(text))
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(4)
  for (const moment of await looked(claimed[0]))
    expect(program.deps.now().epochMilliseconds - moment).toBeLessThan(60_000)
  for (const { runAt, leaseId } of await db().select().from(tasks).where(eq(tasks.subject, claimed[0].subject))) {
    expect(leaseId).toBeNull()
    expect(runAt.epochMilliseconds - program.deps.now().epochMilliseconds).toBeGreaterThan(25 * 60_000)
  }
  expect(await countOf('history.list')).toBeGreaterThan(0)
  expect(await countOf('events.list')).toBeGreaterThan(0)
})

test('one of them whose lease somebody else has changes nothing, and the other ends as if it were alone', async () => {
  const program = await quiet()
  const [one, other] = await both(program)
  const next = program.deps.now().add({ minutes: 30 })
  const at = program.deps.now().add({ minutes: 1 })
  const looks = [one, { ...other, leaseId: 'another' }].map((task) => ({
    task,
    next,
    stream: { connectionId: task.subject, kind: task.kind as 'mail' | 'calendar' },
    progress: { lastSyncedAt: at, error: null },
    asked: { day: '2026-01-01', counts: new Map([['same', 1]]) },
  }))
  expect(await finishLooks(program.deps.db, looks)).toEqual([true, false])
  const moved = (await db().select().from(streams)).filter(({ lastSyncedAt }) => lastSyncedAt?.equals(at))
  expect(moved.map(({ kind }) => kind)).toEqual([one.kind])
  expect(await db().select().from(calls).where(eq(calls.method, 'same'))).toMatchObject([{ count: 1 }])
  const rows = await db().select().from(tasks).where(eq(tasks.leaseId, other.leaseId))
  expect(rows.map(({ kind }) => kind)).toEqual([other.kind])
})

test('one that fails leaves the other to end by itself', async () => {
  const program = await quiet()
  const claimed = await both(program)
  const before = await looked(claimed[0])
  const google = program.deps.providers.get('google')
  if (!google) throw new Error('no provider')
  const source: typeof google.source = (kind) => {
    if (kind === 'calendar') throw new Error('broken')
    return google.source(kind)
  }
  const providers = new Map([['google', { ...google, source }]]) as unknown as Deps['providers']
  await Promise.all(claimed.map((task) => step({ ...program.deps, providers }, task)))
  const rows = await db().select().from(tasks).where(eq(tasks.subject, claimed[0].subject))
  expect(rows.find(({ kind }) => kind === 'mail')).toMatchObject({ leaseId: null, error: null, attempts: 0 })
  expect(rows.find(({ kind }) => kind === 'calendar')).toMatchObject({ leaseId: null, attempts: 1 })
  expect((await looked(claimed[0])).filter((moment, at) => moment !== before[at])).toHaveLength(1)
})

test('what is reserved at the same moment is reserved as if one came after the other', async () => {
  const now = (await quiet()).deps.now()
  const quota = (key: string) => ({ key, perMinute: 60, burst: 10 })
  const take = (key: string, most: number) => reserveUnits(db(), [quota(key)], now, { least: 1, most })
  await Promise.all([take('a', 1), take('b', 1)])
  expect(await Promise.all([take('a', 4), take('b', 10), take('a', 4)])).toEqual([
    { granted: 4 },
    { granted: 9 },
    { granted: 4 },
  ])
  expect(await Promise.all([take('a', 1), take('b', 1)])).toEqual([{ granted: 1 }, { retryAt: expect.anything() }])
  expect(await db().$count(budgets, eq(budgets.key, 'a'))).toBe(1)
})
