/** Writes message headers as real mail programs do: encoded words, offsets, threads. */
import type { Temporal } from 'temporal-polyfill'
import { OWNER } from './owner.ts'
import { stableId } from './random.ts'
import type { Header, Mailbox } from './types.ts'

export interface Envelope {
  /** Sent mail never passed a receiving server. */
  readonly outgoing: boolean
  readonly from: Mailbox | null
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly subject?: string
  readonly at: Temporal.Instant
  readonly zone: string
  readonly messageId: string
  /** Message-IDs of the thread so far, oldest first. */
  readonly references: readonly string[]
  /** Headers that replace the ones made here by name, or are added. */
  readonly extra: readonly Header[]
}

/** The header fields of a message, in the order a server shows them. */
export function writeHeaders(envelope: Envelope): Header[] {
  const passed: Header[] = [
    { name: 'Delivered-To', value: OWNER.address },
    {
      name: 'Received',
      value: `by 192.0.2.7 with SMTP id ${stableId(12, envelope.messageId)}; ${writeDate(envelope.at, 'America/Los_Angeles')}`,
    },
    { name: 'Return-Path', value: `<${envelope.from?.address ?? ''}>` },
  ]
  const made: Header[] = [
    ...(envelope.outgoing ? [] : passed),
    { name: 'MIME-Version', value: '1.0' },
    ...(envelope.from ? [{ name: 'From', value: writeMailbox(envelope.from) }] : []),
    ...(envelope.to.length ? [{ name: 'To', value: envelope.to.map(writeMailbox).join(', ') }] : []),
    ...(envelope.cc.length ? [{ name: 'Cc', value: envelope.cc.map(writeMailbox).join(', ') }] : []),
    ...(envelope.subject === undefined ? [] : [{ name: 'Subject', value: writeWords(envelope.subject) }]),
    { name: 'Date', value: writeDate(envelope.at, envelope.zone) },
    { name: 'Message-ID', value: `<${envelope.messageId}>` },
    ...writeThread(envelope.references),
    { name: 'Content-Type', value: 'text/plain; charset="UTF-8"' },
  ]
  const replaced = new Set(envelope.extra.map((header) => header.name.toLowerCase()))
  return [...made.filter((header) => !replaced.has(header.name.toLowerCase())), ...envelope.extra]
}

function writeThread(references: readonly string[]): Header[] {
  const parent = references.at(-1)
  if (parent === undefined) return []
  return [
    { name: 'In-Reply-To', value: `<${parent}>` },
    { name: 'References', value: references.map((id) => `<${id}>`).join(' ') },
  ]
}

/** `Name <address>`, the name quoted or encoded where it must be. */
export function writeMailbox({ name, address }: Mailbox): string {
  if (!name) return address
  if (isPlain(name))
    return /^[\w .'-]+$/.test(name) ? `${name} <${address}>` : `"${name.replace(/(["\\])/g, '\\$1')}" <${address}>`
  return `${writeWords(name)} <${address}>`
}

/** RFC 2047 encoded words of at most 75 characters, base64 or Q by turns as mail programs differ. */
export function writeWords(text: string): string {
  if (isPlain(text)) return text
  const quoted = stableId(1, text) < '8'
  const words: string[] = []
  let piece = ''
  for (const letter of text) {
    if (encode(piece + letter, quoted).length > 75 && piece) {
      words.push(encode(piece, quoted))
      piece = letter
    } else piece += letter
  }
  words.push(encode(piece, quoted))
  return words.join(' ')
}

function encode(text: string, quoted: boolean): string {
  const bytes = Buffer.from(text, 'utf8')
  if (!quoted) return `=?UTF-8?B?${bytes.toString('base64')}?=`
  const letters = Array.from(bytes, (byte) => {
    const letter = String.fromCharCode(byte)
    if (letter === ' ') return '_'
    return /[A-Za-z0-9]/.test(letter) ? letter : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
  return `=?UTF-8?Q?${letters.join('')}?=`
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** RFC 5322 date with the offset that holds in this zone at this moment. */
export function writeDate(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(local.hour)}:${two(local.minute)}:${two(local.second)}`
  return `${DAYS[local.dayOfWeek - 1]}, ${local.day} ${MONTHS[local.month - 1]} ${local.year} ${time} ${local.offset.replace(':', '')}`
}

/** Minutes east of UTC in this zone at this moment. */
export function offsetMinutes(at: Temporal.Instant, zone: string): number {
  return at.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !text.includes('=?')
}
