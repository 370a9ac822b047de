import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createUser } from '../../src/db/accounts/users.ts'
import { reserveUnits } from '../../src/db/budgets.ts'
import { nextDueAt } from '../../src/db/due.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { budgets, tasks } from '../../src/db/schema.ts'
import { endTask, finishTask, LeaseLost, scheduleTask } from '../../src/db/tasks.ts'
import type { Instant } from '../../src/facts.ts'
import { defaultSettings } from '../../src/settings.ts'
import { openTestDatabase } from '../support/database.ts'

const start = Temporal.Instant.from('2026-11-22T08:00:00Z')
const later = (seconds: number): Instant => start.add({ milliseconds: Math.round(seconds * 1000) })
const duty = { kind: 'mail' as const, subject: 'c1', userId: 'u1' }
const fine = { error: null, attempts: 0 }

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase()
  const about = { name: 'Sam', timeZone: 'UTC', timeZoneChosen: false, settings: defaultSettings, createdAt: start }
  for (const id of ['u1', 'u2']) await createUser(database.db, { id, email: `${id}@example.org`, ...about })
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(tasks)
  await database.db.delete(budgets)
})

describe('the queue', () => {
  test('asked for while it runs, a task is due at the end of its lease at the soonest, so that nobody looks in vain', async () => {
    await scheduleTask(database.db, duty, start)
    const [held] = await claimTasks(database.db, start, 1)
    await scheduleTask(database.db, duty, start)
    expect((await nextDueAt(database.db))?.toString()).toBe(held?.leaseUntil.toString())
  })

  test('a task is claimed once, and again when its lease has lapsed', async () => {
    await scheduleTask(database.db, duty, start)
    expect(await claimTasks(database.db, start, 5)).toHaveLength(1)
    expect(await claimTasks(database.db, later(60), 5)).toHaveLength(0)
    expect(await claimTasks(database.db, later(121), 5)).toHaveLength(1)
  })

  test('many claim at once and each task goes to one of them', async () => {
    for (let index = 0; index < 20; index++) await scheduleTask(database.db, { ...duty, subject: `c${index}` }, start)
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimTasks(database.db, start, 5)))
    const subjects = claims.flat().map((task) => task.subject)
    expect(new Set(subjects).size).toBe(subjects.length)
    expect(subjects).toHaveLength(20)
  })

  test('whoever has a hundred duties waiting longest keeps nobody else waiting', async () => {
    const { db } = database
    for (let index = 0; index < 100; index++) await scheduleTask(db, { ...duty, subject: `many${index}` }, later(index))
    await scheduleTask(db, { kind: 'mail', subject: 'one', userId: 'u2' }, later(500))
    await scheduleTask(db, { kind: 'calendar', subject: 'one', userId: 'u2' }, later(501))
    const first = await claimTasks(db, later(600), 4)
    expect(first.map(({ kind, subject }) => `${kind} ${subject}`).toSorted()).toEqual([
      'calendar one',
      'mail many0',
      'mail many1',
      'mail one',
    ])
    const next = await claimTasks(db, later(600), 4)
    expect(next.map(({ subject }) => subject).toSorted()).toEqual(['many2', 'many3', 'many4', 'many5'])
  })

  test('a step that overran its lease changes nothing', async () => {
    await scheduleTask(database.db, duty, start)
    const [slow] = await claimTasks(database.db, start, 1)
    const [quick] = await claimTasks(database.db, later(200), 1)
    if (!slow || !quick) throw new Error('not claimed')
    await expect(finishTask(database.db, slow, later(300), fine)).rejects.toThrow(LeaseLost)
    await finishTask(database.db, quick, later(300), fine)
    expect(await claimTasks(database.db, later(299), 1)).toHaveLength(0)
    expect(await claimTasks(database.db, later(300), 1)).toHaveLength(1)
  })

  test('what is asked for while a task runs is done after it', async () => {
    await scheduleTask(database.db, duty, start)
    const [task] = await claimTasks(database.db, start, 1)
    if (!task) throw new Error('not claimed')
    await scheduleTask(database.db, duty, later(5))
    await finishTask(database.db, task, later(3600), fine)
    expect(await claimTasks(database.db, later(5), 1)).toHaveLength(1)
  })

  test('a task with nothing left to do ends, unless it was asked for again meanwhile', async () => {
    await scheduleTask(database.db, duty, start)
    const [task] = await claimTasks(database.db, start, 1)
    if (!task) throw new Error('not claimed')
    await scheduleTask(database.db, duty, later(5))
    await endTask(database.db, task)
    const [again] = await claimTasks(database.db, later(5), 1)
    if (!again) throw new Error('the wish was lost')
    await endTask(database.db, again)
    expect(await database.db.select().from(tasks)).toEqual([])
  })

  test('a later wish never postpones a task', async () => {
    await scheduleTask(database.db, duty, later(10))
    await scheduleTask(database.db, duty, later(100))
    expect(await claimTasks(database.db, later(10), 1)).toHaveLength(1)
  })
})

