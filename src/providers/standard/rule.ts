/** The days on which a series takes place, from its rule: within bounds, whatever the rule says. */
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'

/** A rule of RFC 5545 section 3.3.10. `until` in UTC, in local time, or a date, as it is written. */
export interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  readonly interval: number
  readonly count: number | null
  readonly until: string | null
  readonly by: Readonly<Record<string, readonly (string | number)[]>>
}

/**
 * Which BY-parts people meet by. The library goes round for ever, or for seconds, on some of the others, and a file of a
 * stranger may hold anything.
 */
const understood: Readonly<Record<Rule['freq'], readonly string[]>> = {
  DAILY: ['BYDAY', 'BYMONTH', 'BYMONTHDAY'],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS'],
  YEARLY: ['BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS'],
}
const mostInterval = 1000
const mostOccurrences = 20_000

/** The rule of a property; null where nobody meets by it. */
export function readRule(recur: ICAL.Recur): Rule | null {
  const freq = recur.freq as string
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY') return null
  const by = Object.fromEntries(Object.entries(recur.parts).map(([name, values]) => [name, [...(values ?? [])]]))
  if (Object.keys(by).some((name) => !understood[freq].includes(name))) return null
  if (!(recur.interval >= 1 && recur.interval <= mostInterval) || !isPossible(by)) return null
  const until = recur.until ? String(recur.until) : null
  return { freq, interval: recur.interval, count: recur.count ?? null, until, by }
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Some month has such a day. */
function isPossible(by: Rule['by']): boolean {
  const days = by.BYMONTHDAY?.map(Number)
  const months = by.BYMONTH?.map(Number) ?? [1]
  return (
    !days ||
    months.some((month) => days.some((day) => Math.abs(day) >= 1 && Math.abs(day) <= (longest[month - 1] ?? 0)))
  )
}

/** The local times of a series in order, the first among them, no further than `last` and `until` allow. */
export function* expandRule(
  rule: Rule,
  first: Temporal.PlainDateTime,
  last: Temporal.PlainDateTime,
): Generator<Temporal.PlainDateTime> {
  const times = rule.freq === 'DAILY' ? daily(rule, first, last) : byLibrary(rule, first)
  let done = 0
  for (const time of times) {
    if (Temporal.PlainDateTime.compare(time, last) > 0) return
    if (rule.count !== null && done >= rule.count) return
    if (++done > mostOccurrences) return
    yield time
  }
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

function* daily(rule: Rule, first: Temporal.PlainDateTime, last: Temporal.PlainDateTime) {
  const { BYDAY: days, BYMONTH: months, BYMONTHDAY: dates } = rule.by
  for (let time = first; Temporal.PlainDateTime.compare(time, last) <= 0; time = time.add({ days: rule.interval })) {
    const onDay = !days || days.some((day) => String(day).slice(-2) === weekdays[time.dayOfWeek - 1])
    const inMonth = !months || months.map(Number).includes(time.month)
    const onDate =
      !dates ||
      dates.some((date) => time.day === (Number(date) > 0 ? Number(date) : time.daysInMonth + 1 + Number(date)))
    if (onDay && inMonth && onDate) yield time
  }
}

function* byLibrary({ freq, interval, by }: Rule, first: Temporal.PlainDateTime) {
  const { year, month, day, hour, minute, second } = first
  const start = ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false })
  const parts = Object.fromEntries(Object.entries(by).map(([name, values]) => [name.toLowerCase(), [...values]]))
  const iterator = ICAL.Recur.fromData({ freq, interval, ...parts }).iterator(start)
  for (let at = iterator.next(); at; at = iterator.next())
    yield Temporal.PlainDateTime.from({
      year: at.year,
      month: at.month,
      day: at.day,
      hour: at.hour,
      minute: at.minute,
      second: at.second,
    })
}
