/** The sample's Gmail: what gmail.metadata allows, and every refusal that goes with it. */
import type { gmail_v1 } from '@googleapis/gmail'
import type { SampleMessage } from '../history/types.ts'
import type { ApiCall, ApiMethod } from './api.ts'
import type { Change, ChangeKind, Held } from './mailbox.ts'
import { slice } from './paging.ts'
import { forbidden, invalid, missing } from './replies.ts'
import { MAIL_READ, METADATA } from './scopes.ts'
import * as shapes from './shapes.ts'
import type { World } from './world.ts'

const me = '/gmail/v1/users/:user'
const common = { verb: 'GET', service: 'gmail.googleapis.com', scopes: MAIL_READ } as const

/** Costs are the quota units of projects made after May 2026. */
export const gmailMethods: readonly ApiMethod[] = [
  { ...common, api: 'getProfile', route: `${me}/profile`, cost: 1, shape: shapes.profile, answer: forMe(getProfile) },
  { ...common, api: 'labels.list', route: `${me}/labels`, cost: 1, shape: shapes.labelList, answer: forMe(listLabels) },
  {
    ...common,
    api: 'messages.list',
    route: `${me}/messages`,
    cost: 5,
    shape: shapes.messageList,
    answer: forMe(listMessages),
  },
  {
    ...common,
    api: 'messages.get',
    route: `${me}/messages/:id`,
    cost: 20,
    shape: shapes.message,
    answer: forMe(getMessage),
  },
  {
    ...common,
    api: 'threads.list',
    route: `${me}/threads`,
    cost: 10,
    shape: shapes.threadList,
    answer: forMe(listThreads),
  },
  {
    ...common,
    api: 'threads.get',
    route: `${me}/threads/:id`,
    cost: 40,
    shape: shapes.thread,
    answer: forMe(getThread),
  },
  {
    ...common,
    api: 'history.list',
    route: `${me}/history`,
    cost: 2,
    shape: shapes.historyList,
    answer: forMe(listHistory),
  },
]

const SYSTEM_LABELS = [
  'CHAT',
  'SENT',
  'INBOX',
  'IMPORTANT',
  'TRASH',
  'DRAFT',
  'SPAM',
  'CATEGORY_FORUMS',
  'CATEGORY_UPDATES',
  'CATEGORY_PERSONAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_SOCIAL',
  'STARRED',
  'UNREAD',
]

function forMe(answer: (world: World, call: ApiCall) => unknown): ApiMethod['answer'] {
  return (world, call) => {
    const user = call.path.user
    return user === 'me' || user === world.history.owner.address
      ? answer(world, call)
      : forbidden(`Delegation denied for ${world.history.owner.address}`)
  }
}

function getProfile(world: World): gmail_v1.Schema$Profile {
  const held = world.mail.list()
  return {
    emailAddress: world.history.owner.address,
    messagesTotal: held.length,
    threadsTotal: new Set(held.map((one) => one.message.thread)).size,
    historyId: String(world.mail.historyId()),
  }
}

function listLabels(): gmail_v1.Schema$ListLabelsResponse {
  return { labels: SYSTEM_LABELS.map((id) => ({ id, name: id, type: 'system' })) }
}

function listMessages(world: World, call: ApiCall): gmail_v1.Schema$ListMessagesResponse | Response {
  const found = filtered(world, call)
  if (found instanceof Response) return found
  const { page, nextPageToken } = slice(found, call, (one) => one.message.id)
  return {
    ...(page.length && {
      messages: page.map(({ message }) =>
        world.faults.shown(`${message.id} listed`, { id: message.id, threadId: message.thread }),
      ),
    }),
    ...(nextPageToken && { nextPageToken }),
    resultSizeEstimate: found.length,
  }
}

function listThreads(world: World, call: ApiCall): gmail_v1.Schema$ListThreadsResponse | Response {
  const found = filtered(world, call)
  if (found instanceof Response) return found
  const seen = new Set<string>()
  const newest = found.filter(({ message }) => !seen.has(message.thread) && seen.add(message.thread))
  const { page, nextPageToken } = slice(newest, call, (one) => one.message.id)
  return {
    ...(page.length && {
      threads: page.map((one) => ({
        id: one.message.thread,
        snippet: snippet(one.message),
        historyId: threadHistoryId(world.mail.thread(one.message.thread)),
      })),
    }),
    ...(nextPageToken && { nextPageToken }),
    resultSizeEstimate: newest.length,
  }
}

function getMessage(world: World, call: ApiCall): gmail_v1.Schema$Message | Response {
  const format = readFormat(call)
  if (format instanceof Response) return format
  const held = world.mail.get(call.path.id ?? '')
  return held ? shown(world, held, format, call.query.getAll('metadataHeaders')) : missing()
}

function getThread(world: World, call: ApiCall): gmail_v1.Schema$Thread | Response {
  const format = readFormat(call)
  if (format instanceof Response) return format
  const id = call.path.id ?? ''
  const held = world.mail.thread(id).filter(({ message }) => !world.faults.isOmitted(message.id))
  if (held.length === 0) return missing()
  const headers = call.query.getAll('metadataHeaders')
  return world.faults.shown(`${id} thread`, {
    id,
    historyId: threadHistoryId(held),
    messages: held.map((one) => shown(world, one, format, headers)),
  })
}

