/** What a derivation is given, and what comes of it. */
import type { Instant, StoredFact } from '../../facts.ts'
import type { Listed } from '../address-book.ts'
import type { Partly } from '../tie/partly.ts'
import type { Decision, Person, PersonKind } from '../types.ts'

/** Somebody whom the owner added by hand; the address in normal form. */
export interface Added {
  readonly address: string
  readonly name: string
  readonly at: Instant
}

export interface DeriveInput {
  /** Facts in ascending time; called once for each of the two passes. */
  read(): AsyncIterable<StoredFact>
  /** Addresses the owner declared in settings. */
  readonly declaredOwn: readonly string[]
  /** Addresses of the connected accounts. */
  readonly accounts: readonly string[]
  /** Those of them that have ended. */
  readonly endedAccounts?: readonly string[]
  /** Whom the owner added by hand. */
  readonly added?: readonly Added[]
  /** The owner's contacts: they join addresses and name people, and make nobody known. */
  readonly contacts?: readonly Listed[]
  /** Addresses of which the owner said that they are somebody else's, whatever suggests that they are their own. */
  readonly refusedOwn?: readonly string[]
  /** The owner's own name where others write from their addresses too: what those send is no contact of the owner's. */
  readonly sharedName?: string
  /** The owner's decisions by address. */
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  /** Accounts of which a sample is read as yet: what ties come to is estimated by it. */
  readonly partly?: Partly
  readonly now: Instant
  /** IANA name of the owner's zone: days and months are counted in it. */
  readonly timeZone: string
}

/** Somebody of whom it is known whether anything else is to be said than before, and what, where somebody wants it. */
export interface Sketch {
  readonly address: string
  readonly kind: PersonKind
  /** Of all that they are described by: as long as it stays, so does everything said of them. */
  readonly mark: string
  person(): Person | Promise<Person>
}

export interface Derived {
  /** The owner's addresses, sorted. */
  readonly own: readonly string[]
  /** Two full names under which the owner's mail goes out, or none. */
  readonly sharers: readonly string[]
  /** Everyone seen, robots, lists and roles included, in the order in which they first appeared. */
  readonly people: readonly Person[]
  readonly counts: {
    /** Facts after removing duplicates, and those among them that are contact with somebody. */
    readonly facts: number
    readonly interactions: number
    readonly people: number
    readonly robots: number
    readonly lists: number
    readonly roles: number
  }
}
