/** A page about one or a few people reads these, however many there are beside them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase } from '../../support/database.ts'
import { addMail, addPerson, createWorld, idOf, type World } from '../world.ts'

let world: World
const asked: string[] = []
const maren = 'maren@okafor.example'
beforeAll(async () => {
  world = await createWorld(
    {},
    await openTestDatabase((query) => {
      asked.push(query)
    }),
  )
  await addPerson(world.deps, { name: 'Maren Okafor', address: maren, silentDays: 215 })
  await addPerson(world.deps, { name: 'Maren O.', address: 'm@studio.example' })
  await addPerson(world.deps, { name: 'Teo Lindqvist', address: 'teo@x.example' })
  await world.post(`/people/${idOf(maren)}/note`, 'sam', { note: 'Likes oat milk' })
})
afterAll(() => world.database.close())

/** Statements that read everybody whole. */
const wholes = () =>
  asked.filter((query) => /^select "id", "address".* from "people" where "people"."user_id" = \$1 order by/.test(query))

test('the page of all notes shows whose they are, and reads nobody else', async () => {
  asked.length = 0
  expect(await world.text('/promises', 'sam')).toContain(`/people/${idOf(maren)}#notes`)
  expect(wholes()).toEqual([])
})

test('a search for whoever is the same person finds them, and reads nobody else whole', async () => {
  asked.length = 0
  const page = await world.text(`/people/${idOf(maren)}?same=STUDIO`, 'sam')
  expect(page).toContain('Maren O.')
  expect(page).not.toContain('Teo')
  expect(wholes()).toEqual([])
})

/** Statements that look for messages by who is on them, and those that go along the newest of everybody. */
const reading = () => asked.filter((query) => query.includes('fact_addresses') || query.includes('addressed_facts'))
const comparing = () => asked.filter((query) => /json_agg.*title is not null/s.test(query))

test('what lies between the two is read once, for the list of it and for what is said of them', async () => {
  await addMail(world.deps, { id: 'm1', from: maren, to: ['sam@example.org'], daysAgo: 215, subject: 'Hi again' })
  asked.length = 0
  expect(await world.text(`/people/${idOf(maren)}`, 'sam')).toContain('Hi again')
  expect(reading()).toHaveLength(1)
})

test('nobody is looked for to whom they could be introduced, as long as nothing was written of that others could have', async () => {
  asked.length = 0
  await world.text(`/people/${idOf(maren)}`, 'sam')
  expect(comparing()).toEqual([])
  await addMail(world.deps, { id: 'm2', from: maren, to: ['sam@example.org'], daysAgo: 216, subject: 'Rooftop solar' })
  await world.text(`/people/${idOf(maren)}`, 'sam')
  expect(comparing()).toHaveLength(1)
})
