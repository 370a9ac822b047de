import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCoffee } from '../../src/db/coffees.ts'
import { coffees } from '../../src/db/schema.ts'
import { createWorld, now, type World } from '../web/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.deps.db.insert(coffees).values({
    id: 'c1',
    userId: 'sam',
    addressHash: 'h',
    address: 'maren@okafor.example',
    name: 'Maren Okafor',
    connectionId: 'sam-google',
    state: 'draft',
    how: 'invite',
    timeZone: 'Europe/Berlin',
    title: 'Coffee',
    note: '',
    createdAt: now,
  })
})
afterAll(() => world.database.close())

test('a coffee is changed for its own user alone, and only from where it was thought to be', async () => {
  const { db } = world.deps
  const undo = (userId: string, from: 'draft' | 'queued') =>
    changeCoffee(db, { userId, id: 'c1' }, [from], { state: 'undone' })
  expect(await undo('eve', 'draft')).toBeUndefined()
  expect(await undo('sam', 'queued')).toBeUndefined()
  expect((await db.select().from(coffees))[0]?.state).toBe('draft')
  expect((await undo('sam', 'draft'))?.state).toBe('undone')
})
