/** Which listed messages are read, and in which order. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Label } from '../../src/providers/listing.ts'
import { categorySignals, isMine, isWanted, readingRank } from '../../src/sync/reading.ts'

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

  test('first what came since, then the last thirty days newest first, then the owner’s threads, then the rest', () => {
    fc.assert(
      fc.property(position, position, fc.boolean(), fc.boolean(), (one, other, mineOne, mineOther) => {
        const rank = (place: number | null, mine: boolean) => readingRank(at(place), mine, place ?? 0, bounds)
        const group = (place: number, mine: boolean) => (place < bounds.recent ? 0 : mine ? 1 : 2)
        const [first, second] = [group(one, mineOne), group(other, mineOther)]
        expect(rank(null, mineOne)).toBeLessThan(rank(one, mineOne))
        if (first < second) expect(rank(one, mineOne)).toBeLessThan(rank(other, mineOther))
        if (first === second && first !== 1 && one < other)
          expect(rank(one, mineOne)).toBeLessThan(rank(other, mineOther))
      }),
    )
  })

  test('a thread of the owner is read as a whole: all its older messages have one rank', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 999 }), { minLength: 1 }), (places) => {
        const newest = Math.min(...places)
        const ranks = places.map((place) => readingRank(at(place, 'sent'), true, newest, bounds))
        expect(new Set(ranks).size).toBe(1)
      }),
    )
  })

  test('old ties surface early: after a tenth of the owner’s threads, every tenth of the history has been seen', () => {
    const size = 10_000
    const wide = { recent: 0, horizon: size }
    const places = Array.from({ length: size }, (_, place) => place)
    const order = places.toSorted((a, b) => readingRank(at(a), true, a, wide) - readingRank(at(b), true, b, wide))
    const early = order.slice(0, size / 10)
    for (let tenth = 0; tenth < 10; tenth++)
      expect(early.filter((place) => Math.floor(place / (size / 10)) === tenth).length).toBeGreaterThan(20)
    // Every other one of them is the newest not read yet.
    expect(early.filter((place) => place < size / 20).length).toBeGreaterThan(size / 25)
    // Nothing is left out, nothing twice.
    expect(new Set(order).size).toBe(size)
  })

  test('ranks are whole numbers that a bigint column keeps exactly, up to the largest mailbox', () => {
    for (const horizon of [1, 2, 3, 1_000_000, 2_000_000_000]) {
      const wide = { recent: 0, horizon }
      for (const place of [0, 1, horizon - 1]) {
        const rank = readingRank(at(place), true, place, wide)
        expect(Number.isSafeInteger(rank)).toBe(true)
        expect(rank).toBeGreaterThanOrEqual(2 ** 32)
        expect(rank).toBeLessThan(2 * 2 ** 32)
      }
    }
  })
})
