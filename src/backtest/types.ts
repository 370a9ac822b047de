/** A past year replayed: whom a letter would have named at the beginning of each month, and what came of it. */
import type { Instant, Span, StoredFact } from '../facts.ts'
import type { Telling } from '../letter/find/telling.ts'
import type { Contact } from '../letter/types.ts'
import type { Own } from '../people/identity/own.ts'
import type { Decision } from '../people/types.ts'
import type { Place } from '../place.ts'

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

/** What is stored, as a replay asks for it. Whatever it answers, nothing of `at` or later is used for choosing. */
export interface Archive {
  /** Every fact in ascending time; asked anew for each pass. */
  read(): AsyncIterable<StoredFact>
  /**
   * What one of these addresses stands on before `until`, ascending, each message or meeting once. Where there is more than
   * is read, nothing is known of what was before `readBackTo`.
   */
  about(
    addresses: readonly string[],
    own: Own,
    until: Instant,
  ): Promise<{ readonly contacts: readonly Contact[]; readonly readBackTo?: Instant }>
  /** The same for everybody's, within a stretch of time. */
  during(span: Span, own: Own): Promise<readonly Contact[]>
  /** The owner's own lines about whoever has one of these addresses. */
  notes(addresses: readonly string[]): Promise<Telling['notes']>
  /** Every address that is thought to be the same person's today. Used only for what came after. */
  sameToday(address: string): readonly string[]
}

export interface Replaying extends Place {
  /** Midnight of the first day of the month. */
  readonly at: Instant
  readonly archive: Archive
  /** Addresses the owner declared, and those of the accounts: whose mailbox it is has no date. */
  readonly declaredOwn: readonly string[]
  readonly accounts: readonly string[]
  /** Every own address known today. Used only for what came after. */
  readonly ownToday: readonly string[]
  /** The owner's own name where others write from their addresses too: that has no date either. */
  readonly sharedName?: string
  /** By address; later ones than `at` are left out. */
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  /** How many people a letter names. */
  readonly count: number
  readonly readBackTo: Instant
  readonly historyYears: number
  /** Nothing older is ever read. */
  readonly horizon: Instant
  /** The months replayed so far: whom they named rests. */
  readonly before: readonly ReplayedMonth[]
  readonly seed: string
}
