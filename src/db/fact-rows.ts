/** What a fact is as a row, and back: pure. */
import type { Address, Fact, Instant, MailFact, MeetingFact, Moment, StoredFact } from '../facts.ts'
import { fingerprint, fingerprint64 } from '../hash.ts'
import type { Seal } from '../seal.ts'
import type { facts, StoredAddress, StoredMail } from './schema.ts'

export type FactRow = typeof facts.$inferSelect

/** What a fact says, without whose and how it is found. */
export type SaidRow<At extends Moment = Instant> = Omit<
  FactRow,
  'userId' | 'generation' | 'addressCount' | 'other' | 'at' | 'endsAt'
> & { readonly at: At; readonly endsAt: At | null }

/** Where facts come from. */
export interface FactOrigin {
  readonly userId: string
  readonly connectionId: string
  /** The snapshot that reports them. Calendar only. */
  readonly generation: number
  /** The same page failed before: whatever goes wrong with one fact leaves that one out. */
  readonly careful?: boolean
  /** Opens what tells whom the user had forgotten. */
  readonly seal?: Seal
  /** The address of the account, in lower case; without it nobody can tell who else is on a message. */
  readonly own?: string | undefined
}

export function toFactRow({ userId, connectionId, generation, own }: FactOrigin, fact: Fact): FactRow {
  const people = peopleOf(fact)
  const base = {
    ...{ userId, connectionId, generation },
    id: toFactId(`${connectionId}|${fact.id}`),
    externalId: fact.id,
    dedupeKey: dedupeKey(fact),
    other: fact.kind === 'mail' && own !== undefined ? otherAmong(people, own) : null,
    addressCount: people.length,
  }
  return fact.kind === 'mail' ? { ...base, ...mailColumns(fact) } : { ...base, ...meetingColumns(fact) }
}

/**
 * The first 64 bits of its fingerprint, as digits with a sign: of a thousand million facts no two are the same in 97 of 100
 * databases, and where two are the later one is refused and counted as what could not be stored.
 */
export const toFactId = (text: string): string => fingerprint64(text).toString()

/** Whether it may be the number of a fact. */
export const isFactId = (text: string): boolean =>
  /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)

/** The one beside the owner; null where there are several, or nobody. */
function otherAmong(people: readonly string[], own: string): string | null {
  const others = people.filter((address) => address !== own)
  return others.length === 1 ? (others[0] ?? null) : null
}

/**
 * The same for the same message or meeting in every account: the Message-ID, else sender, minute and people; for a
 * meeting the UID and its start (the UID is shared by all occurrences at Google, and by none at Microsoft).
 */
function dedupeKey(fact: Fact): string {
  const text =
    fact.kind === 'meeting'
      ? `meeting|${fact.uid}|${fact.when.start.epochMilliseconds}`
      : fact.messageId
        ? `mail|${fact.messageId}`
        : `mail|${fact.from?.address}|${Math.floor(fact.at.epochMilliseconds / 60_000)}|${peopleOf(fact).toSorted().join()}`
  return fingerprint(text).slice(0, 22)
}

function peopleOf(fact: Fact): string[] {
  const people = fact.kind === 'mail' ? [...(fact.from ? [fact.from] : []), ...fact.to, ...fact.cc] : fact.people
  return [...new Set(people.map((person) => person.address))]
}

/** Every address on a row, each once; none where it says nothing any more. */
export const addressesOnRow = (row: FactRow): readonly string[] => readable(row).flatMap(peopleOf)

function mailColumns(fact: MailFact) {
  const { from, to, cc, signals, messageId, offsetMinutes, deliveredTo, webLink } = fact
  return {
    kind: 'mail' as const,
    at: fact.at,
    endsAt: null,
    groupId: fact.thread,
    outgoing: fact.outgoing,
    title: fact.subject ?? null,
    mail: {
      from: from ? pack(from) : null,
      to: to.map(pack),
      ...(cc.length > 0 ? { cc: cc.map(pack) } : {}),
      ...(signals.length > 0 ? { signals } : {}),
      ...(messageId ? { messageId } : {}),
      ...(offsetMinutes === undefined ? {} : { offset: offsetMinutes }),
      ...(deliveredTo?.length ? { deliveredTo } : {}),
      ...(webLink ? { link: webLink } : {}),
    },
    meeting: null,
  }
}

