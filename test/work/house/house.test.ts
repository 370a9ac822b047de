/** What is seen to now and then goes on whatever fails of it, and what fails is not tried every minute. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oweErasure } from '../../../src/db/gone/erasures.ts'
import { createHousekeeping } from '../../../src/work/house/house.ts'
import { createWorld, now, type World } from '../../web/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

test('files that a full disk does not take are tried after one minute, two, four, and so on up to an hour', async () => {
  await oweErasure(world.deps.db, now)
  let full = true
  let minute = 0
  const tried: number[] = []
  const rewrite = async () => {
    tried.push(minute)
    if (full) throw new Error('ENOSPC')
  }
  const house = createHousekeeping({ ...world.deps, files: { rewrite, isQuiet: () => true } }, () => minute * 60_000)
  const pass = async (until: number) => {
    for (; minute <= until; minute++) {
      house.look()
      await house.ended()
    }
  }
  await pass(200)
  expect(tried).toEqual([0, 2, 6, 14, 30, 62, 122, 182])
  full = false
  await pass(243)
  expect(tried.slice(8)).toEqual([242, 243])
})
