/** The part of the sample's life that its work account at Microsoft holds, with what only Exchange does to it. */
import { Temporal } from 'temporal-polyfill'
import { WORK } from '../history/owner.ts'
import { stableId } from '../history/random.ts'
import type { History, Mailbox, SampleEvent, SampleMessage } from '../history/types.ts'

/** How Exchange names the sender of a message that never left the organisation. */
export type Directory = 'x500' | 'nobody'

export interface Account {
  readonly history: History
  /** Messages, by id, whose sender is shown otherwise than written. */
  readonly odd: ReadonlyMap<string, Directory>
}

/** Every so many messages inside the organisation come from a name of its directory. */
const ODD_EVERY = 17

/** Whatever the work address stands on: the same messages and meetings as in the whole life, and nothing else. */
export function accountOf(life: History): Account {
  const address = life.owner.addresses.includes(WORK) ? WORK : life.owner.address
  const isOwn = (one: Mailbox | null) => one?.address.toLowerCase() === address
  const messages = life.messages
    .filter(({ from, to, cc }) => isOwn(from) || [...to, ...cc].some(isOwn))
    .map((message): SampleMessage => ({ ...message, outgoing: isOwn(message.from) }))
  const events = life.events
    .filter(({ guests }) => guests.some(isOwn))
    .map((event): SampleEvent => ({ ...event, guests: event.guests.map((guest) => withSelf(guest, isOwn(guest))) }))
  const history = { ...life, owner: { ...life.owner, address, addresses: [address] }, messages, events }
  return { history, odd: oddSenders(messages, address) }
}

function withSelf<G extends { readonly self?: boolean }>({ self: _, ...guest }: G, isOwn: boolean) {
  return { ...guest, ...(isOwn && { self: true }) }
}

function oddSenders(messages: readonly SampleMessage[], address: string): ReadonlyMap<string, Directory> {
  const domain = address.slice(address.indexOf('@'))
  const internal = messages.filter(({ outgoing, from }) => !outgoing && from?.address.endsWith(domain))
  const odd = internal.filter((_, place) => place % ODD_EVERY === 3)
  return new Map(odd.map(({ id }, place) => [id, place === 1 ? 'nobody' : 'x500']))
}

/** The name that the directory of the organisation has for somebody. */
export function directoryName(address: string): string {
  const [name = ''] = address.split('@')
  const group = 'EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)'
  return `/O=EXCHANGELABS/OU=${group}/CN=RECIPIENTS/CN=${stableId(32, address).toUpperCase()}-${name.toUpperCase()}`
}

/** Where a message of the script lies when the sample begins, by the key of the folder. */
export function scriptedFolder(message: SampleMessage, startedAt: Temporal.Instant): string {
  const { outgoing, labels, from, at, id } = message
  if (labels.includes('DRAFT')) return 'drafts'
  if (labels.includes('TRASH')) return 'deleteditems'
  if (labels.includes('SPAM')) return 'junkemail'
  if (outgoing) return 'sentitems'
  if (from?.address.endsWith('@vattenverk.example')) return 'museum'
  if (from?.address.endsWith('@halden.example')) return 'atlas'
  const isOld = Temporal.Instant.compare(at, startedAt.subtract({ hours: 150 * 24 })) < 0
  return isOld && stableId(1, 'archived', id) < '8' ? 'archive' : 'inbox'
}
