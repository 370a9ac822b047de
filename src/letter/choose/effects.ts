/** What each outcome of a suggestion means for the next choice: one table, from which cooling, buttons and letters are told. */
import type { CardLead, ItemOutcome } from '../types.ts'

/** What came of a suggestion, or that nothing did. */
export type Came = ItemOutcome | 'ignored'

export interface Effect {
  /**
   * How it counts in a row with other mentions: nothing came of it; something was sent or asked and there was no answer or
   * no yes; they were heard of, which ends such a row; or neither.
   */
  readonly counts: 'nothing' | 'unanswered' | 'heard' | 'neither'
  /** By itself it asks for the rest of whoever is passed over, longer than what lies between any two mentions. */
  readonly rests?: true
  /** What the next card offers, whatever else would be right. */
  readonly lead?: CardLead
  /** What the gate says of them from then on, because it was the owner's word: kept apart, as a decision. */
  readonly gate?: 'resting' | 'closed' | 'elsewhere' | 'let_go' | 'active'
}

/**
 * By docs/principles.md: "Don't hound" (rows, rests, the note that asks for nothing), "Let go kindly", "Mail is not all of life" and
 * "No second job" (what closes by itself). An invitation that was declined is as much of an answer as a note without one:
 * it may be timing, so it does not hide anyone, but the next thing asks for nothing.
 */
export const effects: Readonly<Record<Came, Effect>> = {
  ignored: { counts: 'nothing' },
  written: { counts: 'unanswered', lead: 'write' },
  declined: { counts: 'unanswered', lead: 'write' },
  answered: { counts: 'heard' },
  heard: { counts: 'heard' },
  planned: { counts: 'neither' },
  met: { counts: 'heard' },
  spoken: { counts: 'heard', gate: 'closed' },
  not_now: { counts: 'neither', gate: 'resting' },
  not_this: { counts: 'neither', rests: true, gate: 'resting' },
  elsewhere: { counts: 'neither', gate: 'elsewhere' },
  let_go: { counts: 'neither', gate: 'let_go' },
  kept: { counts: 'neither', gate: 'active' },
}

/** What follows from what came of a mention; null where nothing came of it so far. */
export const effectOf = (outcome: ItemOutcome | null): Effect => effects[outcome ?? 'ignored']

/** The owner had a word on them that takes them out of a letter, one that waits to be sent too. */
export const isDismissed = (outcome: ItemOutcome | null): boolean => {
  const { gate } = effectOf(outcome)
  return gate !== undefined && gate !== 'active'
}
