/** Finds who has an occasion this week: something between the two that has its day, whatever their warmth. */
import type { Instant } from '../../facts.ts'
import { dayMs, daysOfZone, instant } from '../../people/days.ts'
import { moved } from '../../people/judge/why.ts'
import { isQuotable } from '../../people/subjects/subject.ts'
import type { Person, Tie } from '../../people/types.ts'
import { isOpen } from '../say/points.ts'
import type { Point, PointKind } from '../types.ts'

interface Moment {
  readonly now: Instant
  /** The owner’s. */
  readonly timeZone: string
}

/** The kinds of occasions, the best first. */
export const occasions = [
  'owed_reply',
  'introduction_made',
  'anniversary',
  'series_ended',
  'moved',
] as const satisfies readonly PointKind[]
export type OccasionKind = (typeof occasions)[number]

/** So many days without contact are enough where there is an occasion. */
export const occasionFrom = 7
/** So many who seem to have one are looked at. */
export const occasionLooks = 8

/** In days: an occasion that is older is history, and a younger introduction is not due to be asked after. */
const fresh = { question: 120, introduced: { from: 30, until: 180 }, ended: 60, moved: 90 } as const

/** By what was worked out of them, so that nobody’s history is read for it; undefined where nothing has its day. */
export function occasionOf(person: Person, moment: Moment): OccasionKind | undefined {
  return occasions.find((kind) => has[kind](person, moment))
}

/** The point that says so is what their card would be about. */
export const claims = (kind: OccasionKind, first: Point | undefined): boolean =>
  first?.kind === kind && (kind !== 'owed_reply' || isOpen(first))

const has: Readonly<Record<OccasionKind, (person: Person, moment: Moment) => boolean>> = {
  owed_reply: ({ relationship: { owed } }, { now }) =>
    owed?.asks === true && isQuotable(owed.title) && within(owed.at, now) <= fresh.question,
  introduction_made: ({ relationship: { introduced } }, { now }) => {
    if (!introduced?.wentOn || introduced.askedSince) return false
    const days = within(introduced.quote.at, now)
    return days >= fresh.introduced.from && days <= fresh.introduced.until
  },
  anniversary: ({ relationship }, moment) => comesBack(relationship, moment),
  series_ended: ({ relationship: { series } }, { now }) =>
    series.some(({ ended, lastAt, count }) => ended && count >= 3 && within(lastAt, now) <= fresh.ended),
  moved: (person, { now }) => {
    const move = moved(person)
    return move !== undefined && within(move.since, now) <= fresh.moved
  },
}

/** The last moment at which something of these but an anniversary may be one; undefined where there is nothing. */
export function occasionUntil(person: Person): Instant | undefined {
  const { owed, introduced, series } = person.relationship
  const move = moved(person)
  const ends = [
    ...(owed?.asks && isQuotable(owed.title) ? [lasting(owed.at, fresh.question)] : []),
    ...(introduced?.wentOn && !introduced.askedSince ? [lasting(introduced.quote.at, fresh.introduced.until)] : []),
    ...series.flatMap(({ ended, lastAt }) => (ended ? [lasting(lastAt, fresh.ended)] : [])),
    ...(move ? [lasting(move.since, fresh.moved)] : []),
  ]
  return ends.length ? instant(Math.max(...ends)) : undefined
}

const lasting = (at: Instant, days: number) => at.epochMilliseconds + days * dayMs

const within = (at: Instant, now: Instant) => (now.epochMilliseconds - at.epochMilliseconds) / dayMs

const comesBack = ({ firstAt }: Tie, moment: Moment) =>
  firstAt !== undefined && isAnniversary(firstAt.epochMilliseconds, moment)

/**
 * A first contact (epoch milliseconds) was a whole number of years ago on one of the next seven days. The 29th of February is
 * kept on the 28th. In whole days of the owner's zone, without a calendar's object for each of thousands.
 */
export function isAnniversary(firstAt: number, { now, timeZone }: Moment): boolean {
  const { day } = daysOfZone(timeZone)
  const { year, month, date } = dateOf(day(firstAt))
  const isLeapDay = month === 1 && date === 29
  return weekFrom(day(now.epochMilliseconds)).some(
    (then) => then.year > year && then.month === month && then.date === (isLeapDay && !isLeap(then.year) ? 28 : date),
  )
}

/** The seven dates from this day on: asked for of hundreds of people in a row. */
function weekFrom(today: number): readonly ReturnType<typeof dateOf>[] {
  if (week.today !== today) week = { today, dates: Array.from({ length: 7 }, (_, ahead) => dateOf(today + ahead)) }
  return week.dates
}
let week: { readonly today: number; readonly dates: readonly ReturnType<typeof dateOf>[] } = {
  today: Number.NaN,
  dates: [],
}

function dateOf(day: number) {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() }
}

const isLeap = (year: number) => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
