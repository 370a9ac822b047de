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

/** An address of the owner's, with or without a tag after a plus; at Gmail with its dots elsewhere, which do not matter there. */
export const isMine = (address: string, me: readonly string[]): boolean => {
  const plain = plainOf(address)
  return me.some((own) => normalise(own) === address || plainOf(own) === plain)
}

function plainOf(address: string): string {
  const plain = normalise(address).replace(/^([^+]*)\+[^@]*(?=@)/, '$1')
  const host = plain.slice(plain.lastIndexOf('@') + 1)
  if (host !== 'gmail.com' && host !== 'googlemail.com') return plain
  return `${plain.slice(0, plain.lastIndexOf('@')).replaceAll('.', '')}@gmail.com`
}
