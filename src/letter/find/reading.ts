/** Prepares what was told of somebody for the finders: who is who on it, what may be quoted, and what may be counted. */
import type { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { dayMs, instant } from '../../people/days.ts'
import { cleanText } from '../../text.ts'
import type { Contact } from '../types.ts'
import { quotable, thirds } from './quotable.ts'
import type { Telling } from './telling.ts'

export interface Reading {
  readonly telling: Telling
  /** Epoch milliseconds. */
  readonly now: number
  /** Everything until now on which they stand, ascending. */
  readonly all: readonly Contact[]
  /** What of it was contact: from them, to them, or a meeting that they did not decline. */
  readonly direct: readonly Contact[]
  isTheirs(address: string): boolean
  /** The history is complete long enough before this moment to speak of a first, a since, or a count. */
  isComplete(at: number): boolean
  /** The last twelve months are read. */
  readonly knowsYear: boolean
  readonly yearAgo: number
  /** The title where it may stand between quotation marks, without prefixes. */
  quote(contact: Contact | undefined): string | undefined
  /** Third people of a contact who may be named, each once; empty where the group is large. */
  thirds(contact: Contact): readonly string[]
  local(at: number): Temporal.ZonedDateTime
}

export function read(telling: Telling): Reading {
  const now = telling.now.epochMilliseconds
  const addresses = new Set(telling.person.addresses.map(({ address }) => address))
  const isTheirs = (address: string) => addresses.has(address)
  const all = telling.contacts.filter(({ at }) => at <= now)
  const mayQuote = !telling.person.exclusions.some(({ kind }) => kind === 'sensitive' || kind === 'mourning')
  const known = knownFrom(telling)
  const yearAgo = now - 365 * dayMs
  return {
    telling,
    now,
    all,
    direct: all.filter((contact) => contact.with.some(isTheirs)),
    isTheirs,
    isComplete: (at) => isCompleteAround(at, telling),
    knowsYear: known !== undefined && known <= yearAgo,
    yearAgo,
    quote: (contact) => (contact && mayQuote ? quotable(contact) : undefined),
    thirds: (contact) => thirds(contact, { telling, isTheirs }),
    local: (at) => instant(at).toZonedDateTimeISO(telling.timeZone),
  }
}

/** How far the reading went, and the end beyond which it never goes. */
interface Read {
  readonly readBackTo?: Instant | undefined
  readonly horizon: Instant
}

/** How far back the history of somebody is known, in epoch milliseconds. */
const knownFrom = ({ readBackTo, horizon }: Read) =>
  readBackTo && Math.max(readBackTo.epochMilliseconds, horizon.epochMilliseconds)

/** Whether the history is complete long enough before this moment to speak of a first. */
export function isCompleteAround(at: number, telling: Read): boolean {
  const known = knownFrom(telling)
  return known !== undefined && known <= at - leadDays * dayMs
}

/** So many days have to be read before a date that is called the first. */
const leadDays = 60

/** The name of a third person, fit to be shown; empty where they may not be named. */
export const nameOf = ({ telling }: Reading, address: string): string => cleanText(telling.named(address) ?? '', 80)

/** The ids of these interactions, each once. */
export const ids = (contacts: readonly (Contact | undefined)[]): readonly string[] => [
  ...new Set(contacts.filter((one) => one !== undefined).map(({ id }) => id)),
]

/** `{ title }` where there is one: absent fields stay absent. */
export const titled = (title: string | undefined): { readonly title?: string } => (title === undefined ? {} : { title })
