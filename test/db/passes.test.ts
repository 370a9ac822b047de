/** Secrets that an owner hands out: found by hash for their owner alone, taken back, and told of afterwards. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPass, findPass, listPasses, listUses, noteUse, type Pass, revokePass } from '../../src/db/passes.ts'
import { forUser } from '../../src/db/rows/bound.ts'
import { policy } from '../../src/policy.ts'
import { createWorld, now, type World } from '../web/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

const pass = (id: string, more: Partial<Pass> = {}): Omit<Pass, 'lastUsedAt'> => ({
  ...{ id, userId: 'sam', kind: 'assistant' as const, hash: `hash-${id}`, label: `My ${id}`, createdAt: now },
  scopes: ['names'],
  ...more,
})
const of = (userId: string) => forUser(world.deps.db, userId)

test('a secret is found by its hash and kind, with whose it is, and another user neither sees nor takes it', async () => {
  expect(await createPass(of('sam'), pass('one'))).toBe(true)
  const found = await findPass(world.deps.db, 'hash-one', 'assistant')
  expect([found?.user.id, found?.pass.label]).toEqual(['sam', 'My one'])
  expect(await findPass(world.deps.db, 'hash-one', 'feed')).toBeUndefined()
  expect(await listPasses(of('eve'), 'eve')).toEqual([])
  // The second line between users: even with the first one forgotten.
  expect(await listPasses(of('eve'), 'sam')).toEqual([])
  expect(await revokePass(of('eve'), { userId: 'eve', id: 'one', kind: 'assistant' })).toBeUndefined()
  expect(await revokePass(of('sam'), { userId: 'sam', id: 'one', kind: 'feed' })).toBeUndefined()
  expect(await listPasses(of('sam'), 'sam', 'assistant')).toHaveLength(1)
})

test('what was asked by it adds up by day, is told after it is taken back, and is forgotten in time', async () => {
  await createPass(of('sam'), pass('two'))
  const late = now.add({ hours: 20 })
  await noteUse(of('sam'), pass('two') as Pass, { what: 'who_is_due', people: 3, at: now })
  await noteUse(of('sam'), pass('two') as Pass, { what: 'who_is_due', people: 2, at: now })
  await noteUse(of('sam'), pass('two') as Pass, { what: 'why', people: 1, at: late })
  expect((await listPasses(of('sam'), 'sam')).find(({ id }) => id === 'two')?.lastUsedAt?.equals(late)).toBe(true)
  expect((await revokePass(of('sam'), { userId: 'sam', id: 'two', kind: 'assistant' }))?.label).toBe('My two')
  const told = (await listUses(of('sam'), 'sam')).map(({ label, what, count, people }) => [label, what, count, people])
  expect(told).toContainEqual(['My two', 'who_is_due', 2, 5])
  expect(told).toContainEqual(['My two', 'why', 1, 1])
  const muchLater = now.add({ hours: 24 * 200 })
  await noteUse(of('sam'), pass('one') as Pass, { what: 'person', people: 1, at: muchLater })
  expect((await listUses(of('sam'), 'sam')).map(({ what }) => what)).toEqual(['person'])
  expect(Temporal.Instant.compare(muchLater, now)).toBe(1)
})

test('when it was used last is written once an hour at most, and set right after a clock that was ahead', async () => {
  const usedAt = async () => (await listPasses(of('sam'), 'sam')).find(({ id }) => id === 'one')?.lastUsedAt
  const use = (at: Temporal.Instant) => noteUse(of('sam'), pass('one') as Pass, { what: 'why', people: 0, at })
  await use(now)
  expect((await usedAt())?.equals(now)).toBe(true)
  await use(now.add({ minutes: 59 }))
  expect((await usedAt())?.equals(now)).toBe(true)
  await use(now.add({ minutes: 61 }))
  expect((await usedAt())?.equals(now.add({ minutes: 61 }))).toBe(true)
})

test('nobody has more of them than there may be', async () => {
  for (let index = 0; index < policy.passes.most + 2; index++)
    await createPass(of('eve'), pass(`e${index}`, { userId: 'eve' }))
  expect(await listPasses(of('eve'), 'eve')).toHaveLength(policy.passes.most)
})
