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
  /** An IANA zone that has had this offset at those dates, or the offset itself ("+12:45") where none here has. */
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

/** What a guest does on their page besides choosing a time. */
export const guestActs = ['change', 'none', 'cancel', 'stop'] as const
export type GuestAct = (typeof guestActs)[number]

/**
 * The last thing that happened to a choice and that its owner is to hear of. `fell`: the invitation for it could not leave.
 * Moments are ISO instants.
 */
export interface News {
  readonly act: GuestAct | 'fell'
  readonly at: string
  /** Counts what happened to one coffee: each has a mail of its own. */
  readonly no: number
  /** What the guest wrote beside it, in one line. */
  readonly line?: string
  /** The time that it was before. */
  readonly was?: string
  /** The guest has called it off, whatever happened since. */
  readonly off?: true
  /** The owner has looked at it, or planned something else. */
  readonly seen?: true
}

/** What the owner's calendar is still to be asked for; once it is being asked, nobody can take it back. */
export type Pending = 'cancel' | 'cancelling' | 'move' | 'moving'
