/** What of a provider's page may be written, before it is: pure. Its facts are checked where they become rows (db/facts.ts). */
import { ProviderError } from '../errors.ts'
import type { Skipped } from '../facts.ts'
import { readZone } from '../place.ts'
import type { ListingChange } from '../providers/listing.ts'
import type { Page, Progress } from '../providers/types.ts'
import { isStorableCount, isStorableId, isStorableTime, reasons } from '../storable.ts'

/** A mailbox of ten thousand folders has a link of a few hundred characters for each. */
const mostCursorLength = 16 * 1024 * 1024

/**
 * The page without what cannot be kept; what was left out of its listing is counted.
 * @throws ProviderError where the reading position itself cannot be kept: what was read would be asked for again for ever
 */
export function checkPage(page: Page): Page {
  const { progress } = page
  const listing = page.listing?.filter(isKept)
  // A fact with such an id is counted where facts are checked.
  const facts = new Set(page.facts.map(({ id }) => id))
  const lost = page.listing?.filter((change) => !isKept(change) && !facts.has(change.id)) ?? []
  const skipped = [...(page.skipped ?? []), ...lost.map(({ id }): Skipped => ({ id, reason: reasons.mailId }))].map(
    (one) => (isStorableId(one.id) ? one : { ...one, id: '' }),
  )
  if (!isKeptCursor(page.cursor))
    throw new ProviderError(
      'unexpected',
      {
        en: 'The reading position that came cannot be kept. It is asked for again.',
        de: 'Die Stelle, bis zu der gelesen ist, ließ sich nicht behalten. Nach ihr wird noch einmal gefragt.',
      },
      {
        reason: 'position',
      },
    )
  return {
    ...page,
    ...(listing ? { listing } : {}),
    gone: page.gone.filter(isStorableId),
    ...(page.read ? { read: page.read.filter(isStorableId) } : {}),
    ...(page.failed ? { failed: page.failed.filter(({ id }) => isStorableId(id)) } : {}),
    skipped,
    ...(progress ? { progress: checkProgress(progress) } : {}),
  }
}

function isKept(change: ListingChange): boolean {
  if (!isStorableId(change.id)) return false
  if (change.kind === 'deleted') return true
  const position = change.kind === 'listed' ? (change.position ?? 0) : 0
  return isStorableId(change.thread) && isStorableCount(position)
}

function isKeptCursor(cursor: Page['cursor']): boolean {
  const text = JSON.stringify(cursor)
  // NUL and half characters are written as escapes, which jsonb refuses.
  return text.length <= mostCursorLength && !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text)
}

function checkProgress({ phase, done, total, readBackTo, timeZone }: Progress): Progress {
  return {
    phase,
    ...(done !== undefined && isStorableCount(done) ? { done } : {}),
    ...(total !== undefined && isStorableCount(total) ? { total } : {}),
    ...(readBackTo && isStorableTime(readBackTo) ? { readBackTo } : {}),
    ...(readZone(timeZone) ? { timeZone } : {}),
  }
}
