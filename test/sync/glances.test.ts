/** Where a year holds more threads than a first letter waits for, one message of each is read before any is read whole. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { applyListing, setRead } from '../../src/db/listings/listings.ts'
import { isLater } from '../../src/db/listings/ranks.ts'
import { dueMessages } from '../../src/db/listings/tries.ts'
import { planReads } from '../../src/providers/google/reads.ts'
import type { Label } from '../../src/providers/listing.ts'
import { orderListing } from '../../src/sync/order.ts'
import { isMine, readingRank, shapeOf } from '../../src/sync/reading.ts'
import { createWorld, type World } from '../web/world.ts'

const large = { recent: 1200, horizon: 100_000 }
const small = { recent: 120, horizon: 10_000 }
const costs = readConfig({}).GOOGLE_QUOTA_COSTS
const at = (position: number, ...labels: Label[]) => ({ position, labels })

/** A thread of so many neighbours, of which the owner wrote every second one. */
const threadAt = (newest: number, size: number) =>
  Array.from({ length: size }, (_, index) => at(newest + index, ...(index % 2 ? (['sent'] as const) : [])))

function ranked(newest: number, size: number, bounds = large) {
  const messages = threadAt(newest, size)
  const shape = shapeOf(messages, { mine: isMine(messages), newest })
  return messages.map((message) => ({ message, rank: readingRank(message, shape, bounds) }))
}
const firstOf = (newest: number, size: number, bounds = large) =>
  ranked(newest, size, bounds).filter(({ rank }) => !isLater(rank))
const places = Array.from({ length: 2400 }, (_, index) => large.recent + index * 7)

describe('of a large year', () => {
  test('half of the threads tell by one message, and what they have beside it comes after all threads have told', () => {
    const told = places.map((newest) => firstOf(newest, 4).length)
    expect(new Set(told)).toEqual(new Set([1, 4]))
    const early = places.filter((newest) => newest < 8000)
    const glances = early.filter((newest) => firstOf(newest, 4).length === 1).length
    expect(glances / early.length).toBeGreaterThan(0.35)
    expect(glances / early.length).toBeLessThan(0.55)
  })

  test('as many of these messages are the owner’s as are of others, since a tie goes both ways', () => {
    const glances = places.map((newest) => firstOf(newest, 4)).filter(({ length }) => length === 1)
    const own = glances.filter(([one]) => one?.message.labels.includes('sent')).length
    expect(own / glances.length).toBeGreaterThan(0.4)
    expect(own / glances.length).toBeLessThan(0.6)
  })

  test('a thread of the last three weeks is read whole: nobody who was in touch in it may be called quiet', () => {
    for (const newest of [0, 500, 1199]) expect(firstOf(newest, 4)).toHaveLength(4)
  })

  test('a thread that only others wrote in waits as everywhere', () => {
    const rest = readingRank(at(5000), { mine: false, newest: 5000, size: 1 }, large)
    expect(rest).toBeGreaterThan(Math.max(...ranked(5000, 4).map(({ rank }) => rank)))
  })
})

test('a year that is not large is read as whole threads', () => {
  for (const newest of places.filter((place) => place < small.horizon - 4))
    expect(firstOf(newest, 4, small)).toHaveLength(4)
})

describe('the messages that are due', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world.database.close())

  test('are one of a thread that is glanced at, for the price of one, and the rest of it together later', async () => {
    const { db } = world.deps
    const newest = places.find((place) => firstOf(place, 4).length === 1) ?? 0
    const listed = threadAt(newest, 4).map(({ position, labels }, index) => ({
      ...({ kind: 'listed', id: `g${index}`, thread: 'glanced' } as const),
      position,
      labels,
    }))
    await applyListing(db, 'sam-google', 1, listed)
    await orderListing(db, 'sam-google', large)
    const { now } = world.deps
    const due = () => dueMessages(db, 'sam-google', { limit: 50, now: now() })
    const [first] = await due()
    expect(first?.dueInThread).toBe(1)
    expect(planReads(first ? [first] : [], costs)).toMatchObject([{ whole: false, cost: 20 }])
    await setRead(db, 'sam-google', [first?.id ?? ''], true)
    const rest = await due()
    expect(rest.map(({ dueInThread }) => dueInThread)).toEqual([3, 3, 3])
    expect(planReads(rest, costs)).toMatchObject([{ whole: true, cost: 40 }])
  })
})
