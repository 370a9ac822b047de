/** Puts a letter together: what stands above, between and around its people. */

import type { Temporal } from 'temporal-polyfill'
import { dayAndMonth, weekdayAndDate } from '../dates.ts'
import type { Instant } from '../facts.ts'
import { dayMs, daysBetween } from '../people/days.ts'
import { firstNameIn } from '../people/identity/first-name.ts'
import { type Place, type Tongue, tongueOf } from '../place.ts'
import { hoursOf, policy } from '../policy.ts'
import { type Days, isDiscreet, preheaderOf, subjectOf } from './paper/subject.ts'
import { pickWords } from './say/seed.ts'
import type { BirthdayLine, Card, Gathering, Letter, LetterKind, Met, Notice, Promised, Turn } from './types.ts'
import { slotOf } from './week.ts'
import { type Words, wordsIn } from './words/words.ts'

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
  const tongue = tongueOf(user)
  const words = wordsIn(tongue)
  return {
    kind,
    ...(tongue === 'en' ? {} : { tongue }),
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
      tongue,
    }),
    preheader:
      kind === 'empty' && input.unsure
        ? words.lines.preheader.unsure
        : preheaderOf({ kind, cards, days: daysOf(input), tongue }),
    headline: headline.lines,
    intro: `${greeting(today.hour, user.name, words)} ${intro.text}`,
    notices: kind === 'first' ? [rightSort(words), ...input.notices] : input.notices,
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
  const { kind, week, date, tongue = 'en' } = letter
  const { picked } = wordsIn(tongue).around
  const turn = weekCount(slotOf(week, { letterDay: 1, letterHour: 0 }, 'UTC').toZonedDateTimeISO('UTC'))
  return {
    ...letter,
    subject: subjectOf({
      kind,
      cards,
      turn,
      day: date.slice(date.indexOf(' ') + 1),
      discreet: discreet || isDiscreet(letter.subject),
      tongue,
    }),
    preheader: preheaderOf({ kind, cards, tongue }),
    headline: headlineFor(kind, { count: cards.length, index: indexOf(letter.worded), tongue }),
    intro: letter.intro.replace(picked(letter.cards.length), picked(cards.length)),
    cards,
  }
}

/** The verdicts are buttons of our page: a mail has none. */
const rightSort = ({ around: { rightSort: words } }: Words): Notice => ({
  about: 'letter',
  text: words.text,
  links: [{ label: words.label, path: '/letter' }],
})

interface Headline {
  readonly lines: readonly string[]
  readonly marks: readonly string[]
}

function headlineOf(input: Composing): Headline {
  const { kind, cards, unsure, circle, turn, user } = input
  const tongue = tongueOf(user)
  const { around, headlines } = wordsIn(tongue)
  if (kind === 'empty' && (unsure || daysOf(input))) return { lines: around.nobodyNamed, marks: [] }
  if (kind === 'beginning' && circle?.count) return { lines: around.whoIsHere, marks: [] }
  const plain = headlineFor(kind, { count: cards.length, index: 0, tongue })
  if (!turn || kind !== 'weekly') return { lines: plain, marks: [] }
  const { mark } = pickWords(headlineList, headlines.more, { seed: turn.seed, turn })
  return { lines: headlineFor(kind, { count: cards.length, index: indexOf([mark]), tongue }), marks: [mark] }
}

const headlineList = 'headline'
/** Which headline a letter has, by its marks. */
const indexOf = (marks: readonly string[] = []) =>
  Number(marks.find((mark) => mark.startsWith(`${headlineList} `))?.slice(headlineList.length + 1) ?? 0)

interface OfHeadline {
  readonly count: number
  readonly index: number
  readonly tongue: Tongue
}

function headlineFor(kind: LetterKind, { count, index, tongue }: OfHeadline): readonly string[] {
  const { around, headlines } = wordsIn(tongue)
  if (kind === 'empty') return around.quietWeek
  if (kind === 'beginning') return around.nobodyYet
  if (kind === 'pausing') return around.goQuiet(policy.quiet.pause)
  return (count === 1 ? headlines.one[index] : headlines.more[index]?.(around.countWord(count))) ?? []
}

