/** Finding where a moment lies in a list that is newest first but carries no dates. */
import { ProviderError } from '../../errors.ts'
import type { Listing } from '../types.ts'

/** The searched position lies in [low, high]; found when they are equal. */
export interface Boundary {
  readonly low: number
  readonly high: number
}

/**
 * Binary search for the first position whose message is older than `epochMs`, at most log2(high) probes.
 * A message that has been deleted since counts as old: the boundary is then found a little too early, and what lies
 * between is still read later, only not as early.
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
    const message = await listing.at(middle)
    const old = !message || (await isOlder(message.id, epochMs, probe))
    if (old) high = middle
    else low = middle + 1
    save({ low, high })
  }
  return { low, high }
}

async function isOlder(id: string, epochMs: number, probe: (id: string) => Promise<number>): Promise<boolean> {
  try {
    return (await probe(id)) < epochMs
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'missing') return true
    throw error
  }
}
