/** What happens to a guest's choice where no invitation follows by itself: held, told once, said in the letter, let go. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Coffee, listCoffees } from '../../../src/db/coffees.ts'
import { nextDueAt } from '../../../src/db/due.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { coffees, digests, facts, links, suppressions, tasks, users } from '../../../src/db/schema.ts'
import { releaseTasks } from '../../../src/db/tasks.ts'
import type { Delivery, Deps, Mail } from '../../../src/deps.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { offerTimes, openOffer, takeOffer } from '../../../src/work/coffee/offer.ts'
import { undoCoffee } from '../../../src/work/coffee/plan.ts'
import { setTable } from '../../../src/work/coffee/table.ts'
import { letterToday } from '../../../src/work/letter/recheck.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { suppressBounced } from '../../../src/work/mail/address.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { step } from '../../../src/work/step.ts'
import { tick } from '../../../src/work/tick.ts'
import { accept, maren, me, meeting, type Stage, setStage, sunday, teo } from '../letter/stage.ts'

let stage: Stage
let relay: (mail: Mail) => Promise<Delivery> = accept
beforeAll(async () => {
  stage = await setStage({ people: [maren, teo], relay: (mail) => relay(mail) })
  await stage.run(sunday.add({ minutes: 10 }))
})
afterAll(() => stage.close())

/** Thursday 3 December at 10:00 in Berlin, and the day after at 15:00. */
const thursday = sunday.add({ hours: 11 * 24 })
const friday = thursday.add({ hours: 29 })
const held = sunday.add({ hours: 72 })

beforeEach(async () => {
  for (const table of [coffees, links, tasks, suppressions, digests]) await stage.db.delete(table)
  await stage.db.update(users).set({ settings: defaultSettings })
  await stage.db.delete(facts).where(eq(facts.kind, 'meeting'))
  stage.rewind(sunday)
  stage.mails.splice(0)
  relay = accept
})

const only = async () => {
  const [coffee] = await listCoffees(stage.db, 'sam')
  if (!coffee) throw new Error('there is no coffee')
  return coffee
}
const person = async (address: string) => {
  const found = await findPersonByAddress(stage.db, 'sam', address)
  if (!found) throw new Error(`nobody has ${address}`)
  return found
}
const offer = async (address = maren.address, starts = [thursday, friday]) =>
  offerTimes(stage.deps, await stage.user(), await person(address), { starts, note: 'Would one of these suit?' })
const choose = async () => {
  const { token } = await offer()
  const coffee = await takeOffer(stage.deps, token, thursday)
  return { token, coffee }
}
/** About the choice itself, and not the reminder of it. */
const isFirst = ({ subject }: Pick<Mail, 'subject'>) => !/waiting for your answer/.test(subject)

/** Works on everything that is due before `until`. */
async function work(until = stage.now(), deps: Deps = stage.deps) {
  for (let due = await nextDueAt(stage.db); due && due.epochMilliseconds <= until.epochMilliseconds; ) {
    stage.jump(due)
    await tick(deps)
    due = await nextDueAt(stage.db)
  }
  stage.jump(until)
}

