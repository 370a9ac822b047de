/** Reads the letters of before: which went out and when, and whom they named. */
import type { User } from '../../../db/accounts/users.ts'
import type { Database } from '../../../db/database.ts'
import { type LetterRow, listDigests } from '../../../db/digests.ts'
import type { Instant } from '../../../facts.ts'
import type { Appearance } from '../../../letter/types.ts'

export interface Letters {
  /** All of them, newest first. */
  readonly digests: readonly LetterRow[]
  /** Those that went out, newest first. */
  readonly sent: readonly LetterRow[]
}

/** More than any rule looks back on. */
const most = 120

export async function readLetters(db: Database, { id }: Pick<User, 'id'>): Promise<Letters> {
  const digests = await listDigests(db, id, most)
  return { digests, sent: digests.filter(wentOut) }
}

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
