/** The sample's address book: some of the people of its life, with what must never be kept beside them, and what changes in it. */
import type { History } from './history/types.ts'

export interface SampleContact {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly birthday: { readonly month: number; readonly day: number }
  /** Nobody is to have it. */
  readonly note: string
}

/** A contact as it stands in the book, and when it last changed there. */
export interface BookEntry {
  readonly contact: SampleContact
  /** Of the book, at its last change. */
  readonly version: number
  readonly isGone: boolean
  /** What it was called before, by the ids of then. */
  readonly formerly: readonly string[]
}

/** One address book, until the next start. */
export interface Book {
  /** Those that are there, in an order that nothing new disturbs. */
  list(): readonly BookEntry[]
  /** Whatever changed after this version, those that are gone included. */
  changesAfter(version: number): readonly BookEntry[]
  version(): number
  /** Adds a contact, or changes what is said of the one with this id. */
  write(contact: Pick<SampleContact, 'id'> & Partial<SampleContact>): void
  remove(id: string): void
  /** The contact has another id from now on. */
  rename(id: string, to: string): void
}

/** @throws Error, from its functions, for a contact that is not in it */
export function openBook(history: Pick<History, 'messages'>): Book {
  let version = 1
  const entries = new Map<string, BookEntry>()
  for (const contact of addressBookOf(history))
    entries.set(contact.id, { contact, version, isGone: false, formerly: [] })
  const there = (id: string) => {
    const found = entries.get(id)
    if (!found || found.isGone) throw new Error('There is no such contact in the sample.')
    return found
  }
  return {
    list: () => [...entries.values()].filter(({ isGone }) => !isGone),
    changesAfter: (since) => [...entries.values()].filter((one) => one.version > since),
    version: () => version,
    write: (change) => {
      const before = entries.get(change.id)
      const contact = { ...(before?.isGone === false ? before.contact : nobody), ...change }
      entries.set(change.id, { contact, version: ++version, isGone: false, formerly: before?.formerly ?? [] })
    },
    remove: (id) => entries.set(id, { ...there(id), version: ++version, isGone: true }),
    rename: (id, to) => {
      const { contact, formerly } = there(id)
      entries.delete(id)
      entries.set(to, {
        ...{ contact: { ...contact, id: to }, version: ++version, isGone: false },
        formerly: [...formerly, id],
      })
    },
  }
}

const nobody: Omit<SampleContact, 'id'> = {
  ...{ name: 'Nobody', address: 'nobody@example.com', birthday: { month: 1, day: 1 } },
  note: 'What is noted of nobody is nobody’s business.',
}

const amount = 5

/** The first few who wrote as people do, by what they signed. */
function addressBookOf({ messages }: Pick<History, 'messages'>): readonly SampleContact[] {
  const found = new Map<string, SampleContact>()
  for (const { kind, outgoing, from } of messages) {
    if (kind !== 'personal' || outgoing || !from?.name || found.has(from.address)) continue
    const at = found.size
    const birthday = { month: ((5 * at) % 12) + 1, day: ((7 * at) % 28) + 1 }
    const { name, address } = from
    found.set(address, {
      id: `c${at + 1}`,
      name,
      address,
      birthday,
      note: `What is noted of ${name} is nobody’s business.`,
    })
    if (found.size === amount) break
  }
  return [...found.values()]
}
