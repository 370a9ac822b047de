/** Reads a day that is told from today: "tomorrow", "bis Freitag", "la semaine prochaine", "in twee weken". */
import type { Temporal } from 'temporal-polyfill'
import * as say from './day-words.ts'
import { at, type Cursor, type Found, isFiller, skip } from './tokens.ts'

type Read = (here: Cursor) => Found | undefined

/** @param dateIn reads a day of the calendar: "Friday, 4 December" is that day. */
export function relativeDay(here: Cursor, dateIn: Read): Found | undefined {
  return near(here) ?? onWeekday(here, dateIn) ?? fromNow(here) ?? atEnd(here) ?? wholeUnit(here) ?? onWeekend(here)
}

function near(here: Cursor): Found | undefined {
  const { today, index } = here
  const word = at(here)
  const before = at(here, index - 1)
  const hit = (days: number): Found => ({ day: today.add({ days }), end: index + 1 })
  if (say.dayAfter.has(word)) return hit(2)
  // "Met her today": a day that is due only where a word says so.
  if (say.today.has(word)) return say.due.has(before) ? hit(0) : undefined
  if (!say.tomorrow.has(word)) return undefined
  const leading = isFiller(before) || before === '-' ? at(here, index - 2) : before
  if (say.after.has(before) || (say.after.has(leading) && before !== 'la')) return hit(2)
  return say.morning.has(before) ? undefined : hit(1)
}

function onWeekday(here: Cursor, dateIn: Read): Found | undefined {
  const weekday = weekdayAt(here)
  if (weekday === undefined) return undefined
  const [before, behind] = [at(here, here.index - 1), at(here, here.index + 1)]
  const isCounted = behind === '-' && at(here, here.index + 2) === 'feira'
  const end = here.index + (isCounted ? 3 : 1)
  if (say.past.has(before) || say.past.has(at(here, end))) return undefined
  const from = skip(here, end, (word) => word === ',' || word === '.' || isFiller(word) || say.leads.has(word))
  const later = { ...here, index: from }
  const date = dateIn(later)
  if (date) return date
  const week = weekAt(later)
  if (week) return { day: inWeek(here.today, week.ahead, weekday), end: week.end }
  const next = say.next.has(before) || say.next.has(at(here, from))
  return { day: next ? inWeek(here.today, 1, weekday) : coming(here.today, weekday), end }
}

function weekdayAt(here: Cursor): number | undefined {
  const word = at(here)
  const whole = say.weekdays.get(word)
  if (whole !== undefined) return whole
  const before = at(here, here.index - 1)
  const led = say.due.has(before) || say.next.has(before) || say.current.has(before)
  const counted = say.countedDays.get(word)
  if (counted !== undefined)
    return at(here, here.index + 2) === 'feira' || ((led || before === 'na') && !isWord(at(here, here.index + 1)))
      ? counted
      : undefined
  const short = say.shortDays.get(word)
  return led && !isWord(at(here, here.index + 1)) ? short : undefined
}

/** "In two weeks", "dans quinze jours", "daqui a três dias". */
function fromNow(here: Cursor): Found | undefined {
  if (!say.within.has(at(here))) return undefined
  const from = skip(
    here,
    here.index + 1,
    (word) => /^(?:de|a|the|about|next|den|nachsten|etwa)$/.test(word) && !say.days.has(word),
  )
  const start = say.numbers.has(at(here, from - 1)) && from - 1 > here.index && isUnit(at(here, from)) ? from - 1 : from
  const word = at(here, start)
  const count = /^\d{1,3}$/.test(word) ? Number(word) : word === 'quinze' ? 15 : say.numbers.get(word)
  if (count === undefined) return undefined
  const unit = at(here, start + 1)
  const end = start + 2
  if (say.days.has(unit)) return { day: here.today.add({ days: count }), end }
  if (say.weeks.has(unit)) return { day: here.today.add({ weeks: count }), end }
  if (say.fortnight.has(unit)) return { day: here.today.add({ weeks: 2 * count }), end }
  return say.monthsLong.has(unit) ? { day: here.today.add({ months: count }), end } : undefined
}

