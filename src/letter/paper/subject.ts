/** The lines a mail program shows before the letter is opened: subject and preheader. Names, never guilt. */
import { atFirst, inWords, policy, sayLasting } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { isOpen } from '../say/points.ts'
import type { Card, LetterKind, PointKind } from '../types.ts'

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
}

/** A line that the owner noted for this week, or a birthday in it. */
export type Days = 'noted' | 'birthday'

const longest = 50

/** At most 50 characters, in one line. */
export function subjectOf({ kind, cards, turn, day, discreet, unsure = false, days }: About): string {
  const odd = turn % 2 === 1
  if (kind === 'empty' && unsure) return odd ? 'This week I name nobody' : 'Nobody named this week'
  if (kind === 'empty' && days) return daySubjects[days][odd ? 1 : 0]
  if (kind === 'empty') return odd ? 'A quiet week, nothing to do' : 'Nothing for you to do this week'
  if (kind === 'beginning') return 'Your first letter: who is here'
  if (kind === 'pausing') return `Quiet for ${sayLasting(policy.quiet.pause)}`
  if (discreet) return `${discreetly} ${day}`
  if (kind === 'first') return `Your first letter: ${inWords(cards.length)} ${people(cards.length)}`
  const subject = namesFirst(cards, turn).find(({ length }) => length <= longest)
  return subject ?? `${countWord(cards.length)} ${people(cards.length)} this week, ${day}`
}

const daySubjects: Readonly<Record<Days, readonly [string, string]>> = {
  noted: ['Something you noted for this week', 'This week you noted something'],
  birthday: ['A birthday this week', 'This week has a birthday'],
}

const discreetly = 'Your letter of'

/** Whether a subject was made to hold no name. */
export const isDiscreet = (subject: string): boolean => subject.startsWith(discreetly)

/** As many names as there is room for come before the best ending; each week begins with another one. */
function namesFirst(cards: readonly Card[], turn: number): string[] {
  // What looks like an encoded word would be decoded by a mail program.
  const names = cards.map(({ firstName }) => cleanText(firstName, 60).replaceAll('=?', '= ?'))
  const from = (list: readonly string[]) => list.map((_, index) => list[(index + turn) % list.length] ?? '')
  if (names.length === 1) return from(alone).map((text) => text.replace('NAME', () => names[0] ?? ''))
  const counts = names.map((_, index) => names.length - index)
  return counts.flatMap((shown) =>
    [...from(endings), ''].map((ending) => `${together(names.slice(0, shown), names.length - shown)}${ending}`),
  )
}

const endings = [
  ': one good reason each',
  ': a reason to say hello',
  ': worth a hello',
  ': hello again?',
  ', this week',
  ', if you like',
] as const
const alone = [
  'NAME: a reason to say hello',
  'One person this week: NAME',
  'A hello for NAME?',
  'NAME, if you like',
  'Worth a line: NAME',
  'This week: NAME',
] as const

export const unsurePreheader = 'An account could not be read, so I can’t tell who has gone quiet.'

/** What each card is about, without names: under 90 characters, the first of them carrying the meaning. */
export function preheaderOf(kind: LetterKind, cards: readonly Card[], days?: Days): string {
  if (kind === 'empty' && days)
    return days === 'noted' ? 'A line of your own, and its day.' : 'A line each, and nothing else to do.'
  if (kind === 'empty') return 'Nobody to be named, and nothing to do.'
  if (kind === 'beginning') return 'Whom I found so far, and what would help.'
  if (kind === 'pausing') return 'The people will keep. Start again whenever you like.'
  const said = [...new Set(cards.map((card) => hints[card.points[0]?.kind ?? 'last_thread'](card)))]
  for (let shown = said.length; shown >= 1; shown--) {
    const line = `${atFirst(list(said.slice(0, shown)))}.`
    if (line.length < 90) return line
  }
  return `${countWord(cards.length)} ${people(cards.length)} to say hello to.`
}

const hints: Readonly<Record<PointKind, (card: Card) => string>> = {
  owed_reply: (card) => (isOpen(card.points[0]) ? 'a question still open' : 'a last word that was theirs'),
  introduction_made: () => 'an introduction worth asking about',
  introduction_received: () => 'a thank-you for an introduction',
  note: () => 'a line you noted',
  anniversary: () => 'an anniversary this week',
  birthday: () => 'a birthday',
  series_ended: () => 'a series that ended',
  shared_meetings: () => 'meetings you shared',
  last_thread: () => 'a thread to pick up again',
  moved: () => 'a new address',
  in_common: () => 'somebody you both know',
  season: () => 'the time of year you write',
  unanswered: () => 'a note that may have come at a bad time',
}

/** "Three". */
export const countWord = (count: number): string => atFirst(inWords(count))
export const people = (count: number): string => (count === 1 ? 'person' : 'people')

function together(names: readonly string[], more: number): string {
  return more > 0 ? `${names.join(', ')} and ${inWords(more)} more` : list(names)
}

const list = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
