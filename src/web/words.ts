/** How times, counts and other people's text are put into words on every page. */
import type { Instant } from '../facts.ts'
import { span } from '../people/say.ts'
import { cleanText } from '../text.ts'

const locale = 'en-GB'
const formats = new Map<string, Intl.DateTimeFormat>()

function format(at: Instant, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${timeZone}|${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
  if (formats.size > 500) formats.clear()
  formats.set(key, known)
  return known.format(at.epochMilliseconds)
}

/** "12 April 2026" in the owner's zone. */
export const day = (at: Instant, zone: string) => format(at, zone, { day: 'numeric', month: 'long', year: 'numeric' })

/** "12 April 2026 at 09:30" in the owner's zone. */
export const moment = (at: Instant, zone: string) => `${day(at, zone)} at ${clockTime(at, zone)}`

/** "April 2026" in the owner's zone. */
export const month = (at: Instant, zone: string) => format(at, zone, { month: 'long', year: 'numeric' })

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
export const weekday = (iso: number) => weekdays[iso - 1] ?? 'Monday'
export const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** A length of time as a person says it, in calendar days of the owner's zone: "7 months"; undefined on the same day. */
export function stretch(from: Instant, to: Instant, zone: string): string | undefined {
  const [start, end] = [from, to].map((at) => at.toZonedDateTimeISO(zone).toPlainDate())
  const days = start && end ? start.until(end).days : 0
  return days < 1 ? undefined : span(days)
}

/** "7 months ago", "yesterday", "today"; "in 3 days" for what is still to come. */
export function ago(at: Instant, now: Instant, zone: string): string {
  const ahead = at.epochMilliseconds > now.epochMilliseconds
  const length = ahead ? stretch(now, at, zone) : stretch(at, now, zone)
  if (!length) return 'today'
  if (length === '1 day') return ahead ? 'tomorrow' : 'yesterday'
  return ahead ? `in ${length}` : `${length} ago`
}

/** "7 months since your last email or meeting". */
export function since(at: Instant | undefined, now: Instant, zone: string): string {
  if (!at) return 'No email or meeting between the two of you yet'
  const length = stretch(at, now, zone)
  return length ? `${length} since your last email or meeting` : 'In touch today'
}

/** For what happened lately: "just now", "12 minutes ago", "3 hours ago", then days. */
export function lately(at: Instant, now: Instant, zone: string): string {
  const minutes = Math.floor((now.epochMilliseconds - at.epochMilliseconds) / 60_000)
  if (minutes < 2) return 'just now'
  if (minutes < 60) return `${minutes} minutes ago`
  return minutes < 1440 ? `${count(Math.floor(minutes / 60), 'hour')} ago` : ago(at, now, zone)
}

/** A wait in words: "25 minutes", "2 hours". */
export function wait(minutes: number): string {
  if (minutes < 2) return 'a minute'
  return minutes < 91 ? count(Math.ceil(minutes), 'minute') : count(Math.ceil(minutes / 60), 'hour')
}

/** "1 person", "2,000 people". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`
}

export const number = (amount: number) => amount.toLocaleString(locale)

/** "Maren, Teo and Priya". */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Somebody's name, or their address where there is none; harmless on one line. */
export const nameOf = (person: { readonly name: string; readonly address: string }) =>
  cleanText(person.name, 80) || cleanText(person.address, 80)

/** The first word of a name, for where the full one would be too much; an initial alone says nothing. */
export function firstName(person: { readonly name: string; readonly address: string }): string {
  const name = nameOf(person)
  const [first = ''] = name.split(/[\s@]/)
  return cleanText(/\p{L}{2}/u.test(first) ? first : name, 24)
}

/** One or two letters for the stamp. */
export function initials(person: { readonly name: string; readonly address: string }): string {
  const words = nameOf(person).match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase() || '?'
}

/** "Monday 23 November" in the owner's zone. */
export const weekdayDate = (at: Instant, zone: string) =>
  format(at, zone, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')

/** "Tue 1 December" in the owner's zone. */
export const shortDate = (at: Instant, zone: string) =>
  format(at, zone, { weekday: 'short', day: 'numeric', month: 'long' }).replace(',', '')

/** "09:30" in the owner's zone. */
export const clockTime = (at: Instant, zone: string) =>
  format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** "12 APR" and "2026", as a postmark has them. */
export const markedDay = (at: Instant, zone: string): readonly [string, string] => [
  format(at, zone, { day: 'numeric', month: 'short' }).toUpperCase(),
  format(at, zone, { year: 'numeric' }),
]
