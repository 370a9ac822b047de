/** A mailbox as bare events between its owner and each address: what tasks, truth and baselines are counted from. */
import type { StoredFact } from '../../src/facts.ts'
import { timeOf } from '../../src/people/derive/order.ts'

export interface Event {
  /** Epoch milliseconds. */
  readonly at: number
  readonly out: boolean
  /** How many others than the sender it went to. */
  readonly recipients: number
}

/** By address, ascending in time. A message joins its sender with each recipient, and no two recipients. */
export function eventsOf(facts: readonly StoredFact[], own: readonly string[]): ReadonlyMap<string, readonly Event[]> {
  const found = new Map<string, Event[]>()
  const mine = new Set(own)
  const put = (address: string, event: Event) => {
    const known = found.get(address)
    if (known) known.push(event)
    else found.set(address, [event])
  }
  for (const fact of facts) {
    const sender = senderOf(fact)
    const all = fact.kind === 'mail' ? [...fact.to, ...fact.cc] : fact.people
    const others = [...new Set(all.map(({ address }) => address))].filter((address) => address !== sender)
    const out = fact.kind === 'mail' ? fact.outgoing : mine.has(sender)
    const event = { at: timeOf(fact), out, recipients: others.length }
    if (!out) put(sender, event)
    else for (const address of others) if (!mine.has(address)) put(address, event)
  }
  return found
}

const senderOf = (fact: StoredFact): string =>
  fact.kind === 'mail' ? (fact.from?.address ?? '') : (fact.people.find((one) => one.organizer)?.address ?? '')

/** Those not later than this. */
export const until = (events: readonly Event[], ms: number): readonly Event[] => events.filter(({ at }) => at <= ms)

/** How many within so many days after this went to at most ten. */
export const volumeAfter = (events: readonly Event[], ms: number, days: number): number =>
  events.filter(({ at, recipients }) => at > ms && at <= ms + days * 86_400_000 && recipients <= 10).length
