/** The occurrences of one entry or series inside the window that is read. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../../facts.ts'
import type { HeldMeeting } from '../meeting.ts'
import type { Reading } from '../reading.ts'
import { sharedUid } from '../uid.ts'
import { endOf, lengthOf } from './ends.ts'
import { type Entry, faults } from './entry.ts'
import { createPlaces, createShift, inZoneOf, momentAt, type Planned, type Shift, wallOf } from './exceptions.ts'
import type { Extra, Moment } from './moment.ts'
import { type Bounds, expandRule, mostPeriods, type Rule } from './rule.ts'
import type { Zones } from './zones.ts'

/** How far ahead planned meetings are known, as with a connected calendar. */
export const daysAhead = 60

export interface Occurrence {
  readonly meeting: HeldMeeting
  readonly cancelled: boolean
  /** The version of the entry that it is by. */
  readonly entry: Entry
}

/** Every version of one UID that stands: the series, and what is changed of it. */
export interface Series {
  master?: Entry
  /** The newest version that says no more than that all of it is off. */
  calledOff?: string
  /** In the order of the file; what is changed of one occurrence may stand here more than once. */
  readonly changes: Entry[]
}

export interface Expansion {
  readonly reading: Reading
  readonly zonesOf: (entry: Entry) => Zones
  readonly skip: (reason: string, line: number) => void
  /** Takes so many steps off what is done for one file. @returns whether any are left */
  readonly spend: (steps: number) => boolean
}

/** The end of the window that is read. */
export const windowEnd = ({ now }: Pick<Reading, 'now'>): Instant => now.add({ hours: 24 * daysAhead })

/** Every occurrence inside the window, each by its own version. */
export function* occurrences(series: Series, expansion: Expansion): Generator<Occurrence> {
  const { master } = series
  const { reading, zonesOf } = expansion
  const until = windowEnd(reading)
  const isInside = (start: Instant, end: Instant) =>
    end.epochMilliseconds >= reading.since.epochMilliseconds && start.epochMilliseconds < until.epochMilliseconds
  const repeats = !master || master.rules.length + master.extra.length + series.changes.length > 0
  const make = function* (entry: Entry, { start, end, original }: Timed): Generator<Occurrence> {
    if (!isInside(start, end)) return
    const id = repeats ? `${entry.uid}|${original}` : entry.uid
    yield { meeting: toMeeting(entry, { id, start, end, repeats }), cancelled: isOff(entry), entry }
  }
  const planned = master ? plan({ ...series, master }, expansion) : []
  const { replaced, shifts } = placeChanges(series, planned, expansion)

  for (const [original, entry] of replaced) {
    const start = zonesOf(entry).toInstant(entry.start)
    const end = endOf(entry, { wall: wallOf(entry.start), at: start }, zonesOf(entry))
    yield* make(entry, { start, end, original })
  }
  if (!master) return
  const zones = zonesOf(master)
  const length = lengthOf(master, zones)
  const left = leftOut(master, planned, zones)
  for (const one of planned) {
    const original = one.at.epochMilliseconds
    if (replaced.has(original) || left.has(original)) continue
    const shift = shifts.findLast(({ from }) => from <= original)
    if (shift) {
      const { start, wall } = shift.apply(one)
      const end = lengthOf(shift.entry, zonesOf(shift.entry))({ wall, at: start })
      yield* make(shift.entry, { start, end, original })
    } else yield* make(master, { start: one.at, end: (one.end ?? length)(one), original })
  }
}

interface Timed {
  readonly start: Instant
  readonly end: Instant
  /** When it was first planned, in milliseconds. */
  readonly original: number
}

const isOff = ({ cancelled, head }: Entry) => cancelled || head.method === 'CANCEL'

interface Placed extends Planned {
  /** Its own end, where it has one. */
  readonly end?: (planned: Planned) => Instant
}