interface Intro {
  readonly text: string
  readonly marks: readonly string[]
}

function introOf(input: Composing): Intro {
  const { kind, cards, short, user } = input
  const { around, weekly } = wordsIn(tongueOf(user))
  if (kind === 'beginning') return { text: beginningWords(input), marks: [] }
  if (kind === 'pausing') return { text: around.pausing, marks: [] }
  if (kind === 'empty') return emptyWords(input)
  const guess = short ? ` ${around.short(short.people, monthAndYear(short.since, user))}` : ''
  if (kind === 'first') return { text: `${firstWords(input, cards.length)}${guess}`, marks: [] }
  const { one, marks } = worded('weekly', weekly, input)
  return { text: `${one}${guess}`, marks }
}

/** Each of those met with other words of thanks. */
const thanked = ({ met, turn, user }: Composing) =>
  met.map((one, place) => {
    if (!turn) return { one, marks: [] }
    const { one: words, mark } = pickWords('thanks', wordsIn(tongueOf(user)).thanks, {
      seed: turn.seed,
      turn: { ...turn, place },
    })
    return { one: { ...one, thanks: words }, marks: [mark] }
  })

function emptyWords(input: Composing): Intro {
  const { unsure, nextLetter, lastQuiet, user, allInTouch } = input
  const { around, waiting, inTouch, resting } = wordsIn(tongueOf(user))
  const next = nextLetter ? ` ${around.next(dayOf(nextLetter, user))}` : ''
  if (unsure) return { text: `${around.unsure(unsure)}${next}`, marks: [] }
  const end = lastQuiet ? ` ${waiting}` : next
  const days = daysOf(input)
  if (days) return { text: `${around[days]}${end}`, marks: [] }
  const { one, marks } = allInTouch ? worded('in touch', inTouch, input) : worded('resting', resting, input)
  return { text: `${one}${end}`, marks }
}

const dayOf = (at: Instant, place: Place) => weekdayAndDate(at.toZonedDateTimeISO(place.timeZone), place)

function worded(name: string, list: readonly string[], { turn }: Composing) {
  if (!turn) return { one: list[0] ?? '', marks: [] }
  const { one, mark } = pickWords(name, list, { seed: turn.seed, turn })
  return { one, marks: [mark] }
}

/** Who is there, with whom it is longest, and what cannot be known yet: nothing else is known of a mailbox that begins. */
function beginningWords({ circle, short, user, nextLetter }: Composing): string {
  const { around } = wordsIn(tongueOf(user))
  const next = nextLetter ? ` ${around.looksAgain(dayOf(nextLetter, user))}` : ''
  if (!circle?.count) return `${around.nobodyFound}${next}`
  const { count, names, longest } = circle
  const since = short && monthAndYear(short.since, user)
  return `${around.beginning({ count, names, since, longest, unknown: short !== undefined })}${next}`
}

/** What a letter has that names nobody: a day of the owner’s own notes, or somebody’s birthday. */
const daysOf = ({ promises = [], birthdays = [] }: Composing): Days | undefined =>
  promises.length ? 'noted' : birthdays.length ? 'birthday' : undefined

function firstWords({ readBackTo, at, short, heard, user }: Composing, count: number): string {
  const days = readBackTo ? daysBetween(readBackTo, at) : 0
  const back = readBackTo && days > 60 && !short ? monthAndYear(readBackTo, user) : undefined
  return wordsIn(tongueOf(user)).around.first({ back, heard: heard === true, count })
}

const monthAndYear = (at: Instant, place: Place) =>
  wordsIn(tongueOf(place)).around.month(at.toZonedDateTimeISO(place.timeZone))

function greeting(hour: number, name: string, { around }: Words): string {
  const time = around.greeting[hour < 5 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon']
  const first = firstNameIn(name)
  return first && !first.includes('@') ? `${time}, ${first}.` : `${time}.`
}

/** Weeks from Monday to Monday, counted without a break at New Year; the first day of 1970 was a Thursday. */
const weekCount = (day: Pick<Temporal.ZonedDateTime, 'year' | 'month' | 'day'>) =>
  Math.floor((Date.UTC(day.year, day.month - 1, day.day) / dayMs + 3) / 7)
