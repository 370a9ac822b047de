import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findUser, type User } from '../../../src/db/accounts/users.ts'
import { findBacktest } from '../../../src/db/backtests.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { backtests, connections, streams, tasks, users } from '../../../src/db/schema.ts'
import { replayNext, requestBacktest } from '../../../src/work/backtest/backtest.ts'
import { disconnect, keepWhatWasRead } from '../../../src/work/leave.ts'
import { step } from '../../../src/work/step.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'

let program: Program
let user: User

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(['maren', 'dana', 'ingrid']) })
  const id = await program.connect()
  await program.settle()
  user = (await findUser(program.deps.db, id)) as User
}, 120_000)
afterAll(() => program.stop())
beforeEach(async () => {
  await program.deps.db.delete(backtests)
  await program.deps.db.delete(tasks).where(eq(tasks.kind, 'backtest'))
})

const duty = () => ({ kind: 'backtest' as const, subject: user.id })
const claim = async () => {
  const { deps } = program
  return (await claimTasks(deps.db, deps.now(), 1, duty()))[0]
}
/** One month, as the worker does it. @returns whether there was anything to do */
async function work(): Promise<boolean> {
  const task = await claim()
  if (task) await step(program.deps, task)
  return task !== undefined
}
const run = () => findBacktest(program.deps.db, user.id)
const replayed = async () => (await run())?.months.map(({ at }) => at.toString()) ?? []

describe('the past year', () => {
  test('is replayed a month a step, oldest first, and ends by itself', async () => {
    await requestBacktest(program.deps, user)
    expect(await run()).toMatchObject({ state: 'running', months: [], total: 12 })
    await work()
    expect(await run()).toMatchObject({ state: 'running', total: 12 })
    expect(await replayed()).toHaveLength(1)
    while (await work());
    expect(await run()).toMatchObject({ state: 'done', total: 12, problem: null })
    const months = await replayed()
    expect(months).toHaveLength(12)
    expect(months).toEqual([...new Set(months)].toSorted())
    expect(await program.deps.db.$count(tasks, eq(tasks.kind, 'backtest'))).toBe(0)
    expect((await run())?.months.some(({ picks }) => picks.length > 0)).toBe(true)
  }, 120_000)

  test('asks no provider anything', async () => {
    const before = program.sample.log.length
    await requestBacktest(program.deps, user)
    await work()
    await work()
    expect(await replayed()).toHaveLength(2)
    expect(program.sample.log.length).toBe(before)
  })

  test('goes on where it was when the process dies in the middle of a month', async () => {
    await requestBacktest(program.deps, user)
    await work()
    const first = await replayed()
    const dead = await claim()
    if (!dead) throw new Error('nothing to claim')
    const outcome = await replayNext(program.deps, dead)
    expect(await claim()).toBeUndefined()
    program.jump(dead.leaseUntil.add({ seconds: 1 }))
    await work()
    const second = await replayed()
    expect(second).toHaveLength(2)
    expect(second[0]).toBe(first[0])
    // The dead one comes to itself and writes what it had worked out: its month is there already.
    await program.deps.db.transaction(async (tx) => outcome?.write(tx))
    await step(program.deps, dead)
    expect(await replayed()).toEqual(second)
  })

  test('asked for twice it is replayed once', async () => {
    await requestBacktest(program.deps, user)
    await work()
    await requestBacktest(program.deps, user)
    expect(await replayed()).toHaveLength(1)
    expect(await program.deps.db.$count(tasks, eq(tasks.kind, 'backtest'))).toBe(1)
  })

  test('asked for again once it is done it begins anew, and an old run’s month does not count', async () => {
    await requestBacktest(program.deps, user)
    const old = await claim()
    const outcome = old && (await replayNext(program.deps, old))
    await program.deps.db.update(backtests).set({ state: 'done' })
    program.jump(program.deps.now().add({ seconds: 200 }))
    await requestBacktest(program.deps, user)
    await program.deps.db.transaction(async (tx) => outcome?.write(tx))
    expect(await run()).toMatchObject({ state: 'running', months: [] })
  })

  test('ends with a sentence where there is too little history', async () => {
    const { db } = program.deps
    const [known] = await db.select().from(streams)
    await db.update(streams).set({ readBackTo: program.deps.now().subtract({ hours: 24 * 200 }) })
    await requestBacktest(program.deps, user)
    while (await work());
    const found = await run()
    expect(found).toMatchObject({ state: 'failed', months: [], total: 0 })
    expect(found?.problem).toMatch(/^A month can be replayed once a whole year .* Your history is read back to \w+/)
    await db.update(streams).set({ readBackTo: null })
    await db.delete(backtests)
    await requestBacktest(program.deps, user)
    while (await work());
    expect((await run())?.problem).toMatch(/is not known yet\.$/)
    await db.update(streams).set({ readBackTo: known?.readBackTo ?? null })
  })

  test('stays while what was read is kept, and goes with what it was made from', async () => {
    const { db } = program.deps
    await requestBacktest(program.deps, user)
    await work()
    const connectionId = (await db.select().from(connections))[0]?.id ?? ''
    await keepWhatWasRead(program.deps, user.id, connectionId)
    expect(await replayed()).toHaveLength(1)
    const task = await claim()
    const outcome = task && (await replayNext(program.deps, task))
    await disconnect(program.deps, user.id, connectionId)
    expect(await run()).toBeUndefined()
    // A month that was being worked out meanwhile does not bring it back.
    await db.transaction(async (tx) => outcome?.write(tx))
    expect(await run()).toBeUndefined()
    await db.delete(users).where(eq(users.id, user.id))
    expect(await db.$count(backtests)).toBe(0)
  })
})
