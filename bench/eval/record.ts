/** One line of a corpus: who, when, to whom; read into a fact by the code that reads Gmail's messages. */
import { Temporal } from 'temporal-polyfill'
import { parse } from 'tldts'
import * as z from 'zod'
import type { Address, Attendee, Instant, StoredFact } from '../../src/facts.ts'
import { toMailFact } from '../../src/providers/google/messages.ts'
import { parseAddresses } from '../../src/providers/standard/addresses.ts'
import { headerNames } from '../../src/providers/standard/message.ts'
import { cleanText } from '../../src/text.ts'

const moment = z.string().transform((text, context): Instant => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'a time such as 2026-11-22T09:00:00Z is expected' })
    return z.NEVER
  }
})
const texts = z.array(z.string()).nullish()

export const recordSchema = z.object({
  /** The owner of the mailbox; "*" where the record lies in the mailbox of everyone on it. */
  user: z.string(),
  provider: z.enum(['mail', 'chat', 'call', 'calendar']).default('mail'),
  id: z.string(),
  thread: z.string().nullish(),
  at: moment,
  /** The end of a meeting; without one it is over at once. */
  endsAt: moment.nullish(),
  /** `Name <address>` or `address`, like every entry of `to` and `cc`. */
  from: z.string(),
  to: texts,
  cc: texts,
  subject: z.string().nullish(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullish(),
  direction: z.string().nullish(),
})
export type CorpusRecord = z.infer<typeof recordSchema>

/** The address that an entry names, in the form in which facts have it: in lower case, unmasked. Empty where it names none. */
export const addressOf = (entry: string): string => parseAddresses([asHeader(entry)])[0]?.address ?? ''

/**
 * The record as a fact of nobody's yet: `outgoing` and the owner's seat at a meeting are for the mailbox to say. `key` tells
 * it from every other record. Chats and calls count as mail.
 */
export function toFact(record: CorpusRecord, key: string): StoredFact {
  const stored = { factId: key, connectionId: record.provider, dedupeKey: key }
  return record.provider === 'calendar' ? { ...meetingOf(record), ...stored } : { ...mailOf(record), ...stored }
}

function mailOf(record: CorpusRecord) {
  const { id, thread, at, from, to, cc, subject, headers } = record
  const asked = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    readHeaders.has(name.toLowerCase()) ? [value].flat().map((one) => ({ name, value: one })) : [],
  )
  const parties = { From: [from], To: to ?? [], Cc: cc ?? [], Subject: subject ? [subject] : [] }
  const own = Object.entries(parties).flatMap(([name, values]) =>
    values.map((value) => ({ name, value: name === 'Subject' ? value : asHeader(value) })),
  )
  const message = { id, threadId: thread ?? id, labelIds: [], internalDate: `${at.epochMilliseconds}` }
  return toMailFact({ ...message, payload: { headers: [...own, ...asked] } }, true)
}

/** Headers that the record has beside the fields of its own; what the product does not ask for it does not see here either. */
const readHeaders: ReadonlySet<string> = new Set(
  headerNames.map((name) => name.toLowerCase()).filter((name) => !['from', 'to', 'cc', 'subject'].includes(name)),
)

function meetingOf({ id, thread, at, endsAt, from, to, cc, subject }: CorpusRecord) {
  const title = cleanText(subject ?? '')
  const [organizer] = parseAddresses([asHeader(from)])
  const guests = parseAddresses([...(to ?? []), ...(cc ?? [])].map(asHeader))
  const people = [...(organizer ? [organizer] : []), ...guests.filter((one) => one.address !== organizer?.address)]
  return {
    kind: 'meeting' as const,
    id,
    uid: id,
    ...(thread ? { series: thread } : {}),
    when: { start: at, end: endsAt ?? at },
    allDay: false,
    people: people.map((one): Attendee => guest(one, one === organizer)),
    mine: 'accepted' as const,
    cancelled: false,
    busy: true,
    type: 'default',
    ...(title ? { title } : {}),
  }
}

const guest = (one: Address, organizer: boolean): Attendee => ({
  ...one,
  reply: 'accepted',
  self: false,
  organizer,
  resource: false,
  optional: false,
})

/**
 * Data that must never be mailed bears the reserved domain behind the real one: `anna@firm.com.example` is read as
 * `anna@firm.com`, so that the host is what it was. Where no real domain stands before it, the address stays.
 */
export function unmask(address: string): string {
  const bare = address.replace(/\.example$/, '')
  const host = bare.slice(bare.lastIndexOf('@') + 1)
  return bare !== address && host.includes('.') && parse(host).isIcann ? bare : address
}

/** A name may hold what divides addresses in a header. */
function asHeader(entry: string): string {
  const [, name = '', address = entry] = /^(.*?)\s*<([^<>]*)>\s*$/s.exec(entry) ?? []
  const bare = name.trim().replace(/^"(.*)"$/s, '$1')
  const real = unmask(address.trim().toLowerCase())
  return bare ? `"${bare.replace(/[\\"]/g, '')}" <${real}>` : real
}
