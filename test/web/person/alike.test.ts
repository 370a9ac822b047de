import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { addLetter } from '../links.ts'
import { addPerson, createWorld, idOf, type World } from '../world.ts'

const [work, home] = ['maren@okafor.example', 'm.o@home.example'] as const
let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  for (const table of [schema.digests, schema.people, schema.personAddresses]) await world.deps.db.delete(table)
})
afterAll(() => world.database.close())

/** Two entries of one name; the second was last heard of so many days ago. */
async function entries(silentDays: number) {
  const maybe = (address: string) => ({ maybe: [{ address, reason: 'same full name, Maren Okafor' }] })
  await addPerson(world.deps, { name: 'Maren Okafor', address: work, silentDays: 215, change: maybe(home) })
  await addPerson(world.deps, { name: 'Maren Okafor', address: home, silentDays, change: maybe(work) })
}
const page = () => world.text(`/people/${idOf(work)}`, 'sam')

test('a person’s page says with whom else, who may be them, the owner wrote, and asks once', async () => {
  await entries(5)
  const html = await page()
  expect(html).toContain('Why not now:')
  expect(html).toContain('wrote with Maren Okafor (m.o@home.example) on 17 November, who may be the same person.')
  expect(html).toContain('Are both addresses Maren’s?')
})

test('and the page of all people says the same: neither is due', async () => {
  await entries(200)
  expect(await world.text('/people', 'sam')).not.toContain('All within their usual distance.')
  await world.deps.db.delete(schema.people)
  await world.deps.db.delete(schema.personAddresses)
  await entries(5)
  expect(await world.text('/people', 'sam')).toContain('All within their usual distance.')
})

test('a letter that named one of the two is told on the page of the other', async () => {
  await entries(200)
  await addLetter(world.deps, [home])
  expect(await page()).toContain('They are in this week’s letter')
})

test('a work address that has been still for a year is asked about, and nothing is claimed', async () => {
  await addPerson(world.deps, {
    name: 'Teo Vasquez',
    address: 'teo@okafor.example',
    tie: { quietAddress: 'teo@okafor.example' },
  })
  const html = await world.text(`/people/${idOf('teo@okafor.example')}`, 'sam')
  expect(html).toContain('Nothing from this address for a year. Do you have another?')
})
