/** What mail and calendars are read by that do not say themselves whose they are: the owner's addresses, the horizon, the zone. */
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'

/** What the reading of every message and every calendar depends on. */
export interface Reading {
  /** The owner's own addresses. */
  readonly me: readonly string[]
  /** Whether subjects and titles may be kept. */
  readonly subjects: boolean
  /** Nothing older is read. */
  readonly since: Instant
  readonly now: Instant
  /** Where a calendar names no zone (IANA). */
  readonly timeZone: string
}

/** An address of the owner's, with or without a tag after a plus. */
export function isMine(address: string, me: readonly string[]): boolean {
  const plain = (one: string) => normalise(one).replace(/^([^+]*)\+[^@]*(?=@)/, '$1')
  return me.some((own) => normalise(own) === address || plain(own) === plain(address))
}
