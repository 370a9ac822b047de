import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { maren as card } from '../../letter/letter-made.ts'
import { openTestDatabase } from '../../support/database.ts'
import { addLetter } from '../links.ts'
import { addMail, addPerson, createWorld, idOf, type World } from '../world.ts'

const asked: string[] = []
let world: World
beforeAll(async () => {
  world = await createWorld({}, await openTestDatabase((query) => void asked.push(query)))
  const { deps } = world
  for (const [name, address] of [
    ['Maren Okafor', 'maren@okafor.example'],
    ['Teo Vasquez', 'teo@okafor.example'],
    ['Priya Raman', 'priya@raman.example'],
  ] as const) {
    const tie = address.endsWith('@okafor.example') ? { organisation: 'okafor.example' } : {}
    await addPerson(deps, { name, address, silentDays: 215, tie })
  }
  for (const index of [0, 1, 2])
    await addMail(deps, {
      id: `t${index}`,
      from: index === 1 ? 'sam@example.org' : 'teo@okafor.example',
      to: [index === 1 ? 'teo@okafor.example' : 'sam@example.org'],
      daysAgo: 215 + index,
      subject: 'Harbour walk plans',
    })
})
beforeEach(async () => {
  for (const table of [schema.digests, schema.verdicts]) await world.deps.db.delete(table)
})
afterAll(() => world.database.close())

const page = (address: string) => world.text(`/people/${idOf(address)}`, 'sam')

/** This week's letter, with Maren in it. */
async function letter() {
  await addLetter(world.deps, ['maren@okafor.example'])
  await world.deps.db.update(schema.digestItems).set({ card: { ...card, address: 'maren@okafor.example' } })
}

describe('a person’s page says what the letter’s own rules say', () => {
  test('who is in this week’s letter, and when they may be named again', async () => {
    await letter()
    const html = await page('maren@okafor.example')
    expect(html).toContain('Why now:')
    expect(html).toContain('They are in this week’s letter; from 3 January 2027 on they may be named again.')
  })

  test('that somebody of the same organisation is in it', async () => {
    await letter()
    expect(await page('teo@okafor.example')).toContain('Maren Okafor of the same organisation is in this week’s letter')
  })

  test('that there is nothing to say, where no mail is stored that says anything', async () => {
    expect(await page('priya@raman.example')).toContain('nothing on record that a letter could truly say of them')
  })

  test('that they were passed over, and that letters pause', async () => {
    const addressHash = await world.deps.seal.sign('maren@okafor.example', 'address')
    await world.deps.db
      .insert(schema.verdicts)
      .values({ userId: 'sam', week: '2026-W47', addressHash, verdict: 'not_this' })
    expect(await page('maren@okafor.example')).toContain('You passed over them this week.')
  })

  test('in as many statements, however many people there are', async () => {
    const count = async () => {
      asked.length = 0
      await page('teo@okafor.example')
      return asked.length
    }
    const few = await count()
    for (let index = 0; index < 40; index++)
      await addPerson(world.deps, { name: `P ${index}`, address: `p${'x'.repeat(index)}@p.example`, silentDays: 100 })
    expect(await count()).toBe(few)
    expect(few).toBeLessThanOrEqual(40)
  })
})

test('the list says in short who was in a letter and from when on they may be again, asking nothing more', async () => {
  await letter()
  asked.length = 0
  const html = await world.text('/people?all=1', 'sam')
  expect(html).toContain('In your letter of 22 November; again from 3 January 2027.')
  expect(asked).toHaveLength(4)
  expect(await world.text('/people?q=okafor', 'sam')).toContain('again from 3 January 2027')
})
