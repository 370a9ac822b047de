/** A past year replayed: whom a letter would have named at the beginning of each month, and what came of it. */
import type { Instant } from '../facts.ts'

/** One person whom a way of choosing named, and what the eight weeks after it held. */
export interface Named {
  /** Their oldest address as it was known then: what the person's id is made from. */
  readonly address: string
  readonly name: string
  /** Why, in the words of that day. */
  readonly why: string
  readonly silentDays: number
  /** Contacts in both directions, or a meeting, within the weeks after. */
  readonly resumed: boolean
  /** The owner made the first of them. */
  readonly byOwner: boolean
  /** What happened, in a few words: "you wrote on 12 May, they answered; you met on 3 June". */
  readonly after: string
}

/** How many of those that a way of choosing named came back, out of how many it could name. */
export interface Tally {
  readonly named: number
  readonly resumed: number
}

export interface ReplayedMonth {
  /** Midnight of the first day of the month in the owner's zone. */
  readonly at: Instant
  /** How many people were due on that day. */
  readonly due: number
  readonly picks: readonly Named[]
  /** The same number of people by other ways. Chance is worked out, not drawn: its `resumed` may be a fraction. */
  readonly others: Readonly<Record<'chance' | 'recent' | 'overdue', Tally>>
}
