/** "Forget this person": everything about one human goes, and nothing of them is stored again until that is taken back. */
import { rereadBooks } from '../../db/accounts/address-books.ts'
import { dropEmptied } from '../../db/accounts/contacts.ts'
import { lockUser, type User } from '../../db/accounts/users.ts'
import { listCoffeesWith } from '../../db/coffees.ts'
import { oweErasure } from '../../db/gone/erasures.ts'
import { removeHuman } from '../../db/gone/forget.ts'
import { addForgotten, removeForgotten } from '../../db/gone/forgotten.ts'
import { findPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { normalise } from '../../text.ts'
import { requestDerive } from '../request.ts'
import { ownedBy } from '../uploads.ts'
import { alsoTheirs } from './also-theirs.ts'
import { addressesOf, allHashes } from './decide.ts'

/**
 * Forgets somebody in all of their addresses. It cannot be undone: only that they are read again.
 * @returns how many messages and meetings went, or stay without them
 * @throws UserError 404 where there is no such person, 409 while an invitation to them is leaving
 */
export async function forgetPerson(deps: Deps, user: User, personId: string): Promise<number> {
  const count = await deps.db.transaction(async (tx) => {
    // Whoever has stored facts and not committed is waited for; whoever stores any later knows of it.
    await lockUser(tx, user.id)
    const person = await findPerson(tx, user.id, personId)
    if (!person)
      throw new UserError(404, {
        en: 'There is nobody here to forget; nothing was changed.',
        de: 'Hier ist niemand zu vergessen; geändert wurde nichts.',
      })
    const known = addressesOf(person)
    // A contact is one human: what comes from another address of it is theirs as well.
    const addresses = [...known, ...(await alsoTheirs(tx, user, known))]
    const hashes = await allHashes(deps, addresses)
    if ((await listCoffeesWith(tx, user.id, hashes)).some(({ state }) => state === 'sending'))
      throw new UserError(409, {
        en: 'An invitation to them is leaving at this moment. Try again in a minute; nothing was changed.',
        de: 'Gerade geht eine Einladung dorthin hinaus. Versuch es in einer Minute noch einmal; geändert wurde nichts.',
      })
    const names = [person.name].filter((name) => name.trim().length > 2)
    await addForgotten(
      tx,
      { seal: deps.seal, userId: user.id },
      { addresses, names: wholeNames(names), at: deps.now() },
    )
    const gone = await removeHuman(tx, { userId: user.id, personId: person.id, addresses, hashes, names })
    await oweErasure(tx, deps.now())
    await requestDerive(tx, user.id, deps.now())
    return gone
  })
  deps.importer?.dropResults(ownedBy(user.id))
  deps.wake()
  return count
}

/** A first name alone is borne by many. */
const wholeNames = (names: readonly string[]) => names.filter((name) => name.trim().includes(' '))

/**
 * New mail and meetings of whoever has this address are stored again, in all of their addresses, and what an address book says.
 * @throws UserError 404 where nobody forgotten has it
 */
export async function allowAgain(deps: Deps, user: User, address: string): Promise<void> {
  const found = await deps.db.transaction(async (tx) => {
    await lockUser(tx, user.id)
    const isOne = await removeForgotten(tx, { seal: deps.seal, userId: user.id }, normalise(address))
    if (isOne) {
      // Of what an address book says of them only the version was kept: the next look reads all of it.
      await dropEmptied(tx, user.id)
      await rereadBooks(tx, user.id)
    }
    return isOne
  })
  if (!found)
    throw new UserError(404, {
      en: 'Nobody with this address was forgotten here. Nothing was changed.',
      de: 'Niemand mit dieser Adresse wurde hier vergessen. Geändert wurde nichts.',
    })
}
