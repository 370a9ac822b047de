/** The note that asks one of two people whether they would like to meet the other: each is asked alone, and first. */
import { firstNameOf, type Named } from '../../people/identity/first-name.ts'
import { pickBy } from './seed.ts'
import { bareWords } from './words/others.ts'

/**
 * A few lines with one [bracket] to fill. They name the other and nothing that the other wrote: that is not the owner's to pass
 * on. `language` is BCP 47; `seed` chooses among wordings.
 */
export function introductionNote(
  person: Named,
  other: string,
  { language, seed }: { readonly language: string; readonly seed: string },
): string {
  const name = firstNameOf(person)
  const plain = other.replace(/[[\]]/g, '')
  const bare = bareWords.get(language)
  if (bare) return `${bare.greet(name)} ${plain}? ${bare.gap}`
  return pickBy(language === 'de' ? german : english, seed)(name, plain)
}

const english: readonly ((name: string, other: string) => string)[] = [
  (name, other) =>
    `${name}, there is somebody I would like you to meet: ${other}. [why the two of you, in a line] May I introduce you? If you would rather not, that is quite all right.`,
  (name, other) =>
    `${name}, may I introduce you to ${other}? [why the two of you, in a line] I ask you first, and no is a fine answer.`,
]
const german: readonly ((name: string, other: string) => string)[] = [
  (name, other) =>
    `Hallo ${name}, darf ich den Kontakt zu ${other} herstellen? [warum, in einem Satz] Ein Nein ist völlig in Ordnung.`,
  (name, other) =>
    `Hallo ${name}, ${other} wäre vielleicht eine gute Bekanntschaft. [warum, in einem Satz] Soll ich den Kontakt herstellen? Ein Nein ist völlig in Ordnung.`,
]