describe('a time that a guest chose', () => {
  test('is held for three days, against other guests, other offers and the owner’s own page', async () => {
    const other = await offer(teo.address)
    const { coffee, token } = await choose()
    expect(coffee).toMatchObject({ state: 'chosen', told: null })
    expect(coffee.holdUntil?.toString()).toBe(held.toString())
    expect((await openOffer(stage.deps, other.token))?.slots.map(({ start }) => start.toString())).toEqual([
      friday.toString(),
    ])
    await expect(takeOffer(stage.deps, other.token, thursday)).rejects.toMatchObject({ status: 409 })
    await expect(offer(teo.address, [thursday.add({ minutes: 30 })])).rejects.toMatchObject({ status: 409 })
    const { slots, more } = await setTable(stage.deps, await stage.user(), await person(teo.address))
    const busy = [...slots, ...more].filter(
      ({ start, end }) =>
        start.epochMilliseconds < thursday.add({ minutes: 45 }).epochMilliseconds &&
        end.epochMilliseconds > thursday.epochMilliseconds,
    )
    expect(busy).toEqual([])
    expect((await takeOffer(stage.deps, token, friday)).startsAt?.toString()).toBe(thursday.toString())
    expect((await setTable(stage.deps, await stage.user(), await person(maren.address))).coffee?.id).toBe(coffee.id)
  })

  test('is chosen once by ten presses at once, and goes to one of two guests', async () => {
    const [one, two] = [await offer(), await offer(teo.address)]
    const tries = [one, two, one, two, one, two, one, two, one, two]
    const answers = await Promise.allSettled(tries.map(({ token }) => takeOffer(stage.deps, token, thursday)))
    const rows = await listCoffees(stage.db, 'sam')
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['chosen', 'offered'])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ status: 409, message: /filled up/ })
    await work()
    expect(stage.mails).toHaveLength(1)
  })

  test('cannot stand twice in the database itself', async () => {
    const { coffee } = await choose()
    const twin = { ...coffee, id: 'twin', addressHash: 'other' }
    await expect(stage.db.insert(coffees).values(twin)).rejects.toThrow()
  })

  test('is not lost to another offer for the same guest', async () => {
    await choose()
    await expect(offer(maren.address, [friday])).rejects.toMatchObject({
      status: 409,
      message: /^Maren chose Thursday 3 December, 10:00, and that time is held\./,
    })
    expect((await only()).state).toBe('chosen')
  })

  test('is free again when the hold is over, and nothing is promised any more', async () => {
    const { token, coffee } = await choose()
    await work(held.subtract({ seconds: 1 }))
    expect(await openOffer(stage.deps, token)).toMatchObject({ held: { told: 'sent' }, invitation: false })
    stage.jump(held)
    // Before the task has run it counts already.
    expect(await openOffer(stage.deps, token)).toMatchObject({ held: null, invitation: false })
    expect((await takeOffer(stage.deps, (await offer(teo.address, [thursday])).token, thursday)).state).toBe('chosen')
    await work(held)
    const rows = await listCoffees(stage.db, 'sam')
    expect(rows.find(({ id }) => id === coffee.id)).toMatchObject({ state: 'draft', told: 'sent', problem: null })
    expect(stage.mails.filter(isFirst)).toHaveLength(2)
    // Run again, the task finds nothing to do.
    await stage.db.insert(tasks).values({ kind: 'coffee', subject: coffee.id, userId: 'sam', runAt: stage.now() })
    await work()
    expect((await stage.db.select().from(tasks)).map(({ subject }) => subject)).not.toContain(coffee.id)
    expect((await listCoffees(stage.db, 'sam')).find(({ id }) => id === coffee.id)?.state).toBe('draft')
  })

  test('is put away, and its guest’s link rests', async () => {
    const { token, coffee } = await choose()
    expect((await undoCoffee(stage.deps, 'sam', coffee.id)).state).toBe('undone')
    expect(await openOffer(stage.deps, token)).toBeNull()
    await work(held)
    expect(stage.mails).toEqual([])
    expect(await stage.db.select().from(tasks).where(eq(tasks.kind, 'coffee'))).toEqual([])
  })

  test('is planned once a calendar has it with the guest on it, by whichever hand', async () => {
    const { coffee, token } = await choose()
    await stage.store([
      meeting({ id: 'else', guest: maren.address, at: friday, reply: 'none' }),
      meeting({ id: 'by-hand', guest: maren.address, at: thursday, reply: 'none' }),
    ])
    await requestDerive(stage.db, 'sam', stage.now())
    await work(stage.now().add({ minutes: 1 }))
    expect(await only()).toMatchObject({ id: coffee.id, state: 'invited', externalEventId: 'by-hand' })
    expect(await openOffer(stage.deps, token)).toMatchObject({ invitation: true, held: null })
    await work(held)
    expect((await only()).state).toBe('invited')
    await stage.db.delete(facts).where(eq(facts.kind, 'meeting'))
    stage.rewind(sunday)
    await requestDerive(stage.db, 'sam', sunday)
    await work(sunday)
  })
})

