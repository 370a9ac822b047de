/** Whoever is worked out only when somebody looks is the same as worked out after each message: on the page and in the letter. */
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { storeFacts } from '../../../src/db/facts.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { askForPeople, noteNews } from '../../../src/db/queue/news.ts'
import { checkpoints, facts, ownAddresses, people, personAddresses, streams, tasks } from '../../../src/db/schema.ts'
import type { StoredFact } from '../../../src/facts.ts'
import { timeOf } from '../../../src/people/derive/order.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { step as work } from '../../../src/work/step.ts'
import { begin, history } from '../../people/derive/growing.ts'
import { now as lifeNow } from '../../people/derive/life.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type Stage, setStage, userId } from './derive-stage.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let stage: Stage
beforeAll(async () => {
  database = await openTestDatabase()
  stage = await setStage(database.db)
  const readBackTo = lifeNow.subtract({ hours: 24 * 365 * 5 })
  await database.db.update(streams).set({ readBackTo, lastSyncedAt: lifeNow })
})
afterAll(() => database.close())

const derived = [personAddresses, people, checkpoints, ownAddresses] as const

async function keep(): Promise<() => Promise<void>> {
  const { db } = database
  const rows = [
    await db.select().from(people),
    await db.select().from(personAddresses),
    await db.select().from(ownAddresses),
  ] as const
  return async () => {
    for (const table of derived) await db.delete(table)
    if (rows[0].length) await db.insert(people).values(rows[0])
    if (rows[1].length) await db.insert(personAddresses).values(rows[1])
    if (rows[2].length) await db.insert(ownAddresses).values(rows[2])
  }
}

/** What a page shows of everybody, and the letter of now. */
async function shown(): Promise<string> {
  const all = await database.db.select().from(people).orderBy(people.id)
  const user = await findUser(database.db, userId)
  if (!user) throw new Error('nobody')
  return JSON.stringify([all, (await writeLetter(stage.deps, user, stage.now)).letter])
}

async function deriveAsAsked(): Promise<void> {
  expect(await askForPeople(database.db, userId, stage.now)).toEqual({ news: true })
  const [task] = await claimTasks(database.db, stage.now, 1, { kind: 'derive', subject: userId })
  if (!task) throw new Error('nothing is due')
  await work(stage.deps, task)
  expect(await askForPeople(database.db, userId, stage.now)).toBeUndefined()
}

async function come(one: StoredFact): Promise<void> {
  await storeFacts(database.db, { userId, connectionId: one.connectionId, generation: 1 }, [one])
  await noteNews(database.db, userId, { soon: stage.now, at: stage.now.add({ hours: 24 }) })
}

test('worked out once at the end, people and letter are what they are when worked out after each message', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.integer({ min: 1, max: 6 }), async (past, count) => {
      const { db } = database
      for (const table of [...derived, facts, tasks]) await db.delete(table)
      const life = begin()
      past(life)
      const all = [...life.facts.values()].sort((a, b) => timeOf(a) - timeOf(b) || (a.factId < b.factId ? -1 : 1))
      const [before, news] = [all.slice(0, -count), all.slice(-count)]
      stage.now = lifeNow
      for (const one of before) await come(one)
      await noteNews(db, userId, { soon: stage.now, at: stage.now })
      await deriveAsAsked()
      const restore = await keep()

      for (const one of news) {
        stage.now = stage.now.add({ minutes: 30 })
        await come(one)
        await deriveAsAsked()
      }
      const often = await shown()

      await restore()
      await db.update(tasks).set({ news: 1 }).where(eq(tasks.kind, 'derive'))
      await deriveAsAsked()
      expect(await shown()).toBe(often)
    }),
    { numRuns: 6 },
  )
}, 120_000)
