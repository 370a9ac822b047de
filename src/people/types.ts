/** What is derived from facts: people, and how each of them and the owner have been in touch. */
import type { Instant } from '../facts.ts'

export type PersonKind = 'person' | 'robot' | 'list' | 'role'

/** What the owner decided about someone. It lives apart from the facts and is applied on top of whatever they say. */
export type Decision =
  | { readonly kind: 'let_go' | 'elsewhere' | 'keep' | 'person' | 'robot'; readonly at: Instant }
  /** They are named before others; they have died. Each holds until it is taken back, whatever else is said. */
  | { readonly kind: 'keep_close' | 'died'; readonly at: Instant }
  | { readonly kind: 'rest'; readonly at: Instant; readonly until: Instant }
  /** Nothing is open between the two as of `at`: an owed answer is settled, and only later contact makes them due again. */
  | { readonly kind: 'close'; readonly at: Instant }
  /** This address is the same human as `with` (an address), or is not. */
  | { readonly kind: 'merge' | 'split'; readonly at: Instant; readonly with: string }

export type PersonState = 'active' | 'resting' | 'elsewhere' | 'let_go' | 'died'

/** One address of a person, and why it is thought to be theirs. */
export interface PersonAddress {
  readonly address: string
  /** Empty for the oldest address, else a sentence: "same full name, Maren Okafor". */
  readonly reason: string
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** A thread or a meeting that the page may quote; `factId` is the evidence. */
export interface Quote {
  readonly factId: string
  readonly at: Instant
  readonly title?: string
}

/** A recurring meeting held with someone. `endedAt` is set once it has stopped. */
export interface Series {
  readonly id: string
  readonly title?: string
  readonly count: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly lastFactId: string
  readonly ended: boolean
}

/** One account, and what of it knew somebody. */
export interface KnownBy {
  readonly connectionId: string
  readonly kind: 'mail' | 'calendar'
  readonly lastAt: Instant
}

/** Everything measured about one tie. Days are whole or fractional days of 24 hours; counts are messages or meetings. */
export interface Tie {
  /** Sum over interactions of 1/sqrt(number of others). */
  readonly weight: number
  /** The weight with a half-life of a year, as of `at`. Absent in what was derived before this was kept. */
  readonly fading?: { readonly weight: number; readonly at: Instant }
  /** Sent and received with at most 10 others; a small meeting counts once in each. */
  readonly out: number
  readonly in: number
  readonly met: number
  readonly activeDays: number
  /** Median gap between exchanges: contacts that follow one another within three days are one. Absent where none is usual yet. */
  readonly typicalGapDays?: number
  readonly longestGapDays: number
  /** The same of all whom they may be, themselves among them; absent where they may be nobody else. */
  readonly alikeGapDays?: number
  readonly firstAt?: Instant
  /** Last contact with at most 10 others. */
  readonly lastAt?: Instant
  readonly lastFactId?: string
  /**
   * Last mail or meeting of any size on which both stood, whoever wrote or called it: one may still see somebody to whom one
   * no longer writes. Absent in what was derived before this was kept.
   */
  readonly seenAt?: Instant
  /** The same of what shows that one sees the other: all between the two, large meetings, and what somebody else wrote to both and few others. */
  readonly besideAt?: Instant
  /**
   * The accounts that carried contact that counts, by what of them did, and when each last did; in a fixed order. Absent in
   * what was derived before this was kept.
   */
  readonly knownBy?: readonly KnownBy[]
  /** The next meeting planned with them, if any. */
  readonly plannedAt?: Instant
  readonly smallMeetings: number
  readonly threadsByOwner: number
  readonly threadsByThem: number
  /** Contact on both sides of a gap of 90 days. */
  readonly resumed: boolean
  /** By its newest domain. */
  readonly organisation?: string
  /** On how many of the owner's ties with others they stand as well: a hub is nobody's own company. */
  readonly companionOf?: number
  /** Every domain that it has had, where it changed: a move between these is the firm's. */
  readonly domains?: readonly string[]
  /** Their newest address, where nothing has come from it for a year while others there go on. */
  readonly quietAddress?: string
  /** When the owner added them by hand: contact in both directions is not asked of them. */
  readonly addedAt?: Instant
  /** They were a colleague where an account of the owner's has ended: an address of theirs that is not of that place. */
  readonly privateAddress?: string
  readonly series: readonly Series[]
  /** Their message to the owner (or a few) that is the last word between the two, with a question in its subject or not. */
  readonly owed?: Quote & { readonly asks: boolean }
  /** The owner's message that has had no answer, where it is the last word. */
  readonly unanswered?: Quote
  /** They introduced the owner to this person, with whom the owner went on without them `since` times. */
  readonly introducedTo?: {
    readonly personAddress: string
    readonly personName: string
    readonly quote: Quote
    readonly since: number
  }
  readonly introducedBy?: { readonly personAddress: string; readonly personName: string; readonly quote: Quote }
  /** The owner's message that made this person and another known to each other. */
  readonly introduced?: {
    readonly personAddress: string
    readonly personName: string
    readonly quote: Quote
    /** One of the two answered in the same thread, the other being on it. */
    readonly wentOn: boolean
    /** The owner has written to this person in another thread since, or met them. */
    readonly askedSince: boolean
  }
  /** Contacts in each of the last 24 calendar months of the owner's zone, the current one last. */
  readonly months: readonly number[]
  /** Median offset of their Date headers, minutes east of UTC. */
  readonly offsetMinutes?: number
  readonly lastThread?: Quote
}

/** Why someone is only listed and never chosen by the machine; `reason` is a sentence for the people page. */
export interface Exclusion {
  readonly kind:
    | 'mourning'
    | 'bounced'
    | 'sensitive'
    | 'one_matter'
    | 'arranges'
    | 'colleague'
    | 'household'
    | 'closed'
    | 'group_only'
    | 'own_name'
    | 'own_address'
  readonly reason: string
}

export interface Person {
  /** The oldest address: what the person's id is made from. */
  readonly address: string
  readonly name: string
  readonly addresses: readonly PersonAddress[]
  readonly kind: PersonKind
  /** Why the kind is what it is: "sends with List-Unsubscribe, never answered by you". */
  readonly kindReason: string
  readonly state: PersonState
  readonly restUntil?: Instant
  /** The owner keeps them close: they are named before others once it is unusually quiet, and rest less long. */
  readonly close?: true
  /** Addresses of people who may be the same human; waits for a tap. */
  readonly maybe: readonly { readonly address: string; readonly reason: string }[]
  readonly exclusions: readonly Exclusion[]
  readonly relationship: Tie
}

/** What the ranking says of someone at one moment. */
export interface Standing {
  readonly due: boolean
  /** Higher first among the due. Never shown. */
  readonly warm: number
  /** What the people page orders by. Never shown. */
  readonly strength: number
  /** As far as the accounts that knew them could be read. */
  readonly silentDays?: number
  /** All the time since the last contact that is known, read or not: it orders, and is never called silence. */
  readonly sinceDays?: number
  /** Where silence is not known up to now, how far it is, and for which account. */
  readonly reach?: Reach
  /** Due: why, in one or two sentences. Not due: the failing condition, in a sentence. */
  readonly why: string
  readonly group: 'soon' | 'in_touch' | 'resting' | 'left_out'
  /** Whether it is quiet nobody could tell: an account that knew them is not read. */
  readonly unsure?: true
  /** Not due for no other reason than that the last contact is too long ago: one of a letter may be from further back. */
  readonly onlyTooLongAgo?: true
}

/** How far the record of one tie reaches at one moment. */
export interface Reach {
  /** Silence counts up to here, never further than the moment itself. */
  readonly until: Instant
  readonly state: 'read' | 'unread' | 'ended'
  /** The account that ends it, in words: "work@acme.example", "The calendar of work@acme.example". */
  readonly account?: string
  /** False where that account could not be read at all. */
  readonly dated: boolean
}
