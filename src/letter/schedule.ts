/** When the letters of one owner are due: the one that should be on its way now, and the next. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import { daysOf, policy } from '../policy.ts'
import type { Settings } from '../settings.ts'
import { lastSlot, nextSlot, type WeekSlot } from './week.ts'

/** What the hours of an owner's letters depend on. */
export interface Reader {
  readonly id: string
  readonly settings: Settings
  /** IANA. */
  readonly timeZone: string
}

/** A letter later than this is dropped: what it says of today is not true any more. */
export const staleHours = 24

/**
 * The next hour at which a letter goes: after a pause, and not in a week that has its letter already.
 * @param taken weeks with a letter, as "2026-W48"
 */
export function upcoming(user: Reader, after: Instant, taken: ReadonlySet<string> = new Set()): WeekSlot {
  let slot = nextSlot(after, user.settings, user.timeZone)
  while (taken.has(slot.week) || isPaused(user, slot.at)) slot = nextSlot(slot.at, user.settings, user.timeZone)
  return slot
}

/** What is known of a letter of some week: when it was written, and whether it went out. */
export interface Had {
  readonly week: string
  readonly createdAt: Instant
  readonly sends: number
}

/** Weeks without another letter: those that have theirs, and one whose hour comes too soon after a letter that went. */
export function weeksHad(user: Reader, letters: readonly Had[]): ReadonlySet<string> {
  const soon = letters.flatMap((had) => {
    const next = nextSlot(had.createdAt, user.settings, user.timeZone)
    return isTooSoon(next.at, [had]) ? [next.week] : []
  })
  return new Set([...letters.map(({ week }) => week), ...soon])
}

/** A letter sent by hand on Sunday is followed by none on Monday. A later copy of one letter counts for nothing. */
export const isTooSoon = (slot: Instant, letters: readonly Had[]): boolean =>
  letters.some(({ createdAt, sends }) => {
    const days = slot.since(createdAt).total('days')
    return sends > 0 && days > 0 && days < daysOf(policy.betweenLetters)
  })

/** The latest slot that has come, with whether its letter may still go. */
export function latest(user: Reader, now: Instant): WeekSlot & { readonly stale: boolean } {
  const slot = lastSlot(now, user.settings, user.timeZone)
  return { ...slot, stale: Temporal.Instant.compare(now, slot.at.add({ hours: staleHours })) > 0 }
}

/** A pause lasts to the start of its day, on the owner's clock. */
export function isPaused({ settings, timeZone }: Reader, at: Instant): boolean {
  const until = settings.pausedUntil
  return until !== null && at.toZonedDateTimeISO(timeZone).toPlainDate().toString() < until
}
