/** A fault of the database itself gives a task back at once, and ends neither the loop nor the process. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { tasks, users } from '../../src/db/schema.ts'
import { openServer } from '../../src/db/server/open.ts'
import type { Deps } from '../../src/deps.ts'
import { defaultSettings } from '../../src/settings.ts'
import { step } from '../../src/work/step.ts'
import { startLoop, tick } from '../../src/work/tick.ts'
import { bareDeps } from '../support/deps.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'

let server: PostgresServer
let opened: OpenDatabase
let deps: Deps
let now = Temporal.Instant.from('2026-11-29T12:00:00Z')
const events: { event: string; details: unknown }[] = []
beforeAll(async () => {
  server = await startPostgres()
  opened = openServer(await server.create('ailing'), 4)
  const log: Deps['log'] = (event, details) => void events.push({ event, details })
  deps = bareDeps({ db: opened.db, now: () => now, log })
  await opened.db.insert(users).values({
    id: 'sam',
    email: 'sam@example.org',
    name: 'Sam',
    timeZone: 'UTC',
    settings: defaultSettings,
    createdAt: now,
  })
})
beforeEach(async () => {
  events.length = 0
  await opened.db.delete(tasks)
  await opened.db.insert(tasks).values({ kind: 'derive', subject: 'sam', userId: 'sam', runAt: now })
})
afterAll(async () => {
  await opened.close()
  await server.stop()
})

const row = async () => (await opened.db.select().from(tasks).where(eq(tasks.kind, 'derive')))[0]
const said = (event: string) => events.filter((one) => one.event === event)
async function claim() {
  const [task] = await claimTasks(opened.db, now, 1)
  if (!task) throw new Error('not due')
  return task
}

test('a server that goes away in the middle of a task, and comes back: the task is due a second later', async () => {
  const task = await claim()
  await server.halt()
  await expect(step(deps, task)).rejects.toThrow()
  await expect(tick(deps)).rejects.toThrow()
  await server.resume()
  expect((await row())?.leaseId).toBe(task.leaseId)
  await tick(deps)
  const given = await row()
  expect(given).toMatchObject({
    leaseId: null,
    leaseUntil: null,
    attempts: 1,
    error: expect.stringMatching(/^database \w+$/),
  })
  expect(given?.runAt.since(now).total('seconds')).toBeLessThanOrEqual(1)
  expect(said('step failed')).toMatchObject([{ details: { kind: 'derive', why: 'the database does not answer' } }])
  now = now.add({ seconds: 2 })
  expect(await tick(deps)).toBe(1)
  expect(await row()).toMatchObject({ leaseId: null, attempts: 0, error: null })
})

test('the loop goes on by itself once the server is back, and says both in one line each', async () => {
  await server.halt()
  const loop = startLoop(deps)
  onTestFinished(() => loop.stop())
  await expect.poll(() => said('database ails').length, { timeout: 60_000 }).toBe(1)
  await server.resume()
  await expect.poll(() => said('database is well again').length, { timeout: 60_000 }).toBe(1)
  await expect.poll(async () => (await row())?.runAt.equals(now), { timeout: 60_000 }).toBe(false)
  expect(said('database ails')).toMatchObject([{ details: { why: 'the database does not answer' } }])
  expect(said('tick failed')).toEqual([])
})
