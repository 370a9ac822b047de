/** Turns one fact into one interaction as its owner saw it: the rules of what counts as contact. */
import type { Address, Attendee, MailFact, MeetingFact, Moment, StoredFact } from '../../facts.ts'
import { isRelay } from '../../relays.ts'
import { normalise } from '../../text.ts'
import { isBulk } from '../bulk.ts'
import type { Own } from '../identity/own.ts'
import { isAutomatic } from '../subjects/subject.ts'

/** Times are epoch milliseconds: this is the hot loop of a derivation. */
export interface Interaction {
  readonly kind: 'sent' | 'received' | 'met'
  readonly factId: string
  /** The account through which it is known. */
  readonly connectionId: string
  readonly at: number
  readonly endsAt?: number
  /** Everyone on it but the owner, the sender first; lower-case, each once. */
  readonly others: readonly Address[]
  /** Those of `others` with whom it is contact: the recipients, the sender, or the guests who did not decline. */
  readonly with: readonly string[]
  readonly thread?: string
  readonly series?: string
  readonly title?: string
  /** Another mailbox sent it than wrote it. */
  readonly delegated?: boolean
  /** Who called the meeting, where that is not the owner. */
  readonly organizer?: string
  readonly offsetMinutes?: number
  readonly reply: boolean
}

/** Beyond so many others a message is no personal contact. */
export const personalOthers = 10
/** A meeting of more people than this is no contact. */
export const meetingPeople = 10
/** A meeting of at most so many others counts as one message each way. */
export const smallOthers = 3

/**
 * What the fact is to its owner; null where it is no contact with anybody, or not yet. In a shared mailbox what the other one
 * wrote is none, nor what came into a thread in which only they write: `isHushed` knows these.
 */
export function interaction(
  fact: StoredFact<Moment>,
  own: Own,
  now: number,
  isHushed?: (thread: string) => boolean,
): Interaction | null {
  if (fact.kind === 'meeting') return took(fact, own, now) ? met(fact, own) : null
  return own.isAnothers(fact.from) || isHushed?.(fact.thread) ? null : mailed(fact, own)
}

/** In a shared mailbox: the threads in which only the other one has written, of all that these facts hold. */
export function hushedAmong(facts: Iterable<StoredFact<Moment>>, own: Own): ReadonlySet<string> {
  const theirs = new Set<string>()
  const mine = new Set<string>()
  for (const fact of facts) {
    if (fact.kind !== 'mail' || !fact.from) continue
    if (own.isAnothers(fact.from)) theirs.add(fact.thread)
    else if (own.has(normalise(fact.from.address))) mine.add(fact.thread)
  }
  return new Set([...theirs].filter((thread) => !mine.has(thread)))
}

/** Everyone on a message or meeting but the owner and rooms; the sender or organizer first, each address once. */
export function others(fact: StoredFact<Moment>, own: Own): readonly Address[] {
  const found: Address[] = []
  if (fact.kind === 'mail') {
    const known = fact.to.length + fact.cc.length > few ? new Set<string>() : undefined
    if (fact.from) addOther(found, fact.from, { own, known })
    for (const one of fact.to) addOther(found, one, { own, known })
    for (const one of fact.cc) addOther(found, one, { own, known })
    return found
  }
  const guests = fact.people.filter(isGuest)
  const known = guests.length > few ? new Set<string>() : undefined
  for (const one of guests) if (one.organizer) addOther(found, one, { own, known })
  for (const one of guests) if (!one.organizer) addOther(found, one, { own, known })
  return found
}

/** Among so many it is quicker to look at each than to keep a set of them. */
const few = 8

function addOther(
  found: Address[],
  { address: written, name }: Address,
  { own, known }: { readonly own: Own; readonly known: Set<string> | undefined },
): void {
  const address = normalise(written)
  if (!address.includes('@') || own.has(address)) return
  if (known ? known.has(address) : found.some((one) => one.address === address)) return
  known?.add(address)
  found.push(name === undefined ? { address } : { address, name })
}

