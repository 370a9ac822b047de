/** The letters of before: which went out and when, and whom they named. */
import type { LetterRow } from '../../../db/digests.ts'
import type { Instant } from '../../../facts.ts'
import type { Appearance } from '../../../letter/types.ts'

export interface Letters {
  /** All of them, newest first. */
  readonly digests: readonly LetterRow[]
  /** Those that went out, newest first. */
  readonly sent: readonly LetterRow[]
}

/** @param digests newest first */
export const lettersAmong = (digests: readonly LetterRow[]): Letters => ({ digests, sent: digests.filter(wentOut) })

/** It left, or may have left. */
export const wentOut = ({ state, sends }: LetterRow): boolean =>
  sends > 0 || state === 'sent' || state === 'unknown' || state === 'sending'

/** When a letter went out. */
export const timeOf = ({ sentAt, createdAt }: Pick<LetterRow, 'sentAt' | 'createdAt'>): Instant => sentAt ?? createdAt

/** Never what did not happen. */
export const isAfter = (at: Instant | null | undefined, other: Instant): boolean =>
  at ? at.epochMilliseconds > other.epochMilliseconds : false

/** The letters that named the person, oldest first. @param hashes HMACs of all their addresses, under every key */
export function appearancesOf(sent: readonly LetterRow[], hashes: ReadonlySet<string>): readonly Appearance[] {
  return sent
    .flatMap((row) =>
      row.items
        .filter(({ addressHash }) => hashes.has(addressHash))
        .map(({ outcome }) => ({ at: timeOf(row), outcome })),
    )
    .reverse()
}

/** How many letters ago a wording was last said, on a card or above them. Newest first; further back nobody remembers. */
export function saidBefore(sent: readonly LetterRow[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  sent.slice(0, remembered).forEach(({ letter, items }, index) => {
    const marks = [...(letter.worded ?? []), ...items.flatMap(({ card }) => card?.worded ?? [])]
    for (const mark of marks) if (!found.has(mark)) found.set(mark, index + 1)
  })
  return found
}

const remembered = 12
