/** Which listed messages are read, and in which order: pure. */
import type { Signal } from '../facts.ts'
import type { Label } from '../providers/listing.ts'
import type { Bounds } from '../providers/types.ts'

/** A listed message, as far as the decision needs it. `position` is null for what came after the listing. */
export interface Candidate {
  readonly position: number | null
  readonly labels: readonly Label[]
}

const bulk = ['social', 'promotions', 'updates', 'forums'] as const satisfies readonly Label[]

/** How the provider sorts a message, as its fact says it. */
export function categorySignals(labels: readonly Label[]): Signal[] {
  return bulk.filter((label) => labels.includes(label)).map((label): Signal => `category-${label}`)
}

/** True for a thread that the owner wrote in. */
export function isMine(thread: readonly Candidate[]): boolean {
  return thread.some(({ labels }) => labels.includes('sent') && !labels.includes('hidden'))
}

/**
 * Snapshot and increments alike read what is neither hidden (spam, trash, chat, draft) nor beyond the horizon, and what
 * the provider sorts as bulk only in threads the owner wrote in.
 */
export function isWanted({ position, labels }: Candidate, mine: boolean, bounds: Bounds): boolean {
  if (labels.includes('hidden')) return false
  if (position !== null && position >= bounds.horizon) return false
  return mine || !bulk.some((label) => labels.includes(label))
}

const block = 2 ** 32

/**
 * The place of a message in the reading order, smallest first: what arrived since the listing; the last 30 days, so that
 * nobody is called quiet who is not; threads the owner wrote in, alternating between newest first and evenly spread over
 * the whole history, so that old strong ties surface early; then everything else, newest first.
 * @param newest the newest position in the message's thread
 */
export function readingRank({ position }: Candidate, mine: boolean, newest: number, bounds: Bounds): number {
  if (position === null) return -1
  if (position < bounds.recent) return position
  if (!mine) return 2 * block + position
  return block + Math.min(2 * newest, 2 * spread(newest, bounds.horizon) + 1)
}

/** Reverses the bits of a position: the sequence 0, 1, 2, … visits a range in even strides that grow finer. */
function spread(position: number, size: number): number {
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(2, size))))
  let reversed = 0
  for (let bit = 0; bit < bits; bit++) if (position & (1 << bit)) reversed |= 1 << (bits - 1 - bit)
  return reversed
}
