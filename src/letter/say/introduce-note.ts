/** What introduces two people to each other: a note that asks each of them first, one to both, and one that asks after it. */
import { firstNameOf, greetingOf, type Named } from '../../people/identity/first-name.ts'
import { pickBy } from './seed.ts'
import { wordingIn } from './wordings.ts'
import { introductionWords } from './words/introductions.ts'

interface Saying {
  /** BCP 47. */
  readonly language: string
  /** Chooses among wordings. */
  readonly seed: string
}

/**
 * Asks one of two whether they would like to meet the other: each is asked alone, and first. A few lines with one [bracket]
 * to fill. They name the other and nothing that the other wrote: that is not the owner's to pass on. Empty in a language
 * that has no words for it.
 */
export function introductionNote(person: Named, other: string, { language, seed }: Saying): string {
  const words = introductionWords[language]
  const greeting = wordingIn(language)?.greet(greetingOf(person))
  if (!words || greeting === undefined) return ''
  return `${greeting} ${pickBy(words.asks, seed)(plain(other))}`
}

/** To both, once both agreed, with one [bracket]. Empty in a language that has no words for it. */
export function jointNote(one: Named, other: Named, language: string): string {
  return (
    introductionWords[language]?.joint({
      one: firstNameOf(one),
      oneName: plain(one.name),
      other: firstNameOf(other),
      otherName: plain(other.name),
    }) ?? ''
  )
}

/** Asks both for a coffee of three, with one [bracket]. Empty in a language that has no words for it. */
export const threeNote = (one: Named, other: Named, language: string): string =>
  introductionWords[language]?.three(firstNameOf(one), firstNameOf(other)) ?? ''

/** The subject of the mail to both. */
export const jointSubject = (one: Named, other: Named, language: string): string =>
  (introductionWords[language] ?? introductionWords.en)?.subject(firstNameOf(one), firstNameOf(other)) ?? ''

/** Asks after an introduction that was made in this month. Empty in a language that has no words for it. */
export function askAfterNote(
  person: Named,
  made: { readonly other: string; readonly month: number; readonly year?: number },
  { language, seed }: Saying,
): string {
  const wording = wordingIn(language)
  if (!wording) return ''
  const facts = { title: undefined, count: '', one: false, met: false, when: '', note: '' }
  const month = wording.month(made.month, made.year)
  return `${wording.greet(greetingOf(person))} ${pickBy(wording.openings.introduction_made, seed)({ ...facts, other: plain(made.other), month })}`
}

/** A language for both: theirs where it is one, else English. */
export const sharedLanguage = (one: string, other: string): string => (one === other ? one : 'en')

/** Without what would look like a gap to fill. */
const plain = (name: string) => name.replace(/[[\]]/g, '')