describe('quota', () => {
  const quota = { key: 'q', perMinute: 4800, burst: 1200 }

  test('the burst is free at once, the rest is earned back in pieces that are worth coming back for', async () => {
    expect(await reserveUnits(database.db, [quota], start, { least: 20, most: 5000 })).toEqual({ granted: 1200 })
    const refused = await reserveUnits(database.db, [quota], start, { least: 20, most: 100 })
    if (!('retryAt' in refused)) throw new Error('granted')
    expect(refused.retryAt.epochMilliseconds - start.epochMilliseconds).toBe(1250)
    expect(await reserveUnits(database.db, [quota], refused.retryAt, { least: 20, most: 100 })).toEqual({
      granted: 100,
    })
    const again = await reserveUnits(database.db, [quota], refused.retryAt, { least: 20, most: 5000 })
    if (!('retryAt' in again)) throw new Error('granted')
    expect(again.retryAt.since(refused.retryAt).total('seconds')).toBe(7.5)
  })

  test('two quotas are reserved together or not at all', async () => {
    const small = { key: 'small', perMinute: 60, burst: 40 }
    expect(await reserveUnits(database.db, [quota, small], start, { least: 20, most: 500 })).toEqual({ granted: 40 })
    expect(await reserveUnits(database.db, [quota, small], start, { least: 20, most: 500 })).toHaveProperty('retryAt')
    expect(await reserveUnits(database.db, [quota], start, { least: 20, most: 5000 })).toEqual({ granted: 1160 })
  })

  test('a quota smaller than one request still lets one through now and then', async () => {
    const tiny = { key: 'tiny', perMinute: 8, burst: 2 }
    expect(await reserveUnits(database.db, [tiny], start, { least: 20, most: 20 })).toEqual({ granted: 20 })
    const refused = await reserveUnits(database.db, [tiny], start, { least: 20, most: 20 })
    expect('retryAt' in refused && refused.retryAt.epochMilliseconds - start.epochMilliseconds).toBe(150_000)
  })

  test('in no minute is more spent than the quota allows', async () => {
    const pauses = fc.array(
      fc.record({ pause: fc.integer({ min: 0, max: 20_000 }), most: fc.integer({ min: 20, max: 1500 }) }),
      { minLength: 5, maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(pauses, async (calls) => {
        await database.db.delete(budgets)
        let at = start
        const spent: { at: number; units: number }[] = []
        for (const { pause, most } of calls) {
          at = at.add({ milliseconds: pause })
          const reserved = await reserveUnits(database.db, [quota], at, { least: 20, most })
          if ('granted' in reserved) spent.push({ at: at.epochMilliseconds, units: reserved.granted })
        }
        for (const { at: end } of spent) {
          const minute = spent.filter((one) => one.at > end - 60_000 && one.at <= end)
          expect(minute.reduce((sum, one) => sum + one.units, 0)).toBeLessThanOrEqual(6000)
        }
      }),
      { numRuns: 15 },
    )
  })
})
