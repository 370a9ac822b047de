/** Wall clocks of time zones for epoch milliseconds, without a Temporal object per quarter of an hour. */
import { dayMs, instant } from '../people/days.ts'

/** A moment on a wall clock. */
export interface Wall {
  /** Days since 1 January 1970. */
  readonly day: number
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number
}

/** Reads the wall clock of an IANA zone. Offsets are looked up once a UTC day, and exactly on the days they change. */
export function clockOf(timeZone: string): (ms: number) => Wall {
  const offsets = new Map<number, number>()
  const exact = (ms: number) => offsetMinutes(timeZone, ms) * 60_000
  const onDay = (utcDay: number) => {
    const known = offsets.get(utcDay) ?? exact(utcDay * dayMs)
    offsets.set(utcDay, known)
    return known
  }
  return (ms) => {
    const utcDay = Math.floor(ms / dayMs)
    const offset = onDay(utcDay)
    const wall = ms + (offset === onDay(utcDay + 1) ? offset : exact(ms))
    const day = Math.floor(wall / dayMs)
    return { day, minute: Math.floor((wall - day * dayMs) / 60_000) }
  }
}

/** Minutes east of UTC in this zone at this moment. */
export const offsetMinutes = (timeZone: string, ms: number): number =>
  instant(ms).toZonedDateTimeISO(timeZone).offsetNanoseconds / 60_000_000_000

/** ISO weekday of a day, 1 is Monday: the first day of 1970 was a Thursday. */
export const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** A number that all days of one week, from Monday, have in common. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7)

/** "09:30" as minutes since midnight. */
export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
