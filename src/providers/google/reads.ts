/** Reading listed messages at the least cost: singly, or a whole thread at once. */
import type { gmail_v1 } from '@googleapis/gmail'
import pMap from 'p-map'
import * as z from 'zod'
import type { QuotaCosts } from '../../config.ts'
import { ProviderError } from '../../errors.ts'
import type { MailFact } from '../../facts.ts'
import { idOf, readItemsInTurns } from '../items.ts'
import type { DueMessage, Failed, ListingChange } from '../listing.ts'
import { headerNames } from '../standard/message.ts'
import type { Call, Page } from '../types.ts'
import { ask } from './client.ts'
import { mayBeOfOne } from './errors.ts'
import { isUnproven, messageFields, messageSchema, toLabels, toMailFact } from './messages.ts'

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
  /** Failed once more, it is stepped over. */
  readonly lastTry: boolean
}

/** The requests that read these messages at the least cost, in the given order. */
export function planReads(due: readonly DueMessage[], costs: QuotaCosts): ReadRequest[] {
  const requests: ReadRequest[] = []
  const whole = new Set<string>()
  for (const { id, thread, dueInThread, lastTry } of due) {
    if (whole.has(thread) && dueInThread >= wholeThreadFrom) continue
    if (dueInThread < wholeThreadFrom)
      requests.push({ id, whole: false, ids: [id], cost: costs['messages.get'], lastTry })
    else {
      whole.add(thread)
      requests.push({
        id: thread,
        whole: true,
        ids: due.filter((one) => one.thread === thread && one.dueInThread >= wholeThreadFrom).map((one) => one.id),
        cost: costs['threads.get'],
        lastTry: false,
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

/** What these requests cost together, in units. */
export const total = (requests: readonly ReadRequest[]): number => requests.reduce((sum, { cost }) => sum + cost, 0)

/** What became of the messages that were asked for. */
export interface Reads {
  readonly messages: readonly Raw[]
  /** Ids of listed messages that need not be asked for any more. */
  readonly answered: readonly string[]
  /** Ids of those that are gone. */
  readonly missing: readonly string[]
  readonly failed: readonly Failed[]
  /** What was said of those that failed. */
  readonly refusal?: ProviderError
  /** What stands in the way of all others as well. */
  readonly fault?: ProviderError
}

/** What a page of reads has seen so far. */
interface Seen {
  readonly messages: Raw[]
  readonly answered: string[]
  readonly missing: string[]
  /** Requests that failed for a reason that may be their own. */
  readonly refused: { readonly request: ReadRequest; readonly error: ProviderError }[]
  /** Ids that the answer for their thread does not have, or that there is none for: to be asked for one by one. */
  readonly apart: string[]
  fault?: ProviderError
}

/**
 * Asks for these, a few at a time, and steps past what is not handed out: a thread is asked for message by message next, a
 * message again later. Nothing new is asked for after a fault of the whole account, nor when nothing at all is answered.
 * @param ask.known a further listed message, by which to tell whether it is Gmail that fails or this message
 * @throws what is no ProviderError
 */
export async function fetchReads(
  call: Call,
  users: gmail_v1.Resource$Users,
  {
    requests,
    known,
  }: { readonly requests: readonly ReadRequest[]; known(except: readonly string[]): Promise<boolean> },
): Promise<Reads> {
  const seen: Seen = { messages: [], answered: [], missing: [], refused: [], apart: [] }
  await pMap(
    requests,
    async (request) => {
      if (seen.fault || (!isAnswered(seen) && seen.refused.length >= inFlight)) return
      await fetchOne(call, users, { request, seen })
    },
    { concurrency: inFlight },
  )
  const { messages, answered, missing, refused, apart, fault } = seen
  const read = { messages, answered, missing }
  const soon = [...apart, ...refused.flatMap(({ request }) => (request.whole ? request.ids : []))]
  const later = refused.filter(({ request }) => !request.whole)
  const failed = [
    ...soon.map((id) => ({ id, reason: withheld, soon: true })),
    ...later.flatMap(({ request: { ids } }) => ids.map((id) => ({ id, reason: withheld }))),
  ]
  const error = later[0]?.error ?? refused[0]?.error
  if (fault || !error) return { ...read, failed, ...(fault ? { fault } : {}) }
  // The same answer to everything is no message's own fault. Where it hangs on that, one that can be read is asked for.
  const needsProof = later.some(({ request, error: { kind } }) => request.lastTry || kind !== 'unavailable')
  const sound = isAnswered(seen) || (needsProof && (await known(failed.map(({ id }) => id))))
  if (sound) return { ...read, failed, refusal: error }
  if (!later.length && requests.length <= refused.length) return { ...read, failed }
  const last = new Set(later.flatMap(({ request: { ids, lastTry } }) => (lastTry ? ids : [])))
  const counted = needsProof ? failed.filter(({ id, ...more }) => 'soon' in more || !last.has(id)) : failed
  return { ...read, failed: counted, fault: error }
}

const withheld = 'a message that Gmail does not hand out'

const isAnswered = ({ answered, missing, apart }: Seen) => answered.length + missing.length + apart.length > 0

async function fetchOne(
  call: Call,
  users: gmail_v1.Resource$Users,
  { request, seen }: { readonly request: ReadRequest; readonly seen: Seen },
): Promise<void> {
  try {
    const messages = await fetchMessages(call, users, request)
    seen.messages.push(...messages)
    const there = new Set(messages.map(idOf))
    for (const id of request.ids) (!request.whole || there.has(id) ? seen.answered : seen.apart).push(id)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    // A thread may be said to be gone while its messages are there.
    if (error.kind === 'missing') (request.whole ? seen.apart : seen.missing).push(...request.ids)
    else if (mayBeOfOne(error)) seen.refused.push({ request, error })
    else seen.fault = error
  }
}

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
export async function toPage(
  messages: readonly Raw[],
  call: Call,
): Promise<Required<Pick<Page<MailFact>, 'facts' | 'listing' | 'skipped'>>> {
  const facts: MailFact[] = []
  const listing: ListingChange[] = []
  const skipped = await readItemsInTurns(messages, {
    schema: messageSchema,
    unknown: 'a message of an unknown form',
    take(message) {
      const labels = toLabels(message.labelIds)
      listing.push({ kind: 'listed', id: message.id, thread: message.threadId, labels })
      if (labels.includes('hidden') || Number(message.internalDate) < call.since.epochMilliseconds) return undefined
      if (isUnproven(message, call.address)) return undefined
      const fact = toMailFact(message, call.subjects)
      if (!fact.from) return 'a message without a readable sender'
      facts.push(fact)
      return undefined
    },
  })
  return { facts, listing, skipped }
}
