/** A Gmail message's headers and labels, read into a fact. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { MailFact, Signal } from '../../facts.ts'
import { cleanText, cut } from '../../text.ts'
import type { Label } from '../types.ts'
import { decode, parseRecipients, parseSender } from './addresses.ts'

/** The headers asked for; `Subject` only where the owner lets subjects be read. */
export const metadataHeaders = [
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
]

/** Without `snippet`, which is body text. */
export const messageFields = 'id,threadId,labelIds,internalDate,payload/headers'

export const messageSchema = z.object({
  id: z.string(),
  threadId: z.string(),
  labelIds: z.array(z.string()).default([]),
  // Negative for imported mail that claims to be older than 1970.
  internalDate: z.string().regex(/^-?\d+$/),
  payload: z
    .object({ headers: z.array(z.object({ name: z.string(), value: z.string().default('') })).default([]) })
    .default({ headers: [] }),
})
export type Message = z.infer<typeof messageSchema>

const labels: ReadonlyMap<string, Label> = new Map([
  ['SENT', 'sent'],
  ['INBOX', 'inbox'],
  ['CATEGORY_SOCIAL', 'social'],
  ['CATEGORY_PROMOTIONS', 'promotions'],
  ['CATEGORY_UPDATES', 'updates'],
  ['CATEGORY_FORUMS', 'forums'],
  ['SPAM', 'hidden'],
  ['TRASH', 'hidden'],
  ['CHAT', 'hidden'],
  ['DRAFT', 'hidden'],
])

/** The labels that decide what is read, by Gmail's own names. */
export function toLabels(labelIds: readonly string[]): Label[] {
  return [...new Set(labelIds.flatMap((id) => labels.get(id) ?? []))]
}

/** Reads a message; the time is Gmail's acceptance time, never the Date header. */
export function toMailFact(message: Message, subjects: boolean): MailFact {
  const all = headersOf(message)
  const one = (name: string) => all(name)[0]
  const from = parseSender(all('from'))
  const sender = parseSender(all('sender'))
  const subject = subjects ? cleanText(decode(one('subject') ?? '')) : ''
  const messageId = cleanText(one('message-id') ?? '', 250).replace(/^<|>$/g, '')
  const offset = offsetMinutes(one('date'))
  return {
    kind: 'mail',
    id: message.id,
    thread: message.threadId,
    at: Temporal.Instant.fromEpochMilliseconds(Number(message.internalDate)),
    from,
    to: parseRecipients(all('to')),
    cc: parseRecipients(all('cc')),
    outgoing: message.labelIds.includes('SENT'),
    signals: signalsOf(message, all, Boolean(from && sender && sender.address !== from.address)),
    ...(messageId ? { messageId } : {}),
    ...(subject ? { subject } : {}),
    ...(offset === undefined ? {} : { offsetMinutes: offset }),
  }
}

const wanted: ReadonlySet<string> = new Set(metadataHeaders.map((name) => name.toLowerCase()))
/** Far more than any short text takes, encoded; and more than is read of a sender, who is never cut into another. */
const longestLine = 9 * 1024
/** All headers of a message at Gmail together: whoever is named at the end of it still counts. */
const longestList = 500 * 1024

function headersOf(message: Message): (name: string) => string[] {
  const byName = new Map<string, string[]>()
  for (const { name, value } of message.payload.headers) {
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

const categories: ReadonlyMap<string, Signal> = new Map([
  ['CATEGORY_SOCIAL', 'category-social'],
  ['CATEGORY_PROMOTIONS', 'category-promotions'],
  ['CATEGORY_UPDATES', 'category-updates'],
  ['CATEGORY_FORUMS', 'category-forums'],
])

function signalsOf(message: Message, all: (name: string) => string[], otherSender: boolean): Signal[] {
  const has = (name: string) => all(name).length > 0
  const found: (Signal | false)[] = [
    has('list-id') && 'list-id',
    has('list-post') && !/^\s*no\b/i.test(all('list-post')[0] ?? '') && 'list-post',
    has('list-unsubscribe') && 'list-unsubscribe',
    /^\s*(bulk|list|junk)/i.test(all('precedence')[0] ?? '') && 'precedence-bulk',
    has('auto-submitted') && !/^\s*no\b/i.test(all('auto-submitted')[0] ?? '') && 'auto-submitted',
    has('feedback-id') && 'feedback-id',
    /^\s*<\s*>\s*$/.test(all('return-path')[0] ?? '') && 'null-return-path',
    has('in-reply-to') && 'reply',
    otherSender && 'sender',
    ...message.labelIds.map((label) => categories.get(label) ?? false),
  ]
  return [...new Set(found.filter((signal) => signal !== false))]
}

/** The zone at the end of a Date header (RFC 5322 section 3.3), in minutes east of UTC; -0000 says nothing. */
function offsetMinutes(date: string | undefined): number | undefined {
  const [, sign, hours, minutes] =
    /([+-])(\d{2})([0-5]\d)\s*(?:\([^)]{0,100}\)\s*)?$/.exec((date ?? '').slice(-200)) ?? []
  if (!sign || (sign === '-' && hours === '00' && minutes === '00')) return undefined
  const value = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return value >= -12 * 60 && value <= 14 * 60 ? value : undefined
}
