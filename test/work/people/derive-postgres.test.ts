import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeSettings } from '../../../src/db/accounts/users.ts'
import { openCheckpoint, saveCheckpoint } from '../../../src/db/checkpoints.ts'
import { blankTitles } from '../../../src/db/erase.ts'
import { storeFacts } from '../../../src/db/facts.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { facts, users } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { daysAgo, mail, now, talk } from '../../people/derive/life.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { type Stage, setStage, userId } from './derive-stage.ts'

const anna = 'Anna Berg <anna@acme.example>'
let server: PostgresServer
let opened: OpenDatabase
let stage: Stage
beforeAll(async () => {
  server = await startPostgres()
  opened = openServer(await server.create('people'), 4)
  stage = await setStage(opened.db)
}, 120_000)
afterAll(async () => {
  await opened?.close()
  await server?.stop()
})

test('on a database server too, going on says what counting everything again says', async () => {
  await stage.store(talk(anna, [400, 300, 200, 100]))
  await stage.derive()
  await stage.store(talk(anna, [1]))
  const [went, anew] = await stage.both()
  expect(went).toBe(anew)
})

test('a checkpoint waits for who is just writing what it is to count', async () => {
  const order: string[] = []
  let begun: ReturnType<typeof openCheckpoint> | undefined
  await opened.db.transaction(async (tx) => {
    const origin = { userId, connectionId: 'c1', generation: 1 }
    await storeFacts(tx, origin, [mail({ from: anna, days: 30 })])
    begun = openCheckpoint(opened.db, { userId, until: daysAgo(2), now }).finally(() => order.push('begun'))
    while (!order.length && !(await isSomebodyWaiting()));
    order.push('written')
  })
  expect((await begun)?.before).toBeUndefined()
  expect(order).toEqual(['written', 'begun'])
})

test('who writes while a checkpoint is made waits for nobody, and spoils it', async () => {
  const begun = await openCheckpoint(opened.db, { userId, until: daysAgo(2), now })
  const origin = { userId, connectionId: 'c1', generation: 1 }
  // Two writers at once, of which neither has committed.
  await opened.db.transaction(async (one) => {
    await storeFacts(one, origin, [mail({ from: anna, days: 1 })])
    await opened.db.transaction((other) =>
      storeFacts(other, { ...origin, connectionId: 'c2' }, [mail({ from: anna, days: 40 })]),
    )
  })
  expect(await saveCheckpoint(opened.db, userId, begun?.ticket ?? '', 'b')).toBe(false)
})

test('titles that were asked for are not stored once their owner wants none, nor before that and seen by nobody', async () => {
  const origin = { userId, connectionId: 'c1', generation: 1 }
  const titles = async () =>
    (await opened.db.select({ title: facts.title }).from(facts)).filter(({ title }) => title !== null)
  let saved: Promise<void> | undefined
  await opened.db.transaction(async (writer) => {
    await storeFacts(writer, origin, [mail({ from: anna, days: 3, subject: 'Studio move' })])
    saved = opened.db.transaction(async (tx) => {
      await blankTitles(tx, userId)
      await changeSettings(tx, userId, { subjects: false })
    })
    while (!(await isSomebodyWaiting()));
  })
  await saved
  expect(await titles()).toEqual([])
  await stage.store([mail({ from: anna, days: 2, subject: 'Studio keys' })])
  expect(await titles()).toEqual([])
})

async function isSomebodyWaiting(): Promise<boolean> {
  const waiting = sql<number>`(select count(*)::int from pg_stat_activity where wait_event_type = 'Lock')`
  return ((await opened.db.select({ waiting }).from(users).limit(1))[0]?.waiting ?? 0) > 0
}
