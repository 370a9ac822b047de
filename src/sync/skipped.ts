/** How many items of a stream were left out, each counted once however often it comes: pure. */
import type { Skipped } from '../facts.ts'

/** As a stream's row has it: how many by reason, and which by id. */
export interface LeftOut {
  readonly skipped: Readonly<Record<string, number>>
  readonly leftOut: Readonly<Record<string, string>>
}

export const nothingLeftOut: LeftOut = { skipped: {}, leftOut: {} }

/** Beyond these an item that comes again is counted again. */
const mostRemembered = 1000

/**
 * @param whole ids that are stored whole now, or are no more: they are not counted any longer
 * @param found what was left out now
 */
export function noteLeftOut(
  { skipped, leftOut }: LeftOut,
  { whole, found }: { readonly whole: Iterable<string>; readonly found: readonly Skipped[] },
): LeftOut {
  const counts = new Map(Object.entries(skipped))
  const known = new Map(Object.entries(leftOut))
  const count = (reason: string, by: number) => {
    const now = (counts.get(reason) ?? 0) + by
    if (now > 0) counts.set(reason, now)
    else counts.delete(reason)
  }
  const forget = (id: string) => {
    const reason = known.get(id)
    if (reason !== undefined && known.delete(id)) count(reason, -1)
  }
  const again = new Set(found.map(({ id }) => id))
  for (const id of whole) if (!again.has(id)) forget(id)
  for (const { id, reason } of found) {
    if (id) forget(id)
    count(reason, 1)
    if (id && known.size < mostRemembered) known.set(id, reason)
  }
  return { skipped: Object.fromEntries(counts), leftOut: Object.fromEntries(known) }
}