/** The series as first planned, in order, with the days that are left out. */
function plan({ master, changes }: Series & { readonly master: Entry }, expansion: Expansion): readonly Placed[] {
  const zones = expansion.zonesOf(master)
  const found = new Map<number, Placed>()
  const take = (one: Placed) => {
    const known = found.get(one.at.epochMilliseconds)
    if (!known || (one.end && !known.end)) found.set(one.at.epochMilliseconds, one)
  }
  const first = wallOf(master.start)
  take({ wall: first, at: zones.toInstant(master.start) })
  const isMoved = changes.some(({ andLater }) => andLater)
  const bounds = boundsOf(master, zones, { reading: expansion.reading, isMoved })
  for (const rule of master.rules) {
    const walls = followRule(rule, master, { ...expansion, bounds })
    const end = rule.until && endOfRule(rule.until, master, zones)
    for (const wall of walls) {
      const one = { wall, at: zones.toInstant(momentAt(wall, master)) }
      if (!end?.isPast(one)) take(one)
    }
  }
  for (const extra of master.extra) take(toExtra(extra, master, zones))
  return [...found.values()].toSorted((one, other) => one.at.epochMilliseconds - other.at.epochMilliseconds)
}

/** Counting from the first meeting on takes so much longer than finding those of the window. */
const stepsToCount = 5

/** None, and it is counted, where a rule leads too far. */
function followRule(
  rule: Rule,
  master: Entry,
  { bounds, spend, skip }: Expansion & { readonly bounds: Bounds },
): readonly Temporal.PlainDateTime[] {
  const latest = rule.until && wallOf(rule.until).add(apart)
  const to = latest && Temporal.PlainDateTime.compare(latest, bounds.to) < 0 ? latest : bounds.to
  try {
    if (!spend(0)) throw new RangeError('no more is read of this file')
    const walls = expandRule(rule, wallOf(master.start), { from: bounds.from, to })
    spend(walls.length + stepsToCount * Math.min(rule.count ?? 0, mostPeriods))
    return walls
  } catch {
    spend(stepsToCount * mostPeriods)
    skip(faults.rule, master.line)
    return []
  }
}

/** When they were first planned, in milliseconds: those that are left out. A day without a time leaves out all of that day. */
function leftOut(master: Entry, planned: readonly Planned[], zones: Zones): ReadonlySet<number> {
  const places = createPlaces(planned, master, zones)
  const left = new Set(master.except.flatMap((one) => places.find(one) ?? []))
  const days = new Set(master.except.flatMap(({ date }) => date ?? []))
  for (const { wall, at } of days.size ? planned : [])
    if (days.has(wall.toPlainDate().toString())) left.add(at.epochMilliseconds)
  return left
}

function toExtra({ end, lasts, ...extra }: Extra, master: Entry, zones: Zones): Placed {
  const { start, wall } = timeOfExtra(inZoneOf(extra.start, master), master)
  const placed = { wall, at: zones.toInstant(start) }
  return end || lasts ? { ...placed, end: (planned) => endOf({ start, end, lasts }, planned, zones) } : placed
}

/** A day that is added to a series with a time has that time; of a time that is added to a series of days the day counts. */
function timeOfExtra(
  written: Moment,
  master: Entry,
): { readonly start: Moment; readonly wall: Temporal.PlainDateTime } {
  const wall = written.date && master.start.wall ? onDay(written.date, master.start) : wallOf(written)
  return { wall, start: written.date || master.start.date ? momentAt(wall, master) : written }
}

/** At the time of day that a series has. */
const onDay = (date: string, { wall, date: day }: Moment) =>
  Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainDateTime.from(wall ?? day ?? '').toPlainTime())

/** More than the longest event that is kept. */
const longestDays = 368
/** More than zones lie apart; and than a change of all that follow moves them. */
const apart = { days: 2 }
const movedBy = { days: 40 }

/** What the clock of a series shows at either end of the window, its longest meeting and all zones taken in. */
function boundsOf(master: Entry, zones: Zones, { reading, isMoved }: { reading: Reading; isMoved: boolean }) {
  const at = zones.toInstant(master.start)
  const hours = at.until(lengthOf(master, zones)({ wall: wallOf(master.start), at })).total('hours')
  const more = isMoved ? movedBy : apart
  const utc = (moment: Instant) => moment.toZonedDateTimeISO('UTC').toPlainDateTime()
  return {
    from: utc(reading.since)
      .subtract({ hours: Math.ceil(Math.min(24 * longestDays, hours)) })
      .subtract(more),
    to: utc(windowEnd(reading)).add(more),
  }
}

