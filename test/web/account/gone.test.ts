import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { CoffeeState } from '../../../src/coffee/types.ts'
import { findUser } from '../../../src/db/accounts/users.ts'
import { listCoffees } from '../../../src/db/coffees.ts'
import * as schema from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { disconnect } from '../../../src/work/leave.ts'
import { forgetPerson } from '../../../src/work/people/forget.ts'
import { addLetter, addLink } from '../links.ts'
import { addMail, addPerson, createWorld, daysAgo, dump, idOf, now, type World } from '../world.ts'

const maren = 'maren@okafor.example'
const teo = 'teo@vasquez.example'
let world: World

beforeEach(async () => {
  await world?.database.close()
  world = await createWorld()
  const { deps } = world
  await deps.db.insert(schema.connections).values({
    id: 'sam-second',
    userId: 'sam',
    provider: 'google',
    issuer: 'https://accounts.google.com',
    subject: 'sam-second',
    email: 'sam@second.example',
    scopes: [],
    state: 'active',
    createdAt: daysAgo(30),
  })
  for (const [name, address] of [
    ['Maren Okafor', maren],
    ['Teo Vasquez', teo],
  ] as const)
    await addPerson(deps, { name, address, silentDays: 200 })
  await addMail(deps, { id: 'm1', from: maren, to: ['sam@example.org'], daysAgo: 200 })
  // Teo is known to the second account as well.
  await addMail(deps, { id: 't1', from: teo, to: ['sam@example.org'], daysAgo: 200 })
  await addMail(deps, {
    id: 't2',
    from: teo,
    to: ['sam@second.example'],
    daysAgo: 150,
    connectionId: 'sam-second',
  })
})
afterAll(() => world.database.close())

/** A coffee as its button leaves it behind. */
async function addCoffee(id: string, address: string, state: CoffeeState, connectionId = 'sam-google') {
  const { db, seal } = world.deps
  await db.insert(schema.coffees).values({
    id,
    userId: 'sam',
    addressHash: await seal.sign(address, 'address'),
    address,
    name: address === maren ? 'Maren Okafor' : 'Teo Vasquez',
    connectionId,
    state,
    how: 'invite',
    ...(state === 'offered'
      ? { offered: [['2026-11-25T09:00:00Z', '2026-11-25T09:45:00Z']] as const }
      : { startsAt: daysAgo(-3), endsAt: daysAgo(-3).add({ minutes: 45 }) }),
    ...(state === 'chosen'
      ? { startsAt: daysAgo(-4), endsAt: daysAgo(-4).add({ minutes: 45 }), chosenAt: now, holdUntil: daysAgo(-3) }
      : {}),
    timeZone: 'Europe/Berlin',
    title: `Coffee, ${address === maren ? 'Maren' : 'Teo'} and Sam`,
    note: 'Your “Harbour walk” made me think of you.',
    createdAt: now,
  })
}

describe('once an account is disconnected', () => {
  test('no coffee says whom it was with, what was written, or waits to leave', async () => {
    for (const state of ['draft', 'offered', 'chosen', 'queued', 'met', 'invited'] as const)
      await addCoffee(state, maren, state)
    await disconnect(world.deps, 'sam', 'sam-google')
    const coffees = await listCoffees(world.deps.db, 'sam')
    expect(new Map(coffees.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        ['draft', 'undone'],
        ['offered', 'undone'],
        ['chosen', 'undone'],
        ['queued', 'undone'],
        ['met', 'met'],
        ['invited', 'invited'],
      ]),
    )
    for (const { address, name, title, note } of coffees) expect([address, name, title, note].join('')).toBe('')
    await world.deps.db.delete(schema.people)
    const exported = await world.text('/export.json', 'sam')
    for (const word of ['Maren', 'maren@', 'Harbour walk']) expect(exported).not.toContain(word)
  })

  test('a coffee with somebody another account knows keeps their name, and the note that went by the other one', async () => {
    await addCoffee('one', teo, 'met')
    await addCoffee('other', teo, 'met', 'sam-second')
    await disconnect(world.deps, 'sam', 'sam-google')
    const coffees = new Map((await listCoffees(world.deps.db, 'sam')).map((coffee) => [coffee.id, coffee]))
    expect(coffees.get('one')).toMatchObject({ address: teo, name: 'Teo Vasquez', note: '' })
    expect(coffees.get('other')).toMatchObject({ address: teo, note: 'Your “Harbour walk” made me think of you.' })
  })

  test('the guest’s link rests like every other, and no link names anybody', async () => {
    await addCoffee('offered', maren, 'offered')
    const meet = await addLink(world.deps, { purpose: 'meet', address: maren })
    const { db } = world.deps
    await db
      .update(schema.links)
      .set({ coffeeId: 'offered' })
      .where(eq(schema.links.hash, await sha256(meet)))
    const let_go = await addLink(world.deps, { purpose: 'let_go', address: maren })
    const unsubscribe = await addLink(world.deps, { purpose: 'unsubscribe' })
    expect((await world.get(`/meet/${meet}`)).status).toBe(200)
    await disconnect(world.deps, 'sam', 'sam-google')
    expect((await world.get(`/meet/${meet}`)).status).toBe(404)
    expect((await world.get(`/do/${let_go}`)).status).toBe(404)
    expect((await world.get(`/unsubscribe/${unsubscribe}`)).status).toBe(200)
    expect((await db.select().from(schema.links)).map(({ address }) => address)).toEqual([null, null, null])
  })

  test('what somebody else keeps about the same person stays as it is', async () => {
    await addLink(world.deps, { purpose: 'let_go', address: maren, userId: 'eve' })
    const rows = async () => (await world.deps.db.select().from(schema.links)).filter(({ userId }) => userId === 'eve')
    const before = await rows()
    await disconnect(world.deps, 'sam', 'sam-google')
    expect(await rows()).toEqual(before)
  })
})

