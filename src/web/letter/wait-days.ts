/** Days until which somebody can wait, as a person would name them. */
import type { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { type Place, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { letterWords } from './words/words.ts'

interface Break {
  readonly label: string
  /** In the owner's zone. */
  readonly date: Temporal.PlainDate
}

/** A month, after the next holidays, and next spring; the summer's holidays while those come first. */
export function breaks(now: Instant, place: Place): readonly Break[] {
  const today = now.toZonedDateTimeISO(place.timeZone).toPlainDate()
  const words = letterWords(tongueOf(place)).waits
  const summer = today.month >= 2 && today.month <= 7
  return [
    { label: words.for(policy.notNow), date: today.add(policy.notNow) },
    summer
      ? { label: words.summer, date: today.with({ month: 9, day: 1 }) }
      : { label: words.holidays, date: next(today, 1, 7) },
    { label: words.spring, date: next(today.add({ months: 2 }), 3, 20) },
  ]
}

/** The first such day after `day`. */
function next(day: Temporal.PlainDate, month: number, dayOfMonth: number): Temporal.PlainDate {
  const inYear = day.with({ month, day: dayOfMonth })
  return inYear.since(day).sign > 0 ? inYear : inYear.add({ years: 1 })
}
