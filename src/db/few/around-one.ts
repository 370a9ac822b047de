/** Reads at once what the page of one person has to know beside them and their history: accounts, and what the owner said and planned. */
import { accountsAround } from '../accounts/around.ts'
import { everyChoice } from '../coffees.ts'
import type { Database } from '../database.ts'
import { decisionsOn, distinctNotes, notesOn } from '../decisions.ts'
import { listVerdicts, mentionedAt, mentionsOf } from '../digests.ts'
import { listCorrections } from '../said/corrections.ts'
import { introductionsWith } from '../said/introductions.ts'
import type { Given } from '../statements/kept.ts'
import { together } from '../statements/together.ts'

export type AroundOne = Awaited<ReturnType<typeof readAroundOne>>

/** `hashes` are the HMACs of all addresses of the person; `weeks`: of which two letters the owner's word is wanted. */
export async function readAroundOne(
  db: Database,
  {
    userId,
    hashes,
    weeks: [week, next],
  }: {
    readonly userId: string
    readonly hashes: readonly string[]
    readonly weeks: readonly [week: string, next: string]
  },
) {
  const { streams, notes, mentions, ...rest } = await read(db, { userId, week, next, hashes: JSON.stringify(hashes) })
  return {
    ...rest,
    streams: streams.map(({ stream }) => stream),
    notes: distinctNotes(notes),
    mentions: mentions.map(mentionedAt),
  }
}

const read = together(
  (
    db: Database,
    { userId, hashes, week, next }: Given<Readonly<Record<'userId' | 'hashes' | 'week' | 'next', string>>>,
  ) => ({
    ...accountsAround(db, userId),
    choices: everyChoice(db, userId),
    decisions: decisionsOn(db, userId, hashes),
    notes: notesOn(db, userId, hashes),
    mentions: mentionsOf(db, userId, hashes),
    verdicts: listVerdicts(db, userId, [week, next]),
    corrections: listCorrections(db, userId),
    introductions: introductionsWith(db, userId, hashes),
  }),
)