test('an owner without a name is called by what stands before the @ of their address on the guest’s page', async () => {
  await addCoffee('offered', maren, 'offered')
  const meet = await addLink(world.deps, { purpose: 'meet', address: maren })
  const { db } = world.deps
  await db
    .update(schema.links)
    .set({ coffeeId: 'offered' })
    .where(eq(schema.links.hash, await sha256(meet)))
  await db.update(schema.users).set({ name: '' }).where(eq(schema.users.id, 'sam'))
  expect(await world.text(`/meet/${meet}`)).toContain('>sam would like to have a coffee with you')
})

test('signing in on the way to a note leads to the note', async () => {
  const token = await addLink(world.deps, { purpose: 'coffee', address: maren })
  const before = await dump(world.deps)
  const html = await world.text(`/coffee/${token}?how=write`)
  expect(html).toContain(`/signin/google?to=${encodeURIComponent(`/coffee/${token}?how=write`)}`)
  expect(await dump(world.deps)).toBe(before)
})

test('settings are saved as they stand after a break that is over', async () => {
  const { db } = world.deps
  const sam = async () => (await db.select().from(schema.users)).find(({ id }) => id === 'sam')
  const settings = (await sam())?.settings
  if (!settings) throw new Error('no user')
  await db.update(schema.users).set({ settings: { ...settings, pausedUntil: '2026-11-20' } })
  const html = await world.text('/settings', 'sam')
  const shown = /<input[^>]*name="pausedUntil"[^>]*value="([^"]*)"/.exec(html)?.[1]
  expect(shown).toBe('')
  const { workingDays, ...rest } = settings
  const answer = await world.post('/settings', 'sam', {
    letterDay: String(rest.letterDay),
    letterHour: '9',
    people: String(rest.people),
    pausedUntil: shown ?? '',
    subjects: 'on',
    workingDays: workingDays.map(String),
    workingFrom: rest.workingFrom,
    workingTo: rest.workingTo,
    meetingLink: '',
    timeZone: 'Europe/Berlin',
    ownAddresses: '',
  })
  expect(answer.status).toBe(303)
  expect((await sam())?.settings).toMatchObject({ letterHour: 9, pausedUntil: null })
})

test('a note that asks for nothing can be written while times are offered', async () => {
  await addCoffee('offered', maren, 'offered')
  const path = `/people/${idOf(maren)}/coffee`
  expect(await world.text(path, 'sam')).toContain('can pick a time on the page')
  const html = await world.text(`${path}?how=write`, 'sam')
  expect(html).not.toContain('can pick a time on the page')
  expect(html).toMatch(/<input[^>]*name="how"[^>]*value="write"[^>]*checked/)
})

test('the export says when a coffee may begin while its guest has not chosen', async () => {
  await addCoffee('offered', maren, 'offered')
  const { coffees } = JSON.parse(await world.text('/export.json', 'sam'))
  expect(coffees).toMatchObject([{ startsAt: '2026-11-25T09:00:00Z', endsAt: '2026-11-25T09:45:00Z' }])
})

describe('the button that sends the letter', () => {
  const isThere = async () => (await world.text('/letter', 'sam')).includes('action="/letter/send"')
  const setLetter = async (intro: string) => {
    const id = await addLetter(world.deps, [maren])
    const [row] = await world.deps.db.select().from(schema.digests)
    if (row)
      await world.deps.db
        .update(schema.digests)
        .set({ letter: { ...row.letter, intro } })
        .where(eq(schema.digests.id, id))
  }

  test('is there for a letter that can go out, for the first time or again', async () => {
    expect(await isThere()).toBe(true)
    await setLetter('Good morning, Sam.')
    expect(await isThere()).toBe(true)
  })

  test('is not there once what the letter was written from is gone', async () => {
    await setLetter('')
    expect(await isThere()).toBe(false)
    expect((await world.post('/letter/send', 'sam')).status).toBe(409)
  })

  test('is not there during a break', async () => {
    const { db } = world.deps
    const [sam] = await db.select().from(schema.users).where(eq(schema.users.id, 'sam'))
    if (!sam) throw new Error('no user')
    await db.update(schema.users).set({ settings: { ...sam.settings, pausedUntil: '2027-01-15' } })
    expect(await isThere()).toBe(false)
    expect((await world.post('/letter/send', 'sam')).status).toBe(409)
  })
})

describe('once somebody is forgotten', () => {
  test('titles that name them go, and those that only hold the letters of a short name stay', async () => {
    const { deps } = world
    const tim = await addPerson(deps, { name: 'Tim', address: 'tim@kroll.example' })
    const said = {
      a: 'Estimate for the time being',
      b: 'Lunch with TIM?',
      c: 'Tims Geburtstag',
      d: 'Sentiment',
      e: 'For Tim’s birthday, in time',
    }
    for (const [id, subject] of Object.entries(said))
      await addMail(deps, { id, from: teo, to: ['sam@example.org'], daysAgo: 9, subject })
    const sam = await findUser(deps.db, 'sam')
    if (!sam) throw new Error('nobody is there')
    await forgetPerson(deps, sam, tim)
    const rows = await deps.db.select().from(schema.facts)
    expect(
      rows
        .filter(({ externalId }) => externalId in said && externalId.length === 1)
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual([said.a, said.d, null, null, null])
  })
})
