/** Which of the owner's lines with a day a letter speaks of, and in which words. */
import { Temporal } from 'temporal-polyfill'
import { weekdayAndDate } from '../../dates.ts'
import type { Instant } from '../../facts.ts'
import { mannerOf, type Place, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { date } from '../../spans.ts'
import { cleanText } from '../../text.ts'
import type { Letter, Promised } from '../types.ts'
import { wordsIn } from '../words/words.ts'
import { readDay } from './read-day.ts'

/** A line with a day, whom it is about, and the newest mail that went to them since it was noted. */
export interface DueNote {
  readonly id: string
  readonly at: Instant
  readonly text: string
  /** "2026-12-04". */
  readonly due: string
  readonly person: Pick<Promised, 'personId' | 'address' | 'name' | 'firstName'>
  readonly wrote?: { readonly id: string; readonly at: Instant }
}

/** The day that a line carries, read as of `at`: "2026-12-04". */
export function dayIn(text: string, at: Instant, { timeZone, locale }: Place): string | undefined {
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate()
  return readDay(text, { today, monthFirst: mannerOf(locale).monthFirst })?.toString()
}

/** The first and the last day of which a letter of `today` speaks: a week late, and this week. */
export const dueSpan = (today: Temporal.PlainDate): { readonly from: string; readonly until: string } => ({
  from: today.subtract(policy.promiseLate).toString(),
  until: today.add({ days: 6 }).toString(),
})

interface Speaking extends Place {
  readonly now: Instant
  /** The letters that went out, in any order: nothing is said twice in one way. */
  readonly sent: readonly Pick<Letter, 'week' | 'promises'>[]
  readonly week: string
}

/**
 * What was never said first, since it is its last chance; then this week's lines by their day; then once more those of the week
 * before. Few fit into a letter: the others come a week late, or stay on their pages.
 */
export function promisesOf(notes: readonly DueNote[], about: Speaking): readonly Promised[] {
  const { now, sent, week } = about
  const today = now.toZonedDateTimeISO(about.timeZone).toPlainDate()
  const { from, until } = dueSpan(today)
  const said = sent.filter((letter) => letter.week !== week).flatMap(({ promises = [] }) => promises)
  const found = notes
    .filter(({ due }) => due >= from && due <= until)
    .map((note) => {
      const before = said.filter((one) => one.noteId === note.id)
      const late = note.due < today.toString()
      return { note, late, over: before.some((one) => one.late === late), turn: late ? (before.length ? 2 : 0) : 1 }
    })
    .filter(({ over }) => !over)
    .toSorted((a, b) => a.turn - b.turn || (a.note.due < b.note.due ? -1 : 1))
    .slice(0, most)
  const lastLate = found.findLast(({ late }) => late)?.note
  const many = found.filter(({ late }) => late).length > 1
  return found.map(({ note, late }) => ({
    noteId: note.id,
    ...note.person,
    text: late
      ? `${lateWords(note, about)}${note === lastLate ? ` ${kindly(many, today, about)}` : ''}`
      : wordsOf(note, today, about),
    late,
    ...wroteOf(note, said, about),
  }))
}

/** So many fit beside the people. */
const most = 5

function wordsOf({ due, person, text }: DueNote, today: Temporal.PlainDate, place: Place): string {
  const day = Temporal.PlainDate.from(due)
  const when = day.equals(today) ? 'today' : { weekday: day.dayOfWeek }
  return wordsFor(place).noted({ when, name: person.name, text: quoted(text, place) })
}

function lateWords({ due, person, text }: DueNote, place: Place): string {
  const day = weekdayAndDate(Temporal.PlainDate.from(due), place)
  return wordsFor(place).notedLate({ day, name: person.name, text: quoted(text, place) })
}

/** Once in a letter, behind the last of them; by the week, so that four letters in a row each say it in another way. */
function kindly(many: boolean, today: Temporal.PlainDate, place: Place): string {
  const weeks = Math.floor(today.since('1970-01-05', { largestUnit: 'days' }).days / 7)
  const ways = wordsFor(place).late[many ? 'many' : 'one']
  return ways[weeks % ways.length] ?? ''
}

const wordsFor = (place: Place) => wordsIn(tongueOf(place)).beside

/** With the sign that ends it, the note's own where it has one. */
function quoted(text: string, place: Place): string {
  const clean = cleanText(text, 160)
  const marked = wordsFor(place).quoted(clean)
  return /[.!?…。]$/u.test(clean) ? marked : `${marked}.`
}

/** A mail since it was noted may have been it, or may have said "running late": it is asked once, and never taken for it. */
function wroteOf(
  { wrote }: DueNote,
  said: readonly Promised[],
  { now, ...place }: Speaking,
): Pick<Promised, 'wrote' | 'asks' | 'evidence'> {
  if (!wrote) return { evidence: [] }
  const asked = said.some(({ asks, evidence }) => asks !== undefined && evidence.includes(wrote.id))
  const day = wrote.at.toZonedDateTimeISO(place.timeZone)
  const ago = day.toPlainDate().until(now.toZonedDateTimeISO(place.timeZone).toPlainDate()).days
  const when = ago <= 0 ? 'today' : ago < 7 ? { weekday: day.dayOfWeek } : { date: date(wrote.at, now, place) }
  const words = wordsFor(place)
  return { wrote: words.wrote(when), ...(asked ? {} : { asks: words.wasThatIt }), evidence: [wrote.id] }
}

/** The page on which it is said to be done, or to be for another day. */
export const promisePath = ({ noteId }: Pick<Promised, 'noteId'>): string => `/promises#note-${noteId}`

/** "You wrote on Thursday; was that it?" */
export const sinceThen = ({ wrote, asks }: Promised): string =>
  wrote === undefined ? '' : asks === undefined ? `${wrote}.` : `${wrote}; ${asks}`
