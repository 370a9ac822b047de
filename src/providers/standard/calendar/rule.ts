/** The days on which a series takes place, from its rule: within bounds, whatever the rule says. */
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { type Moment, readMoment } from './moment.ts'

type Wall = Temporal.PlainDateTime

const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const

/** A rule of RFC 5545 section 3.3.10. `until` as it is written: in UTC, in local time, or a date. */
export interface Rule {
  readonly freq: (typeof frequencies)[number]
  readonly interval: number
  readonly count: number | null
  readonly until: Moment | null
  /** Such as "MO" or "-1FR". */
  readonly byDay: readonly string[]
  /** The other parts, by the library's names. */
  readonly by: Readonly<Partial<Record<NumberPart, number[]>>>
  readonly wkst: string
}

type NumberPart = 'byMonth' | 'byMonthDay' | 'byYearDay' | 'byWeekNo' | 'bySetPos' | 'byHour' | 'byMinute' | 'bySecond'

/** Each part with its largest number, whether it may count from the end, and whether it may be 0. */
const numberParts: ReadonlyMap<string, { part: NumberPart; most: number; signed: boolean; zero: boolean }> = new Map([
  ['BYMONTH', { part: 'byMonth', most: 12, signed: false, zero: false }],
  ['BYMONTHDAY', { part: 'byMonthDay', most: 31, signed: true, zero: false }],
  ['BYYEARDAY', { part: 'byYearDay', most: 366, signed: true, zero: false }],
  ['BYWEEKNO', { part: 'byWeekNo', most: 53, signed: true, zero: false }],
  ['BYSETPOS', { part: 'bySetPos', most: 366, signed: true, zero: false }],
  ['BYHOUR', { part: 'byHour', most: 23, signed: false, zero: true }],
  ['BYMINUTE', { part: 'byMinute', most: 59, signed: false, zero: true }],
  ['BYSECOND', { part: 'bySecond', most: 59, signed: false, zero: true }],
])

const weekdays = /^(?:MO|TU|WE|TH|FR|SA|SU)$/
const mostInterval = 10_000
const mostCount = 100_000_000
/** Times of day that one day of a series may have. */
const mostTimesADay = 24
/** Times that are named day by day. */
const mostTimesAYear = 400
/** Meetings of one series within what is read: one an hour for more than a year. */
const mostOccurrences = 10_000
/** Periods that are gone through for a rule that ends after so many times: sixty years of days. */
export const mostPeriods = 22_000
const mostCandidates = 100_000

/** The rule that is written; null where it cannot be read, or nobody could meet by it. */
export function readRule(value: string): Rule | null {
  const parts = partsOf(value)
  const freq = frequencies.find((one) => one === parts.get('FREQ'))
  const interval = readNumber(parts.get('INTERVAL') ?? '1', mostInterval)
  const count = parts.has('COUNT') ? readNumber(parts.get('COUNT') ?? '', mostCount) : null
  const until = parts.has('UNTIL') ? readMoment(parts.get('UNTIL') ?? '', { parameters: new Map() }) : null
  const wkst = parts.get('WKST') || 'MO'
  const by = readParts(parts)
  const byDay =
    (parts.get('BYDAY') || undefined)?.split(',').flatMap((day) => day.trim().replace(/^\+/, '') || []) ?? []
  if (!freq || !interval || !by || !weekdays.test(wkst) || !byDay.every(isDay)) return null
  // An end that cannot be read is no reason to go on for ever.
  if ((parts.has('COUNT') && !count) || (parts.has('UNTIL') && !until)) return null
  if (timesADay(by) > mostTimesADay || timesADay(by) * (by.byYearDay?.length ?? 1) > mostTimesAYear) return null
  const rule = { freq, interval, count: count || null, until, byDay: withoutIdle(byDay, freq, by), by, wkst }
  return isBeyond(rule) ? null : rule
}

function partsOf(value: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  for (const part of value.toUpperCase().split(';', 30)) {
    const [name = '', written = ''] = part.split('=', 2).map((one) => one.trim())
    if (name) parts.set(name, written)
  }
  return parts
}

function readNumber(written: string, most: number): number {
  return /^\+?\d{1,12}$/.test(written) ? Math.min(most, Number(written)) : 0
}

function readParts(parts: ReadonlyMap<string, string>): Rule['by'] | null {
  const by: Partial<Record<NumberPart, number[]>> = {}
  for (const [name, written] of parts) {
    const known = numberParts.get(name)
    if (!known || !written) continue
    const numbers = written.split(',', 400).map((one) => (/^[+-]?\d{1,3}$/.test(one.trim()) ? Number(one) : Number.NaN))
    const isPossible = (one: number) =>
      Math.abs(one) <= known.most && (one > 0 || (one < 0 && known.signed) || (one === 0 && known.zero))
    // BYSECOND=60 is the second after the last one.
    const clean = numbers.map((one) => (known.part === 'bySecond' && one === 60 ? 59 : one))
    if (!clean.every(isPossible)) return null
    by[known.part] = [...new Set(clean)].toSorted((one, other) => one - other)
  }
  return by
}

