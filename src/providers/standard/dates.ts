/** When a message was written, from whatever its file says of it. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { monthOf, zoneOf } from './date-words.ts'
import type { Header } from './headers.ts'

/** No mailbox is older; programs without a clock write 1970. */
const earliest = Temporal.Instant.from('1980-01-01T00:00:00Z').epochMilliseconds
const clockSkewHours = 48
/** A clock without a zone is right by so much. */
const zonelessHours = 26

/**
 * The Date header; where it is missing or impossible (before 1980, or still to come) the hop that took the message in last,
 * else the mark before it, which may be the day on which it was downloaded. Where Date names no zone and a hop says nearly the
 * same, the hop is exact. Null where none of them is possible.
 */
export function dateOf(headers: readonly Header[], mark: string, now: Instant): Instant | null {
  const latest = now.epochMilliseconds + clockSkewHours * 3_600_000
  const isPossible = ({ at }: Written) => at.epochMilliseconds >= earliest && at.epochMilliseconds <= latest
  const first = (values: readonly string[]) => {
    for (const value of values) {
      const read = readDate(value)
      if (read && isPossible(read)) return read
    }
    return null
  }
  const of = (...names: readonly string[]) =>
    headers.flatMap(({ name, value }) => (names.includes(name) ? [value] : [])).slice(0, mostValues)
  const date = first(of('date'))
  const hop = () => first(of('received', 'x-received', 'delivery-date').map(afterSemicolon))
  if (date?.zoned) return date.at
  const passed = hop()
  const isNear = date && passed && Math.abs(date.at.until(passed.at).total('hours')) <= zonelessHours
  if (date && !isNear) return date.at
  return passed?.at ?? first(of('resent-date', 'x-original-date'))?.at ?? first([afterSender(mark)])?.at ?? null
}

const mostValues = 30
const afterSemicolon = (hop: string) => hop.slice(hop.lastIndexOf(';') + 1)
/** "From sender Sat Nov 21 08:00:00 2026": a sender may look like a part of a date. */
const afterSender = (mark: string) => mark.replace(/^From \S*/, '')

/**
 * A date as RFC 5322 section 3.3 writes it, the older forms of section 4.3 and what other programs write among them: that of
 * C ("Sat Nov 21 08:00:00 2026"), ISO 8601, months in other languages. Without a zone it is taken for UTC.
 */
export const parseDate = (value: string): Instant | null => readDate(value)?.at ?? null

interface Written {
  readonly at: Instant
  /** It names a zone. */
  readonly zoned: boolean
}

interface Parts {
  year?: number
  month?: number
  day?: number
  hour?: number
  minute?: number
  second?: number
  afternoon?: boolean
  zone?: number
}

const longest = 200

function readDate(value: string): Written | null {
  const words = withoutComments(value.slice(0, 2 * longest))
    .slice(0, longest)
    .replace(/["';]/g, ' ')
    .replace(/(\d)T(?=\d)/, '$1 ')
    .replace(/(\d)(?=[+-]\d{4}$|[+-]\d\d:\d\d$|Z$|[ap]m\b)/i, '$1 ')
    .split(/[\s,]+/)
    .filter(Boolean)
  const parts: Parts = {}
  for (const word of words) take(word, parts)
  return toInstant(parts)
}

/** RFC 5322 section 3.2.2; they may stand within each other. */
function withoutComments(value: string): string {
  if (!value.includes('(')) return value
  let depth = 0
  let text = ''
  for (const letter of value) {
    if (letter === '(') depth++
    if (depth === 0) text += letter
    if (letter === ')' && depth > 0) depth--
  }
  return text
}

/** Takes a word in, in whichever order they come. */
function take(word: string, parts: Parts): void {
  const bare = word.replace(/[.]$/, '')
  // Points tell the time only after a day.
  const clock = parts.day === undefined ? ':' : ':.'
  if (parts.hour === undefined && clock.includes(bare.replace(/^\d+/, '').charAt(0) || ' ') && time.test(bare)) {
    const [hour, minute, second] = bare.split(/[:.]/).map(Number)
    Object.assign(parts, { hour, minute, second: second ?? 0 })
    return
  }
  if (/^[ap]\.?m$/i.test(bare)) {
    parts.afternoon = /^p/i.test(bare)
    return
  }
  const zone = parts.hour === undefined ? undefined : zoneOf(word)
  if (zone !== undefined) parts.zone ??= zone
  if (day.test(bare)) takeDay(bare, parts)
  else takeWord(bare, parts)
}

const time = /^\d{1,2}[:.]\d{1,2}(?:[:.]\d{1,2}(?:[.,]\d+)?)?$/
const day = /^\d{1,4}[-/.](?:\d{1,2}|\p{L}{3,12})[-/.]\d{1,4}$/u

/** Of two names that are months the first is a day: "mar., 24 nov. 2026" is a Tuesday. */
function takeWord(word: string, parts: Parts): void {
  if (/^\d+$/.test(word)) takeNumber(word, parts)
  else Object.assign(parts, { month: monthOf(word) ?? parts.month })
}

/** The day comes before the year where both are short. */
function takeNumber(word: string, parts: Parts): void {
  if (word.length <= 2 && parts.day === undefined) parts.day = Number(word)
  else if (parts.year === undefined && word.length >= 2 && word.length <= 4) parts.year = yearOf(word)
}

/** "2026-11-20", "20-Nov-2026", "20.11.2026"; with strokes the month comes first where it can, as in America. */
function takeDay(word: string, parts: Parts): void {
  const [one = '', two = '', three = ''] = word.split(/[-/.]/)
  const named = monthOf(two)
  const [first, second] = [Number(one), named ?? Number(two)]
  const american = named === undefined && word.includes('/') && first <= 12
  if (one.length === 4) Object.assign(parts, { year: first, month: second, day: Number(three) })
  else if (american) Object.assign(parts, { day: second, month: first, year: yearOf(three) })
  else Object.assign(parts, { day: first, month: second, year: yearOf(three) })
}

/** RFC 5322 section 4.3: of two digits 50 to 99 are of the last century, and three count from 1900. */
function yearOf(word: string): number {
  const year = Number(word)
  if (word.length === 3) return year + 1900
  return word.length > 2 ? year : year < 50 ? year + 2000 : year + 1900
}

function toInstant({ year, month, day, hour, minute, second = 0, afternoon, zone }: Parts): Written | null {
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return null
  const hours = afternoon === undefined || hour > 12 ? hour : (hour % 12) + (afternoon ? 12 : 0)
  const clock = clockOf([year, month, day, hours, minute ?? 0, second])
  if (clock === null) return null
  return { at: Temporal.Instant.fromEpochMilliseconds(clock - (zone ?? 0) * 60_000), zoned: zone !== undefined }
}

type Moment = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number]

/** The moment in UTC; null where there is no such day or time. The platform counts it in a tenth of the time of a calendar's objects. */
function clockOf([year, month, day, hour, minute, second]: Moment): number | null {
  // A leap second is none here.
  const at = new Date(0).setUTCHours(hour, minute, Math.min(59, second))
  const date = new Date(at)
  date.setUTCFullYear(year, month - 1, day)
  const isThere =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute
  return isThere ? date.getTime() : null
}
