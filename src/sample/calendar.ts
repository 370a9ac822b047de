/** The sample's calendar: entries and series, expanded into occurrences that know when they last changed. */
import { Temporal } from 'temporal-polyfill'
import type { Guest, History, SampleEvent } from './history/types.ts'
import { type CalendarEntry, unkeepEvent } from './journal.ts'
import { openScript } from './script.ts'

/** One entry as singleEvents=true shows it. */
export interface Occurrence {
  readonly id: string
  readonly event: SampleEvent
  readonly start: Temporal.Instant
  readonly end: Temporal.Instant
  /** Local dates of an all-day entry, the end not included. */
  readonly dates?: { readonly start: string; readonly end: string }
  /** Where it would have been: set on occurrences of a series. */
  readonly original?: { readonly at: Temporal.Instant; readonly date: string }
  readonly guests: readonly Guest[]
  readonly cancelled: boolean
  /** Rises with every change of the calendar. */
  readonly version: number
  readonly updated: Temporal.Instant
}

interface Held {
  event: SampleEvent
  version: number
  updated: Temporal.Instant
  readonly days: Map<string, { version: number; updated: Temporal.Instant }>
  expanded?: readonly Occurrence[]
}

export interface CalendarStore {
  /** Every occurrence, cancelled ones too, in no order. */
  occurrences(): readonly Occurrence[]
  /** The entry or series itself. */
  event(id: string): SampleEvent | undefined
  /** An entry without repetition, or one occurrence, by the id that the API shows. */
  occurrence(id: string): Occurrence | undefined
  version(): number
  due(now: Temporal.Instant): readonly SampleEvent[]
  apply(entry: CalendarEntry): void
}

/** Series without an end are shown this far past the first start of the sample. */
const SERIES_DAYS_AHEAD = 3 * 365

export function openCalendar(history: History, startedAt: Temporal.Instant): CalendarStore {
  const held = new Map<string, Held>()
  const script = openScript(history.events, startedAt, ({ createdAt }) => createdAt)
  const horizon = startedAt.add({ hours: SERIES_DAYS_AHEAD * 24 })
  let version = 0

  const add = (event: SampleEvent) => {
    held.set(event.id, { event, version: ++version, updated: event.createdAt, days: new Map() })
  }
  const expanded = (one: Held) => {
    one.expanded ??= expand(one, horizon)
    return one.expanded
  }
  const apply = (entry: CalendarEntry) => {
    const at = Temporal.Instant.from(entry.at)
    if (entry.op === 'insert') return add(unkeepEvent(entry.event))
    if (entry.op === 'arrive') {
      const event = script.arrive(entry.id)
      if (event) add(event)
      return
    }
    const one = held.get(entry.id)
    if (!one) return
    delete one.expanded
    if (entry.op === 'change') {
      Object.assign(one, { event: { ...one.event, ...entry.change }, version: ++version, updated: at })
      return
    }
    const before = one.event.exceptions?.[entry.day]
    const exception = { ...before, ...entry.exception, replies: { ...before?.replies, ...entry.exception.replies } }
    one.event = { ...one.event, exceptions: { ...one.event.exceptions, [entry.day]: exception } }
    one.days.set(entry.day, { version: ++version, updated: at })
  }

  for (const event of script.before) add(event)
  return {
    occurrences: () => [...held.values()].flatMap(expanded),
    event: (id) => held.get(id)?.event,
    occurrence: (id) => {
      const one = held.get(id) ?? held.get(id.replace(/_\d{8}(T\d{6}Z)?$/, ''))
      return one && expanded(one).find((occurrence) => occurrence.id === id)
    },
    version: () => version,
    due: script.due,
    apply,
  }
}

/** The occurrences of an entry up to the horizon, at the same local time across changes of summer time. */
export function expandEvent(event: SampleEvent, horizon: Temporal.Instant): Occurrence[] {
  return expand({ event, version: 0, updated: event.createdAt, days: new Map() }, horizon)
}

function expand(one: Held, horizon: Temporal.Instant): Occurrence[] {
  const { event } = one
  const first = Temporal.PlainDateTime.from(event.start)
  const occurrences: Occurrence[] = []
  for (let round = 0; ; round++) {
    const planned = event.repeat ? first.add(step(event.repeat, round)) : first
    const day = planned.toPlainDate().toString()
    if (event.repeat?.until && day > event.repeat.until) break
    if (Temporal.Instant.compare(instantOf(planned, event.zone), horizon) > 0 && round > 0) break
    occurrences.push(occur(one, planned, day))
    if (!event.repeat) break
  }
  return occurrences
}

function occur(one: Held, planned: Temporal.PlainDateTime, day: string): Occurrence {
  const { event } = one
  const exception = event.exceptions?.[day]
  const local = exception?.start ? Temporal.PlainDateTime.from(exception.start) : planned
  const end = event.allDay ? local.add({ days: event.length }) : local
  const start = instantOf(local, event.zone)
  const original = instantOf(planned, event.zone)
  const changed = one.days.get(day)
  const latest = changed && changed.version > one.version ? changed : one
  return {
    id: event.repeat ? `${event.id}_${event.allDay ? day.replaceAll('-', '') : compact(original)}` : event.id,
    event,
    start,
    end: event.allDay ? instantOf(end, event.zone) : start.add({ minutes: event.length }),
    ...(event.allDay && { dates: { start: local.toPlainDate().toString(), end: end.toPlainDate().toString() } }),
    ...(event.repeat && { original: { at: original, date: day } }),
    guests: event.guests.map((guest) => ({ ...guest, reply: exception?.replies?.[guest.address] ?? guest.reply })),
    cancelled: event.cancelled || exception?.cancelled === true,
    version: latest.version,
    updated: latest.updated,
  }
}

function step(repeat: NonNullable<SampleEvent['repeat']>, round: number): Temporal.DurationLike {
  const count = round * repeat.interval
  if (repeat.every === 'week') return { weeks: count }
  return repeat.every === 'month' ? { months: count } : { years: count }
}

function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return local.toZonedDateTime(zone).toInstant()
}

function compact(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}