function listHistory(world: World, call: ApiCall): gmail_v1.Schema$ListHistoryResponse | Response {
  const { query } = call
  const start = query.get('startHistoryId')
  if (start === null) return invalid('Missing required parameter: startHistoryId', 'startHistoryId')
  if (!/^\d{1,20}$/.test(start)) return invalid("Invalid value at 'start_history_id' (TYPE_UINT64)", 'startHistoryId')
  const from = BigInt(start)
  const forgotten = from < world.mail.forgottenBefore(world.now()) || from > world.mail.historyId()
  if (call.expired || forgotten) return missing()
  const types = query.getAll('historyTypes')
  const unknown = types.find((type) => !['messageAdded', 'messageDeleted', 'labelAdded', 'labelRemoved'].includes(type))
  if (unknown) return invalid(`Invalid value at 'history_types': "${unknown}"`, 'historyTypes')
  const label = query.get('labelId')
  const changes = world.mail
    .changesAfter(from)
    .filter((change) => types.length === 0 || types.includes(change.kind))
    .filter((change) => label === null || labelsNow(world, change).includes(label))
  const { page, nextPageToken } = slice(changes, call, (change) => String(change.historyId))
  return {
    ...(page.length && { history: page.map((change) => renderChange(world, change)) }),
    ...(nextPageToken && { nextPageToken }),
    historyId: String(world.mail.historyId()),
  }
}

const ARRAYS = {
  messageAdded: 'messagesAdded',
  messageDeleted: 'messagesDeleted',
  labelAdded: 'labelsAdded',
  labelRemoved: 'labelsRemoved',
} as const satisfies Record<ChangeKind, keyof gmail_v1.Schema$History>

function renderChange(world: World, change: Change): gmail_v1.Schema$History {
  const message = { id: change.id, threadId: change.thread, labelIds: labelsNow(world, change) }
  const entry = change.changed.length ? { message, labelIds: [...change.changed] } : { message }
  return world.faults.shown(`${change.id} changed`, {
    id: String(change.historyId),
    messages: [{ id: change.id, threadId: change.thread }],
    [ARRAYS[change.kind]]: [entry],
  })
}

function labelsNow(world: World, change: Change): string[] {
  return [...(world.mail.get(change.id)?.labels ?? change.last)]
}

/** The messages a list is about, newest first, or the refusal. */
function filtered(world: World, call: ApiCall): readonly Held[] | Response {
  const { query, scopes } = call
  if (query.has('q')) {
    if (scopes.includes(METADATA)) return forbidden("Metadata scope does not support 'q' parameter")
    return invalid('The sample mailbox cannot be searched', 'q')
  }
  const labels = query.getAll('labelIds')
  const unknown = labels.find((label) => !SYSTEM_LABELS.includes(label))
  if (unknown !== undefined) return invalid(`Invalid label: ${unknown}`)
  const all = query.get('includeSpamTrash') === 'true' || labels.includes('SPAM') || labels.includes('TRASH')
  return world.mail
    .list()
    .filter(
      ({ labels: has }) => (all || !(has.has('SPAM') || has.has('TRASH'))) && labels.every((label) => has.has(label)),
    )
}

type Format = 'minimal' | 'metadata' | 'full'

/** Without `format` Gmail means full, which gmail.metadata refuses, even where a wider scope was granted beside it. */
function readFormat({ query, scopes }: ApiCall): Format | Response {
  const format = (query.get('format') ?? 'full').toLowerCase()
  if (format === 'minimal' || format === 'metadata') return format
  if (format !== 'full' && format !== 'raw') return invalid(`Invalid value at 'format': "${format}"`, 'format')
  if (scopes.includes(METADATA)) return forbidden(`Metadata scope doesn't allow format ${format.toUpperCase()}`)
  return format === 'full' ? format : invalid('The sample has no raw messages', 'format')
}

const shown = (world: World, held: Held, format: Format, names: readonly string[]) =>
  world.faults.shown(held.message.id, render(held, format, names))

/** As the API shows it. The text stands in every format but minimal, so that a call without its mask leaks visibly. */
function render(
  { message, labels, historyId }: Held,
  format: Format,
  names: readonly string[],
): gmail_v1.Schema$Message {
  const wanted = names.map((name) => name.toLowerCase())
  const headers = message.headers.filter(({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()))
  const data = Buffer.from(message.body).toString('base64url')
  return {
    id: message.id,
    threadId: message.thread,
    labelIds: [...labels],
    snippet: snippet(message),
    ...(format !== 'minimal' && {
      payload: {
        partId: '',
        mimeType: 'text/plain',
        filename: '',
        headers: headers.map(({ name, value }) => ({ name, value })),
        body: { size: message.body.length, data },
      },
    }),
    sizeEstimate: message.body.length + 900,
    historyId: String(historyId),
    internalDate: String(message.at.epochMilliseconds),
  }
}

function snippet(message: SampleMessage): string {
  return message.body.replace(/\s+/g, ' ').slice(0, 120)
}

function threadHistoryId(held: readonly Held[]): string {
  return String(held.reduce((latest, one) => (one.historyId > latest ? one.historyId : latest), 0n))
}
