/** A message of Graph, without body, preview and headers, read into a fact. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Address, MailFact } from '../../facts.ts'
import { cleanText, normalise } from '../../text.ts'
import { isPassedOver, type Sender, senderOf } from '../standard/sender.ts'
import { toWebLink } from './links.ts'

/** Without `bodyPreview`, which is body text and comes unless it is left out. `subject` only where the owner lets it be read. */
const fields = [
  'id',
  'conversationId',
  'internetMessageId',
  'receivedDateTime',
  'sentDateTime',
  'from',
  'sender',
  'toRecipients',
  'ccRecipients',
  'isDraft',
  'webLink',
]

/** What is asked for of every message, for `$select`. */
export const messageFields = (subjects: boolean): string => [...fields, ...(subjects ? ['subject'] : [])].join()

const recipient = z
  .object({
    emailAddress: z.object({ address: z.string().nullish(), name: z.string().nullish() }).nullish(),
  })
  .nullish()
type Recipient = z.infer<typeof recipient>

export const messageSchema = z.object({
  id: z.string(),
  conversationId: z.string().nullish(),
  internetMessageId: z.string().nullish(),
  receivedDateTime: z.iso.datetime({ offset: true }),
  sentDateTime: z.iso.datetime({ offset: true }).nullish().catch(null),
  from: recipient,
  sender: recipient,
  toRecipients: z.array(recipient).nullish(),
  ccRecipients: z.array(recipient).nullish(),
  isDraft: z.boolean().nullish(),
  webLink: z.string().nullish().catch(null),
  subject: z.string().nullish(),
})
export type Message = z.infer<typeof messageSchema>

/** What the reading of a message depends on beside the message. */
export interface MessageSurroundings {
  /** The addresses that Microsoft gives the account, in lower case; empty where it says none. */
  readonly own: readonly string[]
  /** True in the folder of sent mail. */
  readonly sent: boolean
  /** True in the inbox. */
  readonly inbox?: boolean
  /** There is a folder of sent mail. */
  readonly keepsSent?: boolean
  readonly subjects: boolean
}

/** Reads a message. The time is Microsoft's acceptance time; for the owner's own mail the time it was sent at. */
export function toMailFact(message: Message, place: MessageSurroundings): MailFact {
  const from = toAddress(message.from)
  const sender = toAddress(message.sender)
  const to = toAddresses(message.toRecipients)
  const cc = toAddresses(message.ccRecipients)
  const who = whoSent({ from, sender, on: [...to, ...cc] }, place)
  const outgoing = who === 'owner' || who === 'folder'
  const messageId = cleanText(message.internetMessageId ?? '', 250).replace(/^<|>$/g, '')
  const webLink = toWebLink(message.webLink ?? '')
  const subject = place.subjects ? cleanText(message.subject ?? '') : ''
  return {
    kind: 'mail',
    id: message.id,
    thread: message.conversationId || message.id,
    at: timeOf(message, outgoing),
    from,
    to,
    cc,
    outgoing,
    // Without headers nothing tells of lists and programs. "Other than focused" is a guess at interest, and no sign of either.
    signals: from && sender && sender.address !== from.address ? ['sender'] : [],
    ...(messageId ? { messageId } : {}),
    ...(subject ? { subject } : {}),
    ...(webLink ? { webLink } : {}),
  }
}

/**
 * Mail that a mail program or a move to Microsoft put into the mailbox was accepted when it was put there: the owner's own is
 * older than that. Nothing is sent after it was accepted, so such a time is no better.
 */
function timeOf({ receivedDateTime, sentDateTime }: Message, outgoing: boolean): Temporal.Instant {
  const received = Temporal.Instant.from(receivedDateTime)
  if (!outgoing || !sentDateTime) return received
  const sent = Temporal.Instant.from(sentDateTime)
  // Graph writes the year 1 where there is no time.
  return sent.epochMilliseconds > 0 && Temporal.Instant.compare(sent, received) < 0 ? sent : received
}

interface Parties {
  readonly from: Address | null
  readonly sender: Address | null
  /** Everyone it was addressed to. */
  readonly on: readonly Address[]
}

/** Whether it bears the owner's address and came to them as mail of others does, while there is a folder of what they sent. */
export function isUnproven(message: Message, place: MessageSurroundings): boolean {
  const from = toAddress(message.from)
  if (!from || !place.own.includes(from.address)) return false
  const on = toAddresses([...(message.toRecipients ?? []), ...(message.ccRecipients ?? [])])
  return isPassedOver(whoSent({ from, sender: from, on }, place), place.keepsSent === true)
}

/** Without headers it is the inbox that shows a delivery, and that it was addressed to its owner: what they file of sent mail is not. */
function whoSent({ from, sender, on }: Parties, { own, sent, inbox = false }: MessageSurroundings): Sender {
  const mine = (one: Address | null) => one !== null && own.includes(one.address)
  const to = on.some(mine)
  return senderOf({ from: mine(from), sender: mine(sender), to, labelled: false, sent, delivered: inbox || to })
}

/** Every mailbox of these, each address once. */
function toAddresses(recipients: readonly Recipient[] | null | undefined): Address[] {
  const found = new Map<string, Address>()
  for (const one of recipients ?? []) {
    const address = toAddress(one)
    if (address && !found.get(address.address)?.name) found.set(address.address, address)
  }
  return [...found.values()]
}

/** Null for nobody, and for Exchange's own names (/O=…/CN=…, plain or wrapped into an address), which no mail reaches. */
function toAddress(recipient: Recipient): Address | null {
  const address = normalise(recipient?.emailAddress?.address ?? '')
  if (!/^[^@\s]+@[^@\s]+$/.test(address) || address.length > 254 || /^(?:\/o=|imcea[a-z0-9]{2,10}-)/.test(address))
    return null
  const name = cleanText(recipient?.emailAddress?.name ?? '', 80)
  return name && name.toLowerCase() !== address ? { address, name } : { address }
}
