/** What was read and what was not, counted while it goes on: by reason, and where it stands. */
import type { Instant, Skipped } from '../facts.ts'

export interface Tally {
  pass: 'sorting' | 'reading' | 'calendars' | 'contacts'
  messages: number
  meetings: number
  contacts: number
  /** How many were left out, by reason. */
  readonly skipped: Map<string, number>
  /** Where the first of those stand that nobody left out on purpose, by reason: "archive.mbox, line 120". */
  readonly places: Map<string, string[]>
  /** Files of which nothing is read, because of what they hold. */
  readonly leftOut: { readonly file: string; readonly reason: string; messages: number }[]
  /** One sentence for each file that could not be read. */
  readonly faults: string[]
  oldestMail: Instant | null
  /** The zone that a calendar says it is kept in (IANA). */
  timeZone: string | null
  /** How the owner writes their own name, as their mail has it; by how often. */
  readonly names: Map<string, number>
}

export const emptyTally = (): Tally => ({
  pass: 'sorting',
  messages: 0,
  meetings: 0,
  contacts: 0,
  skipped: new Map(),
  places: new Map(),
  leftOut: [],
  faults: [],
  oldestMail: null,
  timeZone: null,
  names: new Map(),
})

/** More are counted, and not named. */
const mostPlaces = 5

export const count = (counts: Map<string, number>, key: string, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by)

/** Counts what is left out; `place` where somebody may want to look for it. */
export function leaveOut({ skipped, places }: Tally, reason: string, place?: string): void {
  count(skipped, reason)
  const known = places.get(reason) ?? []
  if (place !== undefined && known.length < mostPlaces && !known.includes(place)) places.set(reason, [...known, place])
}

/** Counts what was not stored, or not whole. @returns how many are not kept at all */
export function leaveOutAll(
  tally: Tally,
  skipped: readonly Skipped[],
  placeOf: (id: string) => string | undefined,
): number {
  for (const { id, reason } of skipped) leaveOut(tally, reason, placeOf(id))
  return skipped.filter(({ cut }) => !cut).length
}