function meetingColumns(fact: MeetingFact) {
  const { uid, people, mine, type, allDay, cancelled, busy, place } = fact
  return {
    kind: 'meeting' as const,
    at: fact.when.start,
    endsAt: fact.when.end,
    groupId: fact.series ?? null,
    outgoing: false,
    title: fact.title ?? null,
    mail: null,
    meeting: { uid, people, mine, type, allDay, cancelled, free: !busy, ...(place ? { place } : {}) },
  }
}

/** A row of an earlier version that says nothing any more must not stop everybody's people. */
export function readable<At extends Moment>(row: SaidRow<At>): StoredFact<At>[] {
  try {
    const fact = toStoredFact(row)
    const { from, to, cc } = fact.kind === 'mail' ? fact : { from: null, to: fact.people, cc: none }
    return (!from || isWhole(from)) && to.every(isWhole) && cc.every(isWhole) ? [fact] : []
  } catch {
    return []
  }
}

const isWhole = ({ address }: Address) => typeof address === 'string'
const none: readonly never[] = []

/** The facts of these rows, in their order; a row of an earlier version that says nothing any more is none. */
export const toStoredFacts = <At extends Moment = Instant>(rows: readonly SaidRow<At>[]): StoredFact<At>[] =>
  rows.flatMap((row) => readable(row))

/**
 * A row, read back into the fact it was made from.
 * @throws where it is neither a message nor a meeting
 */
export function toStoredFact<At extends Moment>(row: SaidRow<At>): StoredFact<At> {
  if (row.mail) return toMail(row, row.mail)
  const { meeting } = row
  if (!meeting) throw new Error('a fact that is neither a message nor a meeting')
  return {
    ...{ factId: row.id, connectionId: row.connectionId, dedupeKey: row.dedupeKey, id: row.externalId },
    kind: 'meeting',
    uid: meeting.uid,
    ...(row.groupId ? { series: row.groupId } : {}),
    when: { start: row.at, end: row.endsAt ?? row.at },
    allDay: meeting.allDay ?? false,
    people: meeting.people,
    mine: meeting.mine,
    cancelled: meeting.cancelled ?? false,
    busy: !meeting.free,
    type: meeting.type,
    ...(row.title ? { title: row.title } : {}),
    ...(meeting.place ? { place: meeting.place } : {}),
  }
}

/** Field by field: a letter reads a thousand of them, and what is spread into another object is made twice. */
function toMail<At extends Moment>(row: SaidRow<At>, mail: StoredMail): StoredFact<At> {
  const fact: Made<StoredMessage<At>> = {
    factId: row.id,
    connectionId: row.connectionId,
    dedupeKey: row.dedupeKey,
    id: row.externalId,
    kind: 'mail',
    thread: row.groupId ?? '',
    at: row.at,
    from: mail.from ? unpack(mail.from) : null,
    to: mail.to.map(unpack),
    cc: mail.cc?.map(unpack) ?? none,
    outgoing: row.outgoing,
    signals: mail.signals ?? none,
  }
  if (mail.messageId) fact.messageId = mail.messageId
  if (row.title) fact.subject = row.title
  if (mail.offset !== undefined) fact.offsetMinutes = mail.offset
  if (mail.deliveredTo) fact.deliveredTo = mail.deliveredTo
  if (mail.link) fact.webLink = mail.link
  return fact
}

/** While it is made. */
type Made<T> = { -readonly [Key in keyof T]: T[Key] }
type StoredMessage<At extends Moment> = Extract<StoredFact<At>, { readonly kind: 'mail' }>

const pack = ({ address, name }: Address): StoredAddress => (name ? [address, name] : [address])

const unpack = ([address, name]: StoredAddress): Address => (name ? { address, name } : { address })
