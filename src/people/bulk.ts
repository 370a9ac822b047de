/** Which messages come from a list or a program. */
import type { Signal } from '../facts.ts'

/** A message of a list or of a program: never contact, whoever is named as its sender. */
export const isBulk = (signals: readonly Signal[]): boolean => signals.some((signal) => bulk.has(signal))

const bulk: ReadonlySet<Signal> = new Set([
  'list-id',
  'list-post',
  'list-unsubscribe',
  'precedence-bulk',
  'auto-submitted',
  'feedback-id',
])
