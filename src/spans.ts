/** Puts counts, spans and dates into the words of the people page. */
import { dayAndMonth, monthNames, wholeDate } from './dates.ts'
import type { Instant } from './facts.ts'
import { type Place, tongueOf } from './place.ts'

export type Unit = 'day' | 'week' | 'month' | 'year'

/** A length of time as a person says it, never more exact than it matters. `days` may be fractional. */
export function lengthOf(days: number): { readonly count: number; readonly unit: Unit } {
  const whole = Math.round(days)
  if (whole < 14) return { count: Math.max(1, whole), unit: 'day' }
  if (whole < 60) return { count: Math.round(whole / 7), unit: 'week' }
  if (whole < 700) return { count: Math.round(whole / 30.44), unit: 'month' }
  return { count: Math.round(whole / 365.25), unit: 'year' }
}

/** "12 days", "7 weeks", "7 months", "3 years". */
export function span(days: number): string {
  const { count, unit } = lengthOf(days)
  return plural(count, unit)
}

/** "every day", "every 2 weeks", "every month". */
export function every(days: number): string {
  const [count = '1', ...unit] = span(days).split(' ')
  return count === '1' ? `every ${unit.join(' ')}` : `every ${span(days)}`
}

/** "12 April" or "April 12", with the year where it is another one than today's. */
export function date(at: Instant, now: Instant, place: Place): string {
  const day = at.toZonedDateTimeISO(place.timeZone)
  return day.year === now.toZonedDateTimeISO(place.timeZone).year ? dayAndMonth(day, place) : wholeDate(day, place)
}

/** "April", with the year where it is another one than today's. */
export function month(at: Instant, now: Instant, { timeZone, locale }: Place): string {
  const day = at.toZonedDateTimeISO(timeZone)
  const year = day.year === now.toZonedDateTimeISO(timeZone).year ? '' : ` ${day.year}`
  return `${monthNames(tongueOf({ locale }) === 'de' ? 'de-DE' : 'en-GB')[day.month - 1]}${year}`
}

const german: Readonly<Record<Unit, readonly [one: string, more: string, moreInDative: string]>> = {
  day: ['Tag', 'Tage', 'Tagen'],
  week: ['Woche', 'Wochen', 'Wochen'],
  month: ['Monat', 'Monate', 'Monaten'],
  year: ['Jahr', 'Jahre', 'Jahren'],
}

/** "7 Monate": as subject or as object. */
export function spanInGerman(days: number): string {
  const { count, unit } = lengthOf(days)
  return `${count} ${german[unit][count === 1 ? 0 : 1]}`
}

/** "vor 7 Monaten" without its "vor". */
export function spanInGermanDative(days: number): string {
  const { count, unit } = lengthOf(days)
  return `${count === 1 ? (unit === 'week' ? 'einer' : 'einem') : count} ${german[unit][count === 1 ? 0 : 2]}`
}

/** "jeden Tag", "alle 2 Wochen". */
export function everyInGerman(days: number): string {
  const { count, unit } = lengthOf(days)
  if (count > 1) return `alle ${count} ${german[unit][1]}`
  return `${{ day: 'jeden', week: 'jede', month: 'jeden', year: 'jedes' }[unit]} ${german[unit][0]}`
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
