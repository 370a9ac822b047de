/** What a language needs to have for an opener: one file of sentences for each. */

/** Sentences begin in lower case, since a name and a comma stand before them. At most one [bracket] in each. */
export interface Wording {
  readonly language: string
  greet(name: string): string
  /** Between the language's quotation marks. */
  quote(title: string): string
  /** "April", "April 2025": the month, with the year where the name alone would not do. */
  month(month: number, year: number | undefined): string
  count(number: number): string
  /** "on Thursday" by its number, 1 for Monday; "today" where there is none. */
  weekday(day: number | undefined): string
  /** By what the card is about: a fact, and what is given. The second list is for a note that asks for nothing. */
  readonly openings: Readonly<Record<Occasion, readonly Opening[]>>
  /** How long a coffee lasts, where an ask says {length}. */
  length(minutes: number): string
  readonly asks: Readonly<Record<'video' | 'in_person', readonly string[]>>
  /** Ends a note that asks for nothing. */
  readonly nothing: readonly string[]
}

export type Occasion =
  | 'question'
  | 'last_word'
  | 'unanswered'
  | 'introduction_made'
  | 'introduction_made_asks_nothing'
  | 'introduction_to'
  | 'introduction_by'
  | 'note'
  | 'anniversary'
  | 'birthday'
  | 'birthday_guessed'
  | 'series_ended'
  | 'meetings'
  | 'last_meeting'
  | 'last_thread'
  | 'their_thread'
  | 'own_thread'
  | 'moved'
  | 'in_common'
  | 'season'
  | 'nothing_known'

export type Opening = (facts: Facts) => string

/** What an opening may tell; what an occasion does not have is empty. */
export interface Facts {
  /** Quoted; undefined where there is no title to quote. */
  readonly title: string | undefined
  readonly month: string
  readonly other: string
  readonly count: string
  /** Singular. */
  readonly one: boolean
  readonly met: boolean
  /** "on Thursday", "today". */
  readonly when: string
  /** A note of the owner's, without brackets. */
  readonly note: string
}
