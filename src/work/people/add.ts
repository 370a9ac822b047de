/** Adds somebody by hand: a mentor, an old colleague, of whom mail and calendar show too little. */

import { listConnections } from '../../db/accounts/connections.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { findPersonByAddress, type KnownPerson, markAdded, removePerson } from '../../db/people.ts'
import { addByHand, removeAdded } from '../../db/said/added-people.ts'
import { insertPerson } from '../../db/write-people.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { daysIn } from '../../people/days.ts'
import { ownOf } from '../../people/identity/own.ts'
import { reason } from '../../people/reasons.ts'
import { finish } from '../../people/tie/finish.ts'
import { begin } from '../../people/tie/tie.ts'
import { normalise } from '../../text.ts'
import { addressesOf } from './decide.ts'

interface Adding {
  readonly user: User
  /** Clean. */
  readonly name: string
  readonly address: string
  readonly at: Instant
}

/**
 * They are there at once, and whatever comes of them later joins them.
 * @returns the id of their page
 * @throws UserError 400 where the name or address is none, or the address is the owner's
 */
export async function addPerson(tx: Database, { user, name, address: written, at }: Adding): Promise<string> {
  const address = normalise(written)
  if (!name)
    throw new UserError(400, {
      en: 'Write the name by which you call them. Nobody was added.',
      de: 'Schreib den Namen dazu, unter dem du diesen Menschen kennst. Hinzugefügt wurde niemand.',
    })
  if (!/^[^@\s]{1,120}@[^@\s]{1,120}$/.test(address))
    throw new UserError(400, {
      en: 'Write an address such as anna@berg.example. Nobody was added.',
      de: 'Schreib eine Adresse wie anna@berg.example. Hinzugefügt wurde niemand.',
    })
  const [own, accounts] = [await listOwnAddresses(tx, user.id), await listConnections(tx, user.id)]
  const mine = [user.email, ...own.map((one) => one.address), ...accounts.map(({ email }) => email)]
  if (ownOf(mine).has(address))
    throw new UserError(400, {
      en: 'This address is one of your own. Nobody was added.',
      de: 'Das ist eine deiner eigenen Adressen. Hinzugefügt wurde niemand.',
    })
  await addByHand(tx, user.id, { address, name, at })
  const known = await findPersonByAddress(tx, user.id, address)
  if (!known) return insertPerson(tx, user.id, unmet({ user, name, address, at }))
  await markAdded(tx, user.id, { id: known.id, added: { name, at } })
  return known.id
}

/** Takes it back. @returns whether anything is left of them here */
export async function unadd(tx: Database, user: User, person: KnownPerson): Promise<boolean> {
  await removeAdded(tx, user.id, addressesOf(person))
  if (person.relationship.knownBy?.length || person.relationship.seenAt) {
    await markAdded(tx, user.id, { id: person.id, added: null })
    return true
  }
  await removePerson(tx, user.id, person.id)
  return false
}

/** As a derivation has somebody who stands on nothing. */
function unmet({ user, name, address, at }: Adding) {
  return {
    address,
    name,
    addresses: [{ address, reason: '', firstAt: at, lastAt: at }],
    kind: 'person' as const,
    kindReason: reason('you added them'),
    state: 'active' as const,
    maybe: [],
    exclusions: [],
    relationship: { ...finish(begin(), { now: at, days: daysIn(user.timeZone) }), addedAt: at },
  }
}
