/** The meetings of a calendar file: every series with its exceptions, expanded within the window that is read. */
import type { MeetingFact } from '../../../facts.ts'
import { readZone } from '../../../place.ts'
import { readMeeting } from '../meeting.ts'
import type { Reading } from '../reading.ts'
import { type Head, type Part, readParts } from './components.ts'
import { type Entry, readEntry } from './entry.ts'
import { type Expansion, occurrences, type Series, windowEnd } from './occurrences.ts'
import { ianaIn, zoneOfName } from './zone-names.ts'
import { createZones, type Zones } from './zones.ts'

export interface Calendar {
  readonly facts: readonly MeetingFact[]
  /** Ids of occurrences that the file says are cancelled: an earlier import may hold them. */
  readonly gone: readonly string[]
  /** How much of it could not be read, by reason. */
  readonly skipped: ReadonlyMap<string, number>
  /** The lines of the file on which that stands, by reason; the first few of many. */
  readonly places: ReadonlyMap<string, readonly number[]>
  /** The zone that the calendar says it is kept in (IANA). */
  readonly timeZone?: string
  /** Why the file was not read to its end. What came before counts. */
  readonly brokenOff?: unknown
}

/** Reads one file. A later version of an entry, by SEQUENCE and then by stamp, stands for an earlier one. */
export async function readCalendar(chunks: AsyncIterable<Uint8Array>, reading: Reading): Promise<Calendar> {
  const counts = createCounts()
  const { entries, zones, heads, brokenOff } = await collect(chunks, reading, counts.skip)
  const found = expand(toSeries(entries), {
    reading,
    zonesOf: ({ head }) => zones(head),
    skip: counts.skip,
    spend: createBudget(),
  })
  const timeZone = heads.flatMap((head) => zoneOf(head) ?? [])[0]
  return {
    ...sortOut(found, counts.skip),
    skipped: counts.skipped,
    places: counts.places,
    ...(timeZone ? { timeZone } : {}),
    ...(brokenOff === undefined ? {} : { brokenOff }),
  }
}

type Skip = (reason: string, line: number | null) => void

const mostPlaces = 5

function createCounts() {
  const skipped = new Map<string, number>()
  const places = new Map<string, number[]>()
  const skip: Skip = (reason, line) => {
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1)
    const lines = places.get(reason) ?? []
    if (line !== null && lines.length < mostPlaces && lines.at(-1) !== line) places.set(reason, [...lines, line])
  }
  return { skipped, places, skip }
}

/** Some minutes of work at most, whatever a file asks for: a calendar of many years takes some hundred thousand steps. */
const mostSteps = 2_000_000

function createBudget(): Expansion['spend'] {
  let left = mostSteps
  return (steps) => {
    left -= steps
    return left > 0
  }
}

interface Collected {
  readonly entries: readonly Entry[]
  readonly heads: readonly Head[]
  readonly zones: (head: Head) => Zones
  readonly brokenOff?: unknown
}

/** Everything that the file holds, in its order. */
async function collect(chunks: AsyncIterable<Uint8Array>, reading: Reading, skip: Skip): Promise<Collected> {
  const entries: Entry[] = []
  const byHead = new Map<Head, Zones>()
  const zones = (head: Head): Zones => {
    const known = byHead.get(head) ?? zonesOf(head, reading, skip)
    byHead.set(head, known)
    return known
  }
  const take = (part: Part) => {
    if (part.fault) return faultWords[part.fault]
    if (part.kind === 'VTIMEZONE') zones(part.head).add(part)
    else {
      const entry = readEntry(part, reading.me)
      if (typeof entry === 'string') return entry
      zones(part.head)
      for (const fault of entry.faults) skip(fault, part.line)
      entries.push(entry)
    }
    return undefined
  }
  try {
    for await (const part of readParts(chunks)) {
      const problem = attempt(() => take(part))
      if (problem) skip(problem, part.line)
    }
  } catch (brokenOff) {
    return { entries, zones, heads: [...byHead.keys()], brokenOff }
  }
  return { entries, zones, heads: [...byHead.keys()] }
}

