/** Takes the owner's answer to whether an address is theirs as well, and shows it before the next derivation. */

import { answerOwn } from '../../db/accounts/own-addresses.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { changePerson, findPersonByAddress, type KnownPerson } from '../../db/people.ts'
import { ownOf } from '../../people/identity/own.ts'
import { reason } from '../../people/reasons.ts'
import { normalise } from '../../text.ts'

/** Addresses that may be the owner's: nobody is named by them while that is open. */
export const mayBeOwn = ({ kind, state, exclusions }: Pick<KnownPerson, 'kind' | 'state' | 'exclusions'>): boolean =>
  (kind === 'person' || kind === 'robot') &&
  state === 'active' &&
  exclusions.some((one) => one.kind === 'own_name' || one.kind === 'own_address')

/** `mine` is null where the answer is taken back. */
export async function answerOwnAddress(
  tx: Database,
  user: User,
  { addresses: written, mine }: { readonly addresses: readonly string[]; readonly mine: boolean | null },
): Promise<void> {
  const addresses = [...new Set(written.map(normalise))].filter((one) => one.includes('@'))
  await answerOwn(tx, user.id, { addresses, mine })
  for (const address of addresses) {
    const person = mine === null ? undefined : await findPersonByAddress(tx, user.id, address)
    if (person) await changePerson(tx, user.id, person.id, mine ? ownerThemselves : somebodyElse(person))
  }
}

const ownerThemselves = {
  kind: 'role',
  kindReason: reason('you said that this address is yours'),
  exclusions: [],
} as const

const somebodyElse = ({ exclusions }: KnownPerson) => ({
  exclusions: exclusions.filter(({ kind }) => kind !== 'own_name' && kind !== 'own_address'),
})

interface Found {
  readonly own: readonly { readonly address: string; readonly source: string }[]
  /** Addresses that a provider vouches for. */
  readonly accounts: readonly string[]
  readonly people: readonly KnownPerson[]
}

/**
 * The addresses to ask about next, undefined where there are none: one that the owner's sent mail goes out from and no account
 * vouches for, else somebody who may be the owner. An answer ends it.
 */
export function ownToAsk({ own, accounts, people }: Found): readonly string[] | undefined {
  const known = ownOf([...accounts, ...own.filter(({ source }) => source !== 'found').map(({ address }) => address)])
  const found = own.find(({ address, source }) => source === 'found' && !known.has(address))
  if (found) return [found.address]
  return people.find(mayBeOwn)?.addresses.map(({ address }) => address)
}
