/** Which zone a calendar means by the name it gives: IANA's own, alone or inside a longer one, Windows', or what Outlook shows. */
import { Temporal } from 'temporal-polyfill'
import { findIana } from 'windows-iana'
import { readZone } from '../../../place.ts'

/** No zone has a longer name, nor one in more pieces. */
const longestName = 200

/**
 * The zone by its IANA name: "Europe/Berlin" of itself and of "/example.org/20050126_1/Europe/Berlin"; UTC of
 * "tzone://Microsoft/Utc". Short names such as "EST" are none: calendars describe them otherwise than IANA does.
 */
export function ianaIn(written: string): string | undefined {
  const name = bare(written)
  const parts = name.split('/').filter(Boolean)
  for (const length of [parts.length, 3, 2]) {
    const found = length > 1 && length <= parts.length && readZone(parts.slice(-length).join('/'))
    if (found) return found
  }
  return /(?:^|\/)(?:UTC|GMT|Z|Zulu|Etc\/UTC)$/i.test(name) ? 'UTC' : undefined
}

/**
 * The zone that any other name stands for: "W. Europe Standard Time", "EST5EDT", "(UTC+01:00) Amsterdam, Berlin, Bern",
 * "Eastern Time (US & Canada)", and, where no more is said, "GMT+0100" as the distance from UTC ("+01:00").
 */
export function zoneOfName(written: string): string | undefined {
  const name = bare(written)
  const short = abbreviations[name.toUpperCase()]
  if (short) return short
  // The name of its summer, as programs write it that ask the clock.
  const [windows] = findIana(name.replace(/\b(?:Daylight|Summer)\b/i, 'Standard'))
  const named = (windows && readZone(windows)) || readZone(name)
  if (named) return named
  const offset = offsetIn(name)
  const said = name.replace(/^\([^()]*\)/, '').trim()
  const [place = '', shown] = areas.find(([words]) => said.toLowerCase().startsWith(words)) ?? []
  if (place && shown) return shown
  const cities = said.split(/[,;/(]/, 20).map((city) => city.trim().replaceAll(' ', '_').toLowerCase())
  const zone = cities.flatMap((city) => zonesByCity().get(city) ?? []).find((one) => !offset || hasOffset(one, offset))
  return zone ?? offset
}

const bare = (written: string): string => written.slice(0, longestName).replaceAll('"', '').replaceAll('\\', '').trim()

/** As Outlook shows them in English, without a city. */
const areas: readonly (readonly [words: string, zone: string])[] = [
  ['eastern time', 'America/New_York'],
  ['central time', 'America/Chicago'],
  ['mountain time', 'America/Denver'],
  ['pacific time', 'America/Los_Angeles'],
  ['atlantic time', 'America/Halifax'],
  ['newfoundland', 'America/St_Johns'],
  ['alaska', 'America/Anchorage'],
  ['hawaii', 'Pacific/Honolulu'],
  ['arizona', 'America/Phoenix'],
  ['coordinated universal time', 'UTC'],
  ['greenwich mean time', 'Europe/London'],
]

/** Short names that mean one thing to whoever writes calendars; IANA has none of them. */
const abbreviations: Readonly<Record<string, string>> = {
  CEST: 'Europe/Berlin',
  MEZ: 'Europe/Berlin',
  MESZ: 'Europe/Berlin',
  EEST: 'Europe/Helsinki',
  WEST: 'Europe/Lisbon',
  EDT: 'America/New_York',
  CDT: 'America/Chicago',
  MDT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  JST: 'Asia/Tokyo',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
}

/** "+01:00" of "(UTC+01:00) Berlin", "(GMT+01.00) Berlin", "GMT+0100", "UTC+1" or "+0100". */
function offsetIn(name: string): string | undefined {
  const [, sign, hours = '', minutes = '00'] =
    /^\(?(?:UTC|GMT) ?([+-])(\d{1,2})[:.]?(\d{2})?\b/i.exec(name) ?? /^([+-])(\d{2}):?(\d{2})$/.exec(name) ?? []
  return sign && Number(hours) < 15 ? `${sign}${hours.padStart(2, '0')}:${minutes}` : undefined
}

let known: Map<string, string[]> | undefined

/** Each zone of IANA's by its last piece, in lower case. */
function zonesByCity(): ReadonlyMap<string, readonly string[]> {
  if (known) return known
  known = new Map()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.slice(zone.lastIndexOf('/') + 1).toLowerCase()
    known.set(city, [...(known.get(city) ?? []), zone])
  }
  return known
}

/** In winter or in summer: whoever names an offset means the one without summer time, south of the equator too. */
const hasOffset = (zone: string, offset: string): boolean =>
  ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].some(
    (at) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).offset === offset,
  )
