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
import type { BirthdayLine, Card, Gathering, Letter, LetterKind, Met, Notice, Promised } from './types.ts'
import { slotOf } from './week.ts'

export interface Composing {
  readonly kind: LetterKind
  /** "2026-W48". */
  readonly week: string
  /** The moment of sending. Days and greeting are of the owner's place. */
  readonly at: Instant
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
}

/** The whole letter but for its links: the same input makes the same letter. Dates are those of the owner's zone. */
export function compose(input: Composing): Letter {
  const { kind, week, at, user, cards } = input
  const local = (moment: Instant) => moment.toZonedDateTimeISO(user.timeZone)
  const today = local(at)
  return {
    kind,
    week,
    date: weekdayAndDate(today, user),
    subject: subjectOf({
      kind,
      cards,
      turn: weekCount(today),
      day: dayAndMonth(today, user),
      discreet: input.discreet,
      unsure: input.unsure !== undefined,
      days: daysOf(input),
    }),
    preheader: kind === 'empty' && input.unsure ? unsurePreheader : preheaderOf(kind, cards, daysOf(input)),
    headline:
      kind === 'empty' && (input.unsure || daysOf(input))
        ? ['Nobody named', 'this week']
        : headlineOf(kind, cards.length),
    intro: `${greeting(today.hour, user.name)} ${introOf(input)}`,
    notices: kind === 'first' ? [rightSort, ...input.notices] : input.notices,
    cards,
    met: input.met,
    ...(input.promises?.length ? { promises: input.promises } : {}),
    ...(input.birthdays?.length ? { birthdays: input.birthdays } : {}),
    ...(input.gathering ? { gathering: input.gathering } : {}),
    ...input.well,
    linksUntil: dayAndMonth(local(at.add({ hours: hoursOf(policy.coffeeLink) })), user),
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
    headline: headlineOf(kind, cards.length),
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

function headlineOf(kind: LetterKind, count: number): readonly string[] {
  if (kind === 'empty') return ['A quiet week']
  if (kind === 'pausing') return ['I’ll go quiet', `for ${sayLasting(policy.quiet.pause)}`]
  return count === 1 ? ['One person,', 'one good reason'] : [`${countWord(count)} people,`, 'one good reason each']
}

function introOf(input: Composing): string {
  const { kind, cards, short, user } = input
  const next = input.nextLetter
    ? ` Next letter ${weekdayAndDate(input.nextLetter.toZonedDateTimeISO(user.timeZone), user)}.`
    : ''
  if (kind === 'empty' && input.unsure)
    return `I name nobody this week: ${input.unsure}, so I can’t tell who has gone quiet. If someone comes to mind anyway, that’s the best reason of all.${next}`
  const days = daysOf(input)
  if (kind === 'empty' && days) return `${days === 'noted' ? noted : birthday}${next}`
  if (kind === 'empty')
    return `Nothing for you to do this week. You’ve been in touch with the people who matter, or they’re resting. If someone comes to mind anyway, that’s the best reason of all.${next}`
  if (kind === 'pausing')
    return `The last ${inWords(policy.quiet.letters)} letters came at no good time, and that is fine. The people will keep.`
  const guess = short ? ` ${shortWords(short, user.timeZone)}` : ''
  if (kind === 'first') return `${firstWords(input, cards.length)}${guess}`
  return `One hello is a good week, and a week off is fine too. Change any line until it sounds like you.${guess}`
}

/** What a letter has that names nobody: a day of the owner’s own notes, or somebody’s birthday. */
const daysOf = ({ promises = [], birthdays = [] }: Composing): Days | undefined =>
  promises.length ? 'noted' : birthdays.length ? 'birthday' : undefined
const noted = 'I name nobody this week, but you noted something for it.'
const birthday = 'I name nobody this week, but somebody has a day in it.'

function firstWords({ readBackTo, at, short }: Composing, count: number): string {
  const days = readBackTo ? daysBetween(readBackTo, at) : 0
  const read = days > 60 && !short ? `I read ${span(days)} of dates and subjects` : 'I read dates and subjects'
  return `This is the first one. ${read}, no messages, and ${pickedWords(count)} you used to see more of. People tend to be gladder to hear from us than we expect. If I picked wrongly, say so and I’ll learn.`
}

const pickedWords = (count: number) => `picked ${countWord(count).toLowerCase()} ${people(count)}`

function shortWords({ people: count, since }: NonNullable<Composing['short']>, timeZone: string): string {
  const { month, year } = since.toZonedDateTimeISO(timeZone)
  return `I found ${count} ${people(count)} you really write to, since ${months[month - 1]} ${year}: too little to know your rhythm, so this is a guess.`
}

function greeting(hour: number, name: string): string {
  const time = hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon'
  const first = firstNameIn(name)
  return first && !first.includes('@') ? `${time}, ${first}.` : `${time}.`
}

/** Weeks from Monday to Monday, counted without a break at New Year; the first day of 1970 was a Thursday. */
const weekCount = (day: Pick<Temporal.ZonedDateTime, 'year' | 'month' | 'day'>) =>
  Math.floor((Date.UTC(day.year, day.month - 1, day.day) / dayMs + 3) / 7)
