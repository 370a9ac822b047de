/** Puts a letter together: what stands above, between and around its people. */

import type { Temporal } from 'temporal-polyfill'
import { dayAndMonth, months, weekdayAndDate } from '../dates.ts'
import type { Instant } from '../facts.ts'
import { dayMs, daysBetween } from '../people/days.ts'
import { firstNameIn } from '../people/identity/first-name.ts'
import type { Place } from '../place.ts'
import { hoursOf, inWords, policy, sayLasting } from '../policy.ts'
import { span } from '../spans.ts'
import { countWord, type Days, isDiscreet, people, preheaderOf, subjectOf, unsurePreheader } from './paper/subject.ts'
import { pickWords } from './say/seed.ts'
import { headlines, inTouch, resting, waiting, weekly } from './say/words/above.ts'
import { thanks } from './say/words/thanks.ts'
import type { BirthdayLine, Card, Gathering, Letter, LetterKind, Met, Notice, Promised, Turn } from './types.ts'
import { slotOf } from './week.ts'

export interface Composing {
  readonly kind: LetterKind
  /** "2026-W48". */
  readonly week: string
  /** The moment of which it speaks: the hour of its week. Days and greeting are of the owner's place. */
  readonly at: Instant
  /** When it leaves, where that is another moment: it is dated by that. */
  readonly leaves?: Instant
  readonly user: Place & { readonly name: string; readonly email: string }
  readonly discreet: boolean
  readonly cards: readonly Card[]
  readonly met: readonly Met[]
  readonly promises?: readonly Promised[]
  readonly birthdays?: readonly BirthdayLine[]
  readonly gathering?: Gathering | undefined
  readonly well?: Pick<Letter, 'well' | 'wellAbout'>
  readonly notices: readonly Notice[]
  /** How far back the history is read. */
  readonly readBackTo?: Instant
  /** A history too short to know anybody's rhythm is said to be short. */
  readonly short?: { readonly people: number; readonly since: Instant }
  /** "work@acme.example has not been read since 8 November": whoever it knew cannot be named. */
  readonly unsure?: string
  readonly nextLetter?: Instant
  /** The first letter with people in it, after others without any. */
  readonly heard?: boolean
  /** Of an empty letter: whether the owner has been in touch with everybody who matters. */
  readonly allInTouch?: boolean
  /** Of an empty letter: none comes after it before there is something to say. */
  readonly lastQuiet?: boolean
  /** Of a letter that begins: who is there. */
  readonly circle?: Circle
  /** What the letters before said; without it the first of each list is taken. */
  readonly turn?: Turn
}

/** The people of a mailbox of which too little is known to name anybody. */
export interface Circle {
  /** How many there are whom the owner really writes to. */
  readonly count: number
  /** Some of them, the closest first. */
  readonly names: readonly string[]
  /** With whom it is longest since they were in touch, and how many days. */
  readonly longest?: { readonly name: string; readonly days: number }
}

/** The whole letter but for its links: the same input makes the same letter. Dates are those of the owner's zone. */
export function compose(input: Composing): Letter {
  const { kind, week, at, user, cards } = input
  const leaves = input.leaves ?? at
  const [headline, intro, met] = [headlineOf(input), introOf(input), thanked(input)]
  const local = (moment: Instant) => moment.toZonedDateTimeISO(user.timeZone)
  const today = local(at)
  return {
    kind,
    week,
    date: weekdayAndDate(local(leaves), user),
    subject: subjectOf({
      kind,
      cards,
      turn: weekCount(today),
      day: dayAndMonth(local(leaves), user),
      discreet: input.discreet,
      unsure: input.unsure !== undefined,
      days: daysOf(input),
    }),
    preheader: kind === 'empty' && input.unsure ? unsurePreheader : preheaderOf(kind, cards, daysOf(input)),
    headline: headline.lines,
    intro: `${greeting(today.hour, user.name)} ${intro.text}`,
    notices: kind === 'first' ? [rightSort, ...input.notices] : input.notices,
    cards,
    met: met.map(({ one }) => one),
    ...(input.promises?.length ? { promises: input.promises } : {}),
    ...(input.birthdays?.length ? { birthdays: input.birthdays } : {}),
    ...(input.gathering ? { gathering: input.gathering } : {}),
    ...input.well,
    linksUntil: dayAndMonth(local(leaves.add({ hours: hoursOf(policy.coffeeLink) })), user),
    ...(input.turn ? { worded: [...headline.marks, ...intro.marks, ...met.flatMap(({ marks }) => marks)] } : {}),
  }
}

