/** What a source and a desk of a CalDAV account are given, without a program around them. */
import type { Temporal } from 'temporal-polyfill'
import type { MeetingFact, Skipped } from '../../src/facts.ts'
import { createDavSource } from '../../src/providers/caldav/calendar.ts'
import type { Listing } from '../../src/providers/listing.ts'
import type { Call, Cursor, Fetch } from '../../src/providers/types.ts'

export interface Account {
  readonly origin: string
  readonly home: string
  readonly user: string
  readonly password: string
  readonly now: Temporal.Instant
  /** Of each method, how often it was asked. */
  readonly counts: Map<string, number>
  readonly fetch?: Fetch
}

export function davCall({ origin, home, user, password, now, counts, fetch: ask = fetch }: Account): Call {
  return {
    fetch: (input, init) => ask(input, init),
    token: async () => JSON.stringify({ origin, home, user, password }),
    budget: { take: async (_, most) => most },
    count: (method) => counts.set(method, (counts.get(method) ?? 0) + 1),
    listing: {} as Listing,
    now,
    since: now.subtract({ hours: 24 * 365 }),
    subjects: true,
    syncIntervalMinutes: 15,
  }
}

/** Reads on until the calendar is current; `held` are the facts as a database would hold them. */
export async function readOn(
  call: Call,
  held: Map<string, MeetingFact>,
  cursor: Cursor | null,
): Promise<{ cursor: Cursor; skipped: readonly Skipped[] }> {
  const source = createDavSource()
  const skipped: Skipped[] = []
  for (let at = cursor; ; ) {
    const page = await source.next(call, at)
    for (const id of page.gone) held.delete(id)
    for (const fact of page.facts) held.set(fact.id, fact)
    skipped.push(...(page.skipped ?? []))
    at = JSON.parse(JSON.stringify(page.cursor)) as Cursor
    if (!page.more) return { cursor: at, skipped }
  }
}

/** A meeting as an entry of a calendar, with what must never be kept beside it. */
export const meetingEntry = (uid: string, day: string, more = ''): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:${day}T100000Z\r\nDTEND:${day}T110000Z\r\nSUMMARY:Lunch ${uid}\r\nDESCRIPTION:Never to be kept\r\nORGANIZER:mailto:sam@hartley.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@northlight.example\r\n${more}END:VEVENT\r\nEND:VCALENDAR\r\n`
