/** Puts days and times into words, in the tongue, in the order and on the clock of the reader's place. */
import { mannerOf, type Place, tongueOf } from './place.ts'

type Where = Pick<Place, 'locale'>

interface Day {
  readonly day: number
  /** 1 is January. */
  readonly month: number
}

interface Weekday extends Day {
  /** ISO, 1 is Monday. */
  readonly dayOfWeek: number
}

interface Time {
  readonly hour: number
  readonly minute?: number
}

/** "12 April", "April 12", "12. April". */
export function dayAndMonth({ day, month }: Day, { locale }: Where): string {
  if (isGerman({ locale })) return `${day}. ${monthNames('de-DE')[month - 1]}`
  return mannerOf(locale).monthFirst ? `${months[month - 1]} ${day}` : `${day} ${months[month - 1]}`
}

/** "12 April 2026", "April 12, 2026". */
export function wholeDate(day: Day & { readonly year: number }, where: Where): string {
  return `${dayAndMonth(day, where)}${monthFirst(where) ? ',' : ''} ${day.year}`
}

/** "Monday 23 November", "Monday, November 23", "Montag, 23. November". */
export const weekdayAndDate = (day: Weekday, where: Where): string => named(weekdayOf(day, where), day, where)

/** "Mon 23 November", "Mon, November 23", "Mo, 23. November". */
export const shortWeekdayAndDate = (day: Weekday, where: Where): string => named(shortWeekday(day, where), day, where)

/** "Tue 1 Dec, 09:30", "Tue, Dec 1, 9:30 AM", "Di, 1. Dez., 09:30". */
export function shortDateAndTime(at: Weekday & Time, where: Where): string {
  return `${shortWeekday(at, where)}${commaOf(where)} ${dayAndShortMonth(at, where)}, ${clock(at, where)}`
}

/** "12 Apr", "Apr 12", "12. Apr.". */
export function dayAndShortMonth({ day, month }: Day, { locale }: Where): string {
  if (isGerman({ locale })) return `${day}. ${monthNames('de-DE', 'short')[month - 1]}`
  const name = shortMonths[month - 1]
  return mannerOf(locale).monthFirst ? `${name} ${day}` : `${day} ${name}`
}

/** "14:30"; "2:30 PM" where the month comes first, "2:30 pm" elsewhere. */
export function clock({ hour, minute = 0 }: Time, { locale }: Where): string {
  const { twelveHours, monthFirst } = isGerman({ locale }) ? german : mannerOf(locale)
  const minutes = String(minute).padStart(2, '0')
  if (!twelveHours) return `${String(hour).padStart(2, '0')}:${minutes}`
  const half = hour < 12 ? 'am' : 'pm'
  return `${hour % 12 || 12}:${minutes} ${monthFirst ? half.toUpperCase() : half}`
}

function named(weekday: string | undefined, day: Day, where: Where): string {
  return `${weekday}${commaOf(where)} ${dayAndMonth(day, where)}`
}

const isGerman = (where: Where) => tongueOf(where) === 'de'

/** Wherever German is read: the day stands first, and the clock has twenty-four hours. */
const german = { twelveHours: false, monthFirst: false } as const

const monthFirst = (where: Where) => !isGerman(where) && mannerOf(where.locale).monthFirst

/** What stands behind a day of the week. */
const commaOf = (where: Where) => (isGerman(where) || monthFirst(where) ? ',' : '')

/** "Monday", "Montag". */
export const weekdayName = (day: Pick<Weekday, 'dayOfWeek'>, where: Where): string => weekdayOf(day, where) ?? ''

const weekdayOf = ({ dayOfWeek }: Pick<Weekday, 'dayOfWeek'>, where: Where) =>
  (isGerman(where) ? weekdayNames('de-DE') : weekdays)[dayOfWeek - 1]

const shortWeekday = ({ dayOfWeek }: Weekday, where: Where) =>
  isGerman(where) ? weekdayNames('de-DE', 'short')[dayOfWeek - 1] : weekdays[dayOfWeek - 1]?.slice(0, 3)

/** What was asked for once, of the few languages of the program. */
const namesKnown = new Map<string, readonly string[]>()

/** "January", "Januar"; 1 is January. */
export const monthName = (month: number, where: Where): string =>
  (isGerman(where) ? monthNames('de-DE') : months)[month - 1] ?? ''

/** The months of a year as a language names them: "January", or "Jan" where they are short. */
export function monthNames(locale: string, width: 'long' | 'short' = 'long'): readonly string[] {
  return known(`month ${locale} ${width}`, () => {
    const { format } = new Intl.DateTimeFormat(locale, { month: width, timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month) => format(Date.UTC(2024, month, 1)))
  })
}

/** The days of a week from Monday as a language names them: "Monday", or "Mon" where they are short. */
export function weekdayNames(locale: string, width: 'long' | 'short' = 'long'): readonly string[] {
  return known(`weekday ${locale} ${width}`, () => {
    const { format } = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' })
    // The first of January 2024 was a Monday.
    return Array.from({ length: 7 }, (_, day) => format(Date.UTC(2024, 0, 1 + day)))
  })
}

function known(key: string, name: () => readonly string[]): readonly string[] {
  const names = namesKnown.get(key) ?? name()
  namesKnown.set(key, names)
  return names
}

/** In the order of the year: month 1 stands first. Written down, so that no start waits for the names of every language. */
export const months: readonly string[] =
  'January February March April May June July August September October November December'.split(' ')

/** From Monday, as ISO numbers them. */
export const weekdays: readonly string[] = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

/** As the British shorten them: September is "Sept". */
const shortMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ')
