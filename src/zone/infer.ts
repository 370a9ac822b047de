/** Finds the owner's time zone in the clocks on the mail they sent: across changes of the clock, trips and moves. */
import type { Instant } from '../facts.ts'
import { minutesAt, minutesIn, type Steps, stepsOf } from './steps.ts'
import { zones } from './zones.ts'

/** What one message that the owner sent says of the clock where they were. */
export interface Clock {
  readonly at: Instant
  /** East of UTC, as in the message's Date header. */
  readonly minutes: number
}

const dayMs = 24 * 3600_000
/** Older mail says where somebody was. */
const windowDays = 730
/** So many messages on so many days at least: less may be one trip. */
const least = { messages: 5, days: 3 } as const
/**
 * Somebody has moved once so many more days with mail fit the new place than the old one: a trip of two weeks moves
 * nobody, and a change of the clock is no move.
 */
const moveDays = 20
/** A day counts as much however much was sent on it. */
const dayWeight = 2
const perDay = 2

/**
 * The zone (IANA) whose clock these show, where they show one. Of several that explain them equally, such as Berlin and
 * Paris, the first of `prefer` (the calendar's, the browser's, the one in use), else the one where most people live.
 *
 * +0000 alone says nothing, since many programs write it wherever they are: it counts only for a zone that explains other
 * clocks of the owner too, as London does in summer, and that shows +0000 on nearly all of the days that have it.
 */
export function inferZone(
  clocks: readonly Clock[],
  prefer: readonly (string | null | undefined)[] = [],
): string | undefined {
  const seen = thin(clocks)
  const whole = walk(seen, prefer)
  if (whole && isSound(whole)) return whole.zone
  const told = walk(
    seen.filter(({ minutes }) => minutes !== 0),
    prefer,
  )
  return told && isSound(told) ? told.zone : undefined
}

interface Seen {
  readonly ms: number
  readonly minutes: number
  readonly weight: number
}

/** The newest of each day within the window, in ascending time. */
function thin(clocks: readonly Clock[]): readonly Seen[] {
  const possible = clocks
    .filter(({ minutes }) => minutes % 15 === 0 && minutes >= -12 * 60 && minutes <= 14 * 60)
    .map(({ at, minutes }) => ({ ms: at.epochMilliseconds, minutes }))
    .toSorted((a, b) => a.ms - b.ms)
  const from = (possible.at(-1)?.ms ?? 0) - windowDays * dayMs
  const days = Map.groupBy(
    possible.filter(({ ms }) => ms >= from),
    dayOf,
  )
  return [...days.values()].flatMap((all) => {
    const some = all.slice(-perDay)
    return some.map((one) => ({ ...one, weight: dayWeight / some.length }))
  })
}

/** Where the owner is after all of it, and what was sent since they came there. */
interface Stay {
  readonly zone: string
  readonly since: readonly (Seen & { readonly fits: boolean })[]
}

/**
 * The cheapest way through all of it: a day that the zone does not explain costs one, a move costs `moveDays`
 * (Viterbi's algorithm, one state for each zone).
 */
function walk(seen: readonly Seen[], prefer: readonly (string | null | undefined)[]): Stay | undefined {
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last) return undefined
  const states = candidates(seen, prefer).map((zone) => ({
    zone,
    steps: stepsOf(zone, first.ms, last.ms),
    cost: 0,
    since: 0,
  }))
  for (const [index, one] of seen.entries()) {
    const moved = Math.min(...states.map(({ cost }) => cost)) + moveDays * dayWeight
    for (const state of states) {
      if (moved < state.cost) Object.assign(state, { cost: moved, since: index })
      if (!fits(state.steps, one)) state.cost += one.weight
    }
  }
  const [best] = states.toSorted((a, b) => a.cost - b.cost)
  return (
    best && { zone: best.zone, since: seen.slice(best.since).map((one) => ({ ...one, fits: fits(best.steps, one) })) }
  )
}

/** Those that showed at least one of these clocks in either half of the last year, in the order of preference. */
function candidates(seen: readonly Seen[], prefer: readonly (string | null | undefined)[]): readonly string[] {
  const clocks = new Set(seen.map(({ minutes }) => minutes))
  const newest = seen.at(-1)?.ms ?? 0
  const all = [...new Set([...prefer.filter((zone) => zone !== null && zone !== undefined), ...zones])]
  return all.filter((zone) => [15, 197].some((days) => clocks.has(minutesAt(zone, newest - days * dayMs))))
}

function isSound({ since }: Stay): boolean {
  const told = since.filter(({ minutes }) => minutes !== 0)
  const fitting = told.filter((one) => one.fits)
  const zero = since.filter(({ minutes }) => minutes === 0)
  return (
    fitting.length >= least.messages &&
    new Set(fitting.map(dayOf)).size >= least.days &&
    weigh(fitting) > weigh(told) / 2 &&
    weigh(zero.filter((one) => one.fits)) >= weigh(zero) * 0.75
  )
}

const fits = (steps: Steps, { ms, minutes }: Seen) => minutesIn(steps, ms) === minutes
const dayOf = ({ ms }: { readonly ms: number }) => Math.floor(ms / dayMs)
const weigh = (some: readonly Seen[]) => some.reduce((sum, { weight }) => sum + weight, 0)
