/** Messages in Graph's own shape. */
import type { Message, Recipient } from '@microsoft/microsoft-graph-types'
import type { Temporal } from 'temporal-polyfill'
import { stableId } from '../history/random.ts'
import type { Mailbox } from '../history/types.ts'
import { directoryName } from './account.ts'
import type { GraphCall, GraphMethod } from './api.ts'
import { folderId } from './folders.ts'
import type { Item } from './mailbox.ts'
import { allowOnly, applySelect, readSelect } from './odata.ts'
import { noItem } from './replies.ts'
import { MAIL_READ } from './scopes.ts'
import type { MicrosoftWorld } from './world.ts'

const PROPERTIES = `bccRecipients body bodyPreview categories ccRecipients changeKey conversationId conversationIndex
  createdDateTime flag from hasAttachments id importance inferenceClassification internetMessageHeaders internetMessageId
  isDeliveryReceiptRequested isDraft isRead isReadReceiptRequested lastModifiedDateTime parentFolderId receivedDateTime
  replyTo sender sentDateTime subject toRecipients uniqueBody webLink`.split(/\s+/)
/** Shown only to those who ask for them by name. */
const ON_REQUEST = ['internetMessageHeaders', 'uniqueBody']

export const messageMethods: readonly GraphMethod[] = [
  { api: 'messages.get', verb: 'GET', route: '/me/messages/:id', scopes: MAIL_READ, answer: getMessage },
]

export const readMessageSelect = (select: string | null) => readSelect(select, PROPERTIES, 'message')

function getMessage(world: MicrosoftWorld, call: GraphCall): unknown {
  allowOnly(call.query, ['$select'])
  const select = readMessageSelect(call.query.get('$select'))
  const item = world.mail.find(call.path.id ?? '')
  if (!item) return noItem()
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/messages/$entity`,
    ...world.faults.shown(
      item.immutableId,
      renderMessage(world, item, { select, immutable: call.prefer.immutableIds }),
    ),
  }
}

interface Shown {
  readonly select: readonly string[] | null
  readonly immutable: boolean
}

/** One message. Without a selection text and preview stand in it, so that a call that forgets to leave them out is seen. */
export function renderMessage(world: MicrosoftWorld, item: Item, { select, immutable }: Shown): Partial<Message> {
  const { message } = item
  const at = second(message.at)
  const key = stableId(16, 'change', item.immutableId, String(item.version))
  const sender = senderOf(world, item)
  const body = { contentType: 'text' as const, content: message.body }
  const whole: Message = {
    id: immutable ? item.immutableId : item.id,
    createdDateTime: at,
    lastModifiedDateTime: at,
    changeKey: key,
    categories: [],
    receivedDateTime: at,
    sentDateTime: at,
    hasAttachments: false,
    internetMessageId: `<${message.messageId}>`,
    subject: message.subject ?? null,
    bodyPreview: message.body.replace(/\s+/g, ' ').slice(0, 255),
    importance: 'normal',
    parentFolderId: folderId(item.folder),
    conversationId: `AAQkAGI2TG93AAA-${stableId(32, 'conversation', message.thread)}AAQA=`,
    conversationIndex: stableId(22, 'index', message.thread),
    isDeliveryReceiptRequested: null,
    isReadReceiptRequested: false,
    isRead: isRead(item),
    isDraft: item.folder === 'drafts',
    webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(item.id)}&exvsurl=1&viewmodel=ReadMessageItem`,
    inferenceClassification: !message.outgoing && stableId(1, 'focused', message.id) === '0' ? 'other' : 'focused',
    body,
    uniqueBody: body,
    sender,
    from: sender,
    toRecipients: message.to.map(recipient),
    ccRecipients: message.cc.map(recipient),
    bccRecipients: [],
    replyTo: [],
    flag: { flagStatus: 'notFlagged' },
    internetMessageHeaders: message.headers.map(({ name, value }) => ({ name, value })),
  }
  const shown = select ?? PROPERTIES.filter((name) => !ON_REQUEST.includes(name))
  return { ...{ '@odata.etag': `W/"${key}"` }, ...applySelect(whole, shown) }
}

export const isRead = ({ read, message }: Item): boolean => read ?? !message.labels.includes('UNREAD')

/** Null for mail that came from nobody; a name of the directory for some that never left the organisation. */
function senderOf(world: MicrosoftWorld, { message }: Item): Recipient | null {
  const { from } = message
  const odd = world.odd.get(message.id)
  if (!from || odd === 'nobody') return null
  return odd === 'x500' ? recipient({ ...from, address: directoryName(from.address) }) : recipient(from)
}

/** Where there is no name Exchange shows the address as one. */
function recipient({ name, address }: Mailbox): Recipient {
  return { emailAddress: { name: name ?? address, address } }
}

export function second(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' })
}
