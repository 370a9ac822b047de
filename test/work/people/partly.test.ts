/** While an account is read for the first time, what its owner’s people come to is estimated by how much of it is read. */
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyListing, setRead } from '../../../src/db/listings/listings.ts'
import { shareTold, stepped } from '../../../src/db/listings/share.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { listPeople } from '../../../src/db/people.ts'
import { listings, streams } from '../../../src/db/schema.ts'
import { orderListing } from '../../../src/sync/order.ts'
import { talk } from '../../people/derive/life.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type Stage, setStage, userId } from './derive-stage.ts'

const anna = 'Anna Berg <anna@acme.example>'
const size = 1000
const bounds = { recent: 20, horizon: size }
const listed = Array.from({ length: size }, (_, position) => ({
  ...({ kind: 'listed', id: `m${position}`, thread: `t${position}`, position } as const),
  labels: position % 2 ? (['sent'] as const) : [],
}))

let database: OpenDatabase
let stage: Stage

beforeEach(async () => {
  database = await openTestDatabase()
  const { db } = database
  stage = await setStage(db)
  await stage.store(
    talk(
      anna,
      Array.from({ length: 8 }, (_, i) => 40 + 20 * i),
    ),
  )
  await applyListing(db, 'c1', 1, listed)
  await orderListing(db, 'c1', bounds)
})
afterEach(() => database.close())

const phase = (now: 'reading' | 'current') =>
  database.db.update(streams).set({ phase: now }).where(eq(streams.connectionId, 'c1'))
/** What tells who is in the threads of the newest fifth: what the owner sent before the last three weeks. */
const telling = listed.filter(({ position }) => position >= bounds.recent && position < size / 5 && position % 2)
const read = (part: number) =>
  setRead(
    database.db,
    'c1',
    telling.slice(0, Math.round(telling.length * part)).map(({ id }) => id),
    true,
  )
const gapOf = async () => {
  await stage.derive()
  return (await listPeople(database.db, userId)).find(({ address }) => address === 'anna@acme.example')?.relationship
    .typicalGapDays
}

describe('the share that is read', () => {
  test('is that of the messages which tell who is in the threads of a year', async () => {
    expect(await shareTold(database.db, 'c1')).toBeLessThan(0.05)
    await read(1 / 4)
    expect(await shareTold(database.db, 'c1')).toBeCloseTo(0.25, 1)
    await read(1)
    expect(await shareTold(database.db, 'c1')).toBe(1)
  })

  test('does not wait for what a provider never hands out, nor for an account without such threads', async () => {
    await read(1 / 2)
    await database.db.update(listings).set({ tries: 4 }).where(eq(listings.read, false))
    expect(await shareTold(database.db, 'c1')).toBe(1)
    expect(await shareTold(database.db, 'c2')).toBe(1)
  })

  test('goes in steps, and is never all before all is read', () => {
    expect(stepped({ read: 500, all: 2000 })).toBe(0.25)
    expect(stepped({ read: 505, all: 2000 })).toBe(0.25)
    expect(stepped({ read: 1999, all: 2000 })).toBeLessThan(1)
    expect(stepped({ read: 0, all: 2000 })).toBeGreaterThan(0)
    expect(stepped({ read: 0, all: 0 })).toBe(1)
  })
})

test('two are said to write more often than what is read of them shows, until all of it is read', async () => {
  await phase('reading')
  await read(1 / 4)
  expect(await gapOf()).toBeCloseTo(10, 0)
  await read(1)
  expect(await gapOf()).toBe(20)
})

test('once an account is read its people are what counting everything again says, whatever was estimated before', async () => {
  await phase('reading')
  await read(1 / 4)
  await stage.derive()
  await phase('current')
  const [went, anew] = await stage.both()
  expect(went).toBe(anew)
  expect(await gapOf()).toBe(20)
})
