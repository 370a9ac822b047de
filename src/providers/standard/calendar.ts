/** The meetings of a calendar file: every series with its exceptions, expanded within the window that is read. */
import ICAL from 'ical.js'
import type { MeetingFact } from '../../facts.ts'
import { readZone } from '../../place.ts'
import { readParts } from './components.ts'
import { type Entry, readEntry } from './entry.ts'
import { readMeeting } from './meeting.ts'
import { type Occurrence, occurrences } from './occurrences.ts'
import type { Reading } from './reading.ts'
import { createZones, type Zones } from './zones.ts'

export interface Calendar {
  readonly facts: readonly MeetingFact[]
  /** Ids of occurrences that the file says are cancelled: an earlier import may hold them. */
  readonly gone: readonly string[]
  /** How many entries could not be read, by reason. */
  readonly skipped: ReadonlyMap<string, number>
  /** The zone that the calendar says it is kept in (IANA). */
  readonly timeZone?: string
}

/** Reads one file. A later version of an entry, by SEQUENCE and then by stamp, stands for an earlier one. */
export async function readCalendar(chunks: AsyncIterable<Uint8Array>, reading: Reading): Promise<Calendar> {
  const skipped = new Map<string, number>()
  const skip = (reason: string) => skipped.set(reason, (skipped.get(reason) ?? 0) + 1)
  const { properties, parts } = readParts(chunks)
  const zones = createZones(() => properties.get('X-WR-TIMEZONE') ?? reading.timeZone)
  const series = new Map<string, Map<string, Entry>>()
  for await (const part of parts) {
    const component = part === 'too large' ? null : parse(part.text)
    if (!component) skip(part === 'too large' ? 'an entry larger than 1 MB' : 'an entry that is no calendar text')
    else if (component.name === 'vtimezone') addZone(zones, component)
    else {
      const entry = readEntry(component, reading.me)
      if (typeof entry === 'string') skip(entry)
      else keepNewest(series, entry)
    }
  }
  const method = properties.get('METHOD')?.toUpperCase()
  const facts: MeetingFact[] = []
  const gone: string[] = []
  const isOff = method === 'CANCEL'
  const take = ({ meeting, cancelled }: Occurrence) => {
    const fact = cancelled || isOff ? null : readMeeting(meeting, reading.subjects)
    if (fact === 'unreadable') skip('an entry without a readable time')
    else if (fact) facts.push(fact)
    else if (cancelled || isOff) gone.push(meeting.id)
  }
  // An answer to an invitation names nobody but who answers.
  for (const versions of method === 'REPLY' ? [] : series.values())
    try {
      for (const one of occurrences(versions, zones, reading, skip)) take(one)
    } catch (error) {
      // Whatever one entry holds, it holds up no other.
      skip(error instanceof RangeError ? 'an entry without a readable time' : 'an entry that cannot be read')
    }
  const timeZone = properties.get('X-WR-TIMEZONE')
  return { facts, gone, skipped, ...(timeZone && readZone(timeZone) ? { timeZone } : {}) }
}

function parse(text: string): ICAL.Component | null {
  try {
    return new ICAL.Component(ICAL.parse(text))
  } catch {
    return null
  }
}

function keepNewest(series: Map<string, Map<string, Entry>>, entry: Entry): void {
  const versions = series.get(entry.uid) ?? new Map<string, Entry>()
  const key = entry.replaces ? `${entry.replaces.wall ?? entry.replaces.date}|${entry.replaces.zone ?? ''}` : ''
  const known = versions.get(key)
  if (!known || entry.version >= known.version) versions.set(key, entry)
  series.set(entry.uid, versions)
}

/** Without it, times that name this zone are read by that of the calendar. */
function addZone(zones: Zones, component: ICAL.Component): void {
  try {
    zones.add(component)
  } catch {}
}