/** UNTIL is a moment in UTC, a local time of the series, or the last day. */
function endOfRule(until: Moment, master: Entry, zones: Zones) {
  if (until.date) return { isPast: ({ wall }: Planned) => wall.toPlainDate().toString() > (until.date ?? '') }
  const end = zones.toInstant(master.start.date ? { ...until, zone: 'UTC' } : inZoneOf(until, master))
  return { isPast: ({ at }: Planned) => at.epochMilliseconds > end.epochMilliseconds }
}

interface Changes {
  /** By when it was first planned, in milliseconds. */
  readonly replaced: ReadonlyMap<number, Entry>
  /** What changes all that follow, in order. */
  readonly shifts: readonly (Shift & { readonly from: number })[]
}

function placeChanges({ master, changes }: Series, planned: readonly Placed[], { zonesOf, skip }: Expansion): Changes {
  const places = master && createPlaces(planned, master, zonesOf(master))
  const replaced = new Map<number, Entry>()
  const shifts: (Shift & { from: number })[] = []
  for (const entry of changes) {
    const at = placeOf(entry)
    if (at === null) skip('a changed meeting of a series that does not say which one it was', entry.line)
    else if (entry.version >= (replaced.get(at)?.version ?? '')) replaced.set(at, entry)
  }
  for (const [from, entry] of master ? replaced : []) {
    if (!entry.andLater || !master) continue
    const own = planned.find(({ at }) => at.epochMilliseconds === from) ?? planOf(from, master, zonesOf(master))
    shifts.push({ ...createShift(entry, own, master, zonesOf(entry)), from })
  }
  return { replaced, shifts: shifts.toSorted((one, other) => one.from - other.from) }

  /** What the rule does not lead to, as after the rule was changed, stands for itself. */
  function placeOf(entry: Entry): number | null {
    const { replaces } = entry
    if (!replaces) return master ? null : zonesOf(entry).toInstant(entry.start).epochMilliseconds
    const found = places?.find(replaces)
    if (found !== null && found !== undefined) return found
    return zonesOf(entry).toInstant(master ? inZoneOf(replaces, master) : replaces).epochMilliseconds
  }
}

/** What the clock of the series shows at a moment outside of what was planned. */
function planOf(from: number, master: Entry, zones: Zones): Planned {
  const at = Temporal.Instant.fromEpochMilliseconds(from)
  const utc = at.toZonedDateTimeISO('UTC').toPlainDateTime()
  return { wall: utc.add(zones.toInstant(momentAt(utc, master)).until(at)), at }
}

/** A day that comes back every year and has no guests: what a calendar of birthdays exports. Whether it is one, the title says. */
const isYearlyDay = ({ start: { date }, rules, guests, organizer }: Entry): boolean =>
  Boolean(date) &&
  rules.some(({ freq, interval }) => freq === 'YEARLY' && interval === 1) &&
  guests.length === 0 &&
  (!organizer || organizer.self === true)

function toMeeting(
  entry: Entry,
  { id, start, end, repeats }: { id: string; start: Instant; end: Instant; repeats: boolean },
): HeldMeeting {
  const {
    uid,
    start: { date },
    guests,
    organizer,
    title,
    place,
    free,
  } = entry
  return {
    id,
    uid: sharedUid(uid),
    ...(repeats ? { series: uid } : {}),
    when: date ? { start: dayOf(start), end: dayOf(end) } : { start, end },
    allDay: Boolean(date),
    ...(organizer ? { organizer } : {}),
    guests,
    busy: !free,
    type: isYearlyDay(entry) ? 'birthday' : 'default',
    title,
    place,
  }
}

/** The day of UTC that a moment lies in: an entry of days may end with a time. */
const dayOf = (at: Instant): Instant => at.toZonedDateTimeISO('UTC').startOfDay().toInstant()
