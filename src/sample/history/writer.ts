/** Turns what somebody writes into a message of the mailbox: ids, threads, headers, labels. */
import type { Temporal } from 'temporal-polyfill'
import { idDomain, sendMessage } from './message.ts'
import { OWNER } from './owner.ts'
import { stableId } from './random.ts'
import type { Header, Mailbox, MessageKind, SampleMessage } from './types.ts'

/** Stands in every text of the sample: where it is found outside of it, a body has leaked. */
export const BODY_MARK = 'Only the two of us should ever read this line.'

export interface Written {
  readonly from: Mailbox | null
  readonly to: readonly Mailbox[]
  readonly cc?: readonly Mailbox[]
  readonly subject?: string
  readonly at: Temporal.Instant
  readonly zone?: string
  readonly kind: MessageKind
  /** Messages with the same words here are one thread. */
  readonly thread: string
  readonly labels?: readonly string[]
  readonly headers?: readonly Header[]
  readonly body?: string
}

export interface Writer {
  write(written: Written): SampleMessage
  readonly messages: SampleMessage[]
}

interface Thread {
  readonly id: string
  readonly messageIds: string[]
}

/** Messages of one thread are to be written in their order. */
export function createWriter(): Writer {
  const messages: SampleMessage[] = []
  const threads = new Map<string, Thread>()
  return { messages, write: (written) => write(written, messages, threads) }
}

function write(written: Written, messages: SampleMessage[], threads: Map<string, Thread>): SampleMessage {
  const { from, to, cc = [], subject, at, zone = OWNER.zone, kind } = written
  const known = threads.get(written.thread)
  const number = String(known?.messageIds.length ?? 0)
  const id = stableId(16, 'message', written.thread, number)
  const thread = known ?? { id, messageIds: [] }
  const messageId = `${stableId(24, 'message-id', written.thread, number)}@${idDomain(from)}`
  const outgoing = from !== null && OWNER.addresses.includes(from.address)
  const message = sendMessage({
    id,
    thread: thread.id,
    at,
    kind,
    from,
    to,
    cc,
    outgoing,
    subject,
    messageId,
    labels: written.labels ?? (outgoing ? ['SENT'] : ['INBOX', 'IMPORTANT', 'CATEGORY_PERSONAL']),
    body: `${BODY_MARK} ${written.body ?? 'I have been meaning to tell you.'}`,
    zone,
    references: thread.messageIds.slice(-6),
    extra: written.headers ?? [],
  })
  thread.messageIds.push(messageId)
  threads.set(written.thread, thread)
  messages.push(message)
  return message
}

/** A subject as its answer carries it. */
export function answerTo(subject: string, language: 'en' | 'de'): string {
  return `${language === 'de' ? 'AW' : 'Re'}: ${subject}`
}