/**
 * The same letter for fewer people than it was written for: nobody who is left out is named or counted above the others.
 * @param discreet no names in the subject; a subject that had none gets none
 */
export function withCards(letter: Letter, cards: readonly Card[], discreet: boolean): Letter {
  if (cards.length === letter.cards.length) return letter
  const { kind, week, date } = letter
  const turn = weekCount(slotOf(week, { letterDay: 1, letterHour: 0 }, 'UTC').toZonedDateTimeISO('UTC'))
  return {
    ...letter,
    subject: subjectOf({
      kind,
      cards,
      turn,
      day: date.slice(date.indexOf(' ') + 1),
      discreet: discreet || isDiscreet(letter.subject),
    }),
    preheader: preheaderOf(kind, cards),
    headline: headlineFor(kind, cards.length, indexOf(letter.worded)),
    intro: letter.intro.replace(pickedWords(letter.cards.length), pickedWords(cards.length)),
    cards,
  }
}

/** The verdicts are buttons of our page: a mail has none. */
const rightSort: Notice = {
  about: 'letter',
  text: 'Right sort of people?',
  links: [{ label: 'Say yes or not this person', path: '/letter' }],
}

interface Headline {
  readonly lines: readonly string[]
  readonly marks: readonly string[]
}

function headlineOf(input: Composing): Headline {
  const { kind, cards, unsure, circle, turn } = input
  if (kind === 'empty' && (unsure || daysOf(input))) return { lines: ['Nobody named', 'this week'], marks: [] }
  if (kind === 'beginning' && circle?.count) return { lines: ['Who is here', 'so far'], marks: [] }
  if (!turn || kind !== 'weekly') return { lines: headlineFor(kind, cards.length, 0), marks: [] }
  const { mark } = pickWords(headlineList, headlines.more, { seed: turn.seed, turn })
  return { lines: headlineFor(kind, cards.length, indexOf([mark])), marks: [mark] }
}

const headlineList = 'headline'
/** Which headline a letter has, by its marks. */
const indexOf = (marks: readonly string[] = []) =>
  Number(marks.find((mark) => mark.startsWith(`${headlineList} `))?.slice(headlineList.length + 1) ?? 0)

function headlineFor(kind: LetterKind, count: number, index: number): readonly string[] {
  if (kind === 'empty') return ['A quiet week']
  if (kind === 'beginning') return ['Nobody here', 'so far']
  if (kind === 'pausing') return ['I’ll go quiet', `for ${sayLasting(policy.quiet.pause)}`]
  return (count === 1 ? headlines.one[index] : headlines.more[index]?.(countWord(count))) ?? []
}

interface Intro {
  readonly text: string
  readonly marks: readonly string[]
}

function introOf(input: Composing): Intro {
  const { kind, cards, short, user } = input
  if (kind === 'beginning') return { text: beginningWords(input), marks: [] }
  if (kind === 'pausing')
    return { text: 'This seems no good time for letters, and that is fine. The people will keep.', marks: [] }
  if (kind === 'empty') return emptyWords(input)
  const guess = short ? ` ${shortWords(short, user.timeZone)}` : ''
  if (kind === 'first') return { text: `${firstWords(input, cards.length)}${guess}`, marks: [] }
  const { one, marks } = worded('weekly', weekly, input)
  return { text: `${one}${guess}`, marks }
}

/** Each of those met with other words of thanks. */
const thanked = ({ met, turn }: Composing) =>
  met.map((one, place) => {
    if (!turn) return { one, marks: [] }
    const { one: words, mark } = pickWords('thanks', thanks, { seed: turn.seed, turn: { ...turn, place } })
    return { one: { ...one, thanks: words }, marks: [mark] }
  })

