/** Reads the day that a note carries: "by Friday", "15 December", "nächste Woche", in seven languages. */
import { Temporal } from 'temporal-polyfill'
import { cut } from '../../text.ts'
import * as say from './day-words.ts'
import { relativeDay } from './relative-day.ts'
import { at, type Cursor, type Found, isFiller, skip } from './tokens.ts'

/** More of a note is not read for a day. */
const longest = 1000

/**
 * The first day that a note names, as of `today` on the owner's calendar; undefined where it names none, or one that is over.
 * A day without a year is the next one. "Next Friday" is that of the week after this, a week is due on its Friday, a month
 * on its last day. Where figures leave open which is the month, `monthFirst` says so.
 */
export function readDay(
  note: string,
  { today, monthFirst = false }: { readonly today: Temporal.PlainDate; readonly monthFirst?: boolean },
): Temporal.PlainDate | undefined {
  const words = tokens(note)
  for (let index = 0; index < words.length; index++) {
    const here: Cursor = { words, index, today, monthFirst }
    const found = dateIn(here) ?? relativeDay(here, dateIn)
    if (found && Temporal.PlainDate.compare(found.day, today) >= 0) return found.day
  }
  return undefined
}

/** Words, figures, dates in figures and signs, without accents and in lower case. */
function tokens(note: string): readonly string[] {
  const plain = cut(note, longest)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('week-end', 'weekend')
  return (
    plain.match(
      /\d{4}-\d{2}-\d{2}|\d{1,2}\. ?\d{1,2}\.(?: ?\d{4}(?!\d)|(?!\d))|\d{1,2}\/\d{1,2}(?:\/\d{4})?(?![\d/])|\p{L}+|\d+|\S/gu,
    ) ?? []
  )
}

/** A day of the calendar that begins at this word. */
function dateIn(here: Cursor): Found | undefined {
  return inFigures(here) ?? dayFirst(here) ?? monthBefore(here) ?? dayAlone(here)
}

function inFigures(here: Cursor): Found | undefined {
  const word = at(here)
  const [first = '', second = '', third] = word.split(/[-./]/).map((part) => part.trim())
  if (!/\d[-./]/.test(word)) return undefined
  const end = here.index + 1
  if (word.includes('-')) return found(exact(Number(first), Number(second), Number(third)), end)
  const year = third ? Number(third) : undefined
  // "24/7" and "version 1.2." are no days: without a year a word has to lead to it.
  if (year === undefined && !(isLedTo(here) && (here.index > 0 || word.includes('.')))) return undefined
  const swapped = word.includes('/') && (Number(second) > 12 || (here.monthFirst && Number(first) <= 12))
  const [day, month] = swapped ? [second, first] : [first, second]
  return found(dayOf(here, { day: Number(day), month: Number(month), year }), end)
}

/** "15 December", "15th of December 2026", "1er mars", "15. Dezember", "15 de diciembre de 2026". */
function dayFirst(here: Cursor): Found | undefined {
  const day = dayNumber(at(here))
  if (day === undefined) return undefined
  const from = skip(here, here.index + 1, (word) => say.ordinals.has(word) || word === '.' || isFiller(word))
  const month = say.months.get(at(here, from))
  return month === undefined ? undefined : withYear(here, { day, month }, from + 1)
}

/** "December 15", "December the 15th, 2026". */
function monthBefore(here: Cursor): Found | undefined {
  const word = at(here)
  const month = say.months.get(word)
  const from = skip(here, here.index + 1, (filler) => filler === '.' || filler === 'the')
  const day = dayNumber(at(here, from))
  if (month === undefined || day === undefined) return undefined
  const ordinal = say.ordinals.has(at(here, from + 1))
  // "You may 3 times": only where it is led to, or says that it is a day.
  if (word === 'may' && !ordinal && (here.index === 0 || !isLedTo(here))) return undefined
  return withYear(here, { day, month }, from + (ordinal ? 2 : 1))
}

function withYear(here: Cursor, day: { readonly day: number; readonly month: number }, end: number) {
  const from = skip(here, end, (word) => word === ',' || word === 'de')
  const year = /^(?:19|20)\d\d$/.test(at(here, from)) ? Number(at(here, from)) : undefined
  return found(dayOf(here, { ...day, year }), year === undefined ? end : from + 1)
}

/** "The 15th", "am 15.", "el 15": the next day of that number. */
function dayAlone(here: Cursor): Found | undefined {
  const day = dayNumber(at(here))
  const [before, behind] = [at(here, here.index - 1), at(here, here.index + 1)]
  if (day === undefined || !isDayAlone(before, behind)) return undefined
  const thisMonth = here.today.with({ day: 1 })
  for (let ahead = 0; ahead < 3; ahead++) {
    const month = thisMonth.add({ months: ahead })
    const then = exact(month.year, month.month, day)
    if (then && Temporal.PlainDate.compare(then, here.today) >= 0) return found(then, here.index + 2)
  }
  return undefined
}

function isDayAlone(before: string, behind: string): boolean {
  if (before === 'the') return /^(?:st|nd|rd|th)$/.test(behind)
  if (/^(?:am|zum|dem|den|vom)$/.test(before)) return behind === '.'
  if (before === 'de') return /^(?:e|ste|de)$/.test(behind)
  return /^(?:le|el|il|dia)$/.test(before) && /^[.,;:!?)]?$/.test(behind)
}

/** The next such day, or that of a year that is said; none where there is no such day. */
function dayOf(
  { today }: Cursor,
  { day, month, year }: { readonly day: number; readonly month: number; readonly year: number | undefined },
): Temporal.PlainDate | undefined {
  if (year !== undefined) return exact(year, month, day)
  // The 29th of February may be years away.
  return Array.from({ length: 9 }, (_, ahead) => exact(today.year + ahead, month, day)).find(
    (then) => then && Temporal.PlainDate.compare(then, today) >= 0,
  )
}

function exact(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return day <= first.daysInMonth ? first.with({ day }) : undefined
}

function dayNumber(word: string): number | undefined {
  const number = /^\d{1,2}$/.test(word) ? Number(word) : 0
  return number >= 1 && number <= 31 ? number : undefined
}

/** A word that leads to a day stands before it, or nothing does. */
const isLedTo = (here: Cursor): boolean => {
  const before = at(here, here.index - 1)
  return before === '' || before === ',' || say.due.has(before) || say.leads.has(before) || say.weekdays.has(before)
}

const found = (day: Temporal.PlainDate | undefined, end: number): Found | undefined => day && { day, end }