/** "End of next month", "Ende der Woche", "fin de mes". */
function atEnd(here: Cursor): Found | undefined {
  const { today, index } = here
  const word = at(here)
  if (say.monthEnd.has(word)) return { day: lastOf(today), end: index + 1 }
  if (!say.end.has(word)) return undefined
  // In Spanish and Portuguese the end of week is the weekend.
  if (at(here, index + 1) === 'de' && at(here, index + 2) === 'semana')
    return { day: inWeek(today, say.next.has(at(here, index + 3)) ? 1 : 0, 7), end: index + 3 }
  const from = skip(here, index + 1, isFiller)
  const later = { ...here, index: from }
  const week = weekAt(later)
  if (week) return { day: inWeek(today, week.ahead, 5), end: week.end }
  const unit = unitAt(later)
  if (!unit) return undefined
  if (say.weeks.has(unit.word)) return { day: friday(today, unit.ahead), end: unit.end }
  if (say.monthsLong.has(unit.word)) return { day: lastOf(today.add({ months: unit.ahead })), end: unit.end }
  return say.years.has(unit.word) ? { day: today.with({ month: 12, day: 31 }), end: unit.end } : undefined
}

/** "Next week", "ce mois", "la semana que viene": a week is due on its Friday, a month on its last day. */
function wholeUnit(here: Cursor): Found | undefined {
  const unit = unitAt(here)
  if (!unit?.said) return undefined
  const { today } = here
  if (say.weeks.has(unit.word)) {
    const weekday = say.weekdays.get(at(here, unit.end))
    const day = weekday === undefined ? friday(today, unit.ahead) : inWeek(today, unit.ahead, weekday)
    return { day, end: unit.end }
  }
  return say.monthsLong.has(unit.word) ? { day: lastOf(today.add({ months: unit.ahead })), end: unit.end } : undefined
}

function onWeekend(here: Cursor): Found | undefined {
  if (!say.weekend.has(at(here))) return undefined
  const before = at(here, here.index - 1)
  if (say.past.has(before)) return undefined
  const led = [say.due, say.leads, say.current, say.next].some((words) => words.has(before)) || isFiller(before)
  return led ? { day: inWeek(here.today, say.next.has(before) ? 1 : 0, 7), end: here.index + 1 } : undefined
}

interface Unit {
  readonly word: string
  /** 1 where it is the next one. */
  readonly ahead: number
  /** It is said which one: this or the next. */
  readonly said: boolean
  readonly end: number
}

/** A week, month or year, with what says which: before it, or behind it ("la semaine prochaine", "la semana que viene"). */
function unitAt(here: Cursor): Unit | undefined {
  const word = at(here)
  const led = say.next.has(word) ? 1 : say.current.has(word) ? 0 : undefined
  const place = led === undefined ? here.index : here.index + 1
  const unit = at(here, place)
  if (!isUnit(unit)) return undefined
  const behind = skip(here, place + 1, isFiller)
  if (led === undefined && say.next.has(at(here, behind))) return { word: unit, ahead: 1, said: true, end: behind + 1 }
  return { word: unit, ahead: led ?? 0, said: led !== undefined, end: place + 1 }
}

function weekAt(here: Cursor): { readonly ahead: number; readonly end: number } | undefined {
  const unit = unitAt(here)
  return unit?.said && say.weeks.has(unit.word) ? unit : undefined
}

const isUnit = (word: string) =>
  [say.days, say.weeks, say.monthsLong, say.years, say.fortnight].some((all) => all.has(word))
const isWord = (word: string) => /^\p{L}/u.test(word)

/** The next such day of the week: tomorrow at the earliest, since today would be called today. */
const coming = (today: Temporal.PlainDate, weekday: number) =>
  today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 })

/** That day in a week from Monday to Sunday. */
const inWeek = (today: Temporal.PlainDate, ahead: number, weekday: number) =>
  today.add({ days: 7 * ahead + weekday - today.dayOfWeek })

/** Where this week's Friday is over, its Sunday. */
const friday = (today: Temporal.PlainDate, ahead: number) =>
  inWeek(today, ahead, ahead === 0 && today.dayOfWeek > 5 ? 7 : 5)

const lastOf = (day: Temporal.PlainDate) => day.with({ day: day.daysInMonth })
