/** Wall clocks of one calendar, by the zones that it names and describes. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../../facts.ts'
import type { Part } from './components.ts'
import type { Moment } from './moment.ts'
import { readText } from './property.ts'
import { ianaIn, zoneOfName } from './zone-names.ts'
import { type Offset, readZoneRules } from './zone-rules.ts'

type Wall = Temporal.PlainDateTime

export interface Zones {
  /** Takes in a VTIMEZONE. */
  add(part: Part): void
  /** The moment of a written time. Without a zone it is by that of the calendar; dates are kept as days of UTC. */
  toInstant(moment: Moment): Instant
}

export interface ZonesOf {
  /** The zone of the calendar, by any name; asked for when all of it is read. */
  readonly own: () => string | undefined
  /** The zone that counts where the calendar says none (IANA). */
  readonly fallback: string
  /** Nothing later is asked for. */
  readonly last: Wall
  /** Called once for each zone that is not known. */
  readonly unknown: (line: number | null) => void
}

/** An IANA name, or the rules that the calendar gives. */
type Clock = string | Offset

/**
 * A zone by its IANA name where it has one, alone or inside a longer one: calendars expand by these. Any other by the rules
 * that the file gives for it, else by what its name is known for; one of which nothing is known by the calendar's own.
 */
export function createZones({ own, fallback, last, unknown }: ZonesOf): Zones {
  const described = new Map<string, Part>()
  const clocks = new Map<string, Clock>()
  const home = (): Clock => find(own()) ?? fallback
  const find = (name: string | undefined): Clock | undefined => {
    if (!name) return undefined
    const part = described.get(keyOf(name))
    return ianaIn(name) ?? locationOf(part) ?? (part && readZoneRules(part, last)) ?? zoneOfName(name)
  }
  const clockOf = (name = ''): Clock => {
    const known = clocks.get(name)
    if (known) return known
    const found = name ? find(name) : home()
    if (!found) unknown(described.get(keyOf(name))?.line ?? null)
    clocks.set(name, found ?? home())
    return found ?? home()
  }
  return {
    add(part) {
      const name = readText(part.properties.find((property) => property.name === 'TZID')?.value ?? '').replaceAll(
        '"',
        '',
      )
      if (name && !described.has(keyOf(name))) described.set(keyOf(name), part)
    },
    toInstant({ date, wall, zone }) {
      if (date) return Temporal.PlainDate.from(date).toZonedDateTime('UTC').toInstant()
      const shown = Temporal.PlainDateTime.from(wall ?? '')
      const clock = clockOf(zone)
      return typeof clock === 'string'
        ? shown.toZonedDateTime(clock).toInstant()
        : shown
            .toZonedDateTime('UTC')
            .toInstant()
            .subtract({ seconds: clock(shown) })
    },
  }
}

const keyOf = (name: string): string => name.trim().toLowerCase()

/** Programs that make up names of their own put IANA's beside them. */
const locationOf = (part: Part | undefined): string | undefined =>
  ianaIn(part?.properties.find(({ name }) => name === 'X-LIC-LOCATION')?.value ?? '')
