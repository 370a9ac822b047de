/** Public holidays by region, out of the table for the years ahead. */
import { firstYear, names, table, yearCount } from './table.ts'

/** ISO 3166-1 of a country, "DE", or ISO 3166-2 of a part of one, "DE-BE". */
export type Region = string

/** "Christmas Day" by the number of its day since 1 January 1970. */
export type Holidays = ReadonlyMap<number, string>

interface Country {
  readonly zones: readonly string[]
  /** Name and days of each, as the table writes them. */
  readonly pool: readonly string[]
  readonly national: readonly number[]
  readonly parts: ReadonlyMap<string, Part>
}

interface Part {
  readonly name: string
  readonly days: readonly number[]
}

/**
 * The public holidays of a country or a part of one in the years of the table; none for a region that is not in it. A part
 * without days of its own has those of its country.
 * @example holidaysOf('DE-BE').get(20440) // 'Christmas Day': 2025-12-18 is day 20440
 */
export function holidaysOf(region: Region): Holidays {
  const known = read.get(region)
  if (known) return known
  const [code = '', part] = region.split('-', 2)
  const country = countries().get(code)
  const found = new Map<number, string>()
  if (country) {
    const days = (part && country.parts.get(part)?.days) || country.national
    for (const place of days) for (const [day, name] of rowOf(country.pool[place] ?? '')) found.set(day, name)
  }
  // A handful of regions is asked for again and again; whoever asks for all of them shall not fill the memory.
  if (read.size > mostKept) read.clear()
  read.set(region, found)
  return found
}

/** The countries of the table, by code. */
export const countryCodes = (): readonly string[] => [...countries().keys()]

/** The parts of a country that have holidays of their own, with their names, in the order of their names. */
export const partsOf = (code: string): readonly (readonly [part: string, name: string])[] =>
  [...(countries().get(code)?.parts ?? [])]
    .map(([part, { name }]) => [part, name] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, 'en'))

/** The time zones of a country, by their IANA names. */
export const zonesOf = (code: string): readonly string[] => countries().get(code)?.zones ?? []

/** Whether the table has this country, and the part where one is named. */
export function isRegion(region: Region): boolean {
  const [code = '', part, rest] = region.split('-', 3)
  const country = countries().get(code)
  return country !== undefined && rest === undefined && (part === undefined || country.parts.has(part))
}

const mostKept = 40
const read = new Map<Region, Holidays>()
let parsed: ReadonlyMap<string, Country> | undefined

/** The table is read once, when the first asks. */
function countries(): ReadonlyMap<string, Country> {
  parsed ??= new Map(table().trim().split('\n').map(readLine))
  return parsed
}

function readLine(line: string): readonly [string, Country] {
  const [code = '', zones = '', pool = '', national = '', parts = ''] = line.split('|')
  return [
    code,
    {
      zones: zones.split(',').filter(Boolean),
      pool: pool.split(';'),
      national: numbers(national),
      parts: new Map(
        parts
          .split(';')
          .filter(Boolean)
          .map((part) => part.split('~'))
          .map(([key = '', name = '', days = '']) => [key, { name, days: numbers(days) }]),
      ),
    },
  ]
}

const numbers = (text: string) =>
  text
    .split(',')
    .filter(Boolean)
    .map((one) => Number.parseInt(one, 36))

let words: readonly string[] | undefined

/** The days of one row: month and day of each year, days after Easter, or a day of the year for each year. */
function rowOf(row: string): readonly (readonly [day: number, name: string])[] {
  const [name = '', dates = ''] = row.split('=')
  words ??= names().split(';')
  const word = words[Number.parseInt(name, 36)] ?? 'A public holiday'
  return Array.from({ length: yearCount }, (_, place) => firstYear + place).flatMap((year, place) => {
    const day = dayOf(dates, year, place)
    return day === undefined ? [] : [[day, word] as const]
  })
}

function dayOf(dates: string, year: number, place: number): number | undefined {
  if (dates.startsWith('e')) return easter(year) + Number(dates.slice(1))
  if (dates.length === 4) return dayNumber(year, Number(dates.slice(0, 2)), Number(dates.slice(2)))
  const ofYear = Number.parseInt(dates.slice(2 * place, 2 * place + 2), 36)
  return Number.isNaN(ofYear) ? undefined : dayNumber(year, 1, ofYear)
}

const dayNumber = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000

/** The day of Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const leaps = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - leaps + 15) % 30
  const rest = year % 100
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const days = moon + sunday - 7 * late + 114
  return dayNumber(year, Math.floor(days / 31), (days % 31) + 1)
}
