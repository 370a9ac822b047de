import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { createUser } from '../../src/db/accounts/users.ts'
import { askedSoFar } from '../../src/db/embedded/asked.ts'
import { openEmbedded } from '../../src/db/open.ts'
import { checkpoints, tasks } from '../../src/db/schema.ts'
import { defaultSettings } from '../../src/settings.ts'
import { requestDerive } from '../../src/work/request.ts'
import { startLoop } from '../../src/work/tick.ts'
import { bareDeps } from '../support/stage.ts'
import { watched } from '../support/statements.ts'
import { accept, maren, monday, setStage } from './letter/stage.ts'

test('a relay that thinks for minutes holds up nothing that is read or worked out, and its letter leaves', async () => {
  const reached = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const stage = await setStage({
    people: [maren],
    async relay() {
      reached.resolve()
      await answer.promise
      return accept()
    },
  })
  onTestFinished(() => stage.close())
  await stage.run(monday.subtract({ minutes: 1 }))
  stage.jump(monday)
  const loop = startLoop(stage.deps)
  try {
    await reached.promise
    await stage.db.delete(checkpoints)
    await requestDerive(stage.db, 'sam', monday)
    loop.wake()
    const next = async () => (await stage.db.select().from(tasks).where(eq(tasks.kind, 'derive')))[0]?.runAt
    await expect.poll(next, { timeout: 60_000 }).toEqual(monday.add({ hours: 24 }))
    expect((await stage.digests())[0]?.state).toBe('sending')
    answer.resolve()
    await expect.poll(async () => (await stage.digests())[0]?.state, { timeout: 60_000 }).toBe('sent')
  } finally {
    answer.resolve()
    await loop.stop()
  }
  expect(stage.mails).toHaveLength(1)
})

test('a program at rest asks its embedded database nothing, and hears of what somebody else here wrote without being woken', async () => {
  const opened = await openEmbedded()
  onTestFinished(() => opened.close())
  await opened.migrate('drizzle')
  const deps = bareDeps({ db: opened.db, now: () => monday })
  const about = { email: 'sam@example.org', name: 'Sam', timeZone: 'UTC', timeZoneChosen: true }
  await createUser(opened.db, { id: 'sam', ...about, settings: defaultSettings, createdAt: monday })
  const loop = startLoop(deps)
  onTestFinished(() => loop.stop())
  // A nap is a second at most: whoever asked at each would have asked within two of them.
  const askedMeanwhile = async () => {
    const before = askedSoFar(opened.db) ?? 0
    await new Promise((resolve) => setTimeout(resolve, 2200))
    return (askedSoFar(opened.db) ?? 0) - before
  }
  await expect.poll(askedMeanwhile, { timeout: 60_000 }).toBe(0)
  await requestDerive(opened.db, 'sam', monday)
  const next = async () => (await opened.db.select().from(tasks).where(eq(tasks.kind, 'derive')))[0]?.runAt
  await expect.poll(next, { timeout: 60_000 }).toEqual(monday.add({ hours: 24 }))
})

test('a loop that is woken asks once what is due of all sorts, and claims only of the sort of which something is', async () => {
  const opened = await openEmbedded()
  onTestFinished(() => opened.close())
  await opened.migrate('drizzle')
  const about = { email: 'sam@example.org', name: 'Sam', timeZone: 'UTC', timeZoneChosen: true }
  await createUser(opened.db, { id: 'sam', ...about, settings: defaultSettings, createdAt: monday })
  const said: string[] = []
  const deps = bareDeps({ db: watched(opened.db, { see: (text) => said.push(text) }), now: () => monday })
  const loop = startLoop(deps)
  onTestFinished(() => loop.stop())
  const saidMeanwhile = async () => {
    said.length = 0
    await new Promise((resolve) => setTimeout(resolve, 1200))
    return said.length
  }
  await expect.poll(saidMeanwhile, { timeout: 60_000 }).toBe(0)
  loop.wake()
  await saidMeanwhile()
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/^select least.*, least/s)

  said.length = 0
  await requestDerive(opened.db, 'sam', monday)
  const next = async () => (await opened.db.select().from(tasks).where(eq(tasks.kind, 'derive')))[0]?.runAt
  await expect.poll(next, { timeout: 60_000 }).toEqual(monday.add({ hours: 24 }))
  expect(said.filter((text) => /^update "tasks" set "run_at" = .*skip locked/s.test(text))).toHaveLength(1)
})
