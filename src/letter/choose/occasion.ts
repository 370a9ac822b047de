/** Finds who has an occasion this week: something between the two that has its day, whatever their warmth. */
import type { Instant } from '../../facts.ts'
import { dayMs, instant } from '../../people/days.ts'
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

/** The first contact was a whole number of years ago on one of the next seven days. */
function comesBack({ firstAt }: Tie, { now, timeZone }: Moment): boolean {
  if (!firstAt || !isNearTurn(within(firstAt, now))) return false
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const day = firstAt.toZonedDateTimeISO(timeZone).toPlainDate()
  return Array.from({ length: 7 }, (_, ahead) => today.add({ days: ahead })).some(
    (then) => then.year > day.year && day.add({ years: then.year - day.year }).equals(then),
  )
}

/** Whether so many days are about a whole number of years, or a week less: calendars are asked about few. */
function isNearTurn(days: number): boolean {
  const over = days % yearDays
  return over > yearDays - 10 || over < 4
}
const yearDays = 365.2425