describe('the mail about it', () => {
  test('is plain text, short, with one link, and the same each time it is made', async () => {
    const { coffee } = await choose()
    await work()
    const [mail] = stage.mails
    expect(mail).toMatchObject({ to: me, subject: 'Maren chose Thursday 3 December, 10:00', html: '' })
    expect(mail?.text).toMatch(/^Maren chose Thursday 3 December, 10:00\.\n\nIt is held until Wednesday 10:00\./)
    expect(mail?.text.match(/https?:\/\/\S+/g)).toEqual([expect.stringMatching(/\/coffee\/[\w-]{22}$/)])
    for (const line of mail?.text.split('\n') ?? []) expect(line.length).toBeLessThanOrEqual(78)
    expect(mail?.messageId).toMatch(/^<chosen\.[\w-]{16}@localhost>$/)
    expect(mail?.headers).toEqual({ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' })
    expect(await only()).toMatchObject({ id: coffee.id, told: 'sent' })
    const [task] = await stage.db.select().from(tasks).where(eq(tasks.kind, 'coffee'))
    // A day before the hold ends its owner is reminded.
    expect(task?.runAt.toString()).toBe(held.subtract({ hours: 24 }).toString())
  })

  test('names nobody in its subject where the owner wished so', async () => {
    await stage.db.update(users).set({ settings: { ...defaultSettings, discreetSubject: true } })
    await choose()
    await work()
    expect(stage.mails[0]?.subject).toBe('A time was chosen: Thursday 3 December, 10:00')
  })

  test('comes although letters are stopped, and never to an address from which mail came back', async () => {
    await stage.db.insert(suppressions).values({ userId: 'sam', addressHash: 'x', reason: 'unsubscribed', at: sunday })
    await choose()
    await work()
    expect(stage.mails).toHaveLength(1)
    await stage.db.delete(coffees)
    await suppressBounced(stage.db, stage.deps, { userId: 'sam', address: me })
    await choose()
    await work()
    expect(stage.mails).toHaveLength(1)
    expect(await only()).toMatchObject({ state: 'chosen', told: 'unsent' })
  })

  test('is tried again while the relay cannot be reached, and given up with the hold', async () => {
    let tries = 0
    relay = async () => {
      tries++
      return { kind: 'unreached', reason: 'nothing answers' }
    }
    await choose()
    await work(held)
    expect(tries).toBeGreaterThan(5)
    expect(tries).toBeLessThan(60)
    expect(await only()).toMatchObject({ state: 'draft', told: 'failed' })
  })

  test.each([
    [{ kind: 'unknown', reason: 'the line broke' }, 'unknown'],
    [{ kind: 'refused', permanent: true, atRecipient: false, code: 554, reason: 'no' }, 'failed'],
    [{ kind: 'refused', permanent: true, atRecipient: true, code: 550, reason: 'no such address' }, 'unsent'],
  ] as const)('is not repeated by itself after %o', async (delivery, told) => {
    let tries = 0
    relay = async (mail) => {
      if (isFirst(mail)) tries++
      return delivery
    }
    const { token } = await choose()
    await work(held.subtract({ seconds: 1 }))
    expect(tries).toBe(1)
    expect(await only()).toMatchObject({ state: 'chosen', told })
    expect(await openOffer(stage.deps, token)).toMatchObject({ held: { told, telling: false } })
  })
})

describe('the next letter', () => {
  test('says it outside its seats, names nobody who waits, and leaves it out once it is over', async () => {
    const user = await stage.user()
    const before = await writeLetter(stage.deps, user, stage.now())
    expect(before.letter.cards.map(({ address }) => address)).toContain(maren.address)
    const { coffee } = await choose()
    const { letter } = await writeLetter(stage.deps, user, stage.now().add({ hours: 22 }))
    expect(letter.notices.find(({ coffeeId }) => coffeeId)).toMatchObject({
      text: 'Maren chose Thursday 3 December, 10:00. It is held until Wednesday 10:00.',
      coffeeId: coffee.id,
      links: [{ label: 'Open it to send the invitation', path: expect.stringMatching(/^\/people\/.+\/coffee$/) }],
    })
    expect(letter.cards.map(({ address }) => address)).not.toContain(maren.address)
    stage.jump(held.add({ hours: 1 }))
    const after = await writeLetter(stage.deps, user, stage.now())
    expect(after.letter.notices.filter(({ coffeeId }) => coffeeId)).toEqual([])
  })

  test('is looked at once more as it leaves: what was answered meanwhile is not said', async () => {
    const { coffee } = await choose()
    const { letter } = await writeLetter(stage.deps, await stage.user(), stage.now())
    const { cards: _, ...rest } = letter
    const row = { letter: rest, items: [] } as unknown as Parameters<typeof letterToday>[2]
    const today = async () => (await letterToday(stage.deps, await stage.user(), row)).notices
    expect((await today()).some(({ coffeeId }) => coffeeId === coffee.id)).toBe(true)
    await undoCoffee(stage.deps, 'sam', coffee.id)
    expect((await today()).some(({ coffeeId }) => coffeeId === coffee.id)).toBe(false)
  })
})

describe('the end of the program around the telling', () => {
  /** The end of a process: nothing that it still tries reaches the database. */
  class Killed extends Error {
    override readonly name = 'Killed'
  }

  async function kill({ atStatement = 0, atRelay }: { atStatement?: number; atRelay?: 'before' | 'after' }) {
    for (const table of [coffees, links, tasks]) await stage.db.delete(table)
    stage.rewind(sunday)
    await choose()
    let dead = false
    let statements = 0
    let taken = 0
    relay = async (mail) => {
      if (!isFirst(mail)) return accept()
      if (!dead && atRelay === 'before') {
        dead = true
        throw new Killed()
      }
      taken++
      if (dead || !atRelay) return accept()
      dead = true
      throw new Killed()
    }
    const [task] = await claimTasks(stage.db, stage.now(), 1)
    if (!task) throw new Error('nothing is due')
    stage.onStatement = () => {
      if (dead || ++statements === atStatement) {
        dead = true
        throw new Killed()
      }
    }
    await step(stage.deps, task).catch(() => {})
    const died = dead
    dead = true
    stage.onStatement = () => {}
    await releaseTasks(stage.db, stage.now())
    await work(held.subtract({ seconds: 1 }))
    const coffee: Coffee = await only()
    await work(held)
    expect(taken).toBeLessThan(2)
    expect((await only()).state).toBe('draft')
    return { died, taken, coffee }
  }

  test('before any statement: one mail or a word that nobody knows, never two, and the hold ends', async () => {
    const told = new Set<string | null>()
    for (let atStatement = 1; ; atStatement++) {
      const { died, coffee, taken } = await kill({ atStatement })
      if (!died) {
        expect([taken, coffee.told]).toEqual([1, 'sent'])
        break
      }
      expect(coffee.state).toBe('chosen')
      if (coffee.told === 'sent') expect(taken).toBe(1)
      told.add(coffee.told)
    }
    expect(told).toEqual(new Set(['sent', 'unknown']))
  }, 240_000)

  test.each(['before', 'after'] as const)('%s the relay takes it: unknown, and not repeated', async (atRelay) => {
    const { died, taken, coffee } = await kill({ atRelay })
    expect(died).toBe(true)
    expect([taken, coffee.told]).toEqual([atRelay === 'after' ? 1 : 0, 'unknown'])
  })
})
