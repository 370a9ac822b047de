/** Finds the owner's own addresses, so that an alias is never taken for a person. */
import type { Address, Fact } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { isBulk } from '../bulk.ts'
import { hostOf, mailbox } from './address.ts'
import { listener } from './shared-mailbox.ts'

/** The owner's addresses. `has` also knows plus-tagged ones and Gmail's dots. */
export interface Own {
  readonly addresses: readonly string[]
  has(address: string): boolean
  /** It is one of the owner's addresses, but in a shared mailbox somebody else wrote from it. */
  isAnothers(from: Address | null): boolean
}

/**
 * Collects senders of the owner's sent mail one fact at a time, then says which addresses are the owner's. `senders` is what
 * was collected so far; it is added to.
 */
export function ownCollector(senders = new Set<string>()): {
  add(fact: Fact): void
  own(known: readonly string[], sharedName?: string): Own
} {
  return {
    add(fact) {
      // A list's copy of a message, or an automatic one, may lie among sent mail under another's name.
      if (fact.kind === 'mail' && fact.outgoing && fact.from && !isBulk(fact.signals))
        senders.add(normalise(fact.from.address))
    },
    own: (known, sharedName) => ownOf([...known, ...senders], sharedName),
  }
}

/** Exactly these addresses and their variants. `sharedName` is the owner's own name where others write from them too. */
export function ownOf(addresses: Iterable<string>, sharedName?: string): Own {
  const isOther = listener(sharedName)
  const written = [...new Set([...addresses].map(normalise).filter((address) => address.includes('@')))].sort()
  const mailboxes = new Set(written.map(mailbox))
  const ends = [...new Set(written.flatMap(endsOf))]
  const has = (address: string) => {
    const plain = normalise(address)
    // Thousands are asked about, and most are at none of these hosts.
    return ends.some((end) => plain.endsWith(end)) && mailboxes.has(mailbox(plain))
  }
  return {
    addresses: written,
    has,
    isAnothers: (from) => from !== null && isOther(from) && has(normalise(from.address)),
  }
}

/** How every address ends that may be the same mailbox as this one. */
function endsOf(address: string): readonly string[] {
  const host = hostOf(address)
  return google.includes(host) ? google.map((one) => `@${one}`) : [host && `@${host}`]
}

/** Both are one. */
const google = ['gmail.com', 'googlemail.com']
