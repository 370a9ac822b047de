/** In which region somebody lives, as far as it matters for public holidays: the owner by choice, a guest by what is known of them. */
import { type Place, readZone } from '../../place.ts'
import type { ZoneGuess } from '../types.ts'
import { countryCodes, isRegion, type Region, zonesOf } from './holidays.ts'

/**
 * The owner's region: what they chose; else the country that the browser named, where it has the owner's zone; else the
 * country of the zone; else, where the zone is no place, the one that the browser named. Null where they want none, or nothing
 * is known.
 * @param chosen of the settings: '' for no choice, 'none' for no holidays, else a region
 */
export function ownRegion(chosen: string, { timeZone, locale }: Place): Region | null {
  if (chosen === 'none') return null
  if (chosen && isRegion(chosen)) return chosen
  const named = locale?.slice(3)
  if (named && zonesOf(named).includes(timeZone)) return named
  return countryOfZone(timeZone) ?? (named && isRegion(named) && !isPlace(timeZone) ? named : null)
}

/** "Asia/Amman", of a country without a table; not "UTC", "CET" or "Etc/GMT-3". */
const isPlace = (timeZone: string): boolean => timeZone.includes('/') && !timeZone.startsWith('Etc/')

/**
 * The country in which an IANA zone lies, by any name of it; where several share it, the one whose only zone it is by name in
 * the table first. The table has one name of each zone, and browsers, Windows and lists of zones write others: "Asia/Calcutta".
 */
export function countryOfZone(timeZone: string): string | undefined {
  byZone ??= readZones()
  const known = byZone.get(timeZone)
  if (known || !readZone(timeZone)) return known
  const usual = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  byUsualZone ??= readUsualZones()
  return byUsualZone.get(usual) ?? byZone.get(usual)
}

let byZone: ReadonlyMap<string, string> | undefined
let byUsualZone: ReadonlyMap<string, string> | undefined

/** Neighbours often name the zone of a larger country as their own: whoever has the most zones of it, or stands here, is meant. */
const owners: Readonly<Record<string, string>> = {
  'Africa/Abidjan': 'CI',
  'Africa/Johannesburg': 'ZA',
  'Africa/Lagos': 'NG',
  'Africa/Nairobi': 'KE',
  'America/Panama': 'PA',
  'America/Phoenix': 'US',
  'America/Port_of_Spain': 'TT',
  'America/Puerto_Rico': 'PR',
  'America/Toronto': 'CA',
  'Asia/Bangkok': 'TH',
  'Asia/Dubai': 'AE',
  'Asia/Kuala_Lumpur': 'MY',
  'Asia/Qatar': 'QA',
  'Asia/Riyadh': 'SA',
  'Asia/Singapore': 'SG',
  'Asia/Yangon': 'MM',
  'Europe/Belgrade': 'RS',
  'Europe/Berlin': 'DE',
  'Europe/Brussels': 'BE',
  'Europe/Helsinki': 'FI',
  'Europe/London': 'GB',
  'Europe/Madrid': 'ES',
  'Europe/Moscow': 'RU',
  'Europe/Paris': 'FR',
  'Europe/Prague': 'CZ',
  'Europe/Rome': 'IT',
  'Europe/Simferopol': 'UA',
  'Europe/Zurich': 'CH',
  'Pacific/Auckland': 'NZ',
  'Pacific/Honolulu': 'US',
}

function readZones(): ReadonlyMap<string, string> {
  const found = new Map<string, string>(Object.entries(owners))
  for (const code of countryCodes()) for (const zone of zonesOf(code)) if (!found.has(zone)) found.set(zone, code)
  return found
}

/** The zones of the countries in the table as this runtime names them; older runtimes have them as a property, the oldest not at all. */
function readUsualZones(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const code of countryCodes()) {
    const locale: Intl.Locale & { getTimeZones?(): Zones; readonly timeZones?: Zones } = new Intl.Locale(`und-${code}`)
    for (const zone of locale.getTimeZones?.() ?? locale.timeZones ?? []) found.set(zone, code)
  }
  return found
}

type Zones = readonly string[] | undefined

/** Endings that stand for a country, but are sold to anybody. */
const sold: ReadonlySet<string> = new Set(
  'ac ag ai am as bz cc cd co cx dj fm gg gl gs io la ly me ms mu nu pw sc sh so st su tk to tv vc vg ws'.split(' '),
)

/** Zones of the table of guesses in which nearly everybody lives in one country. */
const ofOneCountry: ReadonlySet<string> = new Set([
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Anchorage',
  'Pacific/Honolulu',
  'Europe/London',
  'Europe/Istanbul',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Kabul',
  'Australia/Sydney',
  'Australia/Brisbane',
  'Australia/Adelaide',
  'America/Sao_Paulo',
  'Pacific/Auckland',
  'America/St_Johns',
  'America/Halifax',
])

/**
 * The country in which a guest likely lives: by the ending of their address; else that of the owner where their clocks are
 * the same; else by their zone, where nearly everybody in it lives in one country. Undefined where none is likely.
 */
export function guestCountry(
  address: string,
  {
    guess,
    owner,
  }: { readonly guess: ZoneGuess | undefined; readonly owner: { region: Region | null; timeZone: string } },
): string | undefined {
  const ending = address.slice(address.lastIndexOf('.') + 1).toLowerCase()
  const code = ending === 'uk' ? 'GB' : ending.toUpperCase()
  if (/^[a-z]{2}$/.test(ending) && !sold.has(ending) && isRegion(code)) return code
  if (!guess) return undefined
  if (guess.timeZone === owner.timeZone) return owner.region?.slice(0, 2)
  return ofOneCountry.has(guess.timeZone) ? countryOfZone(guess.timeZone) : undefined
}
