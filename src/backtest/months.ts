/** Which months of a past year can be replayed: a year of history lies before each of them, and eight weeks after it are over. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'

/** How long is looked at what came of a month: eight weeks, as in the measurements of docs/inference.md. */
export const daysAfter = 56
const mostMonths = 12

interface Reach {
  readonly now: Instant
  /** IANA name of the owner's zone: its months are replayed. */
  readonly timeZone: string
  /** The history is complete back to here; undefined while that is not known. */
  readonly readBackTo: Instant | undefined
}

/** Midnight of the first day of each month, oldest first: the last twelve at most, and none where too little is read. */
export function replayable({ now, timeZone, readBackTo }: Reach): readonly Instant[] {
  if (!readBackTo) return []
  const over = now.subtract({ hours: 24 * daysAfter }).toZonedDateTimeISO(timeZone)
  const newest = over.toPlainDate().with({ day: 1 })
  const from = readBackTo.toZonedDateTimeISO(timeZone).add({ years: 1 }).toInstant()
  return Array.from({ length: mostMonths }, (_, i) => newest.subtract({ months: mostMonths - 1 - i }))
    .map((day) => day.toZonedDateTime(timeZone).toInstant())
    .filter((at) => Temporal.Instant.compare(at, from) >= 0)
}
