/** Whoever has died is on their own page and in the search, and nowhere else. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCoffee } from '../../../src/db/coffees.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import * as schema from '../../../src/db/schema.ts'
import { scheduleTask } from '../../../src/db/tasks.ts'
import { bookCoffee } from '../../../src/work/coffee/book.ts'
import { tendChoice } from '../../../src/work/coffee/tell.ts'
import { addMail, addPerson, createWorld, daysAgo, idOf, now, type World } from '../world.ts'

const ana = 'ana@acme.example'
const ben = 'ben@halden.example'
let world: World

beforeAll(async () => {
  world = await createWorld()
  const { db, seal } = world.deps
  for (const [name, address] of [
    ['Ana Ruiz', ana],
    ['Ben Ortiz', ben],
  ] as const) {
    await addPerson(world.deps, { name, address })
    await addMail(world.deps, { id: `to-${name}`, from: 'sam@example.org', to: [address], daysAgo: 9 })
  }
  const [oneHash, otherHash] = [await seal.sign(ana, 'address'), await seal.sign(ben, 'address')]
  // Both said yes, and the note to both stands ready.
  await db.insert(schema.introductions).values({
    ...{ id: 'pair', userId: 'sam', oneHash, otherHash, oneAddress: ana, otherAddress: ben },
    ...{ oneName: 'Ana Ruiz', otherName: 'Ben Ortiz', oneAskedAt: daysAgo(8), otherAskedAt: daysAgo(8) },
    ...{ oneSaid: 'yes', oneSaidAt: daysAgo(2), otherSaid: 'yes', otherSaidAt: daysAgo(2), createdAt: daysAgo(8) },
  })
  // Ben chose a time, and a line about him has its day.
  await db.insert(schema.coffees).values({
    ...{ id: 'choice', userId: 'sam', addressHash: otherHash, address: ben, name: 'Ben Ortiz', state: 'chosen' },
    ...{ how: 'invite', startsAt: daysAgo(-3), endsAt: daysAgo(-3).add({ minutes: 45 }), timeZone: 'Europe/Berlin' },
    ...{ title: 'Coffee, Ben and Sam', note: 'Hi.', chosenAt: now, holdUntil: daysAgo(-2), createdAt: now },
  })
  await world.post(`/people/${idOf(ben)}/note`, 'sam', { note: 'Send the slides by Friday' })
})
afterAll(() => world.database.close())

const words = async (path: string) => (await world.text(path, 'sam')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const listed = async () => {
  const pages = await Promise.all(['/people', '/promises', `/people/${idOf(ana)}`].map(words))
  return pages.map((page) => page.includes('Ben Ortiz') || page.includes('Ben chose') || page.includes('slides'))
}
const offersThree = async () => (await words(`/people/${idOf(ana)}/coffee?with=${idOf(ben)}`)).includes('Ana and Ben')

describe('once the owner said that somebody has died', () => {
  test('no list names them: not among choices, promises or introductions, and no coffee of three has them', async () => {
    expect([await listed(), await offersThree()]).toEqual([[true, true, true], true])
    await world.post(`/people/${idOf(ben)}/died`, 'sam')
    expect([await listed(), await offersThree()]).toEqual([[false, false, false], false])
    const own = await words(`/people/${idOf(ben)}`)
    expect([own.includes('has died'), own.includes('Send the slides')]).toEqual([true, true])
    expect(await words('/people?q=Ortiz')).toContain('Ben Ortiz')
  })

  test('no mail says that they wait for an answer', async () => {
    const { deps } = world
    const key = { kind: 'coffee', subject: 'choice', userId: 'sam' } as const
    await scheduleTask(deps.db, key, now)
    const [task] = await claimTasks(deps.db, now, 1, key)
    const coffee = await findCoffee(deps.db, 'sam', 'choice')
    if (!task || !coffee) throw new Error('nothing to tell')
    const outcome = await tendChoice(deps, task, coffee)
    await deps.db.transaction(async (tx) => outcome?.write(tx))
    expect((await findCoffee(deps.db, 'sam', 'choice'))?.told).toBe('unsent')
  })

  test('an invitation that was about to leave does not', async () => {
    const { deps } = world
    await deps.db.update(schema.coffees).set({ state: 'queued', sendAt: now, told: null })
    const key = { kind: 'coffee', subject: 'choice', userId: 'sam' } as const
    await deps.db.delete(schema.tasks)
    await scheduleTask(deps.db, key, now)
    const [task] = await claimTasks(deps.db, now, 1, key)
    const outcome = task && (await bookCoffee(deps, task))
    await deps.db.transaction(async (tx) => outcome?.write(tx))
    expect(await findCoffee(deps.db, 'sam', 'choice')).toMatchObject({
      state: 'refused',
      problem: 'You said that they have died, so nothing was sent.',
    })
    await deps.db.update(schema.coffees).set({ state: 'chosen', sendAt: null, problem: null, news: null, told: null })
  })

  test('taking it back brings all of it back', async () => {
    await world.post(`/people/${idOf(ben)}/died`, 'sam', { act: 'undo' })
    expect([await listed(), await offersThree()]).toEqual([[true, true, true], true])
    expect(await world.deps.db.select().from(schema.decisions).where(eq(schema.decisions.kind, 'died'))).toEqual([])
  })
})
