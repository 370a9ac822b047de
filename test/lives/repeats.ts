/** Finds what letters say twice: every sentence, bracket and ending, with the facts of the case taken out of it. */
import { months, weekdays } from '../../src/dates.ts'
import type { Address } from '../../src/facts.ts'
import type { Card, Letter } from '../../src/letter/types.ts'
import type { Life } from './pen.ts'

const germanMonths = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ')
const numbers =
  'a one two three four five six seven eight nine ten eleven twelve ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(
    ' ',
  )
const facts = new RegExp(
  `\\d+\\.(?= (?:${germanMonths.join('|')}))|(?<![\\p{L}])(?:${[...months, ...weekdays, ...germanMonths, ...numbers].join('|')})(?![\\p{L}])|\\d+`,
  'giu',
)

/** What one card says, its own facts replaced: the sentences of points and opener, its bracket apart. */
export function sayingsOf(card: Card, names: readonly string[]): readonly string[] {
  const { opener, worded = [] } = card
  // A language without sentences of its own has one gap and nothing to vary.
  const isWorded = worded.some((mark) => mark.startsWith(`${opener.language} `))
  const texts = [
    ...card.points.map(({ label, text }) => `${label}. ${text}`),
    ...(isWorded ? [withoutGreeting(opener.text)] : []),
  ]
  return texts.flatMap((text) => {
    const plain = bare(text, names)
    const brackets = text.match(/\[[^\]]+\]/g) ?? []
    const sentences = plain.replace(/\[[^\]]+\]/g, '. ').split(/(?<=[.?:])\s+/)
    // One word and a mark is a label: it names the kind of a fact, and is no sentence.
    return [...brackets, ...sentences.map((one) => one.trim()).filter((one) => one.split(/\s+/).length > 3)]
  })
}

const withoutGreeting = (text: string) => text.replace(/^(?:Hallo )?[^,]{1,60}, /u, '')

const bare = (text: string, names: readonly string[]) =>
  names
    .reduce((found, name) => found.replaceAll(name, 'N'), text.replace(/[“„«][^”“»]*[”“»]/g, 'T'))
    .replace(/[\w-]+(?:\.[\w-]+)*\.example/g, 'D')
    .replace(facts, '#')
    .replace(/# #/g, '#')

/** What stands in one of the last four letters, or twice in this one. */
export function repeatsOf(letters: readonly Letter[], names: readonly string[]): readonly string[] {
  const said = letters.map((letter) => [
    ...letter.cards.flatMap((card) => sayingsOf(card, names)),
    ...(letter.cards.length && letter.kind === 'weekly'
      ? [letter.headline.join(' '), ...sentencesOf(letter.intro)]
      : []),
  ])
  return said.flatMap((one, index) => {
    const before = new Set(said.slice(Math.max(0, index - 4), index).flat())
    const twice = one.filter((each, place) => one.indexOf(each) < place)
    return [...twice, ...one.filter((each) => before.has(each))].map((each) => `letter ${index + 1}: ${each}`)
  })
}

const sentencesOf = (intro: string) =>
  intro
    .split(/(?<=[.?])\s+/)
    .slice(1)
    .filter((one) => !/^I found /.test(one))

/** Everybody’s names, whole and by the word. */
export function namesOf({ facts }: Life): readonly string[] {
  const all = facts.flatMap((fact): readonly Address[] =>
    fact.kind === 'mail' ? [...(fact.from ? [fact.from] : []), ...fact.to] : fact.people,
  )
  const whole = new Set(all.flatMap(({ name }) => name ?? []))
  return [...whole, ...new Set([...whole].flatMap((name) => name.split(' ')))].filter((name) => name.length > 1)
}

/** Everything that a reader reads but for the names of links and the foot. */
export function wordsOf(letter: Letter): number {
  const texts = [
    ...letter.headline,
    letter.intro,
    letter.well ?? '',
    ...letter.notices.map(({ text }) => text),
    ...letter.met.map(({ text }) => text),
    ...letter.cards.flatMap(({ name, since, lastInTouch, monthsInWords, points, opener }) => [
      ...[name, since, lastInTouch, monthsInWords, opener.text],
      ...points.flatMap(({ label, text }) => [label, text]),
    ]),
  ]
  return texts.flatMap((text) => text.split(/\s+/)).filter(Boolean).length
}

/** What a letter asks of its reader outside of its lines for others. */
export const questionsOf = ({ notices, promises = [] }: Letter): readonly string[] =>
  [...notices.map(({ text }) => text), ...promises.flatMap(({ asks }) => asks ?? [])].filter((text) =>
    text.includes('?'),
  )

/** How many links each card has, by the mail’s plain text: what can be done. */
export const actionsOf = (text: string): readonly number[] =>
  text
    .split(/^-{60,}$/m)
    .filter((part) => /^Plan a coffee: /m.test(part))
    .map((part) => (part.split('\n\n-- ')[0] ?? '').match(/^[^\n]*: https?:\/\//gm)?.length ?? 0)
