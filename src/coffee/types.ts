/** A coffee being planned: times, how to ask, and what became of it. */
import type { Span } from '../facts.ts'

/** A time that is free for the owner. */
export interface Slot extends Span {
  /** A few words on it in the owner's time: "Nothing else that morning". */
  readonly remark: string
}

/** A guess at where somebody is, from the clock on their mail. Never more than a guess. */
export interface ZoneGuess {
  /** Minutes east of UTC that their newest messages were dated with. */
  readonly offsetMinutes: number
  /** An IANA zone that has had this offset at those dates. */
  readonly timeZone: string
}

/**
 * How the owner asks: a note in their own mail that offers the times; an invitation with a video link, or one to meet in
 * person, through their calendar; a calendar file; a note that asks for nothing.
 */
export type How = 'note' | 'invite' | 'invite_in_person' | 'ics' | 'write'

/**
 * - `draft`: kept while a permission is missing, or a choice whose hold is over. - `offered`: times lie behind a guest link.
 * - `chosen`: a guest chose one of them, nothing has left, and the time is held until `holdUntil`. - `queued`: leaves at
 * `sendAt`.
 * - `sending`: the calendar is being asked. - `invited`, `accepted`, `declined`, `met`: what the calendar says.
 * - `undone`: taken back before it left. - `taken`: the time was not free any more. - `refused`: the calendar said no.
 */
export type CoffeeState =
  | 'draft'
  | 'offered'
  | 'chosen'
  | 'queued'
  | 'sending'
  | 'invited'
  | 'accepted'
  | 'declined'
  | 'met'
  | 'undone'
  | 'taken'
  | 'refused'
