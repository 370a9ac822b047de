import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nextDueAt } from '../../src/db/due.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { digests, tasks } from '../../src/db/schema.ts'
import { releaseTasks } from '../../src/db/tasks.ts'
import type { Delivery, Deps } from '../../src/deps.ts'
import { step } from '../../src/work/step.ts'
import { tick } from '../../src/work/tick.ts'
import { accept, maren, monday, type Stage, setStage, teo } from './letter/stage.ts'

let stage: Stage
let relay: () => Promise<Delivery> = accept
beforeAll(async () => {
  stage = await setStage({ people: [maren, teo], relay: () => relay() })
  await stage.run(monday.subtract({ minutes: 1 }))
})
afterAll(() => stage.close())
/** The same Monday morning every time: nothing written yet, and the letter due. */
async function prepare() {
  await stage.db.delete(digests)
  await stage.db.delete(tasks)
  await stage.db.insert(tasks).values({ kind: 'letter', subject: 'sam', userId: 'sam', runAt: monday })
  stage.rewind(monday)
}

/** The end of a process: nothing that it still tries reaches the database. */
class Killed extends Error {
  override readonly name = 'Killed'
}

interface Kill {
  /** Dies before this statement of the task, counted from one. */
  readonly atStatement?: number
  /** Dies in the hands of the relay: before it takes the letter, or after. */
  readonly atRelay?: 'before' | 'after'
  /** Letters stay in the outbox. */
  readonly outbox?: true
}

/** Runs the task once and kills it; `statements` is how many it came to. */
async function kill({ atStatement = 0, atRelay, outbox }: Kill) {
  await prepare()
  let dead = false
  let statements = 0
  let taken = 0
  relay = async () => {
    const kills = !dead && atRelay
    if (kills === 'before') {
      dead = true
      throw new Killed()
    }
    taken++
    if (!kills) return accept()
    dead = true
    throw new Killed()
  }
  const deps = outbox ? { ...stage.deps, mailer: null } : stage.deps
  const [task] = await claimTasks(stage.db, stage.now(), 1, { kind: 'letter', subject: 'sam' })
  if (!task) throw new Error('the letter is not due')
  stage.onStatement = () => {
    if (dead || ++statements === atStatement) {
      dead = true
      throw new Killed()
    }
  }
  await step(deps, task).catch(() => {})
  const died = dead
  // The next process finds what the killed one left.
  dead = true
  stage.onStatement = () => {}
  await releaseTasks(stage.db, stage.now())
  await work(deps)
  return { statements, died, taken: () => taken }
}

/** What the next process does, for more than a day. */
async function work(deps: Deps) {
  const end = monday.add({ hours: 30 })
  for (
    let due = await nextDueAt(stage.db);
    due && due.epochMilliseconds < end.epochMilliseconds;
    due = await nextDueAt(stage.db)
  ) {
    stage.jump(due)
    await tick(deps)
  }
}

async function check(taken: number) {
  const rows = await stage.digests()
  expect(taken).toBeLessThan(2)
  expect(rows).toHaveLength(1)
  const [row] = rows
  expect(['sent', 'unknown', 'failed', 'dropped']).toContain(row?.state)
  if (row?.state === 'sent') expect([row.sends, row.problem]).toEqual([1, null])
  else expect(row?.problem).toMatch(/\w+ .*\./)
  if (taken === 0) expect(row?.state).not.toBe('sent')
  const letters = (await stage.db.select().from(tasks)).filter(({ kind }) => kind === 'letter')
  expect(letters.map(({ runAt, leaseId }) => [runAt.toString(), leaseId])).toEqual([
    [monday.add({ hours: 24 * 7 }).toString(), null],
  ])
}

describe('the end of the program around the sending of a letter', () => {
  test('without one, one letter', async () => {
    const { statements, died, taken } = await kill({})
    expect(died).toBe(false)
    expect(statements).toBeGreaterThan(15)
    await check(taken())
    expect(taken()).toBe(1)
  })

  test('before any statement: never two letters, and none lost without a word', async () => {
    const states = new Set<string | undefined>()
    for (let atStatement = 1; ; atStatement++) {
      const { died, taken } = await kill({ atStatement })
      if (!died) break
      await check(taken())
      states.add((await stage.digests())[0]?.state)
    }
    // Before the letter was leaving it is sent by the next process; after that nobody knows.
    expect(states).toEqual(new Set(['sent', 'unknown']))
  }, 240_000)

  test('before any statement, where letters stay in the outbox: always there', async () => {
    for (let atStatement = 1; ; atStatement++) {
      const { died } = await kill({ atStatement, outbox: true })
      if (!died) break
      expect(await stage.digests()).toMatchObject([{ state: 'sent', sends: 1, problem: null }])
    }
  }, 240_000)

  test.each(['before', 'after'] as const)('%s the relay takes it: unknown, said, and not repeated', async (atRelay) => {
    const { died, taken } = await kill({ atRelay })
    expect(died).toBe(true)
    await check(taken())
    expect(taken()).toBe(atRelay === 'after' ? 1 : 0)
    expect(await stage.digests()).toMatchObject([{ state: 'unknown', sends: 1 }])
  })
})
