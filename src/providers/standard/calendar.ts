/** The meetings of a calendar file: every series with its exceptions, expanded within the window that is read. */
import ICAL from 'ical.js'
import type { MeetingFact } from '../../facts.ts'
import { readZone } from '../../place.ts'
import { readParts } from './components.ts'
import { type Entry, readEntry } from './entry.ts'
import { readMeeting } from './meeting.ts'
import { occurrences } from './occurrences.ts'
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

type Skip = (reason: string) => void

/** Reads one file. A later version of an entry, by SEQUENCE and then by stamp, stands for an earlier one. */
export async function readCalendar(chunks: AsyncIterable<Uint8Array>, reading: Reading): Promise<Calendar> {
  const skipped = new Map<string, number>()
  const skip: Skip = (reason) => skipped.set(reason, (skipped.get(reason) ?? 0) + 1)
  const { properties, parts } = readParts(chunks)
  const zones = createZones(() => properties.get('X-WR-TIMEZONE') ?? reading.timeZone)
  const series: Series = new Map()
  for await (const part of parts) {
    const component = part === 'too large' ? null : parse(part.text)
    if (!component) skip(part === 'too large' ? 'an entry larger than 1 MB' : 'an entry that is no calendar text')
    else if (component.name === 'vtimezone') addZone(zones, component)
    else addEntry(series, readEntry(component, reading.me), skip)
  }
  const method = properties.get('METHOD')?.toUpperCase()
  // An answer to an invitation names nobody but who answers.
  const found = method === 'REPLY' ? [] : expand(series, { zones, reading, isOff: method === 'CANCEL', skip })
  const timeZone = properties.get('X-WR-TIMEZONE')
  return { ...sortOut(found, skip), skipped, ...(timeZone && readZone(timeZone) ? { timeZone } : {}) }
}

interface Found {
  readonly id: string
  /** Null: it is nobody's meeting. */
  readonly fact: MeetingFact | null | 'unreadable' | 'off'
}

interface Expansion {
  readonly zones: Zones
  readonly reading: Reading
  /** The calendar as a whole says that all of it is off. */
  readonly isOff: boolean
  readonly skip: Skip
}

/** The occurrences of every series. Whatever one entry holds, it holds up no other. */
function* expand(series: Series, { zones, reading, isOff, skip }: Expansion): Generator<Found> {
  for (const versions of series.values())
    try {
      for (const { meeting, cancelled } of occurrences(versions, zones, reading, skip))
        yield { id: meeting.id, fact: cancelled || isOff ? 'off' : readMeeting(meeting, reading.subjects) }
    } catch (error) {
      skip(error instanceof RangeError ? 'an entry without a readable time' : 'an entry that cannot be read')
    }
}

function sortOut(found: Iterable<Found>, skip: Skip): Pick<Calendar, 'facts' | 'gone'> {
  const facts: MeetingFact[] = []
  const gone: string[] = []
  for (const { id, fact } of found)
    if (fact === 'off') gone.push(id)
    else if (fact === 'unreadable') skip('an entry without a readable time')
    else if (fact) facts.push(fact)
  return { facts, gone }
}

function parse(text: string): ICAL.Component | null {
  try {
    return new ICAL.Component(ICAL.parse(text))
  } catch {
    return null
  }
}

/** The versions of every entry, by UID and then by the occurrence that they stand for; '' for the series itself. */
type Series = Map<string, Map<string, Entry>>

/** Keeps the newest version; an entry that could not be read is counted. */
function addEntry(series: Series, entry: Entry | string, skip: Skip): void {
  if (typeof entry === 'string') {
    skip(entry)
    return
  }
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
