/** A made-up Gmail mailbox: conversations that began and fell quiet, letters nobody answered, and what is sent to many. */
import { Temporal } from 'temporal-polyfill'
import type { MailFact, StoredFact } from '../../src/facts.ts'
import type { Label } from '../../src/providers/listing.ts'
import { categorySignals } from '../../src/sync/reading.ts'
import { createRandom } from '../eval/macro.ts'
import { whole } from '../history.ts'
import type { Listed } from './units.ts'

export const owner = 'me@owner.example'

export interface BoxMessage extends Listed {
  readonly position: number
  readonly fact: StoredFact & MailFact
}

export interface Box {
  readonly name: string
  readonly now: Temporal.Instant
  readonly own: readonly string[]
  /** The newest first. */
  readonly messages: readonly BoxMessage[]
}

interface Sent {
  readonly at: number
  readonly thread: string
  readonly labels: readonly Label[]
  readonly person: number
  readonly outgoing: boolean
}

const day = 86_400_000
const years = 5
/** Of a hundred messages: so many that Gmail sorts as bulk, and so many from people who never had an answer. */
const shares = { bulk: 0.45, unanswered: 0.08 }
const categories = ['promotions', 'updates', 'social', 'forums'] as const satisfies readonly Label[]

/** The k-th of these people writes about 1/k as often as the first; two thirds of them have fallen quiet at some time. */
export function generateBox(messages: number, seed: number): Box {
  const random = createRandom(seed)
  const end = whole.end.epochMilliseconds
  const span = years * 365 * day
  const people = Math.round(4 * Math.sqrt(messages))
  const phases = Array.from({ length: people }, () => {
    const quiet = random() < 0.65
    const last = quiet ? 25 * day + random() * random() * 0.9 * span : 0
    return { from: last + (0.2 + 0.8 * random()) * (span - last), to: last }
  })
  const sent: Sent[] = []
  const bulk = Math.round(messages * shares.bulk)
  for (let index = 0; index < bulk; index++) {
    const label = categories[Math.floor(random() * categories.length)] ?? 'promotions'
    const about = { thread: `b${index}`, person: people + Math.floor(random() * 300), outgoing: false }
    sent.push({ at: end - random() * span, labels: [label], ...about })
  }
  const alone = Math.round(messages * shares.unanswered)
  for (let index = 0; index < alone; index++) {
    const about = { thread: `u${index}`, person: people + 300 + Math.floor(random() * people), outgoing: false }
    sent.push({ at: end - random() * span, labels: [], ...about })
  }
  for (let thread = 0; sent.length < messages; thread++) {
    const person = Math.floor((people + 1) ** random()) - 1
    const phase = phases[person] ?? { from: span, to: 0 }
    let at = end - phase.to - random() * (phase.from - phase.to)
    let outgoing = random() < 0.5
    const length = 1 + Math.floor(random() * random() * 6)
    for (let index = 0; index < length && at < end - phase.to; index++) {
      sent.push({ at, thread: `t${thread}`, labels: outgoing ? ['sent'] : [], person, outgoing })
      outgoing = !outgoing
      at += random() * 2 * day
    }
  }
  const ordered = sent.slice(0, messages).toSorted((a, b) => b.at - a.at)
  return {
    name: `${messages.toLocaleString('en')} made up`,
    now: whole.end,
    own: [owner],
    messages: ordered.map((one, position) => toMessage(one, position)),
  }
}

function toMessage({ at, thread, labels, person, outgoing }: Sent, position: number): BoxMessage {
  const me = { address: owner, name: 'Sam Owner' }
  const them = { address: `person${person}@house${person}.example`, name: `Given${person} Family${person}` }
  const id = `m${position}`
  const fact: StoredFact & MailFact = {
    ...{ kind: 'mail', id, factId: id, connectionId: 'c', dedupeKey: id, thread, outgoing },
    at: Temporal.Instant.fromEpochMilliseconds(Math.round(at)),
    from: outgoing ? me : them,
    to: [outgoing ? them : me],
    cc: [],
    signals: categorySignals(labels),
    subject: `About thing ${thread}`,
  }
  return { id, thread, labels, position, fact }
}
