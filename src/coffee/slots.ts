/** Chooses times for a coffee that suit both: free for the owner, at a civil hour for the other, and not all alike. */
import { clock as sayClock } from '../dates.ts'
import type { Instant, Span } from '../facts.ts'
import { dayMs, instant } from '../people/days.ts'
import type { Place } from '../place.ts'
import { daysOf, policy } from '../policy.ts'
import { clockOf, minutesOf, type Wall, weekday, weekOf } from './clock.ts'
import type { Slot } from './types.ts'

/** Working hours and days are read on the wall clock of the owner's place. */
export interface Wanted extends Place {
  readonly now: Instant
  /** ISO weekdays, 1 is Monday. */
  readonly workingDays: readonly number[]
  /** "09:00" */
  readonly workingFrom: string
  readonly workingTo: string
  /** Taken times of the owner, in any order. */
  readonly busy: readonly Span[]
  /** False: the calendar could not be asked, or says too little to go by. The times then say so. */
  readonly checked: boolean
  readonly minutes: number
  /** Minutes to be free before and after. */
  readonly buffer: number
  /** Where the other side is thought to be: kept to 08:00-18:30 on a working day there. */
  readonly guestZone?: string
  /** Where a second guest is thought to be: kept to the same hours. */
  readonly alsoZone?: string
  /** Starts of the coffees that are planned already. */
  readonly coffees: readonly Instant[]
  /** Minutes after midnight, in the owner's zone, at which the two used to meet. */
  readonly usual: readonly number[]
}

/** How many times are offered, and how many more there are behind "Other times". */
const offeredTimes = 3
const moreTimes = 6

const quarter = 15 * 60_000
const fullDaysAhead = 2
const workingDaysAhead = 15
/** Whoever works few days a week is not asked for a coffee in two months. */
const mostDaysAhead = () => daysOf(policy.offered)
const guestFrom = 8 * 60
const guestTo = 18 * 60 + 30

interface Candidate extends Wall {
  readonly ms: number
  readonly part: number
  readonly cost: number
}

/**
 * Free times, each list in its order in time: up to three to offer, of different days and of different parts of the day
 * while there are any, and up to six more. Every one begins on a quarter of an hour, two full days to fifteen working
 * days ahead.
 */
export function freeSlots(input: Wanted): { readonly offered: readonly Slot[]; readonly more: readonly Slot[] } {
  const busy = mergeSpans(input.busy)
  const candidates = findCandidates(input, busy).sort((a, b) => a.cost - b.cost || a.ms - b.ms)
  const chosen = chooseOffered(candidates)
  const inTime = (some: readonly Candidate[]) =>
    some.toSorted((a, b) => a.ms - b.ms).map((one) => toSlot(one, input, busy))
  return { offered: inTime(chosen), more: inTime(chooseMore(candidates, chosen)) }
}

/** Time is free where neither the coffee nor the minutes around it touch anything. */
export function isFree(when: Span, busy: readonly Span[], buffer = 0): boolean {
  const from = when.start.epochMilliseconds - buffer * 60_000
  const to = when.end.epochMilliseconds + buffer * 60_000
  return !busy.some(({ start, end }) => start.epochMilliseconds < to && end.epochMilliseconds > from)
}

/** Every quarter of an hour on which a coffee could begin, with what speaks against it. */
function findCandidates(input: Wanted, busy: readonly Merged[]): Candidate[] {
  const buffer = input.buffer * 60_000
  const clock = clockOf(input.timeZone)
  const guest = input.guestZone ? clockOf(input.guestZone) : undefined
  const also = input.alsoZone ? clockOf(input.alsoZone) : undefined
  const hours = { opens: minutesOf(input.workingFrom), closes: minutesOf(input.workingTo) }
  const today = clock(input.now.epochMilliseconds).day
  const last = lastDay(today, input.workingDays)
  const full = fullWeeks(input, clock)
  const usual = middle(input.usual)
  const found: Candidate[] = []
  const first = Math.ceil(input.now.epochMilliseconds / quarter) * quarter
  for (let ms = first; ms < first + (mostDaysAhead() + 2) * dayMs; ms += quarter) {
    const wall = clock(ms)
    const { day, minute } = wall
    if (day <= today + fullDaysAhead || day > last || full.has(weekOf(day))) continue
    if (!input.workingDays.includes(weekday(day))) continue
    const end = ms + input.minutes * 60_000
    // The hour that a change of summer time takes or gives is told by the clock, not by adding minutes.
    if (!isWithin(wall, clock(end - 1), hours)) continue
    const there = guest ? { from: guest(ms), to: guest(end - 1) } : undefined
    if (there && !isCivil(there.from, there.to)) continue
    if (also && !isCivil(also(ms), also(end - 1))) continue
    const gap = gapAround(busy, ms, end)
    if (gap < buffer) continue
    const cost = costOf(wall, { usual, there, isTight: gap < buffer + 30 * 60_000, ahead: day - today })
    found.push({ ms, day, minute, part: partOf(minute), cost })
  }
  return found
}

/** On one day, and between the minutes at which the owner begins and ends. */
const isWithin = (from: Wall, to: Wall, { opens, closes }: { readonly opens: number; readonly closes: number }) =>
  from.minute >= opens && to.day === from.day && to.minute < closes && to.minute >= from.minute

