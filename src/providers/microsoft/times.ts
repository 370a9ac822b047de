/** Times of Graph's calendar: without offset and with seven decimals, in the zone that was asked for. */
import { Temporal } from 'temporal-polyfill'
import { findIana, findWindows } from 'windows-iana'
import * as z from 'zod'
import type { Instant, Span } from '../../facts.ts'
import { readZone } from '../../place.ts'

/** Sent with every request, so that a time without offset is one of UTC. */
export const preferUtc = 'outlook.timezone="UTC"'

export const timeSchema = z.object({ dateTime: z.string(), timeZone: z.string().nullish() })

interface Times {
  readonly start?: z.infer<typeof timeSchema> | null | undefined
  readonly end?: z.infer<typeof timeSchema> | null | undefined
  readonly isAllDay: boolean
}

/**
 * From when to when; null where that cannot be read. An all-day event is two midnights that belong to no zone, whatever
 * zone was asked for: `daysIn` says whose midnights they are taken for.
 * @throws whatever is no RangeError: those are times that cannot be read
 */
export function spanOf({ start, end, isAllDay }: Times, daysIn = 'UTC'): Span | null {
  try {
    const zone = isAllDay ? daysIn : 'UTC'
    const from = start && instantOf(start.dateTime, zone)
    const to = end ? instantOf(end.dateTime, zone) : from
    return from && to && Temporal.Instant.compare(from, to) <= 0 ? { start: from, end: to } : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function instantOf(text: string, zone: string): Instant {
  if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return Temporal.Instant.from(text)
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
}

/** A zone as IANA names it, from a Windows name such as "Pacific Standard Time" or an IANA one; undefined for any other. */
export function ianaZone(name: string | null | undefined): string | undefined {
  if (!name) return undefined
  try {
    return epoch.toZonedDateTimeISO(findIana(name)[0] ?? name).timeZoneId
  } catch {
    return undefined
  }
}

/**
 * Windows' name of a zone, where that name has the same clock at this moment: where the first of the zones that it stands for
 * and half of them all show it. Zones such as Vancouver and Almaty have left the clock of the name that tables give them.
 */
export function windowsZone(zone: string, at: Instant): string | undefined {
  const [name] = findWindows(zone)
  const zones = name ? findIana(name).flatMap((one) => readZone(one) ?? []) : []
  const offset = (one: string) => at.toZonedDateTimeISO(one).offsetNanoseconds
  const isSame = zones.map((one) => offset(one) === offset(zone))
  return isSame[0] && 2 * isSame.filter(Boolean).length >= isSame.length ? name : undefined
}

const epoch = Temporal.Instant.fromEpochMilliseconds(0)

/**
 * The zone that most of these name; undefined where none is known. UTC does not count: programs write it into events
 * whose owner lives elsewhere.
 */
export function commonZone(names: readonly (string | null | undefined)[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) {
    const zone = /^(etc\/)?(utc|gmt)$/i.test(name ?? '') ? undefined : ianaZone(name)
    if (zone) counts.set(zone, (counts.get(zone) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

/** A time of a query or an event, exact to the second. */
export const second = (instant: Instant) => instant.toString({ smallestUnit: 'second' })
