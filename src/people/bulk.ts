/** Which messages come from a list or a program, or read as one of a series that comes out. */
import type { Signal } from '../facts.ts'
import { bareSubject, unmarked } from './subjects/subject.ts'
import { datingWords, issueWords } from './words.ts'

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

/**
 * The subject counts or dates itself, as what comes out regularly does: it begins or ends with "Vol. 12", "Issue #40", "The week
 * of 22 November", "2026-11-22". A date amid a sentence is what it speaks of.
 */
export const isIssue = (subject: string): boolean => issue.test(bareSubject(subject))

/** Handed on by somebody: "FW: …" in any of the known languages. */
export const isForward = (subject: string): boolean => forward.test(unmarked(subject))

const forward =
  /^\s*(?:fwd?|wg|wtr|tr|rv|i|inoltra|enc|pd|vl|vb|fs|[iİ]lt|yml|trs|továbbítás|doorst|doorgestuurd|πρθ|пересл|переслано|转发|轉寄|轉發|転送|전달|הועבר|إعادة توجيه)\s*[:：]/iu

const marks = [
  // A year of four digits, or slashes: "2.4.19" is a version.
  '\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}',
  '\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}',
  '\\d{1,2}/\\d{1,2}/\\d{2}',
  '[#№] ?\\d',
  `(?<!\\p{L})(?:${issueWords.join('|')})[.:]? ?\\d`,
  `(?<!\\p{L})(?:${datingWords.join('|')})[.,]? \\d{1,4}(?!\\d)`,
  `(?<!\\d)\\d{1,2}(?:\\.|th|st|nd|rd)? (?:de )?(?:${datingWords.join('|')})(?!\\p{L})`,
].join('|')
const issue = new RegExp(`^(?:${marks})|(?:${marks})[\\d ,.;:)\\]]{0,12}$`, 'iu')
