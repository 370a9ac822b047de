/** Tells in which language two people write each other, from nothing but subjects and titles: small words, letters, endings. */
import { lexicons } from '../../people/lexicons.ts'
import { once } from '../../people/once.ts'
import { wordsOf } from '../../people/phrases.ts'
import { remembering } from '../../people/remembering.ts'
import { bareSubject } from '../../people/subjects/subject.ts'
import { cut } from '../../text.ts'
import { borrowed, scripts } from './shared-words.ts'
import { type Language, tongues } from './tongues.ts'

/**
 * The language of two people as BCP 47: one that has sentences here, one of which no more than its name or its script is
 * known ("pl", "und-Cyrl"), or English where the titles do not tell. Each different title counts once.
 */
export function languageOf(titles: readonly string[]): string {
  const different = new Set(titles.map((title) => bareSubject(title).toLowerCase()))
  const sum = new Map<string, number>()
  for (const title of different)
    for (const [language, score] of scoresOf(title)) sum.set(language, (sum.get(language) ?? 0) + score)
  const english = sum.get('en') ?? 0
  const found = clearest(sum, enough.ofSeveral)
  return found !== undefined && (sum.get(found) ?? 0) > english ? found : 'en'
}

/** The language of one subject or title by itself; undefined where it does not tell, since a wrong one is worse than none. */
export const languageOfOne = (title: string): string | undefined =>
  clearest(scoresOf(bareSubject(title).toLowerCase()), enough.ofOne)

/** A score of so much, and of so much more than the next one's. */
const enough = { ofOne: { least: 1, ahead: 0.45 }, ofSeveral: { least: 2, ahead: 0.25 } } as const

function clearest(
  scores: ReadonlyMap<string, number>,
  { least, ahead }: { readonly least: number; readonly ahead: number },
) {
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1])
  return best && best[1] >= least && best[1] >= (second?.[1] ?? 0) + ahead ? best[0] : undefined
}

/** A title of many words says no more than a short sentence; one of a single word never more than that word. */
const mostOfATitle = 4
const longestRead = 400

/** What speaks for each language in one title, in lower case; only those for which anything does. */
function scoresOf(title: string): ReadonlyMap<string, number> {
  const text = cut(title, longestRead)
  const script = isAscii.test(text) ? undefined : scripts.find(([, letters]) => letters.test(text))
  if (script) return new Map([[script[0], mostOfATitle]])
  const words = wordsOf(text)
  const told = new Map<string, number>()
  const shaped = new Map<string, number>()
  for (const word of words) {
    const known = byWord().get(word)
    const weight = borrowed.has(word) ? weights.borrowed : weights.word
    if (known) for (const language of known) raise(told, language, weight / known.length)
    else for (const [language, score] of shapeOf(word)) raise(shaped, language, score)
  }
  if (/[¿¡]/.test(text)) raise(told, 'es', weights.word)
  if (!told.size && !shaped.size) return none
  // Letters and endings without any word of the language are those of a name.
  for (const [language, score] of shaped) raise(told, language, told.has(language) ? score : score * weights.ofNames)
  const most = Math.min(mostOfATitle, words.length)
  return new Map([...told].map(([language, score]) => [language, Math.min(most, score)]))
}

const none: ReadonlyMap<string, number> = new Map()

const raise = (scores: Map<string, number>, language: string, by: number) =>
  scores.set(language, (scores.get(language) ?? 0) + by)

const weights = { word: 1, borrowed: 0.4, letter: 1, ending: 0.3, ofNames: 0.4 } as const

/** A word that is on no list: by its letters and its end. Short ones are names as often as not. Titles come back to their words. */
const shapeOf = remembering((word: string): readonly (readonly [Language, number])[] => {
  if (word.length < 4 || borrowed.has(word)) return []
  return shapes().flatMap(({ language, letters, endings }) => {
    const lettered = isAscii.test(word) ? 0 : letteredBy(word, letters)
    const ended = word.length > 4 && endings.some((end) => word.endsWith(end)) ? weights.ending : 0
    return lettered + ended ? [[language, lettered + ended] as const] : []
  })
})

/** How many languages have the letter by which it is told: å alone tells less than ł. */
function letteredBy(word: string, letters: ReadonlySet<string>): number {
  const letter = [...word].find((one) => letters.has(one))
  return letter === undefined ? 0 : weights.letter / shapes().filter((shape) => shape.letters.has(letter)).length
}

/** No letter that few languages have, and no script of another kind. */
const isAscii = /^\p{ASCII}*$/u

const languages = () => Object.keys(tongues()) as readonly Language[]

const shapes = once(() =>
  languages().map((language) => ({
    language,
    letters: new Set(tongues()[language].letters) as ReadonlySet<string>,
    endings: tongues()[language].endings.split(' '),
  })),
)

/** The languages that have each word. What English has too tells no other. */
const byWord = once((): ReadonlyMap<string, readonly Language[]> => {
  const found = new Map<string, Set<Language>>()
  const { small, generic } = lexicons().en
  const english = new Set([...tongues().en.words.split(' '), ...small, ...generic])
  for (const language of languages()) {
    const more: readonly string[] = language === 'en' ? small : wordsOfLexicon(language)
    for (const word of new Set([...tongues()[language].words.split(' '), ...more])) {
      if (language !== 'en' && english.has(word)) continue
      found.set(word, (found.get(word) ?? new Set()).add(language))
    }
  }
  return new Map([...found].map(([word, set]) => [word, [...set]]))
})

function wordsOfLexicon(language: Language): readonly string[] {
  const all = lexicons()
  if (!(language in all)) return []
  const { small, generic, asks } = all[language as keyof typeof all]
  return [...small, ...[...generic, ...asks].filter((word) => !/[ *]/.test(word))]
}
