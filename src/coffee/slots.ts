/** Chooses times for a coffee that suit both: free for the owner, kind to the other, and not all alike. */
import { clock as sayClock } from '../dates.ts'
import type { Instant, Span } from '../facts.ts'
import { dayMs, instant } from '../people/days.ts'
import { type Place, tongueOf } from '../place.ts'
import { daysOf, policy } from '../policy.ts'
import { clockOf, type Wall, weekday, weekOf } from './clock.ts'
import type { Holidays } from './holidays/holidays.ts'
import { gapAround, type Merged, mergeSpans } from './taken.ts'
import type { Slot } from './types.ts'
import { type Candidate, chooseMore, chooseOffered } from './variety.ts'
import { whyIn } from './why/why.ts'
import { type Rules, rulesOf, type Word } from './word.ts'

/** Hours and days are read on the wall clock of the owner's place. */
export interface Wanted extends Place, Word {
  readonly now: Instant
  /** Taken times of the owner, in any order. */
  readonly busy: readonly Span[]
  /** False: the calendar could not be asked, or says too little to go by. The times then say so. */
  readonly checked: boolean
  readonly minutes: number
  /** Minutes to be free before and after. */
  readonly buffer: number
  /** Public holidays of the owner's region, and those of the guest's country. */
  readonly ownHolidays?: Holidays
  readonly guestHolidays?: Holidays
  /** Where the other side is thought to be. */
  readonly guestZone?: string
  /** Where a second guest is thought to be: as little is offered in their night, and their hours count as much. */
  readonly alsoZone?: string
  /** They are written to at a private address: the hours of an office say nothing of them. */
  readonly guestIsPrivate?: boolean
  /** Starts of the coffees that are planned already. */
  readonly coffees: readonly Instant[]
  /** Minutes after midnight, in the owner's zone, at which the two used to meet. */
  readonly usual: readonly number[]
}

/**
 * What takes the last time away, each after the one before it: the owner's hours, their days off, a public holiday of the
 * owner's or of the guest's, a week that is full of coffees, the guest's night, the calendar.
 */
export const obstacles = ['hours', 'off', 'holiday', 'guest_holiday', 'full', 'night', 'busy'] as const
export type Obstacle = (typeof obstacles)[number]

/** A day of the owner's on which nothing is offered, and why. */
export interface Closed {
  /** Since 1 January 1970. */
  readonly day: number
  readonly by: Obstacle
  /** Of the public holiday. */
  readonly name?: string
}

export interface Free {
  readonly offered: readonly Slot[]
  readonly more: readonly Slot[]
  /** What stands in the way of the last times that were left; null where there are any. */
  readonly why: Obstacle | null
  /** There is none, and but for the night of the guest there would be. */
  readonly asleep: boolean
  /** Some of those offered are early, late or at a weekend for somebody who is written to at work. */
  readonly odd: boolean
  /** The days of the owner's week within reach that have no free time, in their order. */
  readonly closed: readonly Closed[]
}

const quarter = 15 * 60_000
const workingDaysAhead = 15
/** Whoever works few days a week is not asked for a coffee in two months. */
const mostDaysAhead = () => daysOf(policy.offered)
/** An office is open between these on a working day. */
const guestFrom = 8 * 60
const guestTo = 18 * 60 + 30
/** Whoever lives by another clock is asleep before and after. */
const nightEnds = 7 * 60
const nightBegins = 22 * 60

/**
 * Free times, each list in its order in time: up to three to offer, of different days and of different parts of the day
 * while there are any, and up to six more. Every one begins on a quarter of an hour, after the days of notice and at most
 * fifteen working days ahead. Where there is none, `why` says what took the last of them away.
 */
export function freeSlots(input: Wanted): Free {
  const busy = mergeSpans(input.busy)
  const rules = rulesOf(input)
  const { found, closed, why, asleep } = findCandidates(input, { busy, rules })
  const candidates = found.sort((a, b) => a.cost - b.cost || a.ms - b.ms)
  const chosen = chooseOffered(candidates)
  const inTime = (some: readonly Candidate[]) =>
    some.toSorted((a, b) => a.ms - b.ms).map((one) => toSlot(one, input, { busy, rules }))
  return {
    offered: inTime(chosen),
    more: inTime(chooseMore(candidates, chosen)),
    why,
    asleep,
    odd: chosen.some(({ odd }) => odd),
    closed,
  }
}

