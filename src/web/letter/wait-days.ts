/** Days until which somebody can wait, as a person would name them. */
import type { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { atFirst, policy, sayLasting } from '../../policy.ts'

interface Break {
  readonly label: string
  /** In the owner's zone. */
  readonly date: Temporal.PlainDate
}

/** A month, after the next holidays, and next spring; the summer's holidays while those come first. */
export function breaks(now: Instant, timeZone: string): readonly Break[] {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const summer = today.month >= 2 && today.month <= 7
  return [
    { label: atFirst(sayLasting(policy.notNow)), date: today.add(policy.notNow) },
    summer
      ? { label: 'After the summer', date: today.with({ month: 9, day: 1 }) }
      : { label: 'After the holidays', date: next(today, 1, 7) },
    { label: 'Next spring', date: next(today.add({ months: 2 }), 3, 20) },
  ]
}

/** The first such day after `day`. */
function next(day: Temporal.PlainDate, month: number, dayOfMonth: number): Temporal.PlainDate {
  const inYear = day.with({ month, day: dayOfMonth })
  return inYear.since(day).sign > 0 ? inYear : inYear.add({ years: 1 })
}
