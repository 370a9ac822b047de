/** Words that several sentences of a letter hold. */
import { inWords } from '../../../policy.ts'

export const people = (count: number): string => (count === 1 ? 'person' : 'people')

/** "Maren, Teo and Priya". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** "Maren, Teo and two more". */
export const listedWith = (words: readonly string[], more: number): string =>
  `${words.join(', ')} and ${inWords(more)} more`
