/** The tests' own databases are used again and again: nobody may find what another one left. */
import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open.ts'
import { users } from '../../src/db/schema.ts'
import { defaultSettings } from '../../src/settings.ts'
import { openTestDatabase } from '../support/database.ts'
import { addPerson, createWorld, dump, now } from '../web/world.ts'

const opened: OpenDatabase[] = []
afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())))

async function open() {
  const database = await openTestDatabase()
  opened.push(database)
  return database
}

const someone = {
  id: 'late',
  email: 'late@example.org',
  name: 'Late',
  timeZone: 'UTC',
  settings: defaultSettings,
  createdAt: now,
}

test('a database that was closed is handed on with nothing in it', async () => {
  const fresh = await dump(await open())
  const world = await createWorld()
  await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example' })
  expect(await dump(world.deps)).not.toBe(fresh)
  await world.database.close()
  expect(await dump(await open())).toBe(fresh)
})

test('whoever closed it reaches it no more, not in a transaction begun before either', async () => {
  const first = await openTestDatabase()
  let go = () => {}
  const began = new Promise<void>((resolve) => {
    go = resolve
  })
  const late = first.db.transaction(async (transaction) => {
    await transaction.insert(users).values(someone)
    go()
    await new Promise((resolve) => setImmediate(resolve))
    await transaction.update(users).set({ name: 'Later' }).where(eq(users.id, someone.id))
  })
  await began
  const [left] = await Promise.allSettled([late, first.close()])
  expect(left?.status).toBe('rejected')
  await expect(first.db.insert(users).values(someone)).rejects.toThrow()
  expect(await (await open()).db.select().from(users)).toEqual([])
})

test('two that are open at the same time share nothing', async () => {
  const [one, other] = [await open(), await open()]
  await one.db.insert(users).values(someone)
  expect(await other.db.select().from(users)).toEqual([])
})
