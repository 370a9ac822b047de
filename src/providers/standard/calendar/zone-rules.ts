/** A time zone by the rules that a calendar gives for it (VTIMEZONE, RFC 5545 section 3.6.5). */
import { Temporal } from 'temporal-polyfill'
import type { Inner, Part } from './components.ts'
import { readMoment, readMoments } from './moment.ts'
import { expandRule, readRule } from './rule.ts'

type Wall = Temporal.PlainDateTime

/** Seconds east of UTC at what the clock shows. */
export type Offset = (wall: Wall) => number

/** From when on a clock shows another time. */
interface Change {
  /** What the clock shows then, before it is changed: as if it were UTC, in milliseconds. */
  readonly at: number
  /** Seconds east of UTC; null where the calendar does not say. */
  readonly before: number | null
  readonly after: number
}

/** Clocks change twice a year. */
const mostClocks = 200
const from = Temporal.PlainDateTime.from('1970-01-01T00:00:00')

/**
 * Null where the rules cannot be read: a clock without its distance from UTC, or one that does not change by the year.
 *
 * @param last nothing later is asked for
 */
export function readZoneRules({ inner }: Pick<Part, 'inner'>, last: Wall): Offset | null {
  const clocks = inner.filter(({ kind }) => kind === 'STANDARD' || kind === 'DAYLIGHT')
  if (clocks.length === 0 || clocks.length > mostClocks) return null
  const found: Change[] = []
  for (const clock of clocks) {
    const changes = changesOf(clock, last)
    if (!changes) return null
    for (const change of changes) found.push(change)
  }
  const changes = inOrder(found)
  return (wall) => offsetAt(changes, wall.toZonedDateTime('UTC').epochMilliseconds)
}

function changesOf({ properties }: Inner, last: Wall): Change[] | null {
  const all = Map.groupBy(properties, ({ name }) => name)
  const start = all.get('DTSTART')?.[0]
  const begins = start && readMoment(start.value, start)
  const after = readOffset(all.get('TZOFFSETTO')?.[0]?.value)
  if (!begins || after === null) return null
  const before = readOffset(all.get('TZOFFSETFROM')?.[0]?.value)
  const first = Temporal.PlainDateTime.from(begins.wall ?? `${begins.date}T00:00:00`)
  const listed = (all.get('RDATE') ?? []).flatMap(readMoments).flatMap((one) => one?.wall ?? [])
  const walls = [first, ...listed.map((wall) => Temporal.PlainDateTime.from(wall))]
  for (const { value } of all.get('RRULE') ?? []) {
    const found = yearly(value, first, { last, offset: before ?? after })
    if (!found) return null
    walls.push(...found)
  }
  return walls.map((wall) => ({ at: wall.toZonedDateTime('UTC').epochMilliseconds, before, after }))
}

/** Null for a rule that does not go by the year: who changes clocks by the day does not keep time by them. */
function yearly(
  written: string,
  first: Wall,
  { last, offset }: { readonly last: Wall; readonly offset: number },
): readonly Wall[] | null {
  const rule = readRule(written)
  if (!rule || (rule.freq !== 'YEARLY' && !(rule.freq === 'MONTHLY' && rule.by.byMonth))) return null
  const until = rule.until && untilOf(rule.until, offset)
  const to = until && Temporal.PlainDateTime.compare(until, last) < 0 ? until : last
  try {
    return expandRule(rule, first, { from, to })
  } catch {
    return null
  }
}

/** UNTIL is in UTC here, the changes are by the clock as it was before. */
function untilOf({ date, wall, zone }: { date?: string; wall?: string; zone?: string }, offset: number): Wall {
  const at = Temporal.PlainDateTime.from(wall ?? `${date}T23:59:59`)
  return zone === 'UTC' ? at.add({ seconds: offset }) : at
}

const longestOffset = 18 * 3600

/** "+0100", "-013000"; null where it cannot be read. */
function readOffset(written = ''): number | null {
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /^([+-]?)(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?$/.exec(written.trim()) ?? []
  if (sign === undefined) return null
  const amount = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return amount > longestOffset ? null : sign === '-' ? -amount : amount
}

/** Each with what went before it, where its calendar does not say so. */
function inOrder(found: readonly Change[]): readonly Change[] {
  const sorted = found.toSorted((one, other) => one.at - other.at)
  return sorted.map((change, index) => ({
    ...change,
    before: change.before ?? sorted[index - 1]?.after ?? change.after,
  }))
}

/** What the clock leaves out in spring counts by the time before it, what it shows twice in autumn by the first one. */
function offsetAt(changes: readonly Change[], wall: number): number {
  let low = 0
  let high = changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((changes[middle]?.at ?? 0) <= wall) low = middle + 1
    else high = middle
  }
  const change = changes[low - 1]
  if (!change) return changes[0]?.before ?? 0
  const before = change.before ?? change.after
  return wall < change.at + (change.after - before) * 1000 ? before : change.after
}
