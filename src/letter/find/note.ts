/** Finds the newest line that the owner wrote down about somebody. */
import { cleanText } from '../../text.ts'
import type { FindingOf } from './finding.ts'
import type { Reading } from './reading.ts'

/** The newest line that the owner wrote down about them. */
export function findNote({ telling, now }: Reading): FindingOf<'note'> | undefined {
  const notes = telling.notes.filter(({ at, text }) => at.epochMilliseconds <= now && text.trim())
  const newest = notes.reduce<(typeof notes)[number] | undefined>(
    (a, b) => (a && a.at.epochMilliseconds > b.at.epochMilliseconds ? a : b),
    undefined,
  )
  if (!newest) return undefined
  return { kind: 'note', evidence: [], at: newest.at.epochMilliseconds, text: cleanText(newest.text, 160) }
}