/** Time is free where neither the coffee nor the minutes around it touch anything. What has no length takes no time. */
export function isFree(when: Span, busy: readonly Span[], buffer = 0): boolean {
  const from = when.start.epochMilliseconds - buffer * 60_000
  const to = when.end.epochMilliseconds + buffer * 60_000
  return !busy.some(
    ({ start, end }) =>
      start.epochMilliseconds < end.epochMilliseconds && start.epochMilliseconds < to && end.epochMilliseconds > from,
  )
}

interface Ground {
  readonly busy: readonly Merged[]
  readonly rules: Rules
}

/** Every quarter of an hour on which a coffee could begin, with what speaks against it; and what shuts the other days. */
function findCandidates(input: Wanted, { busy, rules }: Ground) {
  const clock = clockOf(input.timeZone)
  const guest = clockIn(input.guestZone)
  const also = clockIn(input.alsoZone)
  const today = clock(input.now.epochMilliseconds).day
  const last = lastDay(today, rules)
  const full = fullWeeks(input, rules, clock)
  const usual = middle(input.usual)
  const found: Candidate[] = []
  /** How far the best time of each day came. */
  const reached = new Map<number, number>()
  let nightOnly = false
  const first = Math.ceil(input.now.epochMilliseconds / quarter) * quarter
  for (let ms = first; ms < first + (mostDaysAhead() + 2) * dayMs; ms += quarter) {
    const from = clock(ms)
    const { day, minute } = from
    if (day <= today + rules.notice || day > last || !rules.isWorking(day)) continue
    const end = ms + input.minutes * 60_000
    const to = clock(end - 1)
    reached.set(day, reached.get(day) ?? 0)
    // Most of a day falls to its hours: the rest is asked of what lies within them.
    if (!rules.fits(from, to)) continue
    const there = guest && { from: guest(ms), to: guest(end - 1) }
    const beside = also && { from: also(ms), to: also(end - 1) }
    const gap = gapAround(busy, ms, end)
    const step = firstObstacle(input, { rules, from, there, beside, gap, isFull: full.has(weekOf(day)) })
    reached.set(day, Math.max(reached.get(day) ?? 0, step))
    if (obstacles[step] === 'night' && gap >= input.buffer * 60_000) nightOnly = true
    if (step < obstacles.length) continue
    const { office, odd } = oddest(input, there, beside)
    const isTight = gap < (input.buffer + 30) * 60_000
    found.push({
      ms,
      day,
      minute,
      part: partOf(minute),
      odd,
      cost: costOf(from, { usual, there: office, isTight, ahead: day - today }),
    })
  }
  const furthest = Math.max(0, ...reached.values())
  const closed = [...reached].flatMap(([day, step]) => closedBy(input, day, step))
  return { found, closed, why: obstacles[furthest] ?? null, asleep: nightOnly && !found.length }
}

const clockIn = (zone: string | undefined) => (zone === undefined ? undefined : clockOf(zone))

/** The clock of the guest for whom a time is least of an office's, and whether it is outside its hours there. */
function oddest({ guestIsPrivate }: Wanted, there: Doubts['there'], beside: Doubts['there']) {
  if (guestIsPrivate) return { office: undefined, odd: false }
  const odd = [there, beside].find((one) => one !== undefined && !isCivil(one.from, one.to))
  return { office: odd ?? there ?? beside, odd: odd !== undefined }
}

interface Moment {
  readonly rules: Rules
  /** It fits into the hours of the day. */
  readonly from: Wall
  readonly there: Doubts['there']
  /** The clock of a second guest. */
  readonly beside: Doubts['there']
  readonly gap: number
  readonly isFull: boolean
}

/** The place in `obstacles` of the first that stands in the way of a time; their number where none does. */
function firstObstacle(input: Wanted, { rules, from, there, beside, gap, isFull }: Moment): number {
  const stands: Readonly<Record<Obstacle, boolean>> = {
    hours: false,
    off: rules.isOff(from.day),
    holiday: input.ownHolidays?.has(from.day) === true,
    guest_holiday: input.guestHolidays?.has(there?.from.day ?? from.day) === true,
    full: isFull,
    night: [there, beside].some((one) => one !== undefined && isNight(one, from)),
    busy: gap < input.buffer * 60_000,
  }
  const first = obstacles.findIndex((one) => stands[one])
  return first < 0 ? obstacles.length : first
}

function closedBy({ ownHolidays, guestHolidays }: Wanted, day: number, step: number): Closed[] {
  const by = obstacles[step]
  if (!by) return []
  const name = by === 'holiday' ? ownHolidays?.get(day) : by === 'guest_holiday' ? guestHolidays?.get(day) : undefined
  return [{ day, by, ...(name ? { name } : {}) }]
}

