/** How times, counts and other people's text are put into words on every page. */
import {
  clock,
  dayAndShortMonth,
  months,
  shortWeekdayAndDate,
  weekdayAndDate,
  weekdays,
  wholeDate,
} from '../../dates.ts'
import type { Instant } from '../../facts.ts'
import type { Person, Standing } from '../../people/types.ts'
import { number, type Place } from '../../place.ts'
import { span } from '../../spans.ts'
import { cleanText } from '../../text.ts'

/** "12 April 2026" in the owner's zone. */
export const day = (at: Instant, place: Place) => wholeDate(at.toZonedDateTimeISO(place.timeZone), place)

/** "12 April 2026 at 09:30" in the owner's zone. */
export const moment = (at: Instant, place: Place) => `${day(at, place)} at ${clockTime(at, place)}`

/** "April 2026" in the owner's zone. */
export function month(at: Instant, zone: string): string {
  const { month, year } = at.toZonedDateTimeISO(zone)
  return `${months[month - 1]} ${year}`
}

export const weekday = (iso: number) => weekdays[iso - 1] ?? 'Monday'

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

/** The same where the record breaks off before now: no silence is claimed. */
export function sinceKnown(
  { relationship: { lastAt } }: Pick<Person, 'relationship'>,
  { reach }: Pick<Standing, 'reach'>,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): string {
  return reach && lastAt
    ? `The last email or meeting I know of: ${ago(lastAt, now, timeZone)}`
    : since(lastAt, now, timeZone)
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

/** "1 person", "2,000 people". Only what may pass a thousand needs a place. */
export function count(
  amount: number,
  one: string,
  many = `${one}s`,
  place: Pick<Place, 'locale'> = { locale: null },
): string {
  return `${number(amount, place)} ${amount === 1 ? one : many}`
}

/** "Maren, Teo and Priya". */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Somebody's name, or their address where there is none; harmless on one line. */
export const nameOf = (person: { readonly name: string; readonly address: string }) =>
  cleanText(person.name, 80) || cleanText(person.address, 80)

/** One or two letters for the stamp. */
export function initials(person: { readonly name: string; readonly address: string }): string {
  const words = nameOf(person).match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase() || '?'
}

/** "Monday 23 November" in the owner's zone. */
export const weekdayDate = (at: Instant, place: Place) => weekdayAndDate(at.toZonedDateTimeISO(place.timeZone), place)

/** "Tue 1 December" in the owner's zone. */
export const shortDate = (at: Instant, place: Place) =>
  shortWeekdayAndDate(at.toZonedDateTimeISO(place.timeZone), place)

/** "09:30" in the owner's zone. */
export const clockTime = (at: Instant, place: Place) => clock(at.toZonedDateTimeISO(place.timeZone), place)

/** "12 APR" and "2026", as a postmark has them. */
export function markedDay(at: Instant, place: Place): readonly [string, string] {
  const local = at.toZonedDateTimeISO(place.timeZone)
  return [dayAndShortMonth(local, place).toUpperCase(), String(local.year)]
}

/** Instead of the hour of the next letter, where nothing is connected that one could be made of. */
export const noLetter = 'There is no letter while no account is connected.'
