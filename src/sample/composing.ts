/** Makes whole messages and entries of the few words in which somebody asks for them, the same way in every sample. */
import { Temporal } from 'temporal-polyfill'
import { idDomain, sendMessage } from './history/message.ts'
import { stableId } from './history/random.ts'
import type { Mailbox, NewEvent, NewMessage, Owner, SampleEvent, SampleMessage } from './history/types.ts'
import { BODY_MARK } from './history/writer.ts'

interface Desk {
  readonly owner: Owner
  readonly now: Temporal.Instant
  /** How many were made before: it goes into the id. */
  readonly count: number
}

/** A message of now. `references` are the Message-IDs of its thread so far. */
export function composeMessage(
  { owner, now, count }: Desk,
  draft: NewMessage,
  references: (thread: string) => readonly string[],
): SampleMessage {
  const at = draft.at ?? now
  const id = stableId(16, 'delivered', String(count), at.toString())
  const thread = draft.thread ?? id
  const outgoing = draft.from !== null && owner.addresses.includes(draft.from.address)
  const { from, to, cc = [], subject } = draft
  return sendMessage({
    id,
    thread,
    at,
    kind: 'personal',
    from,
    to,
    cc,
    outgoing,
    subject,
    messageId: draft.messageId ?? `${stableId(20, 'delivered', id)}@${idDomain(from)}`,
    labels: draft.labels ?? (outgoing ? ['SENT'] : ['INBOX', 'UNREAD']),
    body: draft.body ?? `${BODY_MARK} Thank you for your note.`,
    zone: draft.zone ?? owner.zone,
    references: references(thread),
    extra: draft.headers ?? [],
  })
}

/** An entry with what is usual filled in, organised by the owner unless said. */
export function composeEvent({ owner, now, count }: Desk, draft: NewEvent): SampleEvent {
  const id = draft.id ?? stableId(26, 'event', String(count), draft.title, draft.start)
  const organizer: Mailbox = draft.organizer ?? { address: owner.address, name: owner.name }
  return {
    uid: `${id}@google.com`,
    createdAt: now,
    guests: [],
    zone: owner.zone,
    allDay: !draft.start.includes('T'),
    length: draft.start.includes('T') ? 60 : 1,
    cancelled: false,
    free: false,
    type: 'default',
    video: false,
    ...draft,
    id,
    organizer,
  }
}

/**
 * The answer to the last message of a thread; null where that needs none. It has the same Message-ID in every mailbox
 * that holds the question: one answer, seen twice.
 */
export function composeAnswer(
  last: SampleMessage | undefined,
  { owner, machines, now }: { owner: Owner; machines: readonly string[]; now: Temporal.Instant },
): NewMessage | null {
  const to = last?.outgoing ? last.to.find(({ address }) => !owner.addresses.includes(address)) : undefined
  if (!last || !to || last.kind !== 'personal' || machines.includes(to.address)) return null
  // An answer comes after its question, however fast the buttons are pressed.
  const at = later(now, last.at.add({ seconds: 1 }))
  return {
    from: to,
    to: [last.from ?? owner],
    subject: replyTo(last.subject),
    thread: last.thread,
    at,
    messageId: `${stableId(20, 'answer', last.messageId)}@${to.address.split('@')[1]}`,
  }
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b
}

function replyTo(subject = ''): string {
  return /^(re|aw): /i.test(subject) ? subject : `Re: ${subject}`
}
