/** Wall clocks of a calendar file, by the zones that it names and describes. */
import ICAL from 'ical.js'
import type { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { readZone } from '../../place.ts'
import { readRule } from './rule.ts'

export interface Zones {
  /** Takes in a VTIMEZONE. */
  add(component: ICAL.Component): void
  /** The moment at which a clock of this zone shows `wall`; without a zone by that of the calendar. */
  toInstant(wall: Temporal.PlainDateTime, zone: string | undefined): Instant
}

/**
 * A zone by its IANA name where it has one, alone or at the end of a longer name: calendars expand by these. Any other by
 * the rules that the file gives for it; one that is not described by `fallback`.
 */
export function createZones(fallback: () => string): Zones {
  const described = new Map<string, ICAL.Timezone>()
  const iana = new Map<string, string | null>()
  const named = (zone: string) => {
    const found = iana.get(zone) ?? (iana.has(zone) ? null : findIana(zone))
    iana.set(zone, found)
    return found
  }
  return {
    add(component) {
      const tzid = String(component.getFirstPropertyValue('tzid') ?? '')
      if (tzid && isYearly(component)) described.set(tzid, new ICAL.Timezone({ component, tzid }))
    },
    toInstant(wall, zone) {
      const known = zone === undefined ? named(fallback()) : named(zone)
      if (known) return wall.toZonedDateTime(known).toInstant()
      const rules = described.get(zone ?? '')
      if (!rules) return wall.toZonedDateTime(named(fallback()) ?? 'UTC').toInstant()
      const { year, month, day, hour, minute, second } = wall
      const offset = rules.utcOffset(ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false }))
      return wall.toZonedDateTime('UTC').toInstant().subtract({ seconds: offset })
    },
  }
}

/** Clocks change by the year, a few rules in all: the library may go round for ever on what a stranger makes up. */
function isYearly(component: ICAL.Component): boolean {
  const changes = component.getAllSubcomponents()
  const rules = changes.flatMap((change) => change.getAllProperties('rrule'))
  return (
    changes.length <= 200 &&
    rules.every((rule) => {
      const { freq, by } = readRule(rule.getFirstValue() as ICAL.Recur) ?? {}
      return freq === 'YEARLY' && Boolean(by?.BYMONTH)
    })
  )
}

/** "Europe/Berlin" of "Europe/Berlin" or of "/example.org/20050126_1/Europe/Berlin". */
function findIana(zone: string): string | null {
  const parts = zone.split('/')
  for (const length of [parts.length, 3, 2]) {
    const name = parts.slice(-length).join('/')
    if (length <= parts.length && readZone(name)) return name
  }
  return null
}
