/** What a form about a person asks for, and the keys under which its answer is kept. */
import type { User } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import type { KnownPerson } from '../db/people.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../facts.ts'
import { normalise } from '../text.ts'

/** A form of the signed-in user about one of their people. */
export interface Asked {
  readonly deps: Deps
  readonly user: User
  readonly person: KnownPerson
  readonly form: FormData
  readonly at: Instant
}
/** Does what the form asks for, inside one transaction. @throws UserError */
export type Change = (tx: Database, asked: Asked) => Promise<void>

/** A field of the form, without space around it; empty where it is missing. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** The addresses of a person in the form under which decisions are kept. */
export const addressesOf = (person: KnownPerson) => person.addresses.map(({ address }) => normalise(address))

/** The HMAC of each address, as new rows carry it. */
export async function hashOf(deps: Deps, person: KnownPerson): Promise<Map<string, string>> {
  const hashes = addressesOf(person).map(
    async (address) => [address, await deps.seal.sign(address, 'address')] as const,
  )
  return new Map(await Promise.all(hashes))
}

/** The HMACs of all addresses under every key: what older rows may carry. */
export async function allHashes(deps: Deps, person: KnownPerson): Promise<string[]> {
  return (await Promise.all(addressesOf(person).map((address) => deps.seal.signatures(address, 'address')))).flat()
}
