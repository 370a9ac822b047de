/** What a note about a coffee says beside the owner's own words, in each language that has such words. */
import { monthNames, weekdayNames } from '../dates.ts'

export interface NoteWords {
  readonly suits: string
  /** Where the other's zone is a guess and another than the owner's. */
  readonly suitsGuessed: string
  readonly asks: string
  readonly link: string
  /** Where the two would meet. */
  where(place: string): string
  readonly subject: string
  /** From Monday. */
  readonly weekdays: readonly string[]
  readonly months: readonly string[]
  /** "Tue 1 Dec" out of its parts. */
  date(weekday: string, day: number, month: string): string
  /** A time of theirs with the owner's own behind it. */
  both(theirs: string, mine: string): string
  /** A time named after the place of its zone. */
  at(time: string, place: string): string
  /** What the meeting is called. */
  title(one: string, other: string): string
}

const en: NoteWords = {
  suits: 'Would one of these suit?',
  suitsGuessed: 'Would one of these suit? Your time first, as far as I can tell, and mine in brackets.',
  asks: 'Is there a time in the next weeks that would suit you?',
  link: 'Or pick one here:',
  where: (place) => `Where: ${place}`,
  subject: 'Coffee?',
  weekdays: weekdayNames('en-US', 'short'),
  months: monthNames('en-US', 'short'),
  date: (weekday, day, month) => `${weekday} ${day} ${month}`,
  both: (theirs, mine) => `${theirs} your time (${mine} mine)`,
  at: (time, place) => `${time} (${place} time)`,
  title: (one, other) => `Coffee, ${one} and ${other}`,
}

const de: NoteWords = {
  suits: 'Passt einer dieser Termine?',
  suitsGuessed: 'Passt einer dieser Termine? Zuerst die Zeit dort, soweit ich weiß, in Klammern meine.',
  asks: 'Gibt es in den nächsten Wochen eine Zeit, die passt?',
  link: 'Oder hier einen aussuchen:',
  where: (place) => `Ort: ${place}`,
  subject: 'Kaffee?',
  weekdays: weekdayNames('de-DE', 'short'),
  months: monthNames('de-DE'),
  date: (weekday, day, month) => `${weekday}, ${day}. ${month}`,
  both: (theirs, mine) => `${theirs} Uhr (bei mir ${mine} Uhr)`,
  at: (time, place) => `${time} Uhr (Zeit in ${place})`,
  title: (one, other) => `Kaffee, ${one} und ${other}`,
}

/** The words of a BCP 47 language; English where there are none of its own. */
export const noteWords = (language: string): NoteWords => (/^de\b/i.test(language) ? de : en)
