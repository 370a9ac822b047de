/** Whose the owner's notes are: they are kept by HMAC of an address, so that they outlive every derivation. */
import { breathe } from '../../breathe.ts'
import type { NoteRow } from '../../db/decisions.ts'
import { type KnownPerson, listPeople } from '../../db/people.ts'
import { openAddresses } from '../../db/sealed/hashed.ts'
import { listHolders } from '../../db/some-people.ts'
import type { Deps } from '../../deps.ts'
import { addressesOf, allHashes } from './decide.ts'

/** The notes of one person; of those whose address nobody has any more together, without a person. */
export interface Noted {
  readonly person?: KnownPerson
  readonly notes: readonly NoteRow[]
}

/** The people of whom one of these is: by the addresses that were kept beside the HMACs, else everybody. */
export async function listNoted(
  { db, seal }: Pick<Deps, 'db' | 'seal'>,
  userId: string,
  notes: readonly NoteRow[],
): Promise<readonly KnownPerson[]> {
  if (!notes.length) return []
  const addresses = await openAddresses(db, { seal, userId }, [...new Set(notes.map((note) => note.addressHash))])
  return addresses ? listHolders(db, userId, addresses) : listPeople(db, userId)
}

/** In the order of `people`, those without a person last. Looks no further than it must. */
export async function notesByPerson(
  deps: Pick<Deps, 'seal'>,
  notes: readonly NoteRow[],
  people: Iterable<KnownPerson> | AsyncIterable<KnownPerson>,
): Promise<readonly Noted[]> {
  const wanted = Map.groupBy(notes, ({ addressHash }) => addressHash)
  const found: Noted[] = []
  if (!wanted.size) return found
  for await (const person of people) {
    if (!wanted.size) return found
    await breathe()
    const hashes = await allHashes(deps, addressesOf(person))
    const theirs = hashes.flatMap((hash) => wanted.get(hash) ?? [])
    for (const hash of hashes) wanted.delete(hash)
    if (theirs.length) found.push({ person, notes: theirs })
  }
  return wanted.size ? [...found, { notes: [...wanted.values()].flat() }] : found
}
