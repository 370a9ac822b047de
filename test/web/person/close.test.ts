import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { findPerson } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { birthdaysOf } from '../../../src/letter/birthdays.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { deriveUser } from '../../../src/work/people/derive.ts'
import { addLetter } from '../links.ts'
import { addMail, addPerson, createWorld, daysAgo, idOf, now, type World } from '../world.ts'

const names = ['Maren Okafor', 'Teo Vasquez', 'Priya Raman', 'Jonas Lind', 'Dana Whitlock', 'Ravi Menon'] as const
const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '@')}.example`
const [maren, teo, , jonas, dana, ravi] = names.map(addressOf) as [string, string, string, string, string, string]

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  const { people, personAddresses, decisions, facts, digests, addedPeople, notes } = schema
  for (const table of [people, personAddresses, decisions, facts, digests, addedPeople, notes])
    await world.deps.db.delete(table)
  for (const [index, name] of names.entries()) {
    await addPerson(world.deps, { name, address: addressOf(name), silentDays: 100 + 40 * index })
    for (const n of [0, 1])
      await addMail(world.deps, {
        id: `${name}-${n}`,
        from: n ? addressOf(name) : 'sam@example.org',
        to: [n ? 'sam@example.org' : addressOf(name)],
        daysAgo: 100 + 40 * index + n,
        subject: `Harbour walk ${name.slice(0, 3)}`,
      })
  }
})
afterAll(() => world.database.close())

async function named() {
  const user = await findUser(world.deps.db, 'sam')
  if (!user) throw new Error('nobody is here')
  return (await writeLetter(world.deps, user, now)).letter.cards.map(({ address }) => address)
}
const say = (address: string, verb: string, fields: Record<string, string> = {}) =>
  world.post(`/people/${idOf(address)}/${verb}`, 'sam', fields)
const page = (address: string) => world.text(`/people/${idOf(address)}`, 'sam')
const exported = async (address: string) =>
  JSON.parse(await world.text('/export.json', 'sam')).people.find(({ addresses }: { addresses: string[] }) =>
    addresses.includes(address),
  )

describe('whoever is kept close', () => {
  test('is named before others once it is unusually quiet, and no more when that is taken back', async () => {
    expect(await named()).not.toContain(ravi)
    expect((await say(ravi, 'keep-close')).status).toBe(303)
    expect((await named())[0]).toBe(ravi)
    expect(await page(ravi)).toContain('You keep Ravi close')
    expect(await world.text('/people', 'sam')).toContain('Kept close')
    expect(await exported(ravi)).toMatchObject({ keptClose: true })
    await say(ravi, 'keep-close', { act: 'undo' })
    expect(await named()).not.toContain(ravi)
    expect(await world.text('/people', 'sam')).not.toContain('Kept close')
    expect(await exported(ravi)).not.toHaveProperty('keptClose')
  })

  test('is not named while the two are in touch: there is no cadence', async () => {
    const change = { silentDays: 10, typicalGapDays: 12 }
    await addPerson(world.deps, { name: 'Ida Falk', address: 'ida@falk.example', ...change })
    await say('ida@falk.example', 'keep-close')
    expect(await named()).not.toContain('ida@falk.example')
  })

  test('rests three weeks after a letter where others rest six', async () => {
    const where = eq(schema.digests.userId, 'sam')
    await addLetter(world.deps, [maren, teo])
    await world.deps.db
      .update(schema.digests)
      .set({ sentAt: daysAgo(28), createdAt: daysAgo(28), week: '2026-W43' })
      .where(where)
    await say(maren, 'keep-close')
    const letter = await named()
    expect([letter.includes(maren), letter.includes(teo)]).toEqual([true, false])
  })

  test('is one of five: a sixth is refused with a kind sentence, and nothing changes', async () => {
    for (const name of names.slice(0, 5)) await say(addressOf(name), 'keep-close')
    const answer = await say(ravi, 'keep-close')
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(
      'You keep Dana Whitlock, Jonas Lind, Maren Okafor, Priya Raman and Teo Vasquez close. Five is as many as can come first; once one of them no longer has to, there is room for Ravi.',
    )
    expect((await findPerson(world.deps.db, 'sam', idOf(ravi)))?.close).toBeUndefined()
    await say(dana, 'let-go')
    expect((await say(ravi, 'keep-close')).status).toBe(303)
  })

  test('stays so when people are worked out anew', async () => {
    await say(ravi, 'keep-close')
    await derive()
    expect(await closeAddresses()).toEqual([ravi])
  })
})

describe('somebody added by hand', () => {
  const add = (name: string, address: string) => world.post('/people', 'sam', { name, address })

  test('has a page at once, is quiet 180 days later, and stands in the export', async () => {
    const answer = await add('Ida Falk', 'Ida@Falk.example')
    const path = answer.headers.get('location') ?? ''
    expect([answer.status, path]).toEqual([303, expect.stringMatching(/^\/people\/[\w-]+$/)])
    const html = await world.text(path, 'sam')
    expect(html).toContain('You added Ida by hand on 22 November 2026.')
    expect(html).toContain('You added them by hand, and nothing between you is on record yet.')
    expect(await exported('ida@falk.example')).toMatchObject({
      name: 'Ida Falk',
      kind: 'person',
      addedAt: now.toString(),
    })
    expect(JSON.parse(await world.text('/export.json', 'sam')).addedPeople).toEqual([
      { address: 'ida@falk.example', name: 'Ida Falk', at: now.toString() },
    ])
    await derive()
    const again = await world.text(path, 'sam')
    expect(again).toContain('Ida Falk')
    await world.deps.db.update(schema.addedPeople).set({ at: daysAgo(181) })
    await derive()
    expect(await world.text(path, 'sam')).toContain('Why now: ')
    expect((await world.post(`${path}/not-added`, 'sam')).headers.get('location')).toBe('/people')
    expect((await world.get(path, 'sam')).status).toBe(404)
    await derive()
    expect((await world.get(path, 'sam')).status).toBe(404)
  })

  test('may be named though too little was written, and only one way', async () => {
    await addMail(world.deps, {
      id: 'ida',
      from: 'sam@example.org',
      to: ['ida@falk.example'],
      daysAgo: 200,
      subject: 'Lighthouse plans',
    })
    await derive()
    const before = await world.text(`/people?q=falk`, 'sam')
    expect(before).toContain('Nothing has come from them to you so far.')
    await add('Ida Falk', 'ida@falk.example')
    await derive()
    expect(await named()).toContain('ida@falk.example')
  })

  test.each([
    ['', 'ida@falk.example'],
    ['Ida', 'nothing'],
    ['Ida', 'a@b@c'],
    ['Sam', 'sam@example.org'],
  ])('is refused as %j, %j', async (name, address) => {
    expect((await add(name, address)).status).toBe(400)
    expect(await world.deps.db.select().from(schema.addedPeople)).toEqual([])
  })
})

describe('whoever has died', () => {
  test('is in no letter and no list, has a page that asks nothing, and is back when that is taken back', async () => {
    expect(await named()).toContain(teo)
    await world.post(`/people/${idOf(teo)}/note`, 'sam', { note: 'Loved the harbour' })
    await say(teo, 'died')
    const html = await page(teo)
    expect(html).toContain('You said that Teo Vasquez has died.')
    expect(html).toContain('Loved the harbour')
    expect(html).toContain('id="timeline"')
    const forms = [...html.matchAll(/action="(\/people[^"]*)"/g)].map(([, action]) => action)
    expect(forms).toEqual([`/people/${idOf(teo)}/died`])
    expect(html.replace(/<footer.*/s, '')).not.toMatch(
      /since your last|Plan a coffee|Why not now|Is this right|The same person|Not now/,
    )
    expect(await named()).not.toContain(teo)
    const everyone = await world.text('/people?all=1', 'sam')
    expect(everyone).not.toContain('Teo Vasquez')
    expect(await world.text('/people?q=teo', 'sam')).toContain('Teo Vasquez')
    expect(await exported(teo)).toMatchObject({ state: 'let_go', died: true })
    expect((await world.get(`/people/${idOf(teo)}/coffee`, 'sam')).status).toBe(302)
    expect((await say(teo, 'coffee')).status).toBe(409)
    await say(teo, 'died', { act: 'undo' })
    expect(await named()).toContain(teo)
    expect(await exported(teo)).not.toHaveProperty('died')
  })

  test('stays so whatever a link of an old letter says, and when people are worked out anew', async () => {
    await say(jonas, 'died')
    await say(jonas, 'keep')
    expect((await findPerson(world.deps.db, 'sam', idOf(jonas)))?.state).toBe('died')
    await derive()
    expect(await states(jonas)).toEqual(['died'])
  })

  test('has no birthday any more', () => {
    const entry = { id: 'b', at: now, title: 'Jonas Lind’s birthday' }
    const person = { kind: 'person', name: 'Jonas Lind', address: jonas } as const
    expect(birthdaysOf([entry], [person]).has(jonas)).toBe(true)
    expect(birthdaysOf([entry], [{ ...person, state: 'died' }]).has(jonas)).toBe(false)
  })
})

describe('a page says nothing that does not fit', () => {
  test('of whoever talks elsewhere no silence', async () => {
    expect(await page(teo)).toContain('since your last email or meeting')
    await say(teo, 'elsewhere')
    expect(await page(teo)).not.toContain('since your last email or meeting')
  })

  test('to whoever grieves nothing cheerful', async () => {
    const grief = [
      {
        kind: 'mourning' as const,
        reason: 'A subject speaks of a loss. Whether and when to write is yours to choose.',
      },
    ]
    await world.deps.db
      .update(schema.people)
      .set({ exclusions: grief })
      .where(eq(schema.people.id, idOf(teo)))
    const html = await page(teo)
    expect(html).toContain('Whether and when to write is yours to choose.')
    expect(
      html.match(/can wait\. Until when|Plan a coffee|Keep close|We’ve spoken|What a letter could say/)?.[0],
    ).toBeUndefined()
    expect(html).toContain('Suggest them all the same')
  })
})

async function derive() {
  const { db } = world.deps
  const done = await deriveUser(world.deps, { kind: 'derive', subject: 'sam', userId: 'sam' } as never)
  await db.transaction(async (tx) => done?.write?.(tx as never))
}

const closeAddresses = async () => {
  const where = and(eq(schema.people.userId, 'sam'), eq(schema.people.close, true))
  return (await world.deps.db.select().from(schema.people).where(where)).map(({ address }) => address)
}
const states = async (address: string) =>
  (await world.deps.db.select().from(schema.people).where(eq(schema.people.address, address))).map(({ state }) => state)
