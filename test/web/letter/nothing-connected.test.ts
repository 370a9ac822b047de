/** Once the last account is disconnected nothing is promised, and nothing is said to be read. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { createWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.deps.db.delete(schema.connections).where(eq(schema.connections.userId, 'sam'))
})
afterAll(() => world.database.close())

test('the letter page says that no account is connected', async () => {
  const html = await world.text('/letter', 'sam')
  expect(html).toContain('No account is connected, so there is nothing to write from.')
  expect(html).not.toMatch(/reading goes on|twelve months|loads itself again/)
})

test('the people page names no day of a next letter', async () => {
  const html = await world.text('/people', 'sam')
  expect(html).toContain('There is no letter while no account is connected.')
  expect(html).not.toMatch(/Next letter|twelve months/)
})
