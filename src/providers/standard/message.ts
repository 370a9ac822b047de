/** The headers of a message (RFC 5322), read into a fact. */
import { isBulkService } from '../../bulk-services.ts'
import type { Instant, MailFact, Signal } from '../../facts.ts'
import { cleanText, cut, normalise, strip } from '../../text.ts'
import type { Label } from '../listing.ts'
import { parseRecipients, parseSender } from './addresses.ts'
import { decode } from './encoded-words.ts'

/** The headers that are read, and asked for where one can ask; `Subject` only where the owner lets subjects be read. */
export const headerNames = [
  'From',
  'Sender',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'Return-Path',
  'List-Id',
  'List-Post',
  'List-Unsubscribe',
  'Precedence',
  'Auto-Submitted',
  'Feedback-ID',
  'Delivered-To',
  'X-Original-To',
  'X-Delivered-To',
  'Envelope-To',
  'List-Unsubscribe-Post',
  'BIMI-Selector',
  'X-Auto-Response-Suppress',
]

/** A message as whoever holds it hands it out. */
export interface HeldMessage {
  readonly id: string
  readonly thread: string
  /** When it was accepted. */
  readonly at: Instant
  /** In their order; names in any case, encoded words left as they are. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  /** The owner sent it. */
  readonly outgoing: boolean
  readonly labels: readonly Label[]
}

type Fields = (name: string) => readonly string[]

/** Reads a message. Whatever its headers hold, this takes time by their length and no more. */
export function readMessage({ id, thread, at, headers, outgoing, labels }: HeldMessage, subjects: boolean): MailFact {
  const all = fieldsOf(headers)
  const one = (name: string) => all(name)[0]
  const from = parseSender(all('from'))
  const sender = parseSender(all('sender'))
  const [to, cc] = [parseRecipients(all('to')), parseRecipients(all('cc'))]
  const subject = subjects ? cleanText(decode(one('subject') ?? '')) : ''
  const messageId = cleanText(one('message-id') ?? '', 250).replace(/^<|>$/g, '')
  const offset = offsetMinutes(one('date'))
  const deliveredTo = outgoing ? [] : deliveredIn(all, { to, cc })
  const signals = signalsOf(all, Boolean(from && sender && sender.address !== from.address))
  return {
    kind: 'mail',
    id,
    thread,
    at,
    from,
    to,
    cc,
    outgoing,
    signals: [...signals, ...labels.flatMap((label) => categories.get(label) ?? [])],
    ...(messageId ? { messageId } : {}),
    ...(subject ? { subject } : {}),
    ...(offset === undefined ? {} : { offsetMinutes: offset }),
    ...(deliveredTo.length ? { deliveredTo } : {}),
  }
}

const wanted: ReadonlySet<string> = new Set(headerNames.map((name) => name.toLowerCase()))
/** Far more than any short text takes, encoded; and more than is read of a sender, who is never cut into another. */
const longestLine = 9 * 1024
/** All headers of a message at Gmail together: whoever is named at the end of it still counts. */
const longestList = 500 * 1024

function fieldsOf(headers: HeldMessage['headers']): Fields {
  const byName = new Map<string, string[]>()
  for (const { name, value } of headers) {
    const key = name.length <= 30 ? name.toLowerCase() : ''
    if (!wanted.has(key)) continue
    const values = byName.get(key)
    const most = key === 'to' || key === 'cc' ? longestList : longestLine
    const unfolded = cut(value, most).replace(/\r?\n(?=[ \t])/g, '')
    if (values) values.push(unfolded)
    else byName.set(key, [unfolded])
  }
  return (name) => byName.get(name) ?? []
}

const categories: ReadonlyMap<Label, Signal> = new Map([
  ['social', 'category-social'],
  ['promotions', 'category-promotions'],
  ['updates', 'category-updates'],
  ['forums', 'category-forums'],
])

function signalsOf(all: Fields, otherSender: boolean): Signal[] {
  // An empty field says nothing: some programs write every one that they know.
  const has = (name: string) => all(name).some((value) => value.trim() !== '')
  const found: (Signal | false)[] = [
    has('list-id') && 'list-id',
    has('list-post') && !/^\s*no\b/i.test(all('list-post')[0] ?? '') && 'list-post',
    has('list-unsubscribe') && 'list-unsubscribe',
    /^\s*(bulk|list|junk|auto[_-]?reply)/i.test(all('precedence')[0] ?? '') && 'precedence-bulk',
    has('auto-submitted') && !/^\s*no\b/i.test(all('auto-submitted')[0] ?? '') && 'auto-submitted',
    has('feedback-id') && 'feedback-id',
    has('list-unsubscribe-post') && 'one-click',
    has('bimi-selector') && 'brand',
    has('x-auto-response-suppress') && !/^\s*none\b/i.test(all('x-auto-response-suppress')[0] ?? '') && 'no-answers',
    isBulkService(returnHost(all('return-path')[0])) && 'bulk-service',
    /^\s*<\s*>\s*$/.test(all('return-path')[0] ?? '') && 'null-return-path',
    has('in-reply-to') && 'reply',
    otherSender && 'sender',
  ]
  return found.filter((signal) => signal !== false)
}

/** Those of the recipients to whom a server says that it delivered the message: what it names beside them tells of lists. */
function deliveredIn(all: Fields, { to, cc }: Pick<MailFact, 'to' | 'cc'>): string[] {
  const named = deliveries.flatMap((name) => all(name).slice(0, mostDeliveries))
  const recipients = new Set([...to, ...cc].map(({ address }) => address))
  const found = named.map((value) => normalise(cut(value, longestAddress)))
  return [...new Set(found)].filter((address) => recipients.has(address))
}

const deliveries = ['delivered-to', 'x-original-to', 'x-delivered-to', 'envelope-to'] as const
/** Hops of one message that are looked at. */
const mostDeliveries = 5
const longestAddress = 1_000
/** The host of "<bounces+12@em4.example>", in lower case; empty where there is none. */
function returnHost(path = ''): string {
  const address = strip(path, { end: /[>\s]/ })
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** The zone at the end of a Date header (RFC 5322 section 3.3), in minutes east of UTC; -0000 says nothing. */
function offsetMinutes(date: string | undefined): number | undefined {
  const [, sign, hours, minutes] =
    /([+-])(\d{2})([0-5]\d)\s*(?:\([^)]{0,100}\)\s*)?$/.exec((date ?? '').slice(-200)) ?? []
  if (!sign || (sign === '-' && hours === '00' && minutes === '00')) return undefined
  const value = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return value >= -12 * 60 && value <= 14 * 60 ? value : undefined
}