function emptyWords(input: Composing): Intro {
  const { unsure, nextLetter, lastQuiet, user, allInTouch } = input
  const next = nextLetter ? ` Next letter ${weekdayAndDate(nextLetter.toZonedDateTimeISO(user.timeZone), user)}.` : ''
  if (unsure)
    return {
      text: `I name nobody this week: ${unsure}, so I can’t tell who has gone quiet. If someone comes to mind anyway, that’s the best reason of all.${next}`,
      marks: [],
    }
  const end = lastQuiet ? ` ${waiting}` : next
  const days = daysOf(input)
  if (days) return { text: `${days === 'noted' ? noted : birthday}${end}`, marks: [] }
  const { one, marks } = allInTouch ? worded('in touch', inTouch, input) : worded('resting', resting, input)
  return { text: `${one}${end}`, marks }
}

function worded(name: string, list: readonly string[], { turn }: Composing) {
  if (!turn) return { one: list[0] ?? '', marks: [] }
  const { one, mark } = pickWords(name, list, { seed: turn.seed, turn })
  return { one, marks: [mark] }
}

/** Who is there, with whom it is longest, and what cannot be known yet: nothing else is known of a mailbox that begins. */
function beginningWords({ circle, short, user, nextLetter }: Composing): string {
  const next = nextLetter
    ? ` I look again every week; the next letter can come on ${weekdayAndDate(nextLetter.toZonedDateTimeISO(user.timeZone), user)}.`
    : ''
  if (!circle?.count)
    return `This is the first one, and I found nobody yet whom you write to and who writes to you. That may only mean that I see a small part of your mail.${next}`
  const { count, names, longest } = circle
  const since = short ? `, since ${monthAndYear(short.since, user.timeZone)}` : ''
  const more = count - names.length
  const shown = more > 0 ? `${names.join(', ')} and ${inWords(more)} more` : list(names)
  const found = `I found ${inWords(count)} ${people(count)} you really write to${since}: ${shown}.`
  const farthest =
    longest && count > 1 ? ` It is longest since you and ${longest.name} were in touch: ${span(longest.days)}.` : ''
  const unknown = short
    ? ' What is usual between you and each of them I can’t know yet, so I call nobody quiet.'
    : ' None of them is unusually quiet just now.'
  return `This is the first one. ${found}${farthest}${unknown}${next}`
}

const list = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** What a letter has that names nobody: a day of the owner’s own notes, or somebody’s birthday. */
const daysOf = ({ promises = [], birthdays = [] }: Composing): Days | undefined =>
  promises.length ? 'noted' : birthdays.length ? 'birthday' : undefined
const noted = 'I name nobody this week, but you noted something for it.'
const birthday = 'I name nobody this week, but somebody has a day in it.'

function firstWords({ readBackTo, at, short, heard, user }: Composing, count: number): string {
  const days = readBackTo ? daysBetween(readBackTo, at) : 0
  const back = readBackTo && days > 60 && !short ? ` back to ${monthAndYear(readBackTo, user.timeZone)}` : ''
  const first = heard ? 'This is the first one with people in it.' : 'This is the first one.'
  return `${first} I read dates and subjects${back}, no messages, and ${pickedWords(count)} you used to see more of. People tend to be gladder to hear from us than we expect. If I picked wrongly, say so and I’ll learn.`
}

const pickedWords = (count: number) => `picked ${countWord(count).toLowerCase()} ${people(count)}`

const monthAndYear = (at: Instant, timeZone: string) => {
  const { month, year } = at.toZonedDateTimeISO(timeZone)
  return `${months[month - 1]} ${year}`
}

function shortWords({ people: count, since }: NonNullable<Composing['short']>, timeZone: string): string {
  return `I found ${inWords(count)} ${people(count)} you really write to, since ${monthAndYear(since, timeZone)}: too little to know your rhythm, so this is a guess.`
}

function greeting(hour: number, name: string): string {
  const time = hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon'
  const first = firstNameIn(name)
  return first && !first.includes('@') ? `${time}, ${first}.` : `${time}.`
}

/** Weeks from Monday to Monday, counted without a break at New Year; the first day of 1970 was a Thursday. */
const weekCount = (day: Pick<Temporal.ZonedDateTime, 'year' | 'month' | 'day'>) =>
  Math.floor((Date.UTC(day.year, day.month - 1, day.day) / dayMs + 3) / 7)
