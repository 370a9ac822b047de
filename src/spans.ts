/** Puts counts, spans and dates into the words of the people page. */
import { dayAndMonth, months, wholeDate } from './dates.ts'
import type { Instant } from './facts.ts'
import type { Place } from './place.ts'

/** "12 days", "7 weeks", "7 months", "3 years": never more exact than it matters. `days` may be fractional. */
export function span(days: number): string {
  const whole = Math.round(days)
  if (whole < 14) return plural(Math.max(1, whole), 'day')
  if (whole < 60) return plural(Math.round(whole / 7), 'week')
  if (whole < 700) return plural(Math.round(whole / 30.44), 'month')
  return plural(Math.round(whole / 365.25), 'year')
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
export function month(at: Instant, now: Instant, timeZone: string): string {
  const day = at.toZonedDateTimeISO(timeZone)
  const year = day.year === now.toZonedDateTimeISO(timeZone).year ? '' : ` ${day.year}`
  return `${months[day.month - 1]}${year}`
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
