/** What the clock of a zone shows over some years, looked up once: most of a look-up is the beginning of it. */
import { Temporal } from 'temporal-polyfill'

/** From `from` (epoch milliseconds) on the clock is so many minutes east of UTC. */
interface Step {
  readonly from: number
  readonly minutes: number
}
/** Ascending; the first one reaches back before all times asked for. */
export type Steps = readonly Step[]

const yearMs = 365 * 24 * 3600_000

/** Minutes east of UTC in this zone (IANA) at this moment, in epoch milliseconds. */
export const minutesAt = (zone: string, ms: number): number => at(zone, ms).offsetNanoseconds / 60_000_000_000

/** Every change of a zone's clock between two moments, in epoch milliseconds. */
export function stepsOf(zone: string, from: number, to: number): Steps {
  const known = looked.get(zone)
  if (known && known.from <= from && known.to >= to) return known.steps
  // A little more than was asked for: the next one who asks lives a little later.
  const range = { from: from - yearMs / 4, to: to + yearMs / 4 }
  const steps = look(zone, range.from, range.to)
  looked.set(zone, { ...range, steps })
  return steps
}

/** The minutes of these steps at a moment. */
export function minutesIn(steps: Steps, ms: number): number {
  let minutes = steps[0]?.minutes ?? 0
  for (const step of steps) {
    if (step.from > ms) break
    minutes = step.minutes
  }
  return minutes
}

/** Whether two clocks show something else at any time in the year from `ms` on: Berlin and Paris never do. */
export function differ(one: string, other: string, ms: number): boolean {
  if (one === other) return false
  const [a, b] = [stepsOf(one, ms, ms + yearMs), stepsOf(other, ms, ms + yearMs)]
  const moments = [ms, ...[...a, ...b].map(({ from }) => from).filter((from) => from > ms && from < ms + yearMs)]
  return moments.some((moment) => minutesIn(a, moment) !== minutesIn(b, moment))
}

/** Whether a clock shows UTC all year: in Iceland it does, and in a browser that does not say where it is. */
export const isUtc = (zone: string, ms: number): boolean =>
  [-yearMs / 2, 0].every((ago) => minutesAt(zone, ms + ago) === 0)

const looked = new Map<string, { readonly from: number; readonly to: number; readonly steps: Steps }>()

function look(zone: string, from: number, to: number): Steps {
  const steps: Step[] = []
  for (let now: Temporal.ZonedDateTime | null = at(zone, from); now && now.epochMilliseconds < to; )
    now = note(steps, now).getTimeZoneTransition('next')
  return steps
}

function note(steps: Step[], now: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  steps.push({ from: now.epochMilliseconds, minutes: now.offsetNanoseconds / 60_000_000_000 })
  return now
}

const at = (zone: string, ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
