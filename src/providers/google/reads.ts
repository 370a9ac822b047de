/** Reading listed messages at the least cost: singly, or a whole thread at once. */
import type { gmail_v1 } from '@googleapis/gmail'
import pMap from 'p-map'
import * as z from 'zod'
import type { QuotaCosts } from '../../config.ts'
import { ProviderError } from '../../errors.ts'
import type { MailFact, Skipped } from '../../facts.ts'
import { readItems } from '../items.ts'
import { headerNames } from '../standard/message.ts'
import type { Call, DueMessage, ListingChange, Page } from '../types.ts'
import { ask } from './client.ts'
import { messageFields, messageSchema, toLabels, toMailFact } from './messages.ts'

/** More at once are refused with 429 in the end, whatever the quota. */
const inFlight = 5
/** A thread costs as much as two messages, so from three on it is cheaper. */
const wholeThreadFrom = 3

/** A message before it is read: one of an unknown form must not hold up the others. */
export type Raw = unknown
/** An answer that was cut short is none. */
const rawSchema = z.looseObject({})

const threadSchema = z.object({ messages: z.array(z.unknown()).default([]) })

/** One request, and the listed messages that it reads. */
export interface ReadRequest {
  readonly id: string
  readonly whole: boolean
  readonly ids: readonly string[]
  readonly cost: number
}

/** The requests that read these messages at the least cost, in the given order. */
export function planReads(due: readonly DueMessage[], costs: QuotaCosts): ReadRequest[] {
  const requests: ReadRequest[] = []
  const whole = new Set<string>()
  for (const { id, thread, dueInThread } of due) {
    if (whole.has(thread)) continue
    if (dueInThread < wholeThreadFrom) requests.push({ id, whole: false, ids: [id], cost: costs['messages.get'] })
    else {
      whole.add(thread)
      requests.push({
        id: thread,
        whole: true,
        ids: due.filter((message) => message.thread === thread).map((message) => message.id),
        cost: costs['threads.get'],
      })
    }
  }
  return requests
}

/** As many of the requests, from the first on, as these units pay for. */
export function affordable(requests: readonly ReadRequest[], units: number): ReadRequest[] {
  let left = units
  return requests.filter(({ cost }) => {
    left -= cost
    return left >= 0
  })
}

/**
 * Asks for these, a few at a time. What was read before a fault is kept; nothing new is asked for after it.
 * @throws what is no ProviderError
 */
export async function fetchReads(call: Call, users: gmail_v1.Resource$Users, requests: readonly ReadRequest[]) {
  const messages: Raw[] = []
  const answered: string[] = []
  const missing: string[] = []
  const skipped: Skipped[] = []
  let fault: ProviderError | undefined
  await pMap(
    requests,
    async (request) => {
      if (fault) return
      try {
        messages.push(...(await fetchMessages(call, users, request)))
        answered.push(...request.ids)
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        if (error.kind === 'missing') missing.push(...request.ids)
        else if (call.careful && isOfOne(error))
          skipped.push(...request.ids.map((id) => ({ id, reason: 'a message that Gmail does not hand out' })))
        else fault = error
      }
    },
    { concurrency: inFlight },
  )
  return { messages, answered, missing, skipped, fault }
}

/** An answer that says nothing about the account or the service: it may well be about this one message. */
const isOfOne = ({ kind, reason }: ProviderError) => kind === 'unexpected' || reason === 'unreadable'

async function fetchMessages(call: Call, users: gmail_v1.Resource$Users, { id, whole }: ReadRequest): Promise<Raw[]> {
  const headers = call.subjects ? headerNames : headerNames.filter((name) => name !== 'Subject')
  const how = { userId: 'me', id, format: 'metadata', metadataHeaders: headers }
  if (!whole)
    return [
      await ask(call, 'messages.get', rawSchema, (options) =>
        users.messages.get({ ...how, fields: messageFields }, options),
      ),
    ]
  const thread = await ask(call, 'threads.get', threadSchema, (options) =>
    users.threads.get({ ...how, fields: `id,messages(${messageFields})` }, options),
  )
  return thread.messages
}

/** Facts of what was read, with the labels that each message has now: they are newer than the listing's. */
export function toPage(messages: readonly Raw[], call: Call): Pick<Page<MailFact>, 'facts' | 'listing' | 'skipped'> {
  const facts: MailFact[] = []
  const listing: ListingChange[] = []
  const skipped = readItems(messages, {
    schema: messageSchema,
    unknown: 'a message of an unknown form',
    take(message) {
      const labels = toLabels(message.labelIds)
      listing.push({ kind: 'listed', id: message.id, thread: message.threadId, labels })
      if (labels.includes('hidden') || Number(message.internalDate) < call.since.epochMilliseconds) return undefined
      const fact = toMailFact(message, call.subjects)
      if (!fact.from) return 'a message without a readable sender'
      facts.push(fact)
      return undefined
    },
  })
  return { facts, listing, skipped }
}
