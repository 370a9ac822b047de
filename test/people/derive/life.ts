/** Builds facts for the tests of people: one line per message or meeting, everything else filled in. */
import { Temporal } from 'temporal-polyfill'
import type { Address, Attendee, MailFact, MeetingFact, Signal, StoredFact } from '../../../src/facts.ts'
import type { Listed } from '../../../src/people/address-book.ts'
import { derive } from '../../../src/people/derive/derive.ts'
import type { Derived } from '../../../src/people/derive/types.ts'
import type { Decision, Person } from '../../../src/people/types.ts'

export const owner = 'me@own.example'
export const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
export const daysAgo = (days: number, seconds = 0) => now.subtract({ seconds: Math.round(days * 86_400) - seconds })

export function person(text: string): Address {
  const [, name, address] = /^(.*?)\s*<(.*)>$/.exec(text) ?? []
  return address ? { address, ...(name ? { name } : {}) } : { address: text }
}

let counter = 0
const stored = () => {
  const id = `f${String(++counter).padStart(6, '0')}`
  return { id, factId: id, connectionId: 'c1', dedupeKey: `k-${id}` }
}

interface Mail {
  readonly from?: string
  readonly to?: readonly string[]
  readonly cc?: readonly string[]
  readonly days: number
  readonly subject?: string
  readonly thread?: string
  readonly signals?: readonly Signal[]
  readonly outgoing?: boolean
  readonly messageId?: string
}

export function mail({
  from = owner,
  to = [owner],
  cc = [],
  days,
  subject,
  thread,
  signals = [],
  outgoing,
  messageId,
}: Mail): StoredFact & MailFact {
  const base = stored()
  return {
    kind: 'mail',
    ...base,
    thread: thread ?? base.id,
    at: daysAgo(days),
    from: person(from),
    to: to.map(person),
    cc: cc.map(person),
    outgoing: outgoing ?? from.includes(owner),
    signals,
    ...(messageId === undefined ? {} : { messageId }),
    ...(subject === undefined ? {} : { subject }),
  }
}

/** A message each way on each of these days. */
export function talk(who: string, days: readonly number[], subject?: string): StoredFact[] {
  return days.flatMap((day, i) => {
    const said = subject === undefined ? {} : { subject }
    const thread = `${who}-${i}`
    return [
      mail({ to: [who], days: day, thread, ...said }),
      mail({ from: who, days: day - 0.1, thread, ...said, signals: ['reply'] }),
    ]
  })
}

export function guest(text: string, more: Partial<Attendee> = {}): Attendee {
  return {
    ...person(text),
    reply: 'accepted',
    self: text.includes(owner),
    organizer: false,
    resource: false,
    optional: false,
    ...more,
  }
}

type Meeting = Partial<Omit<MeetingFact, 'people'>> & {
  readonly days: number
  readonly with: readonly (string | Attendee)[]
}

export function meeting({ days, with: guests, ...more }: Meeting): StoredFact & MeetingFact {
  const base = stored()
  const start = daysAgo(days)
  return {
    kind: 'meeting',
    ...base,
    uid: base.id,
    when: { start, end: start.add({ minutes: 60 }) },
    allDay: false,
    people: [guest(owner, { organizer: true }), ...guests.map((one) => (typeof one === 'string' ? guest(one) : one))],
    mine: 'accepted',
    cancelled: false,
    busy: true,
    type: 'default',
    ...more,
  }
}

export async function know(
  facts: readonly StoredFact[],
  more: {
    decisions?: Record<string, readonly Decision[]>
    declaredOwn?: readonly string[]
    accounts?: readonly string[]
    sharedName?: string
    refusedOwn?: readonly string[]
    contacts?: readonly Listed[]
  } = {},
): Promise<Derived> {
  const ordered = facts
    .map((fact, i) => ({ fact, i, at: (fact.kind === 'mail' ? fact.at : fact.when.start).epochMilliseconds }))
    .sort((a, b) => a.at - b.at || a.i - b.i)
    .map(({ fact }) => fact)
  return derive({
    async *read() {
      yield* ordered
    },
    declaredOwn: more.declaredOwn ?? [],
    accounts: more.accounts ?? [owner],
    ...(more.refusedOwn ? { refusedOwn: more.refusedOwn } : {}),
    ...(more.contacts ? { contacts: more.contacts } : {}),
    ...(more.sharedName ? { sharedName: more.sharedName } : {}),
    decisions: new Map(Object.entries(more.decisions ?? {})),
    now,
    timeZone: 'Europe/Berlin',
  })
}

/** The person at an address. */
export function at(derived: Derived, address: string): Person {
  const found = derived.people.find((one) => one.addresses.some((own) => own.address === address))
  if (!found) throw new Error(`nobody at ${address}`)
  return found
}
