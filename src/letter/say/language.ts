/** Guesses the language in which two people write each other, from nothing but subjects and titles. */
import { wordsOf } from '../../people/phrases.ts'
import { bareSubject } from '../../people/subjects/subject.ts'
import { lexicons } from '../../people/words.ts'

/**
 * A language of these five, as BCP 47; English where the titles do not tell. Each different title counts once; a language
 * needs two words of its own, and more of them than any other.
 */
export function languageOf(titles: readonly string[]): string {
  const different = new Set(titles.map((title) => bareSubject(title).toLowerCase()))
  const scores = new Map(lists.map(([language]) => [language, 0]))
  for (const title of different)
    for (const word of wordsOf(title))
      for (const [language, words] of lists) if (words.has(word)) scores.set(language, (scores.get(language) ?? 0) + 1)
  const english = scores.get('en') ?? 0
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1])
  return best && best[1] >= 2 && best[1] > english && best[1] > (second?.[1] ?? 0) ? best[0] : 'en'
}

/**
 * The words that hold sentences together, and those that everybody greets, thanks and meets with; of the latter none that
 * English uses too, since all the world writes "meeting" and "update".
 */
const own = Object.entries(lexicons).map(([language, { small, generic, asks }]) => {
  const usual = [...generic, ...asks].filter((word) => !/[ *]/.test(word))
  return [language, new Set(language === 'en' ? small : [...small, ...usual])] as const
})
/** Words that stand in English subjects too: in names of places and people, as short forms, or spelled alike. */
const borrowed =
  'al als am an as au aux ce ces con concept dan data de del dir divers documents el est et even ga im ins la las le los mes met mi modifications mon nos op ou over pas planes plus point proposition pro restaurant sans son stand su sur ta tan ti ton van von voyage y'
const english = new Set([...lexicons.en.small, ...lexicons.en.generic, ...borrowed.split(' ')])
/** What two languages share tells neither. */
const lists = own.map(([language, words]) => {
  const others = own.filter(([other]) => other !== language).map(([, more]) => more)
  const only = [...words].filter((word) => !others.some((more) => more.has(word)))
  return [language, new Set(language === 'en' ? only : only.filter((word) => !english.has(word)))] as const
})
