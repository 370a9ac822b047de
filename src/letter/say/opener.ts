/** Writes a first line that its sender would stand behind: one fact of the card, something given, and a small ask with a way out. */
import { greetingOf } from '../../people/identity/first-name.ts'
import { readName } from '../../people/identity/reader.ts'
import { defaultSettings } from '../../settings.ts'
import type { Finding } from '../find/finding.ts'
import type { Telling } from '../find/telling.ts'
import type { Opener } from '../types.ts'
import { endsInGap, fillGap, takesLine } from './gap.ts'
import { languageOf } from './language.ts'
import { occasionOf } from './occasion.ts'
import { pickWords } from './seed.ts'
import { wordingIn } from './wordings.ts'
import type { Wording } from './words/wording.ts'

export interface Opening {
  readonly telling: Telling
  /** What the first point of the card says, which the opener is about; undefined for a card without points. */
  readonly finding: Finding | undefined
  /** A note that asks for nothing at all. */
  readonly asksNothing: boolean
  readonly meeting: 'video' | 'in_person'
}

export interface WordedOpener {
  readonly opener: Opener
  readonly marks: readonly string[]
}

/**
 * Under 60 words (a line of the owner's own not counted) with at most one [bracket], in the language of the two; empty where there are no sentences in it: a greeting
 * in one language before lines in another would be nobody's. Says only what the card's evidence says; what the owner felt, read or did is theirs to put into the bracket.
 */
export const opener = (input: Opening): Opener => wordOpener(input).opener

/** The same with what it was worded with. */
export function wordOpener(given: Opening): WordedOpener {
  const input = isShared(given.telling) ? { ...given, telling: withoutLine(given.telling), finding: undefined } : given
  const { telling, finding } = input
  const language = languageOf(telling.contacts.flatMap(({ title }) => (title === undefined ? [] : [title])))
  const wording = wordingIn(language)
  if (!wording) return { opener: { text: '', language }, marks: [] }
  const tries = [finding, finding && withoutTitle(finding), undefined]
  const found = tries.map((one) => compose(input, wording, one))
  const { text, filled, marks } =
    found.find((one) => wordCount(one.text) < mostWords) ?? found.at(-1) ?? ({ text: '', marks: [] } as Composed)
  const { line } = telling
  const spoken = { language: wording.language }
  if (!line || filled === undefined) return { opener: { text, ...spoken }, marks }
  return { opener: { text: filled, ...spoken, line: { id: line.id, bare: text } }, marks }
}

interface Composed {
  readonly text: string
  /** With the owner's own line in the place of the bracket; absent where it cannot stand there. */
  readonly filled?: string
  readonly marks: readonly string[]
}

/** Two read what comes to this address: what lies between the owner and one of them is not said to the other. */
const isShared = ({ person }: Telling) =>
  readName(person.name).kind === 'couple' || person.exclusions.some(({ kind }) => kind === 'household')

const withoutLine = ({ line: _, ...telling }: Telling): Telling => telling

/** Under this many. */
const mostWords = 60

function compose({ telling, asksNothing, meeting }: Opening, wording: Wording, finding: Finding | undefined): Composed {
  const { person, turn } = telling
  const chance = { seed: `${telling.seed} opener ${person.address}`, ...(turn ? { turn } : {}) }
  const name = greetingOf(person)
  const { occasion, facts } = occasionOf(finding, { telling, wording, name })
  const { language } = wording
  const openings = wording.openings[occasion]
  const line = telling.line && takesLine(occasion) ? telling.line.text : undefined
  const gaps = line === undefined ? [] : openings.flatMap((one, at) => (endsInGap(one(facts)) ? [at] : []))
  const only = gaps.length ? new Set(gaps) : undefined
  const opening = pickWords(`${language} ${occasion}`, openings, only ? { ...chance, only } : chance)
  const [ending, ends] = asksNothing
    ? (['nothing', wording.nothing] as const)
    : ([meeting, wording.asks[meeting]] as const)
  const end = pickWords(`${language} ${ending}`, ends, chance)
  const close = end.one.replace('{length}', wording.length(telling.minutes ?? defaultSettings.coffeeMinutes))
  const whole = (said: string) => `${wording.greet(name)} ${said} ${close}`
  const said = opening.one(facts)
  return {
    text: whole(said),
    ...(only && line !== undefined ? { filled: whole(fillGap(said, line)) } : {}),
    marks: [opening.mark, end.mark],
  }
}

function withoutTitle(finding: Finding): Finding | undefined {
  if (finding.kind === 'last_thread') return undefined
  const { title: _, lastTitle: __, ...rest } = finding as Finding & { title?: string; lastTitle?: string }
  return rest as Finding
}

const wordCount = (text: string) => text.split(/\s+/).length
