import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeContacts } from '../../../src/db/accounts/contacts.ts'
import { findUser } from '../../../src/db/accounts/users.ts'
import { findPerson } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { disconnect } from '../../../src/work/leave.ts'
import { writeCard } from '../../../src/work/letter/write-card.ts'
import { addMail, addPerson, createWorld, daysAgo, factIdOf, idOf, now, type World } from '../../web/world.ts'

const ana = 'ana@acme.example'
const ben = 'ben@halden.example'
let world: World

beforeAll(async () => {
  world = await createWorld()
  for (const [name, address] of [
    ['Ana Ruiz', ana],
    ['Ben Ortiz', ben],
  ] as const) {
    await addPerson(world.deps, { name, address, silentDays: 200 })
    await addMail(world.deps, { id: address, from: address, to: ['sam@example.org'], daysAgo: 200, subject: 'Hi' })
  }
})
afterAll(() => world.database.close())

/** An entry that lasts the whole day on which it was `days` ago; negative for what is to come. */
const addEntry = (id: string, days: number, title: string, type = 'birthday') => {
  const day = daysAgo(days).toZonedDateTimeISO('UTC').startOfDay().toInstant()
  return world.deps.db.insert(schema.facts).values({
    id: factIdOf('sam', id),
    userId: 'sam',
    connectionId: 'sam-google',
    externalId: id,
    dedupeKey: `k-${id}`,
    kind: 'meeting',
    at: day,
    endsAt: day.add({ hours: 24 }),
    title,
    meeting: { uid: id, people: [], mine: 'none', type, allDay: true, free: true },
  })
}

async function birthdayOn(address: string) {
  const user = await findUser(world.deps.db, 'sam')
  const person = await findPerson(world.deps.db, 'sam', idOf(address))
  if (!user || !person) throw new Error('nobody is there')
  const card = await writeCard(world.deps, user, person, now)
  return card?.points.find(({ kind }) => kind === 'birthday')
}

describe('a birthday of the calendar', () => {
  test('is on the card of whoever bears the name, and cites the entry of an earlier year', async () => {
    await addEntry('b0', -4, 'Ana Ruiz’s birthday')
    await addEntry('b1', 361, 'Ana Ruiz’s birthday')
    await addEntry('later', -20, 'Ben Ortiz’s birthday')
    expect(await birthdayOn(ana)).toEqual({
      kind: 'birthday',
      label: 'Coming up',
      text: 'Birthday on Thursday.',
      evidence: ['k-b1'],
    })
    expect(await birthdayOn(ben)).toBeUndefined()
  })
  test('is no other entry that speaks of one', async () => {
    await addEntry('cake', -2, 'Cake for Ben Ortiz birthday', 'default')
    expect(await birthdayOn(ben)).toBeUndefined()
  })
})

describe('a birthday of a contact', () => {
  test('is on the card of whoever has its address, cites the contact, and goes with its account', async () => {
    const { month, day } = daysAgo(-3).toZonedDateTimeISO('UTC')
    const [kept] = [{ names: ['Benny'], addresses: [ben], birthday: { month, day } }]
    await storeContacts(world.deps.db, { userId: 'sam', connectionId: 'sam-google' }, [
      { id: 'one', contact: { id: 'one', ...kept } },
    ])
    const [row] = await world.deps.db.select().from(schema.contacts)
    expect(await birthdayOn(ben)).toMatchObject({ text: 'Birthday on Wednesday.', evidence: [row?.id] })
    await disconnect(world.deps, 'sam', 'sam-google')
    expect(await world.deps.db.select().from(schema.contacts)).toEqual([])
  })
})
