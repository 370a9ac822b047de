/** A message of a mailbox, its header lines and its number, read into a fact. */
import { Temporal } from 'temporal-polyfill'
import type { Address, Instant, MailFact } from '../../facts.ts'
import { fingerprint } from '../../hash.ts'
import { isStorableTime } from '../../storable.ts'
import { parseRecipients, parseSender } from '../standard/addresses.ts'
import { parseDate } from '../standard/dates.ts'
import { type Header, headerOf, idsIn, parseHeader } from '../standard/headers.ts'
import { headerNames, readMessage } from '../standard/message.ts'
import { isMine } from '../standard/reading.ts'
import { isPassedOver, type Sender, senderOf, wasDelivered } from '../standard/sender.ts'
import { threadHeader } from './gate.ts'

/** A message as the server hands it out. */
export interface Raw {
  readonly uid: number
  /** INTERNALDATE: when it was accepted; null where it cannot be read. */
  readonly at: Instant | null
  readonly flags: readonly string[]
  /** The header lines that were asked for. */
  readonly header: Uint8Array
  /** It has a field that says which server it came by. */
  readonly received: boolean
  /** At Gmail only. */
  readonly thread?: string
  readonly labels?: readonly string[]
}

/** What the reading of a message depends on beside the message. */
export interface Around {
  /** It lies in the folder of sent mail. */
  readonly sent: boolean
  readonly inbox: boolean
  /** Sent mail is kept in this mailbox, in a folder or under a label of its own. */
  readonly keepsSent: boolean
  /** The owner's own addresses, as far as they are known. */
  readonly me: readonly string[]
  readonly subjects: boolean
  readonly since: Instant
}

/** What became of a message: null for one that is rightly passed over. */
export type ReadMail = { readonly fact: MailFact | null } | { readonly skipped: string }

/** Asked for of each message; what a thread is known by is Gmail's own number there. */
export function askedHeaders({ subjects, gmail }: { readonly subjects: boolean; readonly gmail: boolean }): string[] {
  const names = subjects ? headerNames : headerNames.filter((name) => name !== 'Subject')
  return gmail ? names : [...names, threadHeader]
}

/** Reads a message. Whatever it holds, only it is left out by that. */
export function toMail(raw: Raw, around: Around): ReadMail {
  if (isDraft(raw)) return { fact: null }
  const { subjects, since } = around
  const headers = parseHeader(raw.header)
  const sender = senderOfCopy(raw, headers, around)
  if (isPassedOver(sender, around.keepsSent)) return { fact: null }
  const outgoing = sender === 'owner' || sender === 'folder'
  const at = timeOf(raw, headers, outgoing)
  if (!at || !isStorableTime(at)) return { skipped: 'a message without a readable date' }
  if (Temporal.Instant.compare(at, since) < 0) return { fact: null }
  const fact = readMessage(
    {
      id: idOf(raw, headers, apart[sender]),
      thread: threadOf(raw, headers),
      at,
      headers,
      outgoing,
      labels: outgoing ? ['sent'] : [],
    },
    subjects,
  )
  return fact.from ? { fact } : { skipped: 'a message without a readable sender' }
}

const isDraft = ({ flags, labels = [] }: Raw) => [...flags, ...labels].some((one) => /^\\drafts?$/i.test(one))

/** Gmail's label is the provider's own word; everywhere else folder and header decide. */
function senderOfCopy(raw: Raw, headers: readonly Header[], { sent, inbox, me }: Around): Sender {
  const values = (name: string) => headers.filter((one) => one.name === name).map(({ value }) => value)
  const mine = (one: Address | null) => one !== null && isMine(one.address, me)
  const from = mine(parseSender(values('from')))
  // Who else is on it is asked only where it decides.
  const asked = sent && !from
  return senderOf({
    from,
    sender: asked && mine(parseSender(values('sender'))),
    to: asked && [...parseRecipients(values('to')), ...parseRecipients(values('cc'))].some(mine),
    labelled: raw.labels?.some((label) => label.toLowerCase() === '\\sent') === true,
    sent,
    delivered:
      from &&
      wasDelivered(
        headers.map(({ name }) => name),
        inbox && raw.received,
      ),
  })
}

/** As a mail program or a move put it there: the owner's own mail is as old as it says, and nothing is sent after it was accepted. */
function timeOf({ at }: Raw, headers: readonly Header[], outgoing: boolean): Instant | null {
  if (at && !outgoing) return at
  const said = parseDate(headerOf(headers, 'date') ?? '')
  if (!at || !said) return at ?? said
  return said.epochMilliseconds > 0 && Temporal.Instant.compare(said, at) < 0 ? said : at
}

const stable = ['from', 'to', 'cc', 'date', 'in-reply-to']

/** What is told apart from a copy that reads otherwise, so that what is stored hangs on what is there and on no order. */
const apart = { owner: '', other: '', folder: '\nsent', unproven: '\nreceived' } as const

/** By its Message-ID, so that the same message in another folder or under another number is the same one. */
function idOf({ at }: Raw, headers: readonly Header[], more = ''): string {
  const [messageId] = idsIn(headerOf(headers, 'message-id'))
  if (messageId) return `m${digest(`${messageId}${more}`)}`
  const rest = stable.flatMap((name) =>
    headers.filter((one) => one.name === name).map(({ value }) => `${name}:${value}`),
  )
  return `n${digest(`${at?.epochMilliseconds ?? ''}\n${rest.join('\n')}`)}`
}

/** Gmail's own number; else the oldest message that it mentions, which is itself where it mentions none. */
function threadOf(raw: Raw, headers: readonly Header[]): string {
  if (raw.thread && /^\d{1,20}$/.test(raw.thread)) return `g${BigInt(raw.thread).toString(16)}`
  const mentioned = ['references', 'in-reply-to', 'message-id'].flatMap((name) =>
    idsIn(headerOf(headers, name)).slice(0, 1),
  )
  return mentioned[0] ? `t${digest(mentioned[0])}` : idOf(raw, headers)
}

const digest = (text: string) => fingerprint(text).slice(0, 22)