/** Where both live by one clock, the owner's own hours say enough. */
function isNight({ from, to }: NonNullable<Doubts['there']>, own: Wall): boolean {
  if (from.day === own.day && from.minute === own.minute) return false
  return from.day !== to.day || from.minute < nightEnds || to.minute >= nightBegins
}

interface Doubts {
  readonly usual: number | undefined
  /** The guest's clock, of somebody who is written to at work. */
  readonly there: { readonly from: Wall; readonly to: Wall } | undefined
  /** Something else is less than half an hour away, besides the buffer. */
  readonly isTight: boolean
  /** Days from today. */
  readonly ahead: number
}

/** What speaks against a time: its minute, its distance from what is usual, its neighbours, the guest's hour, the wait. */
function costOf({ minute }: Wall, { usual, there, isTight, ahead }: Doubts): number {
  const isEdge = there && (there.from.minute < 9 * 60 || there.to.minute >= 17 * 60 + 30)
  const isOdd = there && !isCivil(there.from, there.to)
  return (
    roundness(minute) +
    0.6 * Math.min(3, Math.abs(minute - anchors[partOf(minute)]) / 60) +
    (usual === undefined ? 0 : Math.min(4, Math.abs(minute - usual) / 60)) +
    (isTight ? 1 : 0) +
    (isEdge ? 1 : 0) +
    (isOdd ? beyondOffice : 0) +
    0.03 * ahead
  )
}

/** More than everything else together: a time in the hours of an office comes before any other. */
const beyondOffice = 12

function lastDay(today: number, rules: Rules): number {
  let day = today
  for (let count = 0; count < workingDaysAhead && day < today + mostDaysAhead(); ) {
    day++
    if (rules.isWorking(day)) count++
  }
  return day
}

/** The weeks that have as many coffees as a week may have. */
function fullWeeks({ coffees }: Wanted, { weekly }: Rules, clock: (ms: number) => Wall): ReadonlySet<number> {
  const planned = new Map<number, number>()
  for (const start of coffees) {
    const week = weekOf(clock(start.epochMilliseconds).day)
    planned.set(week, (planned.get(week) ?? 0) + 1)
  }
  return new Set([...planned].filter(([, count]) => count >= weekly).map(([week]) => week))
}

function isCivil(from: Wall, to: Wall): boolean {
  return from.day === to.day && weekday(from.day) <= 5 && from.minute >= guestFrom && to.minute < guestTo
}

/** Morning, around noon, afternoon; and the minute of each that most people like. */
const partOf = (minute: number): 0 | 1 | 2 => (minute < 12 * 60 ? 0 : minute < 14 * 60 ? 1 : 2)
const anchors = [10 * 60, 12 * 60 + 30, 15 * 60] as const
const roundness = (minute: number) => (minute % 60 === 0 ? 0 : minute % 30 === 0 ? 0.3 : 1.5)

function middle(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

function toSlot({ ms, day, minute }: Candidate, input: Wanted, ground: Ground): Slot {
  const end = ms + input.minutes * 60_000
  const remark = input.checked
    ? remarkOn({ day, minute, ms, end }, input, ground)
    : whyIn(tongueOf(input)).remark.unchecked
  return { start: instant(ms), end: instant(end), remark }
}

/** What lies around a time on its own day, inside the hours of that day. */
function remarkOn(at: Wall & { ms: number; end: number }, input: Wanted, { busy, rules }: Ground): string {
  const clock = clockOf(input.timeZone)
  const words = whyIn(tongueOf(input)).remark
  const hours = rules.hoursOn(at.day)
  const opens = at.ms - (at.minute - hours.opens) * 60_000
  const closes = at.ms + (hours.closes - at.minute) * 60_000
  const before = busy.findLast(({ from, to }) => to <= at.ms && to > opens && from < closes)
  const after = busy.find(({ from }) => from >= at.end && from < closes)
  const noon = at.ms + (13 * 60 - at.minute) * 60_000
  if (!before && !after) return words.day
  if (!before && after && after.from >= noon && at.minute < 12 * 60) return words.morning
  if (!after && before && before.to <= noon && at.minute >= 13 * 60) return words.afternoon
  const said = ({ minute }: Wall) => sayClock({ hour: Math.floor(minute / 60), minute: minute % 60 }, input)
  const [from, to] = [before && said(clock(before.to)), after && said(clock(after.from))]
  if (from && to) return words.between(from, to)
  return from ? words.after(from) : words.until(to ?? '')
}
