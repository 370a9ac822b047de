/** The occurrences of one entry or series inside the window that is read. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { type Entry, momentOf } from './entry.ts'
import type { HeldMeeting } from './meeting.ts'
import type { Reading } from './reading.ts'
import { expandRule } from './rule.ts'
import { sharedUid } from './uid.ts'
import type { Zones } from './zones.ts'

/** How far ahead planned meetings are known, as with a connected calendar. */
export const daysAhead = 60

export interface Occurrence {
  readonly meeting: HeldMeeting
  readonly cancelled: boolean
}

/** Every occurrence inside the window, each by its own version. */
export function* occurrences(
  versions: ReadonlyMap<string, Entry>,
  zones: Zones,
  { since, now }: Reading,
  skip: (reason: string) => void,
): Generator<Occurrence> {
  const until = now.add({ hours: 24 * daysAhead })
  const isInside = (start: Instant, end: Instant) =>
    end.epochMilliseconds >= since.epochMilliseconds && start.epochMilliseconds < until.epochMilliseconds
  const master = versions.get('')
  const repeats = Boolean(master && (master.rules.length || master.extra.length || versions.size > 1)) || !master
  const replaced = new Map<number, Entry>()
  for (const entry of versions.values()) {
    const original = entry.replaces && momentOf(entry.replaces, zones)
    if (original) replaced.set(original.epochMilliseconds, entry)
  }
  const make = (entry: Entry, start: Instant, end: Instant, original: number): Occurrence => {
    const id = repeats ? `${entry.uid}|${original}` : entry.uid
    return { meeting: toMeeting(entry, { id, start, end, repeats }), cancelled: entry.cancelled }
  }

  for (const [original, entry] of replaced) {
    const start = momentOf(entry.start, zones)
    const end = endOf(entry, start, zones)
    if (isInside(start, end)) yield make(entry, start, end, original)
  }
  if (!master) return
  if (master.unclear) skip('a repetition that is not understood; its first meeting is read')
  const start = momentOf(master.start, zones)
  const length = start.until(endOf(master, start, zones))
  const left = new Set(master.except.map((one) => momentOf(one, zones).epochMilliseconds))
  const days = [...master.except, ...[...versions.values()].flatMap(({ replaces }) => replaces ?? [])]
  const leftDays = new Set(days.flatMap(({ date }) => date ?? []))
  const seen = new Set<number>()
  for (const { wall, at } of startsOf(master, zones, until)) {
    const key = at.epochMilliseconds
    if (seen.has(key) || left.has(key) || replaced.has(key) || leftDays.has(wall.toPlainDate().toString())) continue
    seen.add(key)
    const end = at.add(length)
    if (isInside(at, end)) yield make(master, at, end, key)
  }
}

function* startsOf(master: Entry, zones: Zones, until: Instant) {
  const first = Temporal.PlainDateTime.from(master.start.wall ?? master.start.date ?? '')
  const toInstant = (wall: Temporal.PlainDateTime) => momentOf({ ...master.start, ...wallOf(master, wall) }, zones)
  yield { wall: first, at: toInstant(first) }
  const last = until.toZonedDateTimeISO('UTC').toPlainDateTime().add({ days: 1 })
  for (const rule of master.rules)
    for (const wall of expandRule(rule, first, last)) {
      const at = toInstant(wall)
      if (rule.until && isPast(rule.until, wall, at, zones, master.start.zone)) break
      yield { wall, at }
    }
  for (const extra of master.extra) {
    const at = momentOf(extra, zones)
    yield { wall: Temporal.PlainDateTime.from(extra.wall ?? extra.date ?? ''), at }
  }
}

const wallOf = (master: Entry, wall: Temporal.PlainDateTime) =>
  master.start.date ? { date: wall.toPlainDate().toString() } : { wall: wall.toString() }

/** UNTIL is a moment in UTC, a local time of the series, or the last day. */
function isPast(
  until: string,
  wall: Temporal.PlainDateTime,
  at: Instant,
  zones: Zones,
  zone: string | undefined,
): boolean {
  if (until.length <= 10) return wall.toPlainDate().toString() > until
  const end = until.endsWith('Z')
    ? Temporal.Instant.from(until)
    : zones.toInstant(Temporal.PlainDateTime.from(until), zone)
  return at.epochMilliseconds > end.epochMilliseconds
}

/** Without an end: a day where it is a date, else no time at all (RFC 5545 section 3.6.1). */
function endOf({ start, end, lasts }: Entry, from: Instant, zones: Zones): Instant {
  if (end) return momentOf(end, zones)
  if (lasts) return from.add({ seconds: lasts })
  return start.date ? from.add({ hours: 24 }) : from
}

function toMeeting(
  { uid, start: { date }, guests, organizer, title, place, free }: Entry,
  { id, start, end, repeats }: { id: string; start: Instant; end: Instant; repeats: boolean },
): HeldMeeting {
  return {
    id,
    uid: sharedUid(uid),
    ...(repeats ? { series: uid } : {}),
    when: date ? { start: dayOf(start), end: dayOf(end) } : { start, end },
    allDay: Boolean(date),
    ...(organizer ? { organizer } : {}),
    guests,
    busy: !free,
    type: 'default',
    title,
    place,
  }
}

/** The day of UTC that a moment lies in: an entry of days may end with a time. */
const dayOf = (at: Instant): Instant => at.toZonedDateTimeISO('UTC').startOfDay().toInstant()
