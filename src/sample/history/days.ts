/** Days counted from the anchor, and moments on them. */
import type { Temporal } from 'temporal-polyfill'
import { monthNames, weekdayNames } from '../../dates.ts'
import { OWNER } from './owner.ts'

/** How long the script goes on after the anchor, in days. */
export const DAYS_AHEAD = 56

/** The local date so many days before the anchor (after it, where negative). */
export function dayBefore(anchor: Temporal.PlainDate, days: number): Temporal.PlainDate {
  return anchor.subtract({ days })
}

/** A moment on that day at this many minutes after midnight, by the owner's clock. */
export function momentOn(date: Temporal.PlainDate, minutes: number): Temporal.Instant {
  return date.toZonedDateTime({ timeZone: OWNER.zone, plainTime: '00:00' }).add({ minutes }).toInstant()
}

const WORDS = {
  en: { days: weekdayNames('en-GB'), months: monthNames('en-GB') },
  de: { days: weekdayNames('de-DE'), months: monthNames('de-DE') },
}

/** Puts the words of a date into a subject: {day}, {date} and {month}. */
export function fillIn(subject: string, date: Temporal.PlainDate, language: 'en' | 'de'): string {
  const { days, months } = WORDS[language]
  const month = months[date.month - 1] ?? ''
  return subject
    .replace(
      '{day}',
      `${days[date.dayOfWeek - 1]} ${language === 'de' ? `${date.day}.${date.month}.` : `the ${ordinal(date.day)}`}`,
    )
    .replace('{date}', language === 'de' ? `${date.day}. ${month}` : `${date.day} ${month}`)
    .replace('{month}', `${month} ${date.year}`)
}

function ordinal(day: number): string {
  const ending = day % 100 >= 11 && day % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}
