import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import * as schema from '../../../src/db/schema.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { addMail, addPerson, createWorld, daysAgo, dump, idOf, now, type World } from '../world.ts'

const people = [
  ['Maren Okafor', 'maren@okafor.example', 'Harbour walk plans'],
  ['Teo Vasquez', 'teo@vasquez.example', 'Reading group evening'],
  ['Priya Raman', 'priya@raman.example', 'Lighthouse sketches'],
] as const
const [maren, teo, priya] = people.map(([, address]) => address) as [string, string, string]

let world: World
beforeAll(async () => {
  world = await createWorld()
  for (const [name, address, subject] of people) {
    await addPerson(world.deps, { name, address, silentDays: 215, change: { kindReason: 'you write to each other' } })
    // Their thread, in both directions, and a season in which the two were in touch every year.
    for (const [index, days] of [215, 216, 217, 360, 725].entries()) {
      const mine = index % 2 === 0
      await addMail(world.deps, {
        id: `${name}-${index}`,
        from: mine ? 'sam@example.org' : address,
        to: [mine ? address : 'sam@example.org'],
        daysAgo: days,
        subject: index < 3 ? subject : null,
      })
    }
  }
  for (const index of [0, 1])
    await addMail(world.deps, {
      id: `both-${index}`,
      from: maren,
      to: ['sam@example.org', teo, priya],
      daysAgo: 300 + index,
      subject: null,
    })
})
beforeEach(async () => {
  for (const table of [schema.corrections, schema.decisions]) await world.deps.db.delete(table)
})
afterAll(() => world.database.close())

async function letter() {
  const user = await findUser(world.deps.db, 'sam')
  if (!user) throw new Error('nobody is here')
  const { letter } = await writeLetter(world.deps, user, now)
  return new Map(letter.cards.map((card) => [card.address, card]))
}
const kinds = async (address: string) => (await letter()).get(address)?.points.map(({ kind }) => kind) ?? []
const say = (address: string, verb: string, fields: Record<string, string>) =>
  world.post(`/people/${idOf(address)}/${verb}`, 'sam', fields)
const page = (address: string) => world.text(`/people/${idOf(address)}`, 'sam')

describe('"not right" on the page of a person', () => {
  test('takes the point out of the next letter, shows it with its undo, and undone it is said again', async () => {
    const before = await letter()
    const [lead, ...more] = await kinds(maren)
    if (!lead || !more.length) throw new Error('there has to be more than one thing to say')
    expect(await page(maren)).toContain('What a letter could say of Maren')
    expect((await say(maren, 'not-right', { about: lead })).status).toBe(303)
    expect(await kinds(maren)).not.toContain(lead)
    expect(await page(maren)).toContain('You said that this is not right, so I don’t say it: “')
    // Of the others it is still said, and first.
    expect((await letter()).get(teo)).toEqual(before.get(teo))
    await say(maren, 'right', { about: lead })
    expect(await letter()).toEqual(before)
    expect(await page(maren)).not.toContain('You said that this is not right')
  })

  test('said twice of one kind, that kind is the first on nobody’s card, until the owner takes that back', async () => {
    const lead = 'last_thread'
    const first = (await letter()).get(priya)?.reason
    expect(first).toBe(lead)
    await say(maren, 'not-right', { about: lead })
    expect((await letter()).get(priya)?.reason).toBe(lead)
    await say(teo, 'not-right', { about: lead })
    const card = (await letter()).get(priya)
    expect(card?.reason).not.toBe(lead)
    expect(card?.points.map(({ kind }) => kind)).toContain(lead)
    const sentence = 'You said more than once that the last thread was not right'
    expect(await page(priya)).toContain(sentence)
    await say(priya, 'right', { about: lead, act: 'lead' })
    expect((await letter()).get(priya)?.reason).toBe(lead)
    expect(await kinds(maren)).not.toContain(lead)
    expect(await page(priya)).not.toContain(sentence)
  })

  test('of why they are due, pressed twice, turns nothing back', async () => {
    const html = await page(maren)
    const form = html.split('<form').find((one) => one.includes('name="about" value="why"')) ?? ''
    const fields = Object.fromEntries(
      [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    for (const _ of [1, 2]) await say(maren, 'not-right', fields)
    const [{ at, kind } = never(), ...more] = await world.deps.db.select().from(schema.decisions)
    expect([kind, more]).toEqual(['close', []])
    await say(maren, 'undo', { kind, at: at.toString() })
  })

  test('stands in the export, as what was said and of what kind', async () => {
    await say(maren, 'not-right', { about: 'last_thread' })
    const { people: all } = JSON.parse(await world.text('/export.json', 'sam'))
    const one = all.find(({ id }: { id: string }) => id === idOf(maren))
    expect(one.notRight).toMatchObject([{ kind: 'last_thread', counts: true, at: now.toString() }])
    expect(JSON.stringify(one.notRight)).not.toContain('Harbour')
  })

  test('of why they are due holds them back until something new comes, and "Undo" brings them back', async () => {
    expect((await letter()).has(maren)).toBe(true)
    await say(maren, 'not-right', { about: 'why' })
    expect((await letter()).has(maren)).toBe(false)
    expect(await page(maren)).toContain('Nothing is open between you. New mail or a meeting brings them back.')
    const [{ at, kind } = never()] = await world.deps.db.select().from(schema.decisions)
    await say(maren, 'undo', { kind, at: at.toString() })
    expect((await letter()).has(maren)).toBe(true)
    expect(await world.deps.db.select().from(schema.decisions)).toEqual([])
  })

  test('of nothing that could be said changes nothing', async () => {
    const before = await dump(world.deps)
    expect((await say(maren, 'not-right', { about: 'birthday' })).status).toBe(409)
    expect((await say(maren, 'not-right', { about: 'gossip' })).status).toBe(400)
    expect((await say(maren, 'not-right', {})).status).toBe(400)
    expect((await world.post(`/people/${idOf(maren)}/not-right`, 'eve', { about: 'last_thread' })).status).toBe(404)
    expect(await dump(world.deps)).toBe(before)
  })
})

test('an address that was joined is asked about in the same words', async () => {
  await addPerson(world.deps, {
    name: 'Ana Ruiz',
    address: 'ana@ruiz.example',
    otherAddresses: ['ana@office.example'],
    silentDays: 3,
  })
  const html = await page('ana@ruiz.example')
  expect(html).toContain('Not right: ana@office.example is somebody else’s')
  await say('ana@ruiz.example', 'split', { with: 'ana@office.example' })
  expect(await page('ana@ruiz.example')).not.toContain('ana@office.example')
})

test('where both entries that may be one human are due, their page asks once, above everything', async () => {
  const maybe = (address: string) => ({ maybe: [{ address, reason: 'same full name, Ben Kroll' }] })
  const [work, home] = ['ben@kroll.example', 'bk@home.example'] as const
  await addPerson(world.deps, { name: 'Ben Kroll', address: work, silentDays: 215, change: maybe(home) })
  await addPerson(world.deps, { name: 'Ben Kroll', address: home, silentDays: 240, change: maybe(work) })
  const html = await page(work)
  expect(html.match(/Are both addresses Ben’s\?/g)).toHaveLength(1)
  expect(html.indexOf('Are both addresses')).toBeLessThan(html.indexOf('What would you like?'))
  await say(work, 'split', { with: home })
  expect(await page(work)).not.toContain('Are both addresses')
})

const never = (): never => {
  throw new Error(`nothing was decided by ${daysAgo(0)}`)
}
