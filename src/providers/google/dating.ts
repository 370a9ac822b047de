/** Finding where a moment lies in a list that is newest first but carries no dates. */
import { ProviderError } from '../../errors.ts'
import type { Listing } from '../types.ts'

/** The searched position lies in [low, high]; found when they are equal. */
export interface Boundary {
  readonly low: number
  readonly high: number
}

/**
 * Binary search for the first position whose message is older than `epochMs`, at most log2(high) probes. For a message that
 * has been deleted since, or has no date (NaN), the next one that is there speaks; were it taken for old, all before it might
 * be lost.
 * @param save is told of every narrowing, so that a search cut short by quota goes on where it was
 * @throws ProviderError of the probe
 */
export async function findBoundary(
  start: Boundary,
  epochMs: number,
  listing: Listing,
  probe: (id: string) => Promise<number>,
  save: (boundary: Boundary) => void,
): Promise<Boundary> {
  let { low, high } = start
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const old = await isOlder(middle, high, epochMs, listing, probe)
    if (old) high = middle
    else low = middle + 1
    save({ low, high })
  }
  return { low, high }
}

/** Whether the first message from `position` on, before `end`, is older; true where there is none. */
async function isOlder(
  position: number,
  end: number,
  epochMs: number,
  listing: Listing,
  probe: (id: string) => Promise<number>,
): Promise<boolean> {
  let passed = ''
  for (let at = position; at < end; at++) {
    const message = await listing.at(at)
    if (!message) return true
    if (message.id === passed) continue
    try {
      const at = await probe(message.id)
      // What does not say when it was is passed over like one that is gone.
      if (!Number.isNaN(at)) return at < epochMs
      passed = message.id
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'missing') throw error
      passed = message.id
    }
  }
  return true
}
