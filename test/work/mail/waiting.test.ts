/** A relay that takes its time: the letter, the word of a guest's choice and the link to confirm an address are each sent once. */
import { eq } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listCoffees } from '../../../src/db/coffees.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { confirmations, connections, provenAddresses, tasks } from '../../../src/db/schema.ts'
import type { TaskKind } from '../../../src/db/tasks.ts'
import type { Delivery } from '../../../src/deps.ts'
import { offerTimes, takeOffer } from '../../../src/work/coffee/offer.ts'
import { requestConfirmation } from '../../../src/work/mail/confirm.ts'
import { hurryLetter } from '../../../src/work/request.ts'
import { step } from '../../../src/work/step.ts'
import { accept, maren, monday, type Stage, type Staging, setStage, sunday } from '../letter/stage.ts'

interface Kind {
  readonly kind: TaskKind
  /** Brings it about that the mail is due. */
  prepare(stage: Stage): Promise<void>
  state(stage: Stage): Promise<string | null | undefined>
}

const letter: Kind = {
  kind: 'letter',
  async prepare(stage) {
    await stage.run(monday.subtract({ minutes: 1 }))
    stage.jump(monday)
  },
  state: async (stage) => (await stage.digests())[0]?.state,
}

const choice: Kind = {
  kind: 'coffee',
  async prepare(stage) {
    await stage.run(sunday.add({ minutes: 10 }))
    const person = await findPersonByAddress(stage.db, 'sam', maren.address)
    if (!person) throw new Error('nobody')
    const starts = [sunday.add({ hours: 11 * 24 }), sunday.add({ hours: 12 * 24 + 5 })]
    const { token } = await offerTimes(stage.deps, await stage.user(), person, { starts, note: 'One of these?' })
    await takeOffer(stage.deps, token, starts[0] ?? sunday)
  },
  state: async (stage) => (await listCoffees(stage.db, 'sam'))[0]?.told,
}

const link: Kind = {
  kind: 'confirm',
  async prepare(stage) {
    await stage.db.delete(provenAddresses)
    const [own] = await stage.db.select().from(connections)
    if (!own) throw new Error('no account')
    await stage.db
      .update(connections)
      .set({ provider: 'microsoft', email: 'sam@work.example' })
      .where(eq(connections.id, own.id))
    await requestConfirmation(stage.deps, await stage.user(), 'sam@work.example')
  },
  state: async (stage) => (await stage.db.select().from(confirmations))[0]?.state,
}

async function begin(staging: Staging): Promise<Stage> {
  const stage = await setStage({ people: [maren], ...staging })
  onTestFinished(() => stage.close())
  return stage
}

/** Does what this worker, or another one, can do of it now. @returns how many steps */
async function work(stage: Stage, kind: TaskKind): Promise<number> {
  const claimed = await claimTasks(stage.db, stage.now(), 4, { kinds: [kind] })
  await Promise.all(claimed.map((task) => step(stage.deps, task)))
  return claimed.length
}

describe.for([letter, choice, link])('the mail of the task $kind', ({ kind, prepare, state }) => {
  test('on which the relay thinks for nine minutes is sent, and nobody else takes it up meanwhile', async () => {
    const others: number[] = []
    const stage = await begin({
      async relay(_mail, stillWaiting) {
        for (let seconds = 0; seconds < 9 * 60; seconds += 40) {
          stage.jump(stage.now().add({ seconds: 40 }))
          await stillWaiting?.()
          others.push(await work(stage, kind))
        }
        return accept()
      },
    })
    await prepare(stage)
    expect(await work(stage, kind)).toBe(1)
    expect(others).toEqual(others.map(() => 0))
    expect(stage.mails).toHaveLength(1)
    expect(await state(stage)).toBe('sent')
  })

  test('is of unknown outcome where the program dies while the relay thinks, and no second one leaves', async () => {
    const { promise, resolve } = Promise.withResolvers<Delivery>()
    const reached = Promise.withResolvers<void>()
    let handed = 0
    const stage = await begin({
      relay() {
        handed += 1
        reached.resolve()
        return promise
      },
    })
    await prepare(stage)
    const dying = work(stage, kind)
    await reached.promise
    stage.jump(stage.now().add({ seconds: 60 }))
    expect(await work(stage, kind)).toBe(0)
    // A lease after the last word of it, and once more as long, because a mail was leaving.
    stage.jump(stage.now().add({ minutes: 4 }))
    expect(await work(stage, kind)).toBe(1)
    expect(await state(stage)).toBe('unknown')
    // Whoever was taken for dead hears of the relay after all: what is written stays.
    resolve({ kind: 'unreached', reason: 'nobody answers' })
    await dying
    expect(await state(stage)).toBe('unknown')
    await stage.run(stage.now().add({ hours: 20 }))
    expect(handed).toBe(1)
  })
})

test('what is asked for while the relay thinks is done after it, however long that took', async () => {
  const stage = await begin({
    async relay(_mail, stillWaiting) {
      for (let count = 0; count < 8; count++) {
        stage.jump(stage.now().add({ seconds: 40 }))
        await stillWaiting?.()
      }
      await hurryLetter(stage.db, 'sam', stage.now())
      return accept()
    },
  })
  await letter.prepare(stage)
  expect(await work(stage, 'letter')).toBe(1)
  const [row] = await stage.db.select().from(tasks).where(eq(tasks.kind, 'letter'))
  expect(row?.runAt.epochMilliseconds).toBeLessThanOrEqual(stage.now().epochMilliseconds)
})
