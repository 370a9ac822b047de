/** How a person of the sample is described: the tables of people are lists of these. */
import type { GuestReply } from './types.ts'

export interface Character {
  readonly name: string
  readonly address: string
  readonly zone: string
  /** The owner's address they know. */
  readonly knows: string
  /** Days that usually lie between two contacts. */
  readonly every: number
  /** First and last contact before the anchor, in days before it. */
  readonly since: number
  readonly last: number
  /** Whether the two go on after the anchor. */
  readonly goesOn: boolean
  /** How many of ten contacts are meetings rather than mail. */
  readonly meets: number
  /** Titles of those meetings. */
  readonly titles: readonly string[]
  readonly place?: string
  /**
   * One line each. {date}, {day} and {month} are those of the message, which makes such a line new each time; any
   * other line is one thread, taken up again when all have been used.
   */
  readonly subjects: readonly string[]
  readonly language: 'en' | 'de'
  /** How it stands at the last contact: who had the last word, or that they met. */
  readonly ending: Ending
  /** A second address, from that day (before the anchor) on; both stay in use where `both`. */
  readonly also?: { readonly address: string; readonly from: number; readonly both: boolean }
  /** Always in Cc with them. */
  readonly cc?: { readonly name: string; readonly address: string }
  readonly reply?: GuestReply
}

export type Ending =
  | { readonly kind: 'any' }
  | { readonly kind: 'met'; readonly title: string }
  | { readonly kind: 'owed' | 'unanswered'; readonly subject: string }
  /** The last contact is told elsewhere (a series, an introduction). */
  | { readonly kind: 'told' }

type Told = Pick<Character, 'name' | 'address' | 'zone' | 'knows' | 'every' | 'last'> &
  Partial<Omit<Character, 'subjects' | 'titles'>> & { readonly subjects: string; readonly titles?: string }

/** Fills in what is usual. Subjects and titles are written one a line. */
export function character(told: Told): Character {
  return {
    since: 730,
    goesOn: false,
    meets: 0,
    language: 'en',
    ending: { kind: 'any' },
    ...told,
    subjects: lines(told.subjects),
    titles: lines(told.titles ?? ''),
  }
}

export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
