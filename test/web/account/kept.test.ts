/** What is kept of a user: all of it is in the export, what has no evidence goes with its account, and nothing outlives the user. */
import { eq, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { deleteUser } from '../../../src/db/accounts/users.ts'
import { listCoffees } from '../../../src/db/coffees.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import * as schema from '../../../src/db/schema.ts'
import { scheduleTask } from '../../../src/db/tasks.ts'
import { disconnect } from '../../../src/work/leave.ts'
import { deriveUser } from '../../../src/work/people/derive.ts'
import { addMail, addPerson, createWorld, daysAgo, idOf, now, type World } from '../world.ts'

const ana = 'ana@acme.example'
const ben = 'ben@halden.example'
const ida = 'ida@falk.example'
const me = 'sam@example.org'
let world: World

beforeEach(async () => {
  await world?.database.close()
  world = await createWorld()
  const { db } = world.deps
  await addAccount()
  for (const [name, address] of [
    ['Ana Ruiz', ana],
    ['Ben Ortiz', ben],
  ] as const) {
    await addPerson(world.deps, { name, address })
    await write(name, address)
  }
  await db.insert(schema.addedPeople).values({ userId: 'sam', address: ida, name: 'Ida Falk', at: daysAgo(20) })
  await addPerson(world.deps, { name: 'Ida Falk', address: ida })
  await addCoffee('with-ana', ana, 'sam-google')
  await addCoffee('with-ida', ida, 'sam-second')
  await db.insert(schema.introductions).values([await pairOf('a', ana, ben), await pairOf('b', ana, ida)])
})
afterAll(() => world.database.close())

async function addAccount() {
  await world.deps.db.insert(schema.connections).values({
    ...{ id: 'sam-second', userId: 'sam', provider: 'google', issuer: 'https://accounts.google.com' },
    ...{ subject: 'sam-second', email: 'sam@second.example', scopes: [], state: 'active', createdAt: daysAgo(30) },
  })
}

async function write(name: string, address: string) {
  await addMail(world.deps, { id: `to-${name}`, from: me, to: [address], daysAgo: 20, subject: 'Roofs' })
  await addMail(world.deps, { id: `from-${name}`, from: address, to: [me], daysAgo: 19, subject: 'Re: Roofs' })
}

async function addCoffee(id: string, address: string, connectionId: string) {
  await world.deps.db.insert(schema.coffees).values({
    ...{ id, userId: 'sam', addressHash: await world.deps.seal.sign(address, 'address'), address },
    ...{ name: `Name of ${id}`, connectionId, state: 'offered', how: 'invite_in_person', timeZone: 'Europe/Berlin' },
    ...{ title: `Coffee ${id}`, note: 'Hi.', place: 'Café Kranzler', createdAt: now, problem: 'It filled up.' },
    offered: [
      ['2026-11-25T09:00:00Z', '2026-11-25T09:45:00Z'],
      ['2026-11-26T09:00:00Z', '2026-11-26T09:45:00Z'],
    ],
  })
}

/** The first of the two would rather not. */
async function pairOf(id: string, one: string, other: string) {
  const { seal } = world.deps
  return {
    ...{ id, userId: 'sam', oneHash: await seal.sign(one, 'address'), otherHash: await seal.sign(other, 'address') },
    ...{ oneAddress: one, otherAddress: other, oneName: `Name of ${one}`, otherName: `Name of ${other}` },
    ...{ oneAskedAt: daysAgo(9), oneSaid: 'no' as const, oneSaidAt: daysAgo(8), createdAt: daysAgo(9) },
  }
}

const pair = async (id: string) => {
  const [row] = await world.deps.db.select().from(schema.introductions).where(eq(schema.introductions.id, id))
  return row && { one: row.oneAddress, other: row.otherAddress, oneName: row.oneName, said: row.oneSaid }
}

async function derive() {
  const { deps } = world
  const key = { kind: 'derive', subject: 'sam', userId: 'sam' } as const
  await deps.db.delete(schema.tasks)
  await scheduleTask(deps.db, key, now)
  const [task] = await claimTasks(deps.db, now, 1, key)
  const outcome = task && (await deriveUser(deps, task))
  await deps.db.transaction(async (tx) => outcome?.write(tx))
}

describe('once an account is disconnected', () => {
  test('a coffee says no more where it would have been: the calendar may have said that', async () => {
    await disconnect(world.deps, 'sam', 'sam-google')
    const coffee = (await listCoffees(world.deps.db, 'sam')).find(({ id }) => id === 'with-ana')
    expect(coffee).toMatchObject({ name: '', title: '', note: '', place: null, state: 'undone' })
    expect(await world.text('/export.json', 'sam')).not.toContain('Name of with-ana')
  })

  test('whoever was added by hand keeps what is planned with them, and their name', async () => {
    await disconnect(world.deps, 'sam', 'sam-google')
    const coffee = (await listCoffees(world.deps.db, 'sam')).find(({ id }) => id === 'with-ida')
    expect(coffee).toMatchObject({ address: ida, name: 'Name of with-ida', state: 'offered', note: 'Hi.' })
    expect(await pair('b')).toMatchObject({ one: '', other: ida })
  })

  test('a no to an introduction has its names again once the two are known again, and is seen', async () => {
    await disconnect(world.deps, 'sam', 'sam-google')
    await derive()
    expect(await pair('a')).toEqual({ one: '', other: '', oneName: '', said: 'no' })
    await world.deps.db.update(schema.connections).set({ email: me })
    for (const [name, address] of [
      ['Ana Ruiz', ana],
      ['Ben Ortiz', ben],
    ] as const)
      for (const mail of [
        { id: `again-to-${name}`, from: me, to: [address] },
        { id: `again-from-${name}`, from: address, to: [me] },
      ])
        await addMail(world.deps, { ...mail, daysAgo: 20, connectionId: 'sam-second' })
    await derive()
    expect(await pair('a')).toMatchObject({ one: ana, other: ben, said: 'no' })
    const [found] = await world.deps.db.select().from(schema.people).where(eq(schema.people.address, ben))
    expect(await world.text(`/people/${found?.id}`, 'sam')).toContain('would rather not')
  })
})

test('the export holds what was said of picks, and a coffee whole', async () => {
  const { db, seal } = world.deps
  const [known, unknown] = [await seal.sign(ana, 'address'), await seal.sign('gone@away.example', 'address')]
  const said = { userId: 'sam', week: '2026-W48' }
  await db.insert(schema.verdicts).values([
    { ...said, addressHash: known, verdict: 'not_this', place: 0 },
    { ...said, addressHash: unknown, verdict: 'stays' },
    { ...said, userId: 'eve', addressHash: known, verdict: 'yes', place: 2 },
  ])
  const evidence = ['x1']
  await db.insert(schema.corrections).values([
    { id: 'c1', userId: 'sam', addressHash: known, kind: 'moved', evidence, counts: true, at: now },
    { id: 'c2', userId: 'sam', addressHash: unknown, kind: 'season', evidence, counts: true, at: now },
  ])
  await db.insert(schema.notes).values({ id: 'n1', userId: 'sam', addressHash: unknown, at: now, text: 'Oat milk' })
  const exported = JSON.parse(await world.text('/export.json', 'sam'))
  expect(exported.verdicts).toHaveLength(2)
  expect(exported.verdicts).toEqual(
    expect.arrayContaining([
      { week: '2026-W48', personId: idOf(ana), verdict: 'not_this', place: 0 },
      { week: '2026-W48', personId: '', verdict: 'stays' },
    ]),
  )
  expect(exported.notRight).toEqual([{ at: now.toString(), kind: 'season', evidence, counts: true }])
  expect(exported.notes).toEqual([{ at: now.toString(), text: 'Oat milk' }])
  expect(exported.coffees.find(({ id }: { id: string }) => id === 'with-ana')).toMatchObject({
    ...{ personId: idOf(ana), name: 'Name of with-ana', title: 'Coffee with-ana', place: 'Café Kranzler' },
    ...{ state: 'offered', connectionId: 'sam-google', problem: 'It filled up.', createdAt: now.toString() },
    ...{ startsAt: '2026-11-25T09:00:00Z', endsAt: '2026-11-25T09:45:00Z', how: 'invite_in_person', note: 'Hi.' },
    offered: [
      ['2026-11-25T09:00:00Z', '2026-11-25T09:45:00Z'],
      ['2026-11-26T09:00:00Z', '2026-11-26T09:45:00Z'],
    ],
  })
  expect(exported.introductions).toContainEqual(
    expect.objectContaining({ people: expect.arrayContaining([expect.objectContaining({ address: ben })]) }),
  )
})

test('an address of a second account of one’s own is nobody to add by hand', async () => {
  const answer = await world.post('/people', 'sam', { name: 'Myself', address: 'Sam@Second.example' })
  expect([answer.status, (await answer.text()).includes('one of your own')]).toEqual([400, true])
})

test('not one row in any table outlives its user', async () => {
  const { db } = world.deps
  await deleteUser(db, 'sam')
  const all: readonly unknown[] = Object.values(schema)
  const tables = all.filter((one): one is PgTable => is(one, PgTable)).filter((table) => 'userId' in table)
  expect(tables.length).toBeGreaterThan(20)
  for (const table of tables)
    expect([getTableName(table), await db.$count(table, sql`user_id = 'sam'`)]).toEqual([getTableName(table), 0])
})
