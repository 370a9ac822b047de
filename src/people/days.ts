/** Days and months of the owner's zone for epoch milliseconds, without a Temporal object per fact. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'

export const dayMs = 86_400_000

/** What is left of a weight after so many milliseconds, where half of it goes in a year. */
export const faded = (weight: number, ms: number): number => (weight ? weight * 2 ** (-ms / (365 * dayMs)) : 0)

export interface Days {
  /** Days since 1 January 1970 on the owner's wall calendar. */
  day(ms: number): number
  /** Months since January 1970 on the owner's wall calendar. */
  month(ms: number): number
}

/** `timeZone` is an IANA name. Offsets are looked up once for each UTC day, and exactly on the days they change. */
export function daysIn(timeZone: string): Days {
  const offsets = new Map<number, number>()
  const offsetAt = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000
  const offsetOn = (utcDay: number) => {
    let offset = offsets.get(utcDay)
    if (offset === undefined) {
      offset = offsetAt(utcDay * dayMs)
      offsets.set(utcDay, offset)
    }
    return offset
  }
  const local = (ms: number) => {
    const utcDay = Math.floor(ms / dayMs)
    const offset = offsetOn(utcDay)
    return ms + (offset === offsetOn(utcDay + 1) ? offset : offsetAt(ms))
  }
  return {
    day: (ms) => Math.floor(local(ms) / dayMs),
    month(ms) {
      const date = new Date(local(ms))
      return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
    },
  }
}

/** The same for a zone that is asked about again and again: what was looked up stays, for a few zones. */
export function daysOfZone(timeZone: string): Days {
  const days = zones.get(timeZone) ?? daysIn(timeZone)
  if (zones.size >= mostZones && !zones.has(timeZone)) zones.clear()
  zones.set(timeZone, days)
  return days
}
const zones = new Map<string, Days>()
const mostZones = 16

/** One moment is most of what is said of somebody: when they last wrote, stood on something, were known. It is made once. */
export function instant(ms: number): Instant {
  const place = ms % lately.length
  const known = lately[place]
  if (known?.ms === ms) return known.instant
  const made = Temporal.Instant.fromEpochMilliseconds(ms)
  if (place >= 0) lately[place] = { ms, instant: made }
  return made
}

const lately: ({ readonly ms: number; readonly instant: Instant } | undefined)[] = new Array(251).fill(undefined)

export function median(sorted: readonly number[]): number | undefined {
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return undefined
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** From one moment to another, in days and their parts; below 0 where the second comes first. */
export const daysBetween = (from: Instant, to: Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / dayMs

/**
 * A moment as a database tells it, or as JSON keeps it: "2026-11-22 08:00:00.123+00", "2026-11-22T08:00:00Z". The platform reads these twenty times as fast as Temporal, to the
 * millisecond, which is what the columns hold; whatever it cannot read, and what is finer, Temporal reads.
 * @throws RangeError for what is no moment
 */
export function readInstant(text: string): Instant {
  // As the program itself writes it, and keeps it as JSON.
  const usual = written.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(usual)) return instant(usual)
  const iso = `${text.slice(0, 10)}T${text.slice(11)}`
  if (plain.test(iso)) {
    const ms = Date.parse(zoneWithoutMinutes.test(iso) ? `${iso}:00` : iso)
    if (!Number.isNaN(ms)) return instant(ms)
  }
  return Temporal.Instant.from(text.replace(' ', 'T'))
}

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/
const plain = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d(?::\d\d)?)$/
const zoneWithoutMinutes = /[+-]\d\d$/

/**
 * Puts instants in the place of their text in what was read from JSON: they are what stands under `at` or a name that ends in
 * `At`. Lists of people have thousands of these.
 */
export function reviveInstants(read: unknown): void {
  if (typeof read !== 'object' || read === null) return
  if (Array.isArray(read)) {
    // A list of numbers or words holds nothing else.
    if (typeof read[0] === 'object') for (const one of read) reviveInstants(one)
    return
  }
  const record = read as Record<string, unknown>
  for (const name in record) {
    const one = record[name]
    if (typeof one === 'object') reviveInstants(one)
    else if (typeof one === 'string' && (name === 'at' || name.endsWith('At'))) record[name] = readInstant(one)
  }
}
