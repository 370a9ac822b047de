/** Writes src/coffee/holidays/table.ts out of the package date-holidays: `npm run holidays`, before the last year of the table begins. */
import { writeFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

const years = Array.from({ length: 11 }, (_, index) => 2026 + index)
const target = 'src/coffee/holidays/table.ts'
const dayMs = 86_400_000

/** Days by year, in order, of everything that has this name. */
type Named = Map<string, Map<number, string[]>>

/** The public holidays of a country, or of a part of it, by their English names. */
function read(country: string, part?: string): Named {
  const rules = new Holidays(country, part ?? '', { languages: ['en'], types: ['public'] })
  const found: Named = new Map()
  for (const year of years)
    for (const { date, start, end, name } of rules.getHolidays(year)) {
      // One that begins at sunset is dated by its day. What is not whole at its end is an eve of the next day.
      const length = Math.max(1, Math.floor((end.getTime() - start.getTime()) / dayMs + 0.05))
      const first = Temporal.PlainDate.from(date.slice(0, 10))
      for (let more = 0; more < length; more++) {
        const day = first.add({ days: more })
        const word = plain(name)
        const byYear = found.get(word) ?? new Map<number, string[]>()
        const days = byYear.get(day.year) ?? []
        if (!days.includes(day.toString()) && years.includes(day.year)) days.push(day.toString())
        found.set(word, byYear.set(day.year, days.sort()))
      }
    }
  return found
}

/** The marks that part the table are in no name. */
const plain = (name: string) =>
  name
    .replace(/ \(substitute day\)$/, '')
    .replace(/[`\\|;,:=$~]/g, ' ')
    .replace(/'/g, '’')
    .replace(/ +/g, ' ')
    .trim()

/** Each name as rows of at most one day a year, in the shortest of the three ways to write one. */
function* rowsOf(named: Named): Generator<readonly [name: string, dates: string]> {
  for (const [name, byYear] of named) {
    const most = Math.max(...[...byYear.values()].map((days) => days.length))
    for (let place = 0; place < most; place++) {
      const days = years.map((year) => byYear.get(year)?.[place])
      if (days.some(Boolean)) yield [name, write(days)]
    }
  }
}

function write(days: readonly (string | undefined)[]): string {
  const dates = days.map((day) => (day ? Temporal.PlainDate.from(day) : undefined))
  const marks = new Set(dates.map((date) => date?.toString().slice(5).replace('-', '')))
  const [fixed] = marks
  if (marks.size === 1 && fixed) return fixed
  const gaps = new Set(dates.map((date) => date && easter(date.year).until(date).days))
  const [gap] = gaps
  if (gaps.size === 1 && gap !== undefined) return `e${gap}`
  return dates.map((date) => (date ? date.dayOfYear.toString(36).padStart(2, '0') : '--')).join('')
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): Temporal.PlainDate {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  return Temporal.PlainDate.from({ year, month, day: ((h + l - 7 * m + 114) % 31) + 1 })
}

const all = new Holidays()
const names = new Map<string, number>()
const numberOf = (name: string) => {
  const known = names.get(name) ?? names.size
  names.set(name, known)
  return known.toString(36)
}

const lines: string[] = []
for (const country of Object.keys(all.getCountries()).toSorted()) {
  const pool = new Map<string, number>()
  const setOf = (named: Named) =>
    [...rowsOf(named)]
      .map(([name, dates]) => {
        const row = `${numberOf(name)}=${dates}`
        const known = pool.get(row) ?? pool.size
        pool.set(row, known)
        return known
      })
      .toSorted((a, b) => a - b)
      .map((one) => one.toString(36))
      .join(',')
  const national = setOf(read(country))
  // A part whose days are those of the country needs no row of its own.
  const parts = Object.entries(all.getStates(country) ?? {})
    .filter(([part]) => /^[A-Z0-9]{1,3}$/.test(part))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([part, name]) => [part, plain(name), setOf(read(country, part))] as const)
    .filter(([, , days]) => days !== national)
  const zones = new Holidays(country).getTimezones() ?? []
  lines.push(
    [
      country,
      zones.join(','),
      [...pool.keys()].join(';'),
      national,
      parts.map((part) => part.join('~')).join(';'),
    ].join('|'),
  )
}

const text = `/** Public holidays of ${years[0]} to ${years.at(-1)}: written by scripts/holidays.ts out of date-holidays, see NOTICE.md. Not to be edited. */

/** The first year of the table, and how many follow one another. */
export const firstYear = ${years[0]}
export const yearCount = ${years.length}

/** The names, each known by its place. */
export const names = () => \`${[...names.keys()].join(';')}\`

/**
 * A country a line: its code, its time zones, its holidays (name and days), those of all of it, and of each part where they are
 * others the code, the name and the days. Days are month and day, or days after Easter, or one day of the year for each year, all in base 36.
 */
export const table = () => \`
${lines.join('\n')}
\`
`
writeFileSync(target, text)
console.log(`${target}: ${lines.length} countries, ${names.size} names, ${Math.round(text.length / 1024)} KiB`)