interface Doubts {
  readonly usual: number | undefined
  /** The guest's clock. */
  readonly there: { readonly from: Wall; readonly to: Wall } | undefined
  /** Something else is less than half an hour away, besides the buffer. */
  readonly isTight: boolean
  /** Days from today. */
  readonly ahead: number
}

/** What speaks against a time: its minute, its distance from what is usual, its neighbours, the guest's hour, the wait. */
function costOf({ minute }: Wall, { usual, there, isTight, ahead }: Doubts): number {
  const isEdge = there && (there.from.minute < 9 * 60 || there.to.minute >= 17 * 60 + 30)
  return (
    roundness(minute) +
    0.6 * Math.min(3, Math.abs(minute - anchors[partOf(minute)]) / 60) +
    (usual === undefined ? 0 : Math.min(4, Math.abs(minute - usual) / 60)) +
    (isTight ? 1 : 0) +
    (isEdge ? 1 : 0) +
    0.03 * ahead
  )
}

function lastDay(today: number, workingDays: readonly number[]): number {
  let day = today
  for (let count = 0; count < workingDaysAhead && day < today + mostDaysAhead(); ) {
    day++
    if (workingDays.includes(weekday(day))) count++
  }
  return day
}

/** The weeks that have as many coffees as a week may have. */
function fullWeeks({ coffees }: Wanted, clock: (ms: number) => Wall): ReadonlySet<number> {
  const planned = new Map<number, number>()
  for (const start of coffees) {
    const week = weekOf(clock(start.epochMilliseconds).day)
    planned.set(week, (planned.get(week) ?? 0) + 1)
  }
  return new Set([...planned].filter(([, count]) => count >= policy.coffeesAWeek).map(([week]) => week))
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

/** The best of all, then the best of another day and part of day, then of another day; days side by side come last. */
function chooseOffered(candidates: readonly Candidate[]): readonly Candidate[] {
  const chosen: Candidate[] = []
  while (chosen.length < offeredTimes) {
    const others = candidates.filter((one) => chosen.every(({ day }) => day !== one.day))
    const varied = others.filter((one) => chosen.every(({ part }) => part !== one.part))
    const beside = (one: Candidate) => (chosen.some(({ day }) => Math.abs(day - one.day) === 1) ? 1 : 0)
    const next = (varied.length ? varied : others).toSorted(
      (a, b) => a.cost + beside(a) - b.cost - beside(b) || a.ms - b.ms,
    )[0]
    if (!next) break
    chosen.push(next)
  }
  return chosen
}

/** Further times, never two in one part of one day. */
function chooseMore(candidates: readonly Candidate[], chosen: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set(chosen.map(({ day, part }) => `${day} ${part}`))
  const more: Candidate[] = []
  for (const one of candidates) {
    const key = `${one.day} ${one.part}`
    if (seen.has(key) || more.length === moreTimes) continue
    seen.add(key)
    // Two parts of a day may still meet: a coffee at half past eleven ends after noon.
    const apart = [...chosen, ...more].every(({ ms }) => Math.abs(ms - one.ms) >= 90 * 60_000)
    if (apart) more.push(one)
    else seen.delete(key)
  }
  return more
}

interface Merged {
  readonly from: number
  readonly to: number
}

function mergeSpans(spans: readonly Span[]): Merged[] {
  const merged: { from: number; to: number }[] = []
  const sorted = spans
    .map(({ start, end }) => ({ from: start.epochMilliseconds, to: end.epochMilliseconds }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
  for (const span of sorted) {
    const before = merged.at(-1)
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to)
    else merged.push(span)
  }
  return merged
}

/** Milliseconds to the nearest taken time on either side; negative where one is touched. */
function gapAround(busy: readonly Merged[], from: number, to: number): number {
  let gap = Number.POSITIVE_INFINITY
  for (const one of busy) {
    if (one.from >= to) return Math.min(gap, one.from - to)
    gap = one.to <= from ? from - one.to : -1
    if (gap < 0) return gap
  }
  return gap
}

function toSlot({ ms, day, minute }: Candidate, input: Wanted, busy: readonly Merged[]): Slot {
  const end = ms + input.minutes * 60_000
  const remark = input.checked ? remarkOn({ day, minute, ms, end }, input, busy) : 'Check this one in your calendar'
  return { start: instant(ms), end: instant(end), remark }
}

/** What lies around a time on its own day, inside the working hours. */
function remarkOn(at: Wall & { ms: number; end: number }, input: Wanted, busy: readonly Merged[]): string {
  const clock = clockOf(input.timeZone)
  const opens = at.ms - (at.minute - minutesOf(input.workingFrom)) * 60_000
  const closes = at.ms + (minutesOf(input.workingTo) - at.minute) * 60_000
  const before = busy.findLast(({ from, to }) => to <= at.ms && to > opens && from < closes)
  const after = busy.find(({ from }) => from >= at.end && from < closes)
  const noon = at.ms + (13 * 60 - at.minute) * 60_000
  if (!before && !after) return 'Nothing else that day'
  if (!before && after && after.from >= noon && at.minute < 12 * 60) return 'Nothing else that morning'
  if (!after && before && before.to <= noon && at.minute >= 13 * 60) return 'Nothing else that afternoon'
  const said = ({ minute }: Wall) => sayClock({ hour: Math.floor(minute / 60), minute: minute % 60 }, input)
  const [from, to] = [before && said(clock(before.to)), after && said(clock(after.from))]
  if (from && to) return `Free from ${from} to ${to}`
  return from ? `Nothing else after ${from}` : `Nothing else until ${to}`
}
