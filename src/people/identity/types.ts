/** What the rules of identity speak of: one address with its names, what was seen of it, and two that look like one human's. */
import type { Signal } from '../../facts.ts'
import type { Own } from './own.ts'

/** What organisations were called before, by their older domains: each gives the newest. */
export type Renamed = ReadonlyMap<string, string>

/** One address as far as identity is concerned. */
export interface Identity {
  readonly address: string
  /** Display names it was used under, with how often. */
  readonly names: ReadonlyMap<string, number>
  /** Epoch milliseconds of its first and last appearance. */
  readonly firstAt: number
  readonly lastAt: number
  /** The owner wrote to it, or agreed to a meeting with it; undefined where nobody knows. Anyone may write under any name. */
  readonly vouched?: boolean
}

/** Two addresses that look like one human's, and why, as the people page says it. */
export interface Link {
  readonly a: string
  readonly b: string
  readonly reason: string
}

/** Everything seen of one address; the shape of `Evidence` and what identity and naming need. */
export interface Sighting {
  readonly address: string
  readonly names: Map<string, number>
  /** Names it sent under, apart from what others call it. */
  readonly signed: Map<string, number>
  readonly signals: Partial<Record<Signal, number>>
  received: number
  replies: number
  opened: number
  oneWay: number
  discussed: number
  announced: number
  issued: number
  direct: number
  programmed: number
  serviced: number
  sentTo: number
  met: number
  /** Of these meetings, those that the owner called or said something else than no to. */
  agreed: number
  listed: number
  addressed: number
  /** How often others' mail to it came to the owner, each sender once in a row, and who was the last of them. */
  delivered?: number
  deliveredBy?: string
  firstAt: number
  lastAt: number
}

/**
 * Told of each moment by which an address is compared: were it last seen on the other side of it, something else could follow
 * for others as well. Epoch milliseconds; last seen then counts as before.
 */
export type Note = (address: string, moment: number) => void

/** Noted of an address that is compared by more moments than are worth noting. */
export const anyMoment = -1

/** By address, whatever they are kept in. */
export interface Sightings {
  get(address: string): Sighting | undefined
  has(address: string): boolean
  keys(): Iterable<string>
  values(): Iterable<Sighting>
}

export interface Survey {
  readonly own: Own
  /** Organisations of the owner's addresses in use. */
  readonly ownOrganisations: ReadonlySet<string>
  /** Organisations at which the owner had an account that has ended. */
  readonly formerOrganisations: ReadonlySet<string>
  /** By address, the owner's own left out. */
  readonly sightings: Sightings
  /** The words of subjects and titles of the last five years that speak of mourning. */
  readonly mourning: readonly ReadonlySet<string>[]
  /** Two full names under which the owner's mail goes out, or none. */
  readonly sharers: readonly string[]
  /** Threads, as digests, in which only the other one of a shared mailbox has written. */
  readonly hushed: ReadonlySet<number>
  /** A whole name is the owner's. */
  isOwnName(name: string): boolean
  /** Organisations that changed their domain. */
  readonly renamed: Renamed
  /** Two addresses stood on one message under one name or local part. */
  together(a: string, b: string): boolean
  readonly facts: number
}

/** What of it is still asked once it is known who is who: nothing of each address. */
export type Told = Omit<Survey, 'sightings' | 'together'>
