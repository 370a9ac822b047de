/** What the finders are given of one person: everything that may be told of them, as the record has it. */
import type { Instant } from '../../facts.ts'
import type { Person } from '../../people/types.ts'
import type { Place } from '../../place.ts'
import type { Contact, Turn } from '../types.ts'

/** Everything that may be told of one person. */
export interface Telling extends Place {
  readonly person: Person
  /** Ascending: every interaction on which an address of theirs stands, with them or only beside them, each once. */
  readonly contacts: readonly Contact[]
  /** The name of a third person who may be named: a person, not private, not let go. Undefined for anybody else. */
  named(address: string): string | undefined
  /** Whose an address is: one for all addresses of somebody, and on how many ties they stand. Without it each is somebody's. */
  whose?(address: string): Whose | undefined
  /** The owner's own lines about them. */
  readonly notes: readonly { readonly at: Instant; readonly text: string }[]
  /** What the owner kept for the next note to them: it takes the place of a bracket that asks for nothing of its own. */
  readonly line?: { readonly id: string; readonly text: string }
  /** Days of the calendar that are known to be theirs; `id` is that of the calendar's entry. */
  readonly birthdays?: readonly Birthday[]
  readonly now: Instant
  /** The history is complete back to here. */
  readonly readBackTo?: Instant
  /** An account that knew them is not read any more: nothing is called the last word, unanswered, ended or quiet. */
  readonly cut?: boolean
  /** Nothing older is ever read. */
  readonly horizon: Instant
  /** How long a coffee of the owner's lasts, as their settings say; 45 unless said. */
  readonly minutes?: number
  /** Chooses among wordings; the same seed gives the same words. */
  readonly seed: string
  /** Where the card stands in a letter; absent outside letters, and until it is known who is in one. */
  readonly turn?: Turn
}

/** Somebody by their oldest address, and on how many of the owner's ties with others they stand. */
export interface Whose {
  readonly address: string
  readonly companionOf: number
}

/** A birthday in the owner's calendar. No year: an age is nobody's business. */
export interface Birthday {
  readonly id: string
  readonly month: number
  readonly day: number
}
