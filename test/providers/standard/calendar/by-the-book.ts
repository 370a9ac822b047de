/**
 * The times of a series by the letter of RFC 5545 section 3.3.10, day by day and without a thought for speed: it shares no
 * code with what it checks.
 */

export interface PlainRule {
  readonly freq: 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY'
  readonly interval: number
  readonly count?: number
  readonly wkst: string
  readonly byMonth?: readonly number[]
  readonly byWeekNo?: readonly number[]
  readonly byYearDay?: readonly number[]
  readonly byMonthDay?: readonly number[]
  readonly byDay?: readonly string[]
  readonly byHour?: readonly number[]
  readonly bySetPos?: readonly number[]
}

const dayMs = 86_400_000
const names = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** All but the name of each is a number of the calendar; `at` is midnight in milliseconds, as if the clock were UTC's. */
interface Day {
  readonly at: number
  readonly year: number
  readonly month: number
  readonly day: number
  readonly name: string
}

const dayOf = (at: number): Day => {
  const date = new Date(at)
  return {
    at,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    name: names[date.getUTCDay()] ?? '',
  }
}
const midnight = (year: number, month = 1, day = 1) => Date.UTC(year, month - 1, day)
const daysBetween = (from: number, to: number) =>
  Array.from({ length: Math.round((to - from) / dayMs) }, (_, index) => dayOf(from + index * dayMs))
/** 1 for the first, -1 for the last. */
const isNth = (wanted: readonly number[], place: number, length: number) =>
  wanted.includes(place) || wanted.includes(place - length - 1)

/** The first day of the first week of a year: that week has four days of it at least. */
function firstWeek(year: number, wkst: string): number {
  for (let start = midnight(year) - 3 * dayMs; ; start += dayMs) if (dayOf(start).name === wkst) return start
}

/** Milliseconds, in order, from the first time to the end of the bounds. The first time counts for COUNT in any case. */
export function byTheBook(rule: PlainRule, first: number, to: number): number[] {
  const start = dayOf(Math.floor(first / dayMs) * dayMs)
  const time = first - start.at
  const found = new Set([first])
  for (const period of periods(rule, start, to)) {
    const days = period.days.filter((day) => isMeant(day, rule, { start, year: period.year }))
    const hours = rule.byHour ? rule.byHour.map((hour) => (time % 3_600_000) + hour * 3_600_000) : [time]
    const times = days.flatMap(({ at }) => hours.map((hour) => at + hour)).sort((one, other) => one - other)
    const { bySetPos } = rule
    for (const [index, at] of times.entries())
      if (at >= first && (!bySetPos || isNth(bySetPos, index + 1, times.length))) found.add(at)
  }
  return [...found]
    .sort((one, other) => one - other)
    .slice(0, rule.count)
    .filter((at) => at <= to)
}

function* periods({ freq, interval, wkst, byWeekNo }: PlainRule, start: Day, to: number) {
  const weekStart =
    daysBetween(start.at - 6 * dayMs, start.at + dayMs).find(({ name }) => name === wkst)?.at ?? start.at
  for (let index = 0; ; index += interval) {
    const [from, end] =
      freq === 'DAILY'
        ? [start.at + index * dayMs, start.at + (index + 1) * dayMs]
        : freq === 'WEEKLY'
          ? [weekStart + 7 * index * dayMs, weekStart + 7 * (index + 1) * dayMs]
          : freq === 'MONTHLY'
            ? [midnight(start.year, start.month + index), midnight(start.year, start.month + index + 1)]
            : [midnight(start.year + index), midnight(start.year + index + 1)]
    if (from > to + 7 * dayMs) return
    // The weeks of a year begin up to three days before it, and end up to three days after it.
    const more = freq === 'YEARLY' && byWeekNo ? 3 * dayMs : 0
    yield { year: start.year + index, days: daysBetween(from - more, end + more) }
  }
}

function isMeant(day: Day, rule: PlainRule, { start, year }: { readonly start: Day; readonly year: number }): boolean {
  const { freq, byMonth, byWeekNo, byYearDay, byMonthDay, byDay } = rule
  if (byMonth && !byMonth.includes(day.month)) return false
  if (byWeekNo && freq === 'YEARLY' && !isInWeek(day, rule, year)) return false
  if (byYearDay && !isNth(byYearDay, (day.at - midnight(day.year)) / dayMs + 1, daysIn(day.year))) return false
  if (byMonthDay && !isNth(byMonthDay, day.day, new Date(midnight(day.year, day.month + 1, 0)).getUTCDate()))
    return false
  if (byDay) return byDay.some((one) => isWeekday(day, one, rule))
  if (freq === 'DAILY' || byYearDay || byMonthDay) return true
  if (freq === 'WEEKLY' || byWeekNo) return day.name === start.name
  return day.day === start.day && (freq === 'MONTHLY' || byMonth !== undefined || day.month === start.month)
}

const daysIn = (year: number) => (midnight(year + 1) - midnight(year)) / dayMs

function isInWeek(day: Day, { byWeekNo = [], wkst }: PlainRule, year: number): boolean {
  const from = firstWeek(year, wkst)
  const weeks = (firstWeek(year + 1, wkst) - from) / (7 * dayMs)
  const week = Math.floor((day.at - from) / (7 * dayMs)) + 1
  return week >= 1 && week <= weeks && isNth(byWeekNo, week, weeks)
}

function isWeekday(day: Day, written: string, { freq, byMonth }: PlainRule): boolean {
  const [, nth, name] = /^(-?\d+)?(..)$/.exec(written) ?? []
  if (name !== day.name) return false
  if (!nth) return true
  const inYear = freq === 'YEARLY' && !byMonth
  const from = inYear ? midnight(day.year) : midnight(day.year, day.month)
  const to = inYear ? midnight(day.year + 1) : midnight(day.year, day.month + 1)
  const same = daysBetween(from, to).filter((one) => one.name === name)
  return isNth([Number(nth)], same.findIndex(({ at }) => at === day.at) + 1, same.length)
}
