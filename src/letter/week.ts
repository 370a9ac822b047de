/** Weeks and hours of letters: one slot in each ISO week, on the owner's own clock. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import type { Settings } from '../settings.ts'

/** The day (1 is Monday) and the hour, on the owner's clock, at which a letter goes. */
export type LetterTime = Pick<Settings, 'letterDay' | 'letterHour'>

/** The hour of one week's letter. */
export interface WeekSlot {
  readonly at: Instant
  /** "2026-W48". */
  readonly week: string
}

/** ISO week of the local day: "2026-W48". The year is the week's, which differs from the day's around New Year. */
export function weekOf(at: Instant, timeZone: string): string {
  return nameOf(at.toZonedDateTimeISO(timeZone).toPlainDate())
}

/**
 * The moment of a week's letter. An hour that the clock skips goes with the clock (so 02:00 becomes 03:00), and of an
 * hour that comes twice it is the first.
 */
export function slotOf(week: string, { letterDay, letterHour }: LetterTime, timeZone: string): Instant {
  const time = Temporal.PlainTime.from({ hour: letterHour })
  return mondayOf(week)
    .add({ days: letterDay - 1 })
    .toPlainDateTime(time)
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' })
    .toInstant()
}

/**
 * The first slot after this moment.
 * @throws Error where there is none, which no settings bring about
 */
export function nextSlot(after: Instant, settings: LetterTime, timeZone: string): WeekSlot {
  const slots = around(after, settings, timeZone)
  const next = slots.find(({ at }) => Temporal.Instant.compare(at, after) > 0)
  if (!next) throw new Error('every week has a slot')
  return next
}

/**
 * The last slot that is not after this moment.
 * @throws Error where there is none, which no settings bring about
 */
export function lastSlot(atOrBefore: Instant, settings: LetterTime, timeZone: string): WeekSlot {
  const slots = around(atOrBefore, settings, timeZone)
  const last = slots.findLast(({ at }) => Temporal.Instant.compare(at, atOrBefore) <= 0)
  if (!last) throw new Error('every week has a slot')
  return last
}

/** The slots of the weeks before, of and after a moment, in order of time. */
function around(at: Instant, settings: LetterTime, timeZone: string): readonly WeekSlot[] {
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate()
  return [-7, 0, 7, 14].map((days) => {
    const week = nameOf(day.add({ days }))
    return { at: slotOf(week, settings, timeZone), week }
  })
}

function nameOf(day: Temporal.PlainDate): string {
  const { yearOfWeek = day.year, weekOfYear = 1 } = day
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`
}

/** The fourth of January is always in the first week. */
function mondayOf(week: string): Temporal.PlainDate {
  const [year = '', number = ''] = week.split('-W')
  const fourth = Temporal.PlainDate.from({ year: Number(year), month: 1, day: 4 })
  return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(number) - 1 })
}
