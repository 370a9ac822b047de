/** Finding where a moment lies in a list that is newest first but carries no dates. */
import { ProviderError } from '../../errors.ts'
import type { Listing } from '../listing.ts'
import { mayBeOfOne } from './errors.ts'

/**
 * The searched position lies in [low, high]; found when they are equal. `unsure`: from there on everything is older for
 * certain, while what lies between `high` and it was not handed out.
 */
export interface Boundary {
  readonly low: number
  readonly high: number
  readonly unsure?: number | undefined
}

/** So many messages in a row that are not handed out are no matter of one of them. */
const mostRefused = 3

/**
 * Binary search for the first position whose message is older than `epochMs`, at most log2(high) probes. For a message that
 * has been deleted since, has no date (NaN) or is not handed out, the next one that is there speaks; were it taken for old,
 * all before it might be lost.
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
  const search = { epochMs, listing, probe }
  let { low, high, unsure } = start
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const { old, refused, at } = await askFrom(middle, high, search)
    if (old) {
      // Where nothing answered, what was certain before is all that is.
      if (at !== undefined || refused) unsure = refused ? (at ?? unsure ?? high) : undefined
      high = middle
    } else low = middle + 1
    const found = { low, high, ...(unsure === undefined ? {} : { unsure }) }
    save(found)
  }
  return { low, high, unsure }
}

interface Search {
  readonly epochMs: number
  readonly listing: Listing
  probe(id: string): Promise<number>
}

/**
 * Whether the first message from `position` on, before `end`, is older; true where none answers. `at` is its place, `refused`
 * whether any before it was not handed out.
 */
async function askFrom(position: number, end: number, { epochMs, listing, probe }: Search) {
  let passed = ''
  let refused = 0
  for (let at = position; at < end; at++) {
    const message = await listing.at(at)
    if (!message) break
    if (message.id === passed) continue
    passed = message.id
    const time = await probe(message.id).catch((error: unknown) => {
      if (error instanceof ProviderError && error.kind === 'missing') return Number.NaN
      if (!(error instanceof ProviderError) || !mayBeOfOne(error) || ++refused >= mostRefused) throw error
      return Number.NaN
    })
    // What does not say when it was is passed over like one that is gone.
    if (!Number.isNaN(time)) return { old: time < epochMs, refused: refused > 0, at }
  }
  return { old: true, refused: refused > 0, at: undefined }
}
