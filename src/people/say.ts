/** Puts counts, spans and dates into the words of the people page. */
import type { Instant } from '../facts.ts'

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

/** "12 April", with the year where it is another one than today's. */
export function date(at: Instant, now: Instant, timeZone: string): string {
  const day = at.toZonedDateTimeISO(timeZone)
  const year = day.year === now.toZonedDateTimeISO(timeZone).year ? '' : ` ${day.year}`
  return `${day.day} ${months[day.month - 1]}${year}`
}

/** "April", with the year where it is another one than today's. */
export function month(at: Instant, now: Instant, timeZone: string): string {
  return date(at, now, timeZone).replace(/^\d+ /, '')
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** In the order of the year: month 1 stands first. */
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
