/** Whose an address is of which nothing but an HMAC is kept. */
import { eachPerson } from '../../db/few/apart.ts'
import type { Deps } from '../../deps.ts'
import { addressesOf, allHashes } from '../../work/people/decide.ts'

/** The id of whoever has an address now, by each HMAC that the address has under a key of this server. */
export async function idsByHash(deps: Pick<Deps, 'db' | 'seal'>, userId: string): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for await (const person of eachPerson(deps.db, userId))
    for (const hash of await allHashes(deps, addressesOf(person))) ids.set(hash, person.id)
  return ids
}
