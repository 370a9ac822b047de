import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { checkpoints, tasks } from '../../src/db/schema.ts'
import { requestDerive } from '../../src/work/request.ts'
import { startLoop } from '../../src/work/tick.ts'
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
