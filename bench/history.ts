/** A made-up history, as large as one wants. */
import { Temporal } from 'temporal-polyfill'
import type { Instant, MailFact, StoredFact } from '../src/facts.ts'

export const whole = { messages: 100_000, people: 5_000, end: Temporal.Instant.from('2026-11-22T08:00:00Z') }

/** Five years of mail with people of very different closeness: the k-th writes about 1/k as often as the first. */
export async function* history({ messages, people, end }: typeof whole = whole): AsyncGenerator<StoredFact & MailFact> {
  const start = end.subtract({ hours: 24 * 365 * 5 }).epochMilliseconds
  const stride = (end.epochMilliseconds - start) / messages
  for (let index = 0; index < messages; index++) {
    const other = Math.floor(people ** (((index * 7919) % messages) / messages)) - 1
    yield message(index, other, Temporal.Instant.fromEpochMilliseconds(Math.floor(start + index * stride)))
  }
}

/** The `index`-th message, with the person of number `other`. */
export function message(index: number, other: number, at: Instant): StoredFact & MailFact {
  const outgoing = index % 2 === 0
  const me = { address: 'me@owner.example', name: 'Sam Owner' }
  const them = { address: `person${other}@house${other % 700}.example`, name: `Given${other} Family${other % 900}` }
  return {
    kind: 'mail',
    id: `m${index}`,
    factId: `f${index}`,
    connectionId: 'c',
    dedupeKey: `d${index}`,
    thread: `t${Math.floor(index / 3)}`,
    at,
    from: outgoing ? me : them,
    to: [outgoing ? them : me],
    cc: [],
    outgoing,
    signals: [],
    subject: `About thing ${index % 4000}`,
  }
}
