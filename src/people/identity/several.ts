/** Names of more than one: "Anna and Tom", "Anna & Tom Berg", "Mr. and Mrs. Berg", "Familie Berg". */
import { articles, families, familyEnds, joiners, titles, wordKey } from './name-words.ts'

/** Whether a word joins two names: small, a sign, or short with a dot. */
export const isJoiner = (word: string | undefined): boolean =>
  word !== undefined && word === word.toLowerCase() && joiners().has(wordKey(word))

/**
 * The two whom the words of a name join, by their first names where it has them: "Anna and Tom" of "Anna & Tom Berg" and of
 * "Anna Berg & Tom Kroll", nothing of "Mr. and Mrs. Berg"; undefined where it joins no two.
 */
export function coupleIn(written: readonly string[]): readonly [string, string, string] | 'unnamed' | undefined {
  // "Familie Tom und Anna Berg".
  const words = families.has(wordKey(written[0] ?? '')) ? written.slice(1) : written
  const at = words.findIndex(isJoiner)
  const [one = '', joiner = '', other = ''] = [words[0], words[at], words[at === 2 ? 3 : at + 1]]
  const apart = at === 1 || (at === 2 && words.length === 5 && words.every((word, i) => i === at || isName(word)))
  if (!apart) return undefined
  if (titles.has(wordKey(one))) return titles.has(wordKey(other)) ? 'unnamed' : undefined
  return isName(one) && isName(other) ? [one, /^[&+]$/.test(joiner) ? 'and' : joiner, other] : undefined
}

/** "Familie Berg", "Fam. de Vries", "The Berg Family". */
export function isHouse(words: readonly string[]): boolean {
  const [first, last] = [wordKey(words[0] ?? ''), wordKey(words.at(-1) ?? '')]
  return words.length > 1 && (families.has(first) || (articles.has(first) && familyEnds.has(last)))
}

/** The same, and what is said like it: "Berg Family", "Family Berg", "The Bergs". */
export function isFamily(words: readonly string[]): boolean {
  const [first, last] = [wordKey(words[0] ?? ''), wordKey(words.at(-1) ?? '')]
  const plural = words.length === 2 && articles.has(first) && last.endsWith('s')
  return isHouse(words) || plural || (words.length === 2 && (familyEnds.has(first) || familyEnds.has(last)))
}

const isName = (word: string) => /^\p{Lu}[\p{L}'’-]+$/u.test(word)
