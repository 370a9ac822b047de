import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { headerNames, readMessage } from '../../../src/providers/standard/message.ts'
import { deriveUser } from '../../../src/work/people/derive.ts'
import { daysAgo as ago, at, know, mail, owner, talk } from '../../people/derive/life.ts'
import { addMail, createWorld, daysAgo, type World } from '../world.ts'

const old = 'sam@old.example'
const friends = ['maren@okafor.example', 'teo@vasquez.example', 'priya@raman.example']

describe('an address that may be the owner’s', () => {
  const kinds = async (facts: Parameters<typeof know>[0], refusedOwn: readonly string[] = []) =>
    at(await know(facts, { refusedOwn }), old).exclusions.map(({ kind }) => kind)
  const answers = friends.map((from, index) => mail({ from, to: [old], days: 30 + index, subject: 'Re: Harbour walk' }))

  test('is found by answers that go to it alone, and nobody is suggested by it', async () => {
    expect(await kinds(answers.slice(0, 2))).not.toContain('own_address')
    expect(await kinds(answers)).toContain('own_address')
  })

  test('is found by the header of the server that took the mail', async () => {
    const delivered = friends.map((from, index) => ({
      ...mail({ from, to: [old, 'ida@falk.example'], days: 30 + index }),
      deliveredTo: [old],
    }))
    expect(await kinds(delivered)).toContain('own_address')
    expect(at(await know(delivered), 'ida@falk.example').exclusions.map(({ kind }) => kind)).not.toContain(
      'own_address',
    )
  })

  test('is not found by one sender however often, nor by a list', async () => {
    const one = [1, 2, 3, 4, 5].map((days) => mail({ from: friends[0] ?? '', to: [old], days, subject: 'Re: Walk' }))
    expect(await kinds(one)).not.toContain('own_address')
    const list = answers.map((fact) => ({ ...fact, signals: ['list-id' as const] }))
    expect(await kinds([...list, ...talk(old, [20, 10])])).not.toContain('own_address')
  })

  test('is somebody else’s for good once the owner said so', async () => {
    expect(await kinds(answers, [old])).not.toContain('own_address')
    const named = [
      ...talk('Sam Hartley <sam@old.example>', [200, 190]),
      mail({ from: `Sam Hartley <${owner}>`, to: [friends[0] ?? ''], days: 5 }),
    ]
    expect(await kinds(named)).toContain('own_name')
    expect(await kinds(named, [old])).not.toContain('own_name')
  })

  test('is not that of somebody with another name in the middle of the owner’s', async () => {
    const as = (name: string) => [
      ...talk('Hans-Jürgen Müller <sam@old.example>', [200, 190]),
      mail({ from: `${name} <${owner}>`, to: [friends[0] ?? ''], days: 5 }),
    ]
    expect(await kinds(as('Hans-Peter Müller'))).not.toContain('own_name')
    expect(await kinds(as('Hans Müller'))).toContain('own_name')
  })
})

test('headers of delivery are asked for, and kept only of whom the message was addressed to', () => {
  expect(headerNames).toEqual(expect.arrayContaining(['Delivered-To', 'X-Original-To']))
  const headers = [
    { name: 'Delivered-To', value: 'sam@new.example' },
    { name: 'X-Original-To', value: ` <SAM@old.example> ` },
    { name: 'From', value: 'maren@okafor.example' },
    { name: 'To', value: 'Sam <sam@old.example>' },
  ]
  const held = { id: 'a', thread: 'a', at: ago(1), headers, labels: [] }
  expect(readMessage({ ...held, outgoing: false }, true).deliveredTo).toEqual([old])
  expect(readMessage({ ...held, outgoing: true }, true).deliveredTo).toBeUndefined()
})

describe('the question', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
  })
  beforeEach(async () => {
    const { people, personAddresses, facts, ownAddresses, checkpoints } = schema
    for (const table of [people, personAddresses, facts, ownAddresses, checkpoints]) await world.deps.db.delete(table)
    for (const [index, from] of friends.entries())
      await addMail(world.deps, { id: `r${index}`, from, to: [old], daysAgo: 30 + index, subject: 'Re: Harbour walk' })
    await derive()
  })
  afterAll(() => world.database.close())
  const derive = async () => {
    const done = await deriveUser(world.deps, { kind: 'derive', subject: 'sam', userId: 'sam' } as never)
    await world.deps.db.transaction(async (tx) => done?.write?.(tx as never))
  }
  const asks = async () => /yours as\s+well\?/.test(await world.text('/people', 'sam'))
  const answer = (mine: string) => world.post('/settings', 'sam', { own: old, mine })
  const exported = async () => JSON.parse(await world.text('/export.json', 'sam'))

  test('is asked until it is answered; "yes" makes it one of the owner’s, which the settings take back', async () => {
    expect(await asks()).toBe(true)
    expect((await answer('yes')).headers.get('location')).toBe('/people')
    expect(await asks()).toBe(false)
    await derive()
    expect(await asks()).toBe(false)
    expect((await exported()).user.ownAddresses).toContain(old)
    expect(await world.text('/settings', 'sam')).toMatch(/<textarea[^>]*>\s*sam@old\.example/)
    await answer('undo')
    await derive()
    expect(await asks()).toBe(true)
  })

  test('"no" makes it somebody else’s, which the settings show with its undo', async () => {
    await answer('no')
    expect(await asks()).toBe(false)
    await derive()
    expect(await asks()).toBe(false)
    expect(await exported()).toMatchObject({ notOwnAddresses: [old] })
    expect((await exported()).user.ownAddresses).not.toContain(old)
    expect(await world.text('/settings', 'sam')).toContain('Undo: sam@old.example is somebody else’s')
    await answer('undo')
    await derive()
    expect(await asks()).toBe(true)
  })

  test('is asked of an address that sent mail goes out from, which no account vouches for', async () => {
    const { facts, people, personAddresses } = schema
    for (const table of [facts, people, personAddresses]) await world.deps.db.delete(table)
    await addMail(world.deps, { id: 'sent', from: 'sam@alias.example', to: [friends[0] ?? ''], daysAgo: 3 })
    await world.deps.db.update(facts).set({ outgoing: true })
    await derive()
    expect(await world.text('/people', 'sam')).toContain('sam@alias.example')
    expect(await asks()).toBe(true)
    await world.post('/settings', 'sam', { own: 'sam@alias.example', mine: 'no' })
    await derive()
    expect(await asks()).toBe(false)
    expect((await exported()).user.ownAddresses).not.toContain('sam@alias.example')
  })

  test('wants one of its answers', async () => {
    expect((await world.post('/settings', 'sam', { own: old, mine: 'maybe' })).status).toBe(400)
    expect((await world.post('/settings', 'sam', { own: '', mine: 'yes' })).status).toBe(400)
    expect(daysAgo(0)).toBeDefined()
  })
})
