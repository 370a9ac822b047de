/** Working out the people of a large history, against only reading it. */
import { Temporal } from 'temporal-polyfill'
import type { MailFact, StoredFact } from '../src/facts.ts'
import { derive } from '../src/people/derive.ts'
import type { Result } from './result.ts'

const whole = { messages: 100_000, people: 5_000 }
const end = Temporal.Instant.from('2026-11-22T08:00:00Z')

/** Five years of mail with people of very different closeness: the k-th writes about 1/k as often as the first. */
export async function* history({ messages, people } = whole): AsyncGenerator<StoredFact & MailFact> {
  const start = end.subtract({ hours: 24 * 365 * 5 }).epochMilliseconds
  const stride = (end.epochMilliseconds - start) / messages
  for (let index = 0; index < messages; index++) {
    const other = Math.floor(people ** (((index * 7919) % messages) / messages)) - 1
    const outgoing = index % 2 === 0
    const me = { address: 'me@owner.example', name: 'Sam Owner' }
    const them = { address: `person${other}@house${other % 700}.example`, name: `Given${other} Family${other % 900}` }
    yield {
      kind: 'mail',
      id: `m${index}`,
      factId: `f${index}`,
      connectionId: 'c',
      dedupeKey: `d${index}`,
      thread: `t${Math.floor(index / 3)}`,
      at: Temporal.Instant.fromEpochMilliseconds(Math.floor(start + index * stride)),
      from: outgoing ? me : them,
      to: [outgoing ? them : me],
      cc: [],
      outgoing,
      signals: [],
      subject: `About thing ${index % 4000}`,
    }
  }
}

export async function benchDerive(): Promise<Result[]> {
  const input = {
    read: () => history(),
    declaredOwn: [],
    accounts: ['me@owner.example'],
    decisions: new Map(),
    now: end,
    timeZone: 'Europe/Berlin',
  }
  const started = performance.now()
  // derive reads the history twice.
  for (let pass = 0; pass < 2; pass++) for await (const fact of history()) void fact
  const reading = performance.now() - started
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const derived = await derive(input)
  const deriving = performance.now() - started - reading
  globalThis.gc?.()
  const kept = process.memoryUsage().heapUsed - before
  return [
    {
      name: `derive ${derived.counts.people} people from ${whole.messages} messages`,
      measured: `${Math.round(deriving)} ms`,
      baseline: `${Math.round(reading)} ms only reading them`,
      ratio: deriving / reading,
    },
    {
      name: 'memory kept after it',
      measured: `${Math.round(kept / 1e6)} MB`,
      baseline: '128 MB of a Worker',
      ratio: kept / 128e6,
    },
  ]
}
