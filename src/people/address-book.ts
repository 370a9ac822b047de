/** The owner's address book: which addresses stand in one contact, and what a contact is called. Nobody is known by it alone. */
import { mailbox } from './identity/address.ts'
import { isCouple, isFirm, looksHuman, nameTokens, plainName } from './identity/name.ts'

/** A contact, as far as people are concerned. */
export interface Listed {
  readonly names: readonly string[]
  /** In normal form. */
  readonly addresses: readonly string[]
  /** A company, a place or a list of people. */
  readonly group?: boolean
}

/** Mailboxes that one contact holds, and its name; empty where it has none. */
export interface Entry {
  readonly name: string
  readonly mailboxes: readonly string[]
}

export interface AddressBook {
  /** Contacts of one human each with two mailboxes or more. A mailbox that stands in contacts of several is in none. */
  readonly entries: readonly Entry[]
  /** How the contact is called that holds the address, where that is a human name. */
  nameOf(address: string): string | undefined
}

export const emptyBook: AddressBook = { entries: [], nameOf: () => undefined }

/** More addresses than one human has: a list of people that does not say so. */
const mostMailboxes = 10

/** Reads what the contacts say of these addresses. */
export function readBook(contacts: readonly Listed[], addresses: Iterable<string>): AddressBook {
  if (!contacts.length) return emptyBook
  const seen = new Set<string>()
  for (const address of addresses) seen.add(mailbox(address))
  const all = contacts.flatMap((contact): Entry[] => {
    if (contact.group || contact.addresses.length > mostMailboxes || contact.names.some(isSeveral)) return []
    const mailboxes = [...new Set(contact.addresses.map(mailbox))].filter((one) => seen.has(one))
    return mailboxes.length ? [{ name: contact.names[0] ?? '', mailboxes }] : []
  })
  const holders = new Map<string, Entry[]>()
  for (const entry of all) for (const one of entry.mailboxes) holders.set(one, [...(holders.get(one) ?? []), entry])
  // The address of a household stands with each of its people.
  const several = new Set([...holders].flatMap(([one, held]) => (held.every(isLike(held[0])) ? [] : [one])))
  return {
    entries: all
      .map(({ name, mailboxes }) => ({ name, mailboxes: mailboxes.filter((one) => !several.has(one)) }))
      .filter(({ mailboxes }) => mailboxes.length > 1),
    nameOf(address) {
      const box = mailbox(address)
      const names = several.has(box) ? [] : (holders.get(box) ?? []).map(({ name }) => plainName(name))
      return names.find((name) => name !== undefined && looksHuman(name) && !isFirm(name))
    },
  }
}

const isSeveral = (name: string) => isCouple(name) || isFirm(name)

/** Two contacts of one human, as two address books have them: a name among the other, or none. */
const isLike = (one: Entry | undefined) => (other: Entry) => {
  const [a, b] = [nameTokens(one?.name), nameTokens(other.name)]
  const isWithin = (some: readonly string[], all: readonly string[]) => some.every((word) => all.includes(word))
  return one === other || isWithin(a, b) || isWithin(b, a)
}
