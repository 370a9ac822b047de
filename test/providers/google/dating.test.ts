/** Where a moment lies in a listing that is newest first and carries no dates. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProviderError } from '../../../src/errors.ts'
import { type Boundary, findBoundary } from '../../../src/providers/google/dating.ts'
import type { Listing } from '../../../src/providers/listing.ts'

/** A listing of these dates, newest first; null is a message that was deleted after it was listed. */
function listingOf(dates: readonly (number | null)[]) {
  const listing: Listing = {
    due: () => Promise.resolve([]),
    numbers: async () => [],
    countNumbers: async () => 0,
    nextTryAt: () => Promise.resolve(null),
    waiting: false,
    at: (position) =>
      Promise.resolve(position < dates.length ? { id: String(position), thread: String(position) } : null),
    size: () => Promise.resolve(dates.length),
    known: () => Promise.resolve([]),
  }
  let probes = 0
  const probe = async (id: string) => {
    probes++
    const date = dates[Number(id)]
    if (date === null || date === undefined) throw new ProviderError('missing', { en: 'gone', de: 'gone' })
    return date
  }
  return { listing, probe, probes: () => probes }
}

const search = (dates: readonly (number | null)[], edge: number, start: Boundary = { low: 0, high: dates.length }) => {
  const { listing, probe, probes } = listingOf(dates)
  return findBoundary(start, edge, listing, probe, () => {}).then(({ high }) => ({ high, probes: probes() }))
}

const dates = fc
  .array(fc.integer({ min: 0, max: 1000 }), { maxLength: 300 })
  .map((all) => all.toSorted((a, b) => b - a))

test('the first message older than the moment is found, by as many probes as the length has bits', async () => {
  await fc.assert(
    fc.asyncProperty(dates, fc.integer({ min: -1, max: 1001 }), async (all, edge) => {
      const { high, probes } = await search(all, edge)
      const first = all.findIndex((date) => date < edge)
      expect(high).toBe(first < 0 ? all.length : first)
      expect(probes).toBeLessThanOrEqual(Math.ceil(Math.log2(all.length + 1)))
    }),
  )
})

test('messages that were deleted since never put a message on the wrong side', async () => {
  const holed = dates.chain((all) =>
    fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }).map((gone) => ({ all, gone })),
  )
  await fc.assert(
    fc.asyncProperty(holed, fc.integer({ min: -1, max: 1001 }), async ({ all, gone }, edge) => {
      const seen = all.map((date, place) => (gone[place] ? null : date))
      const { high } = await search(seen, edge)
      for (const [place, date] of seen.entries()) if (date !== null) expect(place >= high).toBe(date < edge)
    }),
  )
})

test('messages that are not handed out put nobody on the wrong side, and count as inside themselves', async () => {
  const scarred = dates.chain((all) =>
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: all.length, maxLength: all.length }).map((marks) => ({
      all,
      // Never three in a row: that is an outage.
      refused: marks.map((mark, place) => mark === 0 || (mark === 1 && place % 4 === 0 && marks[place - 1] !== 0)),
    })),
  )
  await fc.assert(
    fc.asyncProperty(scarred, fc.integer({ min: -1, max: 1001 }), async ({ all, refused }, edge) => {
      const rows = refused.some((_, place) => refused.slice(place, place + 3).filter(Boolean).length === 3)
      fc.pre(!rows)
      const { listing, probe } = listingOf(all)
      const scarredProbe = async (id: string) => {
        if (refused[Number(id)]) throw new ProviderError('unavailable', { en: 'no', de: 'no' })
        return probe(id)
      }
      const { high, unsure } = await findBoundary({ low: 0, high: all.length }, edge, listing, scarredProbe, () => {})
      const end = unsure ?? high
      for (const [place, date] of all.entries()) {
        if (!refused[place]) expect(place >= end).toBe(date < edge)
        else if (date >= edge) expect(place).toBeLessThan(end)
      }
    }),
  )
})

test('three in a row that are not handed out are an outage', async () => {
  const { listing } = listingOf([9, 8, 7, 6, 5, 4])
  const refuse = () => Promise.reject(new ProviderError('unavailable', { en: 'no', de: 'no' }))
  await expect(findBoundary({ low: 0, high: 6 }, 5, listing, refuse, () => {})).rejects.toMatchObject({
    kind: 'unavailable',
  })
})

test('a search that was cut short goes on where it was and ends at the same place', async () => {
  await fc.assert(
    fc.asyncProperty(dates, fc.integer({ min: 0, max: 1000 }), fc.nat(8), async (all, edge, after) => {
      const { listing, probe } = listingOf(all)
      let reached: Boundary = { low: 0, high: all.length }
      let left = after
      const tired = async (id: string) => {
        if (left-- <= 0) throw new ProviderError('throttled', { en: 'wait', de: 'wait' })
        return probe(id)
      }
      await findBoundary(reached, edge, listing, tired, (found) => {
        reached = found
      }).catch((error: unknown) => expect(error).toBeInstanceOf(ProviderError))
      const { high } = await search(all, edge, reached)
      expect(high).toBe((await search(all, edge)).high)
    }),
  )
})
