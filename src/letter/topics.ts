/** Reads from a subject or a title what two people may both have written of: words that say something, and are nobody’s name. */
import { nameTokens } from '../people/identity/name.ts'
import { wordsOf } from '../people/phrases.ts'
import { bareSubject, isIdle, isQuotable, isTagged } from '../people/subjects/subject.ts'
import { smallOthers } from '../people/tie/interaction.ts'
import type { Person } from '../people/types.ts'
import { cleanText } from '../text.ts'
import type { Contact } from './types.ts'

/** Shorter words stand for too much by themselves. */
const longWord = 9

/** What may be quoted, of a mail to few or a meeting of few. */
export function quotable({ title, others, delegated }: Contact): string | undefined {
  if (title === undefined || delegated || others.length > smallOthers || isTagged(title)) return undefined
  const bare = bareSubject(cleanText(title, 200))
  return bare.length <= 80 && !/[[\]@]|https?:|www\.|\/\//i.test(bare) && isQuotable(bare) ? bare : undefined
}

/** Words side by side that say something, and long single ones; none that is a name or a place of work. */
export function topicsIn(title: string, known: ReadonlySet<string>): ReadonlySet<string> {
  const words = wordsOf(title)
  const telling = (word: string | undefined): word is string =>
    word !== undefined && word.length > 2 && !/\d/.test(word) && !isIdle(word) && !known.has(word)
  const found = new Set<string>()
  for (const [at, word] of words.entries()) {
    if (!telling(word)) continue
    const next = words[at + 1]
    if (telling(next)) found.add(`${word} ${next}`)
    if (word.length >= longWord) found.add(word)
  }
  return found
}

/** The words of names and of addresses: who writes, and where they work. */
export function knownWords(people: readonly Person[], contacts: readonly Contact[]): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (name: string | undefined, address: string) => {
    for (const word of [...wordsOf(name ?? ''), ...nameTokens(name), ...wordsOf(address)]) found.add(word)
  }
  for (const { name, addresses } of people) for (const { address } of addresses) add(name, address)
  for (const { others } of contacts) for (const { name, address } of others) add(name, address)
  return found
}
