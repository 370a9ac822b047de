/** Guesses the language in which two people write each other, from nothing but subjects and titles. */
import { wordsOf } from '../people/phrases.ts'
import { bareSubject } from '../people/subject.ts'

/** A language of these five, as BCP 47; English where the titles do not tell. Each different title counts once. */
export function languageOf(titles: readonly string[]): string {
  const different = new Set(titles.map((title) => bareSubject(title).toLowerCase()))
  const scores = new Map(Object.keys(small).map((language) => [language, 0]))
  for (const title of different)
    for (const word of wordsOf(title))
      for (const [language, words] of lists) if (words.has(word)) scores.set(language, (scores.get(language) ?? 0) + 1)
  const english = scores.get('en') ?? 0
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1])
  return best && best[1] >= 2 && best[1] > english && best[1] > (second?.[1] ?? 0) ? best[0] : 'en'
}

/** The words that hold sentences together; none that two of the languages share. */
const small = {
  en: 'the and of to for with you your my is are this that on at from what how some let could would',
  de: 'der das und für mit dem den im am ist nicht ein eine einen zum zur von auf aus bei kommst wir ich du dein deine sie ihr nach über heute noch wie',
  fr: 'le les et du une pour avec dans sur est vous nous votre notre je tu ton ta à au aux ce cette pas ou où',
  es: 'el los las y del una para con en por es tu su que mi al como está son sobre nuestro muy',
  nl: 'het een van voor met op aan niet naar onze jouw jij je wij ik bij dit dat wordt zijn ook nog hoe',
} as const

const lists = Object.entries(small).map(([language, words]) => [language, new Set(words.split(' '))] as const)
