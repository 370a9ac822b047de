/** Which part of what lies between the owner and one person is shown at a time. */
import { Temporal } from 'temporal-polyfill'
import { isFactId, type SaidRow } from '../../db/fact-rows.ts'
import type { TimelineSpot } from '../../db/history/history.ts'
import { isStorableTime } from '../../storable.ts'

const pageSize = 50
/** So that a page is full though each message came by two accounts. */
export const mostRead = 2 * pageSize + 1

/** The rows to show, each message or meeting once, from an account that has not ended; and the place where older ones begin. */
export function pageOf(
  rows: readonly SaidRow[],
  ended: ReadonlySet<string>,
): { shown: SaidRow[]; next?: TimelineSpot } {
  const found = new Map<string, SaidRow>()
  for (const row of rows) {
    const known = found.get(row.dedupeKey)
    if (!known || (ended.has(known.connectionId) && !ended.has(row.connectionId))) found.set(row.dedupeKey, row)
  }
  const once = [...found.values()]
  const shown = once.slice(0, pageSize)
  const last = shown.at(-1)
  const more = once.length > shown.length || rows.length === mostRead
  return more && last ? { shown, next: { at: last.at, id: last.id } } : { shown }
}

/** The place in `?before=`; one that makes no sense is the newest page. */
export function spotOf(text: string | undefined): TimelineSpot | undefined {
  const [, at = '', id = ''] = /^([\d:.TZ-]{20,40})_(.{1,20})$/.exec(text ?? '') ?? []
  if (!at || !isFactId(id)) return undefined
  try {
    const spot = { at: Temporal.Instant.from(at), id }
    return isStorableTime(spot.at) ? spot : undefined
  } catch {
    return undefined
  }
}
