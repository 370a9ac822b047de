/** A first look is called one, also where the rest of the reading waits for its provider. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { addPerson, createWorld, daysAgo, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
})
afterAll(() => world.database.close())

const firstLook = 'so this is a first look and will change'
const leave = (phase: 'waiting' | 'current', daysBack: number | null) =>
  world.deps.db
    .update(schema.streams)
    .set({ phase, readBackTo: daysBack === null ? null : daysAgo(daysBack) })
    .where(and(eq(schema.streams.connectionId, 'sam-google'), eq(schema.streams.kind, 'mail')))

test('a mailbox that waits and has told too little makes everything a first look', async () => {
  await leave('waiting', null)
  expect(await world.text('/people', 'sam')).toContain(firstLook)
})

test('a mailbox that waits and is read far enough back, or current, does not', async () => {
  for (const phase of ['waiting', 'current'] as const) {
    await leave(phase, 700)
    expect(await world.text('/people', 'sam')).not.toContain(firstLook)
  }
})
