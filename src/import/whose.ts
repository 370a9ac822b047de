/** Whose mail it is: the addresses that look like the owner's own, by what the files say of sending and delivering. */
import { parseAddresses, parseSender } from '../providers/standard/addresses.ts'
import { type Header, headerOf } from '../providers/standard/headers.ts'
import { isMine } from '../providers/standard/reading.ts'

/** What the messages of the files say of one address; amounts of messages. */
interface Seen {
  /** It is the sender of what lies among sent mail. */
  sent: number
  /** A server wrote that it delivered to it. */
  delivered: number
  /** It is the sender. */
  from: number
  /** It stands among the recipients. */
  to: number
}

export interface Proposed {
  readonly address: string
  /** In words that go on from it: "sent 120 of these messages". */
  readonly why: string
  /** False where several stand on about as many messages, and only their owner can tell which one is theirs. */
  readonly sure: boolean
}

export interface Whose {
  /** Takes a message in. `sent`: it lies among sent mail, by its label or its folder. */
  add(headers: readonly Header[], sent: boolean): void
  /** How many messages there were. */
  messages(): number
  /** What looks like the owner's own, the likeliest first. */
  proposed(): readonly Proposed[]
  /** In what share of the messages one of these stands, or is delivered to. */
  share(me: readonly string[]): number
}

/** More are dropped, those that are seen least first. */
const mostAddresses = 40_000
/** A list is delivered to its own address as well. */
const mostRecipients = 50

export function createWhose(): Whose {
  const seen = new Map<string, Seen>()
  let messages = 0
  let sentAtAll = 0
  const of = (address: string): Seen => {
    const known = seen.get(address)
    if (known) return known
    if (seen.size >= mostAddresses) forgetRare(seen)
    const made = { sent: 0, delivered: 0, from: 0, to: 0 }
    seen.set(address, made)
    return made
  }
  return {
    add(headers, sent) {
      const all = (name: string) => headers.filter((one) => one.name === name).map(({ value }) => value)
      const from = parseSender(all('from'))?.address
      if (!from) return
      messages++
      of(from).from++
      if (sent) {
        sentAtAll++
        of(from).sent++
      }
      const list = `${headerOf(headers, 'list-post') ?? ''} ${headerOf(headers, 'list-id') ?? ''}`.toLowerCase()
      const delivered = new Set(parseAddresses(deliveries.flatMap(all)).map(({ address }) => address))
      for (const address of delivered) if (!list.includes(address)) of(address).delivered++
      const to = parseAddresses([...all('to'), ...all('cc')]).slice(0, mostRecipients)
      for (const address of new Set(to.map((one) => one.address))) if (!list.includes(address)) of(address).to++
    },
    messages: () => messages,
    proposed: () => propose(seen, { messages, sentAtAll }),
    share(me) {
      const mine = [...seen].filter(([address]) => isMine(address, me))
      const amount = mine.reduce((sum, [, one]) => sum + one.from + Math.max(one.to, one.delivered), 0)
      return messages ? Math.min(1, amount / messages) : 0
    },
  }
}

/** By whom a server wrote that it delivered; Exchange and others write none. */
const deliveries = ['delivered-to', 'x-original-to', 'x-delivered-to', 'envelope-to', 'x-envelope-to']

function forgetRare(seen: Map<string, Seen>): void {
  for (const [address, { sent, delivered, from, to }] of seen)
    if (sent + delivered + from + to < 3) seen.delete(address)
  for (const address of seen.keys()) {
    if (seen.size < mostAddresses / 2) return
    seen.delete(address)
  }
}

/** At most so many are proposed. */
const most = 8

/**
 * What was sent says it best; what servers write of delivery next. Without either, whoever stands on most of the messages is
 * the owner: nobody else is on all of somebody's mail, but for a file that holds one friend's letters.
 */
function propose(
  seen: ReadonlyMap<string, Seen>,
  { messages, sentAtAll }: { readonly messages: number; readonly sentAtAll: number },
): Proposed[] {
  const isSender = (one: Seen) => one.sent > 0 && one.sent >= sentAtAll / 50
  const isTaker = (one: Seen) => one.delivered >= Math.max(2, messages / 20) && (one.to > 0 || one.from > 0)
  const known = [...seen].filter(([, one]) => isSender(one) || isTaker(one))
  const found = known.length ? known : onMost(seen, messages)
  return found
    .toSorted(([, one], [, other]) => weigh(other) - weigh(one))
    .slice(0, most)
    .map(([address, one]) => ({ address, why: reasonOf(one), sure: known.length > 0 || found.length === 1 }))
}

const weigh = ({ sent, delivered, from, to }: Seen) => 4 * sent + 2 * delivered + from + to

function onMost(seen: ReadonlyMap<string, Seen>, messages: number): [string, Seen][] {
  const amount = ({ from, to }: Seen) => from + to
  const highest = [...seen.values()].reduce((most, one) => Math.max(most, amount(one)), 0)
  if (highest < Math.max(2, messages / 3)) return []
  return [...seen].filter(([, one]) => amount(one) >= nearly * highest).slice(0, mostAlike)
}

/** Whoever is on nearly as many messages as the first may be the owner as well. */
const nearly = 0.9
/** Beyond that they are a list of people, all of whom get everything. */
const mostAlike = 4

const number = (value: number) => value.toLocaleString('en-GB')
const counted = (value: number) => `${number(value)} ${value === 1 ? 'message' : 'messages'}`

function reasonOf({ sent, delivered, from, to }: Seen): string {
  if (sent) return `wrote ${counted(sent)} that lie among sent mail`
  if (delivered) return `is where ${counted(delivered)} were delivered`
  return `stands on ${counted(from + to)}`
}

/** Fewer say nothing about whose they are: some letters to a list name nobody. */
const enough = 10
/** Of somebody's own mail far more names them; a friend's address, or one with a mistake in it, is on less. */
const leastShare = 0.05

/** These addresses are not those of the files: whoever is left out of them would be taken for somebody else, and for a robot. */
export class WrongOwner extends Error {
  override readonly name = 'WrongOwner'
  readonly proposed: readonly Proposed[]
  constructor(message: string, proposed: readonly Proposed[]) {
    super(message)
    this.proposed = proposed
  }
}

/**
 * @throws WrongOwner where hardly any message names one of these addresses, or a friend's address stands in place of one's own
 */
export function checkOwner(whose: Whose, me: readonly string[]): void {
  const messages = whose.messages()
  const share = whose.share(me)
  if (messages < enough) return
  const proposed = whose.proposed()
  const isAnother = proposed.length > 0 && !proposed.some(({ address }) => isMine(address, me))
  const isFew = share < leastShare || (isAnother && share < 0.25)
  if (!isFew) return
  const names = me.join(' and ')
  const amount = Math.round(share * messages)
  throw new WrongOwner(
    amount === 0
      ? `None of the ${counted(messages)} in these files names ${names}, so they do not look like yours. Nothing was worked out.`
      : `Of the ${counted(messages)} in these files only ${number(amount)} ${amount === 1 ? 'names' : 'name'} ${names}, so they do not look like yours. Nothing was worked out.`,
    proposed,
  )
}
