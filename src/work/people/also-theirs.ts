/** What address books say is somebody's as well, though nothing was read from there yet. */
import { listConnections } from '../../db/accounts/connections.ts'
import { listContacts } from '../../db/accounts/contacts.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { findPersonByAddress } from '../../db/people.ts'
import { readBook } from '../../people/address-book.ts'
import { mailbox } from '../../people/identity/address.ts'
import { ownOf } from '../../people/identity/own.ts'

/**
 * Other addresses that stand in one contact with one of these, as people are joined by contacts: neither those of somebody who
 * is known by themselves nor the owner's.
 */
export async function alsoTheirs(db: Database, user: User, addresses: readonly string[]): Promise<readonly string[]> {
  const theirs = new Set(addresses.map(mailbox))
  const contacts = await listContacts(db, user.id)
  const all = contacts.flatMap((contact) => contact.addresses)
  const beside = new Set(
    readBook(contacts, all)
      .entries.filter(({ mailboxes }) => mailboxes.some((one) => theirs.has(one)))
      .flatMap(({ mailboxes }) => mailboxes),
  )
  const found = [...new Set(all)].filter((address) => beside.has(mailbox(address)) && !theirs.has(mailbox(address)))
  if (!found.length) return []
  const [own, accounts] = [await listOwnAddresses(db, user.id), await listConnections(db, user.id)]
  const isOwn = ownOf([user.email, ...own.map(({ address }) => address), ...accounts.map(({ email }) => email)])
  const left: string[] = []
  for (const address of found)
    if (!isOwn.has(address) && !(await findPersonByAddress(db, user.id, address))) left.push(address)
  return left
}