/** Up to the 52nd of a year, as not every year has one more, and the library goes on into the next one. */
const isDay = (day: string) =>
  /^(?:-?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)$/.test(day) && !/^-?(?:0{1,2}|5[3-9]|[6-9]\d)\D/.test(day)

/**
 * "The second Tuesday" means something in a month or a year only (RFC 5545 section 3.3.10); elsewhere the day counts. It is
 * among all Tuesdays where these are named as well.
 */
function withoutIdle(days: readonly string[], freq: Rule['freq'], by: Rule['by']): readonly string[] {
  const isNumbered = freq === 'MONTHLY' || (freq === 'YEARLY' && !by.byWeekNo)
  return isNumbered
    ? days.filter((day) => day.length === 2 || !days.includes(day.slice(-2)))
    : [...new Set(days.map((day) => day.slice(-2)))]
}

/**
 * A year whose days are chosen in two ways at once, as by week and by day of the month: the library (2.2.8) takes the days
 * of either where only those of both are meant, and it counts BYSETPOS wrongly where one day of the week is numbered and
 * another is not. Nobody meets so.
 */
function isBeyond({ freq, by, byDay }: Pick<Rule, 'freq' | 'by' | 'byDay'>): boolean {
  if (freq !== 'YEARLY') return false
  const isNumbered = byDay.some((day) => day.length > 2)
  const isMixed = isNumbered && byDay.some((day) => day.length === 2)
  const ways = [by.byWeekNo, by.byYearDay, by.byMonthDay].filter((way) => way !== undefined).length
  return (
    ways + Number(isNumbered || (byDay.length > 0 && by.byYearDay !== undefined)) > 1 ||
    (isMixed && by.bySetPos !== undefined)
  )
}

const timesADay = ({ byHour, byMinute, bySecond }: Rule['by']) =>
  (byHour?.length ?? 1) * (byMinute?.length ?? 1) * (bySecond?.length ?? 1)

export interface Bounds {
  readonly from: Wall
  readonly to: Wall
}

/**
 * The local times of a series inside the bounds, in order; UNTIL is left to whoever knows the zone. The first time counts
 * as the first of COUNT even where the rule does not lead to it.
 *
 * @throws where there are more than anybody meets, or they are not found within a bounded number of steps
 */
export function expandRule(rule: Rule, first: Wall, { from, to }: Bounds): Wall[] {
  if (Temporal.PlainDateTime.compare(to, from) < 0) return []
  const { freq, interval, byDay, by, wkst } = rule
  const count = rule.count !== null && endsAfter(rule, first, to) ? null : rule.count
  const series = new RRuleTemporal({
    dtstart: first.toZonedDateTime('UTC'),
    temporal: Temporal,
    freq,
    interval,
    wkst,
    ...(byDay.length ? { byDay: [...byDay] } : {}),
    ...by,
    ...(count === null ? {} : { count }),
    includeDtstart: true,
    cache: false,
    maxIterations: mostPeriods,
    maxCandidateEvaluations: mostCandidates,
  })
  const found = series.between(from.toZonedDateTime('UTC'), to.toZonedDateTime('UTC'), true)
  if (found.length > mostOccurrences) throw new RangeError('more often than anybody meets')
  return found.map((at) => at.toPlainDateTime())
}

/** Days that one period has at most. */
const daysIn: Readonly<Record<Rule['freq'], number>> = {
  YEARLY: 366,
  MONTHLY: 31,
  WEEKLY: 7,
  DAILY: 1,
  HOURLY: 1 / 24,
  MINUTELY: 1 / 1440,
  SECONDLY: 1 / 86_400,
}

/** COUNT is not reached by then, whatever the rule says: so nothing has to be counted. */
function endsAfter(rule: Rule, first: Wall, to: Wall): boolean {
  const days = Math.max(0, first.until(to).total({ unit: 'days', relativeTo: first }))
  const most = Math.max(1, daysIn[rule.freq])
  const periods = days / shortest[rule.freq] / rule.interval + 2
  return (rule.count ?? 0) > periods * most * timesADay(rule.by) + 1
}

/** Days that one period has at least. */
const shortest: Readonly<Record<Rule['freq'], number>> = { ...daysIn, YEARLY: 365, MONTHLY: 28 }
