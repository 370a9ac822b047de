/** A message of a file: whether it is read, by folder, label and date, and the fact that is made of it. */
import type { Instant, MailFact } from '../facts.ts'
import type { Label } from '../providers/listing.ts'
import { parseSender } from '../providers/standard/addresses.ts'
import { dateOf } from '../providers/standard/dates.ts'
import { type Header, headerOf, idsIn, parseHeader } from '../providers/standard/headers.ts'
import { readMessage } from '../providers/standard/message.ts'
import { isMine, type Reading } from '../providers/standard/reading.ts'
import { type Sender, senderOf, wasDelivered } from '../providers/standard/sender.ts'
import { sha256 } from '../seal.ts'
import { isStorableId } from '../storable.ts'
import { type LabelLanguages, toLabels } from './labels.ts'
import type { RawMessage } from './mbox-header.ts'
import type { ThreadSpot } from './threads.ts'

export interface ParsedMessage {
  readonly headers: readonly Header[]
  readonly labels: readonly Label[]
  readonly place: ThreadSpot
  /** Who sent this copy: by their address and where it lies, or by Gmail's word. */
  readonly sender: Sender
  readonly at: Instant
}

/** Of a copy that came back, the one that was sent is read; of a mail by somebody else there is none. */
export const passedOver = 'under your address, and not among what you sent'

/** Why a message is not read, in words for a list of counts. */
export type Skip =
  | 'spam, bin, chats and drafts'
  | 'older than is read'
  | 'a header larger than 64 KB'
  | 'a header that cannot be read'
  | 'no readable sender'
  | 'no readable date'
  | typeof passedOver

/** Left out because of what it is, and nothing that anybody has to look for. */
export const isRoutine = (reason: string): boolean =>
  !(reason.startsWith('a header') || reason.startsWith('no readable'))

/** What of the file around it a message is read by. */
export interface Around {
  /** In which languages its labels may be. */
  readonly languages?: LabelLanguages | undefined
  /** Told of the labels of each message. */
  readonly seen?: ((labels: string) => void) | undefined
  /** By the name of the file, what was sent; what came in. */
  readonly sent?: boolean | undefined
  readonly inbox?: boolean | undefined
}

/** The header of a message, and what it says of it. */
export async function parseMessage(
  { mark, header }: Pick<RawMessage, 'mark' | 'header'>,
  { me, now, since }: Reading,
  { languages, seen, sent = false, inbox = false }: Around = {},
): Promise<ParsedMessage | Skip> {
  if (header === null) return 'a header larger than 64 KB'
  const headers = parseHeader(header)
  const value = (name: string) => headerOf(headers, name)
  const gmail = fromGmail(headers)
  seen?.(gmail.labels)
  const labels = toLabels(gmail.labels, languages)
  if (labels.includes('hidden') || isDiscarded(value)) return 'spam, bin, chats and drafts'
  const from = parseSender(headers.filter(({ name }) => name === 'from').map((one) => one.value))
  if (!from) return 'no readable sender'
  const at = dateOf(headers, mark, now)
  if (!at) return 'no readable date'
  if (at.epochMilliseconds < since.epochMilliseconds) return 'older than is read'
  const place = {
    ...(gmail.thread ? { gmail: gmail.thread } : {}),
    id: idsIn(value('message-id'))[0] ?? '',
    references: referencesOf(value),
  }
  const cameIn = (inbox || labels.includes('inbox')) && value('received') !== undefined
  const sender = senderOf({
    from: isMine(from.address, me),
    // Whoever is not named as the owner is somebody else, in a folder of sent mail too.
    sender: true,
    to: false,
    labelled: labels.includes('sent'),
    sent,
    delivered: wasDelivered(
      headers.map(({ name }) => name),
      cameIn,
    ),
  })
  return { headers, labels, place, sender, at }
}

/** Whether the files say that the owner sent it. */
export const isSentByOwner = ({ sender }: Pick<ParsedMessage, 'sender'>): boolean => sender === 'owner'

/**
 * What Gmail's export adds: it stands above everything else. Further down anybody may have written it, to pass for the
 * owner's own mail.
 */
function fromGmail(headers: readonly Header[]): { readonly labels: string; readonly thread?: string } {
  const above = headers.slice(0, 2)
  const thread = headerOf(above, 'x-gm-thrid')?.trim() ?? ''
  if (!/^\d{1,20}$/.test(thread)) return { labels: '' }
  return { labels: headerOf(above, 'x-gmail-labels') ?? '', thread }
}

/** A draft of Outlook, or what Thunderbird has deleted and not yet swept out of the file (bit 3 of its status). */
function isDiscarded(value: (name: string) => string | undefined): boolean {
  const status = Number.parseInt(value('x-mozilla-status') ?? '0', 16)
  return value('x-unsent')?.trim() === '1' || (status & 8) !== 0
}

/** Without References, In-Reply-To; it may hold several ids, and words, of which only the ids count. */
function referencesOf(value: (name: string) => string | undefined): string[] {
  return [...new Set([...idsIn(value('references')), ...idsIn(value('in-reply-to'))])]
}

/** The message as a fact. Its id is made from the message alone: the same message of another file is the same. */
export async function toFact(message: ParsedMessage, thread: string, { subjects }: Reading): Promise<MailFact> {
  const { headers, labels, place, at } = message
  const outgoing = isSentByOwner(message)
  const own = place.id.slice(0, 250)
  // Its own name, where it has one that can be kept.
  const id = isStorableId(own)
    ? own
    : await sha256(place.id || JSON.stringify([at.epochMilliseconds, headers.filter(({ name }) => naming.has(name))]))
  return readMessage({ id, thread: thread || id, at, headers, outgoing, labels }, subjects)
}

const naming: ReadonlySet<string> = new Set(['from', 'to', 'cc', 'subject', 'date'])
