/** The sample's address book: some of the people of its life, with what must never be kept beside them. */
import type { History } from './history/types.ts'

export interface SampleContact {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly birthday: { readonly month: number; readonly day: number }
  /** Nobody is to have it. */
  readonly note: string
}

const amount = 5

/** The first few who wrote as people do, by what they signed. */
export function addressBookOf({ messages }: Pick<History, 'messages'>): readonly SampleContact[] {
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