/** Weight of one interaction for each person on it. */
export const weightOf = (count: number): number => 1 / Math.sqrt(Math.max(1, count))

/** A meeting still to come that the owner and at least one other hold to: nothing to suggest, already planned. */
export function planned(fact: MeetingFact<Moment>, own: Own, now: number): readonly string[] {
  return fact.when.start.epochMilliseconds > now && holds(fact, own) ? coming(fact, own) : []
}

/** While it is made. */
type Made<T> = { -readonly [Key in keyof T]: T[Key] }

/** What a mail program answers while its owner is away is known, and contact with nobody: it is no word of theirs. */
function mailed(fact: StoredFact<Moment> & MailFact<Moment>, own: Own): Interaction | null {
  if (!fact.from || isBulk(fact.signals)) return null
  const sender = normalise(fact.from.address)
  const mine = own.has(sender)
  const on = others(fact, own)
  if (!on.length) return null
  const found: Made<Interaction> = {
    kind: mine ? 'sent' : 'received',
    factId: fact.factId,
    connectionId: fact.connectionId,
    at: fact.at.epochMilliseconds,
    others: on,
    with: isAutomatic(fact.subject ?? '') ? [] : mine ? on.map(({ address }) => address) : [sender],
    thread: fact.thread,
    reply: fact.signals.includes('reply'),
  }
  if (fact.subject !== undefined) found.title = fact.subject
  if (fact.signals.includes('sender')) found.delegated = true
  if (fact.offsetMinutes !== undefined && !mine) found.offsetMinutes = fact.offsetMinutes
  return found
}

function met(fact: StoredFact<Moment> & MeetingFact<Moment>, own: Own): Interaction | null {
  const guests = coming(fact, own)
  const organizer = fact.people.find((one) => one.organizer && !one.self && !own.has(normalise(one.address)))
  if (!guests.length) return null
  return {
    kind: 'met',
    factId: fact.factId,
    connectionId: fact.connectionId,
    at: fact.when.start.epochMilliseconds,
    endsAt: fact.when.end.epochMilliseconds,
    others: others(fact, own),
    with: guests,
    reply: false,
    ...(fact.series === undefined ? {} : { series: fact.series }),
    ...(fact.title === undefined ? {} : { title: fact.title }),
    ...(organizer ? { organizer: normalise(organizer.address) } : {}),
  }
}

const took = (fact: MeetingFact<Moment>, own: Own, now: number) =>
  fact.when.end.epochMilliseconds <= now && holds(fact, own)

/** The guests of a meeting that is over and was too large to be contact: they were seen, no more. */
export function crowd(fact: MeetingFact, own: Own, now: number): readonly string[] {
  const guests = fact.when.end.epochMilliseconds <= now && attends(fact, own) ? coming(fact, own) : []
  return guests.length >= meetingPeople ? guests : []
}

function holds(fact: MeetingFact<Moment>, own: Own): boolean {
  const guests = attends(fact, own) ? coming(fact, own).length : 0
  return guests >= 1 && guests < meetingPeople
}

function attends(fact: MeetingFact<Moment>, own: Own): boolean {
  if (fact.cancelled || fact.mine === 'declined' || fact.allDay || !fact.busy || noMeeting.has(fact.type)) return false
  return fact.mine !== 'none' || fact.people.some((one) => one.self || own.has(normalise(one.address)))
}

/** The addresses of other guests who did not decline. */
function coming(fact: MeetingFact<Moment>, own: Own): readonly string[] {
  const guests = fact.people
    .filter((one) => isGuest(one) && one.reply !== 'declined')
    .map((one) => normalise(one.address))
  return [...new Set(guests)].filter((address) => address.includes('@') && !own.has(address))
}

const isGuest = (one: Attendee) =>
  !one.self && !one.resource && !room.test(one.address) && !isRelay(normalise(one.address))

const noMeeting: ReadonlySet<string> = new Set(['birthday', 'focusTime', 'fromGmail', 'outOfOffice', 'workingLocation'])
/** Google's rooms, and calendars that are guests of their own events. */
const room = /@(?:resource|group|import)\.calendar\.google\.com$/i
