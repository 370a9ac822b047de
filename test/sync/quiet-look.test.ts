/** A look that brings nothing costs the database little, and leaves everything as if it had been written the long way. */
import { and, eq } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { reserveUnits } from '../../src/db/budgets.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { finishLooks } from '../../src/db/queue/look.ts'
import { calls, streams, tasks } from '../../src/db/schema.ts'
import { step } from '../../src/work/step.ts'
import { startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'
import { useDatabase } from '../support/stage.ts'
import { watched } from '../support/statements.ts'

const db = useDatabase()

describe('a look without news', () => {
  test('takes at most four statements of mail and of a calendar, the claim included', async () => {
    const asked: string[] = []
    const program = await startProgram({
      db: watched(db(), { see: (text) => asked.push(text) }),
      history: smallHistory(),
    })
    onTestFinished(() => program.stop())
    const userId = await program.connect()
    await program.settle()
    // The first look at a mailbox that was read brings it up to its newest position.
    for (let look = 0; look < 2; look++) {
      program.jump(program.deps.now().add({ minutes: 31 }))
      await program.settle()
    }
    const [mail] = await db()
      .select()
      .from(tasks)
      .where(and(eq(tasks.kind, 'mail'), eq(tasks.userId, userId)))
    const subject = mail?.subject ?? ''
    program.jump(program.deps.now().add({ minutes: 31 }))
    for (const [kind, most] of [
      ['mail', 4],
      ['calendar', 4],
    ] as const) {
      const before = await ledger()
      asked.length = 0
      const [task] = await claimTasks(program.deps.db, program.deps.now(), 1, { kind, subject })
      if (!task) throw new Error(`${kind} is not due`)
      await step(program.deps, task)
      const statements = asked.filter((text) => !/usable/.test(text))
      expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most)
      const [row] = await db()
        .select()
        .from(tasks)
        .where(and(eq(tasks.kind, kind), eq(tasks.subject, subject)))
      expect(row).toMatchObject({ leaseId: null, leaseUntil: null, error: null, attempts: 0 })
      const minutes = (row?.runAt.epochMilliseconds ?? 0) - program.deps.now().epochMilliseconds
      expect(minutes / 60_000).toBeGreaterThan(25)
      const [stream] = await db().select().from(streams).where(eq(streams.kind, kind))
      const age = program.deps.now().epochMilliseconds - (stream?.lastSyncedAt?.epochMilliseconds ?? 0)
      expect(age).toBeLessThan(60_000)
      expect(await ledger()).toBeGreaterThan(before)
    }
  })

  test('whose lease somebody else has changes nothing: not the stream, and not the ledger', async () => {
    const program = await startProgram({ db: db(), history: smallHistory() })
    onTestFinished(() => program.stop())
    const userId = await program.connect()
    await program.settle()
    program.jump(program.deps.now().add({ minutes: 31 }))
    const [row] = await db()
      .select()
      .from(tasks)
      .where(and(eq(tasks.kind, 'mail'), eq(tasks.userId, userId)))
    const now = program.deps.now()
    const [task] = await claimTasks(program.deps.db, now, 1, { kind: 'mail', subject: row?.subject ?? '' })
    if (!task) throw new Error('mail is not due')
    const [before, counted] = [await db().select().from(streams), await ledger()]
    const held = await finishLooks(program.deps.db, [
      {
        task: { ...task, leaseId: 'another' },
        next: now,
        stream: { connectionId: task.subject, kind: 'mail' },
        progress: { lastSyncedAt: now, cursor: null },
        asked: { day: '2026-01-01', counts: new Map([['messages.get', 7]]) },
      },
    ])
    expect(held).toEqual([false])
    expect(await db().select().from(streams)).toEqual(before)
    expect(await ledger()).toBe(counted)
  })
})

test('quota is reserved from all quotas or from none, to the last unit, whoever comes at the same moment', async () => {
  const program = await startProgram({ db: db(), history: smallHistory() })
  onTestFinished(() => program.stop())
  const now = program.deps.now()
  const quotas = [
    { key: 'one', perMinute: 600, burst: 100 },
    { key: 'all', perMinute: 60, burst: 30 },
  ]
  const take = () => reserveUnits(program.deps.db, quotas, now, { least: 10, most: 10 })
  const taken = await Promise.all([take(), take(), take(), take()])
  expect(taken.filter((one) => 'granted' in one)).toHaveLength(3)
  // Ten units of the second quota are earned back in ten seconds.
  expect(taken.find((one) => 'retryAt' in one)).toMatchObject({
    retryAt: now.add({ seconds: 10 }).round('millisecond'),
  })
  const single = (key: string, most: number) =>
    reserveUnits(
      program.deps.db,
      quotas.filter((quota) => quota.key === key),
      now,
      { least: 1, most },
    )
  expect(await single('one', 70)).toEqual({ granted: 70 })
  expect(await single('one', 1)).toHaveProperty('retryAt')
})

const ledger = async () => (await db().select().from(calls)).reduce((sum, { count }) => sum + count, 0)
