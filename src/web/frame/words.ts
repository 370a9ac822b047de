/** How times, counts and other people's text are put into words on every page. */
import {
  clock,
  dayAndShortMonth,
  monthName,
  shortWeekdayAndDate,
  weekdayAndDate,
  weekdayName,
  wholeDate,
} from '../../dates.ts'
import type { Instant } from '../../facts.ts'
import type { Person, Standing } from '../../people/types.ts'
import { number, type Place, type Tongue, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { german } from './words/de.ts'
import { english } from './words/en.ts'

/** "12 April 2026" in the owner's zone. */
export const day = (at: Instant, place: Place) => wholeDate(at.toZonedDateTimeISO(place.timeZone), place)

/** What stands around every page and what all of them say, in a tongue. */
export const frameWords = (tongue: Tongue): typeof english => ({ en: english, de: german })[tongue]

const said = (place: Pick<Place, 'locale'>) => frameWords(tongueOf(place))

/** "12 April 2026 at 09:30" in the owner's zone. */
export const moment = (at: Instant, place: Place) => said(place).moment(day(at, place), clockTime(at, place))

/** "April 2026" in the owner's zone. */
export function month(at: Instant, { timeZone, locale }: Place): string {
  const { month, year } = at.toZonedDateTimeISO(timeZone)
  return `${monthName(month, { locale })} ${year}`
}

export const weekday = (iso: number, where: Pick<Place, 'locale'>) => weekdayName({ dayOfWeek: iso }, where)

/** How many calendar days of the owner's zone lie between two moments; 0 where the later is the first. */
function daysBetween(from: Instant, to: Instant, zone: string): number {
  const [start, end] = [from, to].map((at) => at.toZonedDateTimeISO(zone).toPlainDate())
  return start && end ? Math.max(0, start.until(end).days) : 0
}

/** "7 months ago", "yesterday", "today"; "in 3 days" for what is still to come. */
export function ago(at: Instant, now: Instant, place: Place): string {
  const isAhead = at.epochMilliseconds > now.epochMilliseconds
  const days = isAhead ? daysBetween(now, at, place.timeZone) : daysBetween(at, now, place.timeZone)
  const { today, tomorrow, yesterday, ahead, ago } = said(place)
  if (days === 0) return today
  if (days === 1) return isAhead ? tomorrow : yesterday
  return isAhead ? ahead(days) : ago(days)
}

/** "7 months since your last email or meeting". */
export function since(at: Instant | undefined, now: Instant, place: Place): string {
  const words = said(place)
  if (!at) return words.never
  const days = daysBetween(at, now, place.timeZone)
  return days ? words.since(days) : words.inTouchToday
}

/** The same where the record breaks off before now: no silence is claimed. */
export function sinceKnown(
  { relationship: { lastAt } }: Pick<Person, 'relationship'>,
  { reach }: Pick<Standing, 'reach'>,
  { now, ...place }: Place & { readonly now: Instant },
): string {
  return reach && lastAt ? said(place).lastKnown(ago(lastAt, now, place)) : since(lastAt, now, place)
}

/** For what happened lately: "just now", "12 minutes ago", "3 hours ago", then days. */
export function lately(at: Instant, now: Instant, place: Place): string {
  const minutes = Math.floor((now.epochMilliseconds - at.epochMilliseconds) / 60_000)
  const { justNow, minutesAgo, hoursAgo } = said(place)
  if (minutes < 2) return justNow
  if (minutes < 60) return minutesAgo(minutes)
  return minutes < 1440 ? hoursAgo(Math.floor(minutes / 60)) : ago(at, now, place)
}

/** A wait in words: "25 minutes", "2 hours". */
export function wait(minutes: number, where: Pick<Place, 'locale'>): string {
  const words = said(where)
  if (minutes < 2) return words.aMinute
  return minutes < 91 ? words.minutes(Math.ceil(minutes)) : words.hours(Math.ceil(minutes / 60))
}

/** English: "1 person", "2,000 people". Only what may pass a thousand needs a place. */
export function count(
  amount: number,
  one: string,
  many = `${one}s`,
  place: Pick<Place, 'locale'> = { locale: null },
): string {
  return `${number(amount, place)} ${amount === 1 ? one : many}`
}

/** English: "Maren, Teo and Priya". */
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
