/** Reads at once what a letter has to know beside people: accounts, earlier letters, and what the owner said and planned. */
import { accountsAround } from '../accounts/around.ts'
import { listCoffees } from '../coffees.ts'
import type { Database } from '../database.ts'
import { listAllNotes } from '../decisions.ts'
import { itemsOfNewest, joined, listVerdicts, newestDigests } from '../digests.ts'
import { listCorrections } from '../said/corrections.ts'
import type { Given } from '../statements/kept.ts'
import { together } from '../statements/together.ts'

/** More letters than any rule looks back on. */
const mostLetters = 120

export type Around = Awaited<ReturnType<typeof readAround>>

/** `week` and `before`: of which letters the owner's word on whoever they name is wanted. */
export async function readAround(
  db: Database,
  of: { readonly userId: string; readonly week: string; readonly before: string },
) {
  const { streams, digests, items, ...rest } = await read(db, of)
  return { ...rest, streams: streams.map(({ stream }) => stream), digests: joined(digests, items) }
}

const read = together((db: Database, { userId, week, before }: Given<Parameters<typeof readAround>[1]>) => ({
  ...accountsAround(db, userId),
  digests: newestDigests(db, userId, mostLetters),
  items: itemsOfNewest(db, userId, mostLetters),
  notes: listAllNotes(db, userId),
  corrections: listCorrections(db, userId),
  verdicts: listVerdicts(db, userId, [week, before]),
  coffees: listCoffees(db, userId),
}))
