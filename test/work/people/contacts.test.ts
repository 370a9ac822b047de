/** Contacts in the database: whom they join when people are worked out, from a checkpoint too, and what forgetting takes along. */
import { beforeEach, expect, test } from 'vitest'
import { changeBook, findBookPosition } from '../../../src/db/accounts/address-books.ts'
import { listContacts, storeContacts } from '../../../src/db/accounts/contacts.ts'
import { findUser } from '../../../src/db/accounts/users.ts'
import { countForgotten, readForgotten } from '../../../src/db/gone/forgotten.ts'
import { findPersonByAddress, listPeople } from '../../../src/db/people.ts'
import { contacts, users } from '../../../src/db/schema.ts'
import { policy } from '../../../src/policy.ts'
import type { Contact } from '../../../src/providers/standard/contacts/contact.ts'
import { allowAgain, forgetPerson } from '../../../src/work/people/forget.ts'
import { split } from '../../../src/work/people/merge.ts'
import { owner, talk } from '../../people/derive/life.ts'
import { useDatabase } from '../../support/stage.ts'
import { type Stage, setStage, userId } from './derive-stage.ts'

const database = useDatabase()
beforeEach(() => database().delete(users))
const anna = { names: ['Anna Berg'], addresses: ['anna@acme.example', 'x7@beta.example'] }

async function keep({ deps }: Stage, ...all: readonly Omit<Contact, 'id'>[]) {
  const reported = all.map((one, at) => ({ id: `c${at}`, contact: { id: `c${at}`, ...one } }))
  return storeContacts(deps.db, { userId, connectionId: 'c1', seal: deps.seal }, reported)
}

async function begin() {
  const stage = await setStage(database())
  const facts = ['Anna Berg <anna@acme.example>', 'x7@beta.example'].flatMap((one) => talk(one, [400, 300, 200, 100]))
  await stage.store(facts)
  await stage.derive()
  return stage
}

test('a contact that comes later joins two who were apart, says why, and is parted by a tap that lasts', async () => {
  const stage = await begin()
  expect(await listPeople(stage.deps.db, userId)).toHaveLength(2)
  await keep(stage, anna)
  const [went, anew] = await stage.both()
  expect(went).toBe(anew)
  const [person, ...more] = await listPeople(stage.deps.db, userId)
  expect(more).toEqual([])
  expect(person?.addresses.map(({ reason }) => reason)).toEqual(['', 'one contact of yours has both, Anna Berg'])
  const user = await findUser(stage.deps.db, userId)
  if (!person || !user) throw new Error('nobody is there')
  const asked = { deps: stage.deps, user, person, other: 'x7@beta.example', at: stage.now }
  await stage.deps.db.transaction((tx) => split(tx, asked))
  const [parted, again] = await stage.both()
  expect(parted).toBe(again)
  expect((await listPeople(stage.deps.db, userId)).map(({ addresses }) => addresses.length)).toEqual([1, 1])
})

test('whoever is forgotten is in no contact any more, and in none that comes again', async () => {
  const stage = await begin()
  const both = { ...anna, addresses: ['x7@beta.example'] }
  const day = { names: ['Anna Berg'], addresses: [], birthday: { month: 2, day: 3 } }
  const list = { names: ['Choir'], addresses: ['anna@acme.example', 'tom@kroll.example'], group: true as const }
  const tom = { names: ['Tom Kroll'], addresses: ['tom@kroll.example'] }
  await keep(stage, anna, both, day, list, tom)
  await stage.derive()
  const user = await findUser(stage.deps.db, userId)
  const person = await findPersonByAddress(stage.deps.db, userId, 'anna@acme.example')
  if (!user || !person) throw new Error('nobody is there')
  await forgetPerson(stage.deps, user, person.id)
  const left = async () => (await listContacts(stage.deps.db, userId)).map(({ names, addresses }) => [names, addresses])
  const others = [
    [['Choir'], ['tom@kroll.example']],
    [['Tom Kroll'], ['tom@kroll.example']],
  ]
  expect(await left()).toEqual(others)
  await keep(stage, anna, both, tom, list, tom)
  expect((await left()).flat(2).filter((word) => String(word).includes('anna'))).toEqual([])
})

test('whoever is forgotten does not come back by another address that their contact has', async () => {
  const stage = await begin()
  const berg = { names: ['Anna Berg'], addresses: ['anna@acme.example', 'anna@berg.example', owner] }
  const other = { names: ['Anna Berg'], addresses: ['anna@acme.example', 'x7@beta.example'] }
  await keep(stage, berg, other)
  const user = await findUser(stage.deps.db, userId)
  const person = await findPersonByAddress(stage.deps.db, userId, 'anna@acme.example')
  if (!user || !person) throw new Error('nobody is there')
  await forgetPerson(stage.deps, user, person.id)
  const known = await readForgotten(stage.deps.db, { seal: stage.deps.seal, userId })
  const asked = ['anna@acme.example', 'anna@berg.example', 'x7@beta.example', owner]
  // The third is somebody known by themselves here, and the last is the owner's.
  expect(await Promise.all(asked.map((address) => known?.has(address)))).toEqual([true, true, false, false])
})

test('a contact with nothing but the name of whoever is forgotten does not come again, until they may', async () => {
  const stage = await begin()
  const day = { names: ['Anna Berg'], addresses: [], birthday: { month: 2, day: 3 } }
  const other = { names: ['Anna Maria Berg'], addresses: [], birthday: { month: 2, day: 4 } }
  await keep(stage, anna, day)
  await stage.derive()
  const user = await findUser(stage.deps.db, userId)
  const person = await findPersonByAddress(stage.deps.db, userId, 'anna@acme.example')
  if (!user || !person) throw new Error('nobody is there')
  await forgetPerson(stage.deps, user, person.id)
  const named = async () => (await stage.deps.db.select().from(contacts)).flatMap(({ names }) => names)
  expect(await named()).toEqual([])
  // Written a little otherwise, as somebody does who corrects it.
  await keep(stage, { ...day, names: ['anna  berg'] }, other)
  expect(await named()).toEqual(['Anna Maria Berg'])
  expect((await countForgotten(stage.deps.db, userId)).addresses).toBe(person.addresses.length)
  await changeBook(stage.deps.db, { userId, connectionId: 'c1' }, { position: { token: 't' } })
  await allowAgain(stage.deps, user, 'anna@acme.example')
  // What was taken out is told anew by the next look, which reads all.
  expect(await findBookPosition(stage.deps.db, 'c1')).toBeNull()
  await keep(stage, day)
  expect(await named()).toContain('Anna Berg')
})

test('of one account no more are kept than is promised, and what is there is replaced all the same', async () => {
  const stage = await setStage(database())
  const asItWas = policy.contacts
  try {
    Object.assign(policy, { contacts: 2 })
    const of = (name: string) => ({ names: [name], addresses: [`${name}@b.example`] })
    expect(await keep(stage, of('a'), of('b'), of('c'))).toEqual({ added: 2, tooMany: 1 })
    expect(await keep(stage, of('x'), of('b'), of('c'))).toEqual({ added: 0, tooMany: 1 })
    const rows = await stage.deps.db.select().from(contacts)
    expect(rows.map(({ names }) => names[0]).toSorted()).toEqual(['b', 'x'])
  } finally {
    Object.assign(policy, { contacts: asItWas })
  }
})
