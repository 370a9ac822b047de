/** The owner's word on when a coffee may be: hours of each weekday with a gap, days off, notice, and how many a week. */
import { Temporal } from 'temporal-polyfill'
import { policy } from '../policy.ts'
import type { Settings } from '../settings.ts'
import { minutesOf, type Wall, weekday } from './clock.ts'

/** Minutes after midnight between which a coffee begins and ends. */
export interface Hours {
  readonly opens: number
  readonly closes: number
}

/** What of the settings says when a coffee may be. What is missing holds no rule. */
export type Word = Pick<Settings, 'workingDays' | 'workingFrom' | 'workingTo'> &
  Partial<Pick<Settings, 'ownHours' | 'lunchFrom' | 'lunchTo' | 'daysOff' | 'noticeDays' | 'coffeesAWeek'>>

/** The same rules as they are asked for, quarter of an hour by quarter of an hour. Days are those since 1 January 1970. */
export interface Rules {
  /** Whether a coffee may be on this day of the week at all. */
  isWorking(day: number): boolean
  hoursOn(day: number): Hours
  isOff(day: number): boolean
  /** Whether it lies on one day, within its hours and outside its gap. `to` is the last moment, not the end. */
  fits(from: Wall, to: Wall): boolean
  /** Whole days from today that are left free. */
  readonly notice: number
  readonly weekly: number
}

const fullDaysAhead = 2

export function rulesOf(word: Word): Rules {
  const usual = { opens: minutesOf(word.workingFrom), closes: minutesOf(word.workingTo) }
  const own = new Map(
    (word.ownHours ?? []).map(({ day, from, to }) => [day, { opens: minutesOf(from), closes: minutesOf(to) }] as const),
  )
  const gap = word.lunchFrom && word.lunchTo ? { from: minutesOf(word.lunchFrom), to: minutesOf(word.lunchTo) } : null
  const off = (word.daysOff ?? []).map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }))
  const hoursOn = (day: number) => own.get(weekday(day)) ?? usual
  return {
    isWorking: (day) => word.workingDays.includes(weekday(day)),
    hoursOn,
    isOff: (day) => off.some(({ from, to }) => day >= from && day <= to),
    fits(from, to) {
      const { opens, closes } = hoursOn(from.day)
      // The hour that a change of summer time takes or gives is told by the clock, not by adding minutes.
      const within = from.minute >= opens && to.day === from.day && to.minute < closes && to.minute >= from.minute
      return within && !(gap && from.minute < gap.to && to.minute >= gap.from)
    },
    notice: word.noticeDays ?? fullDaysAhead,
    weekly: word.coffeesAWeek ?? policy.coffeesAWeek,
  }
}

/** A date as the number of its day: "1970-01-02" is 1. */
export const dayNumber = (date: string): number => epoch.until(Temporal.PlainDate.from(date)).days

/** The date of a day by its number. */
export const dateOf = (day: number): Temporal.PlainDate => epoch.add({ days: day })

const epoch = Temporal.PlainDate.from('1970-01-01')
