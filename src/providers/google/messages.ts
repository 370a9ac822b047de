/** A Gmail message, its labels and its headers, read into a fact. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { MailFact } from '../../facts.ts'
import type { Label } from '../listing.ts'
import { parseSender } from '../standard/addresses.ts'
import { readMessage } from '../standard/message.ts'
import { isMine } from '../standard/reading.ts'
import { isPassedOver, senderOf, wasDelivered } from '../standard/sender.ts'

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
export function toMailFact({ id, threadId, labelIds, internalDate, payload }: Message, subjects: boolean): MailFact {
  return readMessage(
    {
      id,
      thread: threadId,
      at: Temporal.Instant.fromEpochMilliseconds(Number(internalDate)),
      headers: payload.headers,
      outgoing: labelIds.includes('SENT'),
      labels: toLabels(labelIds),
    },
    subjects,
  )
}

/**
 * Whether it bears the owner's address and came to them as mail of others does: a copy that came back, or the word of somebody
 * else. What they sent, Gmail has under its label.
 * @param own the address of the account
 */
export function isUnproven({ labelIds, payload: { headers } }: Message, own: string | undefined): boolean {
  const from = parseSender(headers.filter(({ name }) => name.toLowerCase() === 'from').map(({ value }) => value))
  if (!own || !from || !isMine(from.address, [own])) return false
  const delivered = wasDelivered(
    headers.map(({ name }) => name.toLowerCase()),
    false,
  )
  const copy = { from: true, sender: false, to: false, labelled: labelIds.includes('SENT'), sent: false, delivered }
  return isPassedOver(senderOf(copy), true)
}
