/** Live questions to one calendar that come at once: they share an answer, wait their turn, and say what is so. */
import { expect, test } from 'vitest'
import { budgets } from '../../../src/db/schema.ts'
import { planCoffee } from '../../../src/work/coffee/plan.ts'
import { setTable } from '../../../src/work/coffee/table.ts'
import { type Stage, useStage } from './stage.ts'

const begin = useStage()

/** Everything of the account's pace is spent, and some of it earned back only in so many milliseconds. */
async function spend({ program, db }: Stage, ms: number) {
  const { deps } = program
  // 480 requests a minute flow evenly, and 90 may be spent at once: these are earned back in 11,250 ms.
  const spentUntil = deps.now().add({ milliseconds: 11_250 + ms })
  await db.update(budgets).set({ spentUntil })
}

async function plan(stage: Stage) {
  const [user, person] = [await stage.user(), await stage.person()]
  const { slots } = await setTable(stage.program.deps, user, person)
  const ask = { how: 'invite', start: slots[0]?.start ?? null, note: 'Shall we?' } as const
  return () => planCoffee(stage.program.deps, user, person, ask)
}

test('five posts at once while our own pace says no: one question, one coffee, and nobody reads that the calendar is away', async () => {
  const stage = await begin()
  const press = await plan(stage)
  const before = stage.requests('events.list').length
  await spend(stage, 300)
  const all = await Promise.all(Array.from({ length: 5 }, press))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  expect(stage.requests('events.list')).toHaveLength(before + 1)
})

test('a pace that is spent for longer is told as such, and not as a calendar that does not answer', async () => {
  const stage = await begin()
  const press = await plan(stage)
  await spend(stage, 60_000)
  await expect(press()).rejects.toMatchObject({ status: 503, message: /^Your calendar has been asked very often/ })
})