const faultWords = { 'too large': 'an entry larger than 1 MB', 'cut off': 'an entry that is cut off' } as const

/** In words why an entry is left out. Whatever one holds, it holds up no other. */
function attempt(take: () => string | undefined): string | undefined {
  try {
    return take()
  } catch {
    return 'an entry that cannot be read'
  }
}

const zonesOf = (head: Head, reading: Reading, skip: Skip): Zones =>
  createZones({
    own: () => head.timeZone,
    fallback: reading.timeZone,
    last: windowEnd(reading).toZonedDateTimeISO('UTC').toPlainDateTime().add({ years: 1 }),
    unknown: (line) => skip('a time zone that is not known; the calendar’s own is used', line),
  })

/** Not an offset, which is no place. */
const zoneOf = ({ timeZone = '' }: Head) => ianaIn(timeZone) ?? readZone(zoneOfName(timeZone))

/** Nobody's meeting: an answer, a wish for another time, a question (RFC 5546 section 1.4). They name whoever sends them. */
const noMeeting: ReadonlySet<string | undefined> = new Set(['REPLY', 'COUNTER', 'DECLINECOUNTER', 'REFRESH'])

/** By UID: the newest version of the series, and whatever is changed of it. */
function toSeries(entries: readonly Entry[]): ReadonlyMap<string, Series> {
  const series = new Map<string, Series>()
  for (const entry of entries) {
    if (noMeeting.has(entry.head.method)) continue
    const known = series.get(entry.uid) ?? { changes: [] }
    series.set(entry.uid, known)
    // What is added to a series by itself stands for its own time.
    if (entry.replaces !== undefined) known.changes.push(entry)
    else if (entry.callsOff) known.calledOff = later(entry.version, known.calledOff)
    else if (entry.head.method === 'ADD') known.changes.push({ ...entry, replaces: entry.start })
    else if (!known.master || entry.version >= known.master.version) known.master = entry
  }
  for (const known of series.values()) callOff(known)
  return series
}

const later = (one: string, other = '') => (one > other ? one : other)

/** A series that is off is so with all that was changed of it before. */
function callOff(series: Series): void {
  const { master, calledOff = '' } = series
  if (!master) return
  const isOff = master.cancelled || master.head.method === 'CANCEL'
  const until = isOff ? later(master.version, calledOff) : calledOff
  if (!until || until < master.version) return
  series.master = { ...master, cancelled: true }
  series.changes.forEach((change, at) => {
    if (change.version <= until) series.changes[at] = { ...change, cancelled: true }
  })
}

interface Found {
  readonly id: string
  readonly line: number
  /** Null: it is nobody's meeting. */
  readonly fact: MeetingFact | null | 'unreadable' | 'off'
}

/** The occurrences of every series. Whatever one entry holds, it holds up no other. */
function* expand(series: ReadonlyMap<string, Series>, expansion: Expansion): Generator<Found> {
  for (const one of series.values()) {
    const line = (one.master ?? one.changes[0])?.line ?? 0
    try {
      for (const { meeting, cancelled } of occurrences(one, expansion))
        yield { id: meeting.id, line, fact: cancelled ? 'off' : readMeeting(meeting, expansion.reading.subjects) }
    } catch (error) {
      expansion.skip(
        error instanceof RangeError ? 'an entry without a readable time' : 'an entry that cannot be read',
        line,
      )
    }
  }
}

/** A file of many years has some ten thousand. */
const mostFacts = 200_000

function sortOut(found: Iterable<Found>, skip: Skip): Pick<Calendar, 'facts' | 'gone'> {
  const facts: MeetingFact[] = []
  const gone: string[] = []
  for (const { id, line, fact } of found)
    if (facts.length + gone.length >= mostFacts) skip('a meeting beyond the 200,000 that are read of one file', line)
    else if (fact === 'off') gone.push(id)
    else if (fact === 'unreadable') skip('an entry without a readable time', line)
    else if (fact) facts.push(fact)
  return { facts, gone }
}
