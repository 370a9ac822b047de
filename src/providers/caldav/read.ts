/** One entry of a CalDAV calendar as facts, by the reader of calendar files: descriptions, alarms and attachments are dropped there. */
import type { MeetingFact, Skipped } from '../../facts.ts'
import { readCalendar } from '../standard/calendar/calendar.ts'
import type { Call } from '../types.ts'

interface Whose {
  readonly call: Pick<Call, 'subjects' | 'since' | 'now'>
  /** The owner's own addresses. */
  readonly me: readonly string[]
  /** The calendar's own, else the owner's (IANA): for times that name none. */
  readonly timeZone: string
}

/** Its meetings within the window that is read. One that is broken is counted, and holds up no other. */
export async function readEntryText(
  text: string,
  { call: { subjects, since, now }, me, timeZone }: Whose,
): Promise<{ readonly facts: readonly MeetingFact[]; readonly skipped: readonly Skipped[] }> {
  const read = await readCalendar(chunksOf(text), { me, subjects, since, now, timeZone })
  const skipped = [...read.skipped].flatMap(([reason, count]) =>
    Array.from({ length: count }, () => ({ id: '', reason })),
  )
  // A meeting that was cancelled stays known as gone; the reader leaves it out.
  return { facts: read.facts, skipped }
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
