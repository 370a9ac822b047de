/** The lines a mail program shows before the letter is opened: subject and preheader. Names, never guilt. */
import type { Tongue } from '../../place.ts'
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { isOpen } from '../say/points.ts'
import type { Card, LetterKind } from '../types.ts'
import { inAnyTongue, wordsIn } from '../words/words.ts'

interface About {
  readonly kind: LetterKind
  readonly cards: readonly Card[]
  /** Counts the weeks: two in a row never carry one subject where that can be helped, since mail programs join those. */
  readonly turn: number
  /** "23 November". */
  readonly day: string
  /** No names: they show on lock screens. */
  readonly discreet: boolean
  /** Not everything could be read, so that a letter without people says nothing of a quiet week. */
  readonly unsure?: boolean
  /** What a letter without people is about all the same. */
  readonly days?: Days | undefined
  readonly tongue?: Tongue
}

/** A line that the owner noted for this week, or a birthday in it. */
export type Days = 'noted' | 'birthday'

const longest = 50

/** At most 50 characters, in one line. */
export function subjectOf(about: About): string {
  const { kind, cards, turn, day, discreet, unsure = false, days, tongue } = about
  const words = wordsIn(tongue).lines.subject
  if (kind === 'empty') return words[unsure ? 'unsure' : (days ?? 'empty')][turn % 2] ?? ''
  if (kind === 'beginning') return words.beginning
  if (kind === 'pausing') return words.pausing(policy.quiet.pause)
  if (discreet) return `${words.discreet} ${day}`
  if (kind === 'first') return words.first(cards.length)
  return namesFirst(about).find(({ length }) => length <= longest) ?? words.many(cards.length, day)
}

/** Whether a subject was made to hold no name. */
export const isDiscreet = (subject: string): boolean =>
  inAnyTongue.some(({ lines }) => subject.startsWith(lines.subject.discreet))

/** As many names as there is room for come before the best ending; each week begins with another one. */
function namesFirst({ cards, turn, tongue }: About): string[] {
  const { alone, endings, together } = wordsIn(tongue).lines.subject
  // What looks like an encoded word would be decoded by a mail program.
  const names = cards.map(({ firstName }) => cleanText(firstName, 60).replaceAll('=?', '= ?'))
  const from = (list: readonly string[]) => list.map((_, index) => list[(index + turn) % list.length] ?? '')
  if (names.length === 1) return from(alone).map((text) => text.replace('NAME', () => names[0] ?? ''))
  const counts = names.map((_, index) => names.length - index)
  return counts.flatMap((shown) =>
    [...from(endings), ''].map((ending) => `${together(names.slice(0, shown), names.length - shown)}${ending}`),
  )
}

/** What each card is about, without names: under 90 characters, the first of them carrying the meaning. */
export function preheaderOf({ kind, cards, days, tongue }: Pick<About, 'kind' | 'cards' | 'days' | 'tongue'>): string {
  const words = wordsIn(tongue).lines.preheader
  if (kind === 'empty') return words[days ?? 'empty']
  if (kind === 'beginning') return words.beginning
  if (kind === 'pausing') return words.pausing
  const hintOf = ({ points: [point] }: Card) => (isOpen(point) ? words.open : words.hints[point?.kind ?? 'last_thread'])
  const said = [...new Set(cards.map(hintOf))]
  for (let shown = said.length; shown >= 1; shown--) {
    const line = words.of(said.slice(0, shown))
    if (line.length < 90) return line
  }
  return words.many(cards.length)
}
