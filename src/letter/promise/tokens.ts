/** A place among the words of a note, and what can be asked of it. */
import type { Temporal } from 'temporal-polyfill'
import { fillers } from './day-words.ts'

export interface Cursor {
  readonly words: readonly string[]
  readonly index: number
  readonly today: Temporal.PlainDate
  readonly monthFirst: boolean
}

/** A day, and where the words for it end. */
export interface Found {
  readonly day: Temporal.PlainDate
  readonly end: number
}

/** The word at a place, here where none is given; empty beyond both ends. */
export const at = ({ words, index }: Cursor, place = index): string => words[place] ?? ''

export const isFiller = (word: string): boolean => fillers.has(word)

/** The place after at most three such words. */
export function skip(here: Cursor, from: number, isSkipped: (word: string) => boolean): number {
  let place = from
  while (place < from + 3 && isSkipped(at(here, place))) place++
  return place
}
