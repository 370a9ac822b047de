/** Taken times out of entries as text: every occurrence, one's own appointments too. Titles and places are not asked for. */
import type { Span } from '../../facts.ts'
import { readParts } from '../standard/calendar/components.ts'
import { type Entry, readEntry } from '../standard/calendar/entry.ts'
import { daysAhead, occurrences, type Series } from '../standard/calendar/occurrences.ts'
import { createZones } from '../standard/calendar/zones.ts'
import type { HeldMeeting } from '../standard/meeting.ts'
import type { Agenda, Looking } from '../types.ts'

interface Asked {
  readonly looking: Looking
  readonly me: readonly string[]
  /** Of the calendar, where its server says one: for times that name none. */
  readonly zone?: string | undefined
}

const mostSteps = 500_000

/** What is taken within the window. An entry that cannot be read is counted, and leaves the others as they are. */
export async function readBusy(texts: readonly string[], asked: Asked): Promise<Agenda> {
  const busy: Span[] = []
  let events = 0
  let unread = 0
  for (const text of texts)
    try {
      for (const { span, allDay, taken } of await expand(text, asked)) {
        if (!allDay) events++
        if (taken) busy.push(span)
      }
    } catch {
      unread++
    }
  return { busy, events, unread }
}

interface Found {
  readonly span: Span
  readonly allDay: boolean
  readonly taken: boolean
}

async function expand(text: string, { looking, me, zone }: Asked): Promise<readonly Found[]> {
  const { start, end, timeZone = 'UTC' } = looking
  const read = aroundWindow({ start, end })
  const reading = {
    me,
    subjects: false,
    since: read.start,
    now: read.end.subtract({ hours: 24 * daysAhead }),
    timeZone,
  }
  const entries: Entry[] = []
  const last = end.toZonedDateTimeISO('UTC').toPlainDateTime().add({ years: 1 })
  const zones = createZones({ own: () => undefined, fallback: zone ?? timeZone, last, unknown: () => undefined })
  for await (const part of readParts(chunksOf(text))) {
    if (part.kind === 'VTIMEZONE') zones.add(part)
    else {
      const entry = readEntry(part, me)
      if (typeof entry === 'string') throw new RangeError(entry)
      entries.push(entry)
    }
  }
  const series: Series = { changes: entries.filter(({ replaces }) => replaces !== undefined) }
  const master = entries.find(({ replaces }) => replaces === undefined)
  if (master) series.master = master
  let left = mostSteps
  const spend = (steps: number) => {
    left -= steps
    return left > 0
  }
  const found: Found[] = []
  for (const { meeting, cancelled, entry } of occurrences(series, {
    reading,
    zonesOf: () => zones,
    skip: () => undefined,
    spend,
  })) {
    const when = meeting.when && inZone(meeting.when, meeting.allDay ? timeZone : null)
    if (!when || cancelled || !touches(when, { start, end })) continue
    const taken = meeting.busy && meeting.type !== 'birthday' && isWanted(meeting, entry, looking)
    found.push({ span: when, allDay: meeting.allDay, taken })
  }
  return found
}

/** Days, and times without a zone, are read as those of UTC first: a window takes in whatever the clock shows there elsewhere. */
export const aroundWindow = ({ start, end }: Span): Span => ({
  start: start.subtract({ hours: 24 }),
  end: end.add({ hours: 24 }),
})

const touches = (one: Span, { start, end }: Span): boolean =>
  one.end.epochMilliseconds > start.epochMilliseconds && one.start.epochMilliseconds < end.epochMilliseconds

const answers: ReadonlySet<string> = new Set(['accepted', 'tentative', 'declined'])

/**
 * What was declined takes no time. Tentative entries (RFC 5545 section 3.8.1.11) and absences do as the owner wants it; an
 * invitation that nobody has answered does, though Outlook shows it as tentative.
 */
function isWanted({ guests }: HeldMeeting, entry: Entry, { tentative, away }: Looking): boolean {
  const mine = guests.find(({ self }) => self)?.responseStatus
  if (mine === 'declined' || (away === false && entry.away)) return false
  const isOpen = mine !== undefined && !answers.has(mine)
  return tentative !== false || !(mine === 'tentative' || (entry.tentative && !isOpen))
}

/** Days are days of the owner's own zone. */
const inZone = ({ start, end }: Span, zone: string | null): Span =>
  zone ? { start: dayIn(start, zone), end: dayIn(end, zone) } : { start, end }
const dayIn = (at: Span['start'], zone: string) =>
  at.toZonedDateTimeISO('UTC').toPlainDate().toZonedDateTime(zone).toInstant()

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
