/** Which occurrence of a series a changed one stands for, and what it changes of those that follow. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../../facts.ts'
import type { Entry } from './entry.ts'
import type { Moment } from './moment.ts'
import type { Zones } from './zones.ts'

type Wall = Temporal.PlainDateTime

/** One occurrence as first planned: what the clock of its series shows, and when that is. */
export interface Planned {
  readonly wall: Wall
  readonly at: Instant
}

/** Tells which planned occurrence is meant: by the moment, else by the day where either of the two is a day only. */
export interface Places {
  /** The moment, as first planned, that is meant; null where none of these is. */
  find(moment: Moment): number | null
}

/** @param master whose clock shows times without a zone */
export function createPlaces(planned: readonly Planned[], master: Entry, zones: Zones): Places {
  const moments = new Set(planned.map(({ at }) => at.epochMilliseconds))
  const days = new Map<string, number>()
  for (const { wall, at } of planned) {
    const day = wall.toPlainDate().toString()
    if (!days.has(day)) days.set(day, at.epochMilliseconds)
  }
  const onDay = (day: string | undefined) => (day === undefined ? undefined : days.get(day)) ?? null
  return {
    find(moment) {
      if (moment.date) return onDay(moment.date)
      if (master.start.date) return onDay(dayMeant(moment, zones)) ?? onDay(moment.wall?.slice(0, 10))
      const at = zones.toInstant(inZoneOf(moment, master)).epochMilliseconds
      if (moments.has(at)) return at
      // Some programs write the day only, as its midnight.
      return moment.wall?.endsWith('T00:00:00') ? onDay(moment.wall.slice(0, 10)) : null
    },
  }
}

/** A time without a zone is one of the series' own clock. */
export const inZoneOf = (moment: Moment, { start }: Pick<Entry, 'start'>): Moment =>
  moment.wall && !moment.zone && start.zone ? { ...moment, zone: start.zone } : moment

/** Whole days are written as the midnight of UTC, or as that of their own zone in UTC: 22:00 of the day before. */
function dayMeant({ wall = '', zone }: Moment, zones: Zones): string | undefined {
  const shown = Temporal.PlainDateTime.from(wall)
  const day = shown.toPlainDate()
  if (zone !== 'UTC' || (shown.hour === 0 && shown.minute === 0)) return day.toString()
  const at = Temporal.Instant.from(`${wall}Z`)
  const midnights = [day, day.add({ days: 1 })].filter(
    (one) => zones.toInstant({ wall: `${one.toString()}T00:00:00` }).epochMilliseconds === at.epochMilliseconds,
  )
  return midnights[0]?.toString()
}

/** How those that follow are changed: by the clock where both are kept in one zone, else by the time between. */
export interface Shift {
  readonly entry: Entry
  apply(planned: Planned): { readonly start: Instant; readonly wall: Wall }
}

/** @param planned the occurrence that `entry` stands for */
export function createShift(entry: Entry, planned: Planned, master: Entry, zones: Zones): Shift {
  const { start } = entry
  const sameClock = start.date !== undefined || start.zone === master.start.zone
  const shown = Temporal.PlainDateTime.from(start.wall ?? start.date ?? '')
  const by = planned.wall.until(shown, { largestUnit: 'days' })
  const later = planned.at.until(zones.toInstant(start))
  return {
    entry,
    apply({ wall, at }) {
      if (!sameClock) return { start: at.add(later), wall }
      const moved = wall.add(by)
      return { start: zones.toInstant(momentAt(moved, entry)), wall: moved }
    },
  }
}

/** What the clock of an entry shows, as its start is written. */
export const momentAt = (wall: Wall, { start }: Pick<Entry, 'start'>): Moment =>
  start.date ? { date: wall.toPlainDate().toString() } : { ...start, wall: wall.toString() }

/** What the clock shows; of a day its first moment. */
export const wallOf = ({ wall, date }: Moment): Wall => Temporal.PlainDateTime.from(wall ?? date ?? '')
