/** When a meeting is over, from whatever its entry says of it. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../../facts.ts'
import type { Entry } from './entry.ts'
import { inZoneOf, momentAt, type Planned, wallOf } from './exceptions.ts'
import type { Moment } from './moment.ts'
import type { Zones } from './zones.ts'

/** How long each lasts: as many days and seconds as it says, or the time between its first start and end. */
export function lengthOf(entry: Entry, zones: Zones): (planned: Planned) => Instant {
  if (!entry.end) return (planned) => endOf(entry, planned, zones)
  const at = zones.toInstant(entry.start)
  const length = at.until(endOf(entry, { wall: wallOf(entry.start), at }, zones))
  return (planned) => planned.at.add(length)
}

/**
 * Without an end: a day where it is a date, else no time at all (RFC 5545 section 3.6.1). An end before its start is none; a
 * day that ends when it begins, as many programs write it, is one.
 */
export function endOf(entry: EndOf, { wall, at }: Planned, zones: Zones): Instant {
  const { start, end, lasts } = entry
  if (end && start.date) {
    const last = zones.toInstant({ date: lastDay(end) })
    return last.equals(at) ? at.add({ hours: 24 }) : notBefore(at, last)
  }
  if (end) return notBefore(at, zones.toInstant(inZoneOf(end, entry)))
  if (lasts) {
    const later = lasts.days ? zones.toInstant(momentAt(wall.add({ days: lasts.days }), entry)) : at
    return later.add({ seconds: lasts.seconds })
  }
  return start.date ? at.add({ hours: 24 }) : at
}

/** The day on which an entry of days is over, where its end is written with a time: any time of a day but its first belongs to it. */
function lastDay({ date, wall = '' }: Moment): string {
  if (date) return date
  const shown = Temporal.PlainDateTime.from(wall)
  const isBegun = shown.toPlainTime().toString() !== '00:00:00'
  return shown
    .toPlainDate()
    .add({ days: isBegun ? 1 : 0 })
    .toString()
}

interface EndOf {
  readonly start: Moment
  readonly end?: Moment | undefined
  readonly lasts?: Entry['lasts'] | undefined
}

const notBefore = (start: Instant, end: Instant): Instant => (Temporal.Instant.compare(start, end) > 0 ? start : end)
