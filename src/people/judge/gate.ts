/** The gate: how much there must be between two people, and how long nothing, before a letter may name somebody. */
import type { Person } from '../types.ts'

/** The numbers of the gate. Days unless said otherwise; chosen on measured anchors. */
export const gate = {
  leastSilence: 21,
  mostSilence: 730,
  /** Silence has to be this many usual gaps. */
  gaps: 2,
  longestGap: 180,
  messages: 3,
  activeDays: 2,
  planned: 14,
  /** How much history must be read before a tie is called one matter. */
  history: 365,
} as const

/** Somebody whom the owner really writes to, or added by hand: the gate but for time. */
export function isTie({ kind, relationship: tie }: Pick<Person, 'kind' | 'relationship'>): boolean {
  return (
    kind === 'person' &&
    (tie.addedAt !== undefined ||
      (tie.out >= 1 && tie.in >= 1 && tie.out + tie.in >= gate.messages && tie.activeDays >= gate.activeDays))
  )
}
