/** What is stored of one user, as a replay of their past year asks for it. */
import type { Archive } from '../../backtest/types.ts'
import { addressesTogether } from '../../db/backtests.ts'
import { distinctNotes, listAllNotes, undated } from '../../db/decisions.ts'
import { toStoredFacts } from '../../db/fact-rows.ts'
import { readFacts } from '../../db/facts.ts'
import { readFactsDuring, timeline } from '../../db/history/history.ts'
import type { Deps } from '../../deps.ts'
import { normalise } from '../../text.ts'
import { cutOf, newest, toContacts } from '../people/contacts.ts'

/** Reads only. Notes and addresses are read once, facts whenever they are asked for. */
export async function openArchive({ db, seal }: Pick<Deps, 'db' | 'seal'>, userId: string): Promise<Archive> {
  const [together, notes] = await Promise.all([addressesTogether(db, userId), listAllNotes(db, userId)])
  return {
    read: () => readFacts(db, userId),
    async about(addresses, own, until) {
      const rows = await timeline(db, userId, { addresses, before: { at: until }, limit: newest })
      const cut = cutOf(rows)
      return { contacts: toContacts(toStoredFacts(rows.reverse()), own, until), ...cut }
    },
    async during({ start, end }, own) {
      return toContacts(await readFactsDuring(db, userId, { start, end }), own, end)
    },
    async notes(addresses) {
      if (!notes.length) return []
      const signed = addresses.map((address) => seal.signatures(normalise(address), 'address'))
      const hashes = new Set((await Promise.all(signed)).flat())
      return undated(distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash))))
    },
    sameToday: (address) => together.get(address) ?? [],
  }
}
