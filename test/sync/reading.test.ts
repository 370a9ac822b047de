/** Which listed messages are read, and in which order. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Label } from '../../src/providers/listing.ts'
import { categorySignals, isMine, isWanted, readingRank, shapeOf } from '../../src/sync/reading.ts'

const bounds = { recent: 100, horizon: 1000 }
const at = (position: number | null, ...labels: Label[]) => ({ position, labels })

describe('what is read', () => {
  test.each<[string, ReturnType<typeof at>, boolean, boolean]>([
    ['a letter', at(500, 'inbox'), false, true],
    ['an archived letter', at(500), false, true],
    ['what the owner sent', at(500, 'sent'), true, true],
    ['a newsletter', at(5, 'inbox', 'promotions'), false, false],
    ['an update, a forum, a social note', at(5, 'updates', 'forums', 'social'), false, false],
    ['a newsletter in a thread that the owner answered', at(5, 'promotions'), true, true],
    ['spam, trash, a chat, a draft', at(5, 'hidden'), false, false],
    ['the same in a thread the owner wrote in', at(5, 'hidden', 'sent'), true, false],
    ['the last message before the horizon', at(999), false, true],
    ['the first one beyond', at(1000), false, false],
    ['one beyond, in a thread the owner wrote in', at(1000, 'sent'), true, false],
    ['what came after the listing', at(null), false, true],
    ['a newsletter that came after the listing', at(null, 'promotions'), false, false],
  ])('%s', (_, message, mine, wanted) => {
    expect(isWanted(message, mine, bounds)).toBe(wanted)
  })

  test('a thread is the owner’s when they wrote in it and did not take that back', () => {
    expect(isMine([at(1), at(2, 'sent')])).toBe(true)
    expect(isMine([at(1), at(2, 'inbox')])).toBe(false)
    expect(isMine([at(1), at(2, 'sent', 'hidden')])).toBe(false)
    expect(isMine([])).toBe(false)
  })

  test('categories become signals, other labels do not', () => {
    expect(categorySignals(['sent', 'inbox', 'forums', 'social', 'hidden'])).toEqual([
      'category-social',
      'category-forums',
    ])
  })
})

describe('in which order', () => {
  const position = fc.nat(999)
  /** Of a thread that has this message alone. */
  const alone = (place: number, mine: boolean, of = bounds) =>
    readingRank(at(place), { mine, newest: place, size: 1 }, of)

  test('first what came since, then the last three weeks newest first, then the owner’s threads, then the rest', () => {
    fc.assert(
      fc.property(position, position, fc.boolean(), fc.boolean(), (one, other, mineOne, mineOther) => {
        const group = (place: number, mine: boolean) => (place < bounds.recent ? 0 : mine ? 1 : 2)
        const [first, second] = [group(one, mineOne), group(other, mineOther)]
        expect(readingRank(at(null), { mine: mineOne, newest: 0, size: 1 }, bounds)).toBeLessThan(alone(one, mineOne))
        if (first < second) expect(alone(one, mineOne)).toBeLessThan(alone(other, mineOther))
        if (first === second && first !== 1 && one < other)
          expect(alone(one, mineOne)).toBeLessThan(alone(other, mineOther))
      }),
    )
  })

  test('a thread of three or more is read as a whole: all its older messages have one rank', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 3 }), (places) => {
        const shape = { mine: true, newest: Math.min(...places), size: places.length }
        const ranks = places.map((place) => readingRank(at(place, 'sent'), shape, bounds))
        expect(new Set(ranks).size).toBe(1)
      }),
    )
  })

  test('of a thread of two the newer one tells who is in it: the other waits until every thread of the owner’s has told', () => {
    fc.assert(
      fc.property(position, position, position, (one, other, third) => {
        fc.pre(one < other)
        const shape = { mine: true, newest: one, size: 2 }
        if (other >= bounds.recent) expect(readingRank(at(other), shape, bounds)).toBeGreaterThan(alone(third, true))
        expect(readingRank(at(other), shape, bounds)).toBeGreaterThan(readingRank(at(one), shape, bounds))
        expect(readingRank(at(other), shape, bounds)).toBeLessThan(alone(Math.max(third, bounds.recent), false))
      }),
    )
  })

  test('in the last three weeks a message waits only behind the owner’s own of the same two, and never behind one that may be older than they are', () => {
    fc.assert(
      fc.property(position, position, fc.boolean(), fc.boolean(), (one, other, sentOne, sentOther) => {
        fc.pre(one !== other)
        const pair = [
          at(one, ...(sentOne ? (['sent'] as const) : [])),
          at(other, ...(sentOther ? (['sent'] as const) : [])),
        ]
        const shape = shapeOf(pair, { mine: isMine(pair), newest: Math.min(one, other) })
        const [first, second] = pair.map((message) => readingRank(message, shape, bounds))
        const isOwnRead = sentOther && (other < one || other < 90) && other < bounds.recent
        if (one < bounds.recent) expect(first === one).toBe(sentOne || !isOwnRead)
        if (one < bounds.recent && first !== one) expect(second).toBe(other)
      }),
    )
  })

  test('of two threads at one place the longer one is read first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 900 }), fc.integer({ min: 3, max: 20 }), (newest, size) => {
        const rank = (of: number) => readingRank(at(newest), { mine: true, newest, size: of }, bounds)
        expect(rank(size + 1)).toBeLessThan(rank(size))
        expect(rank(size)).toBeLessThan(rank(1))
      }),
    )
  })

  const size = 10_000
  const wide = { recent: 120, horizon: size }
  const places = Array.from({ length: size - wide.recent }, (_, index) => wide.recent + index)
  const order = places.toSorted((a, b) => alone(a, true, wide) - alone(b, true, wide))

  test('a year is seen evenly before it is read whole: each twelfth of it as often as another', () => {
    const early = order.slice(0, 300)
    const month = Math.floor((wide.recent * 365) / 22 / 12)
    const counts = Array.from(
      { length: 9 },
      (_, index) => early.filter((place) => Math.floor((place - wide.recent) / month) === index).length,
    )
    expect(Math.min(...counts)).toBeGreaterThan(0.7 * Math.max(...counts))
  })

  test('old ties surface before the year is read whole, ever fewer of them the older they are', () => {
    const year = (wide.recent * 365) / 22
    const early = order.slice(0, 1200)
    const of = (from: number, to: number) => early.filter((place) => place >= from * year && place < to * year).length
    expect(of(0, 1)).toBeLessThan(year - wide.recent)
    expect(of(1, 2)).toBeLessThan(of(0, 1) / 2)
    expect(of(2, 3)).toBeGreaterThan(0)
    expect(of(2, 3)).toBeLessThan(of(1, 2))
  })

  test('nothing is left out, nothing twice', () => {
    expect(new Set(order).size).toBe(places.length)
  })

  test('whoever was away for three weeks has a year that is spread as well', () => {
    const quiet = { recent: 0, horizon: size }
    const all = Array.from({ length: size }, (_, place) => place)
    const early = all.toSorted((a, b) => alone(a, true, quiet) - alone(b, true, quiet)).slice(0, 100)
    expect(early.filter((place) => place > size / 40).length).toBeGreaterThan(30)
  })

  test('ranks are whole numbers that a bigint column keeps exactly, up to the largest mailbox', () => {
    for (const horizon of [1, 2, 3, 1_000_000, 2_000_000_000]) {
      for (const recent of [0, 1, horizon]) {
        for (const place of [0, 1, horizon - 1].filter((one) => one >= recent)) {
          const rank = alone(place, true, { recent, horizon })
          expect(Number.isSafeInteger(rank)).toBe(true)
          expect(rank).toBeGreaterThanOrEqual(2 ** 32)
          expect(rank).toBeLessThan(2 * 2 ** 32)
        }
      }
    }
  })
})
