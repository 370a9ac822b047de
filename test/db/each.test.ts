import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeEach } from '../../src/db/each.ts'
import { openTestDatabase } from '../support/database.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const broken = (code: string) => async (_: unknown, items: readonly string[]) => {
  if (items.includes('bad')) throw Object.assign(new Error('refused'), { code })
}

test('taken one by one, an item that is at fault is left out and the others are kept', async () => {
  const refused = await writeEach(database.db, { items: ['good', 'bad'], careful: true, write: broken('XX000') })
  expect(refused).toEqual(['bad'])
})

test.each([
  '40P01',
  '55P03',
  '57014',
  '08006',
])('a fault of the moment (%s) costs no item, not even the only one', async (code) => {
  await expect(writeEach(database.db, { items: ['bad'], careful: true, write: broken(code) })).rejects.toThrow(
    'refused',
  )
  await expect(writeEach(database.db, { items: ['good', 'bad'], careful: true, write: broken(code) })).rejects.toThrow()
})
