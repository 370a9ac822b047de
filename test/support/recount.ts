/**
 * Counts anew, from the sample's own plain records, what should be stored: nothing here is shared with the code that
 * reads. What happened since the sample began is read from the file in which the sample keeps it.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../src/db/database.ts'
import { addressesOnRow } from '../../src/db/fact-rows.ts'
import { facts } from '../../src/db/schema.ts'
import type { State } from '../../src/sample/google/state.ts'
import type { History, Mailbox, SampleEvent, SampleMessage } from '../../src/sample/history/types.ts'

export interface Recount {
  readonly history: History
  /** The sample's folder. */
  readonly dir: string
  /** Nothing older is stored. */
  readonly since: Temporal.Instant
  /** The window in which meetings are stored; without one, none are. */
  readonly window?: { readonly from: Temporal.Instant; readonly to: Temporal.Instant }
  readonly subjects?: boolean
  /** False where the permission for mail was not given. */
  readonly mail?: boolean
}

/** What a fact says, in plain JSON, so that a difference can be read. */
export type Plain = Readonly<Record<string, unknown>>

/** Every fact that should be stored, by the provider's id. */
export function recount(options: Recount): Map<string, Plain> {
  const state = JSON.parse(readFileSync(join(options.dir, 'sample.json'), 'utf8')) as State
  return new Map([
    ...(options.mail === false ? [] : recountMail(options, state)),
    ...(options.window ? recountMeetings(options, options.window, state) : []),
  ])
}

/** Every fact that is stored for a connection, in the same plain words. */
export async function readStored(db: Database, connectionId: string): Promise<Map<string, Plain>> {
  const rows = await db.select().from(facts).where(eq(facts.connectionId, connectionId))
  return new Map(
    rows.map((row) => {
      const { externalId, kind, at, endsAt, groupId, outgoing, title, mail, meeting } = row
      const start = at.toString()
      const shared = { title: title ?? undefined, addresses: addressesOnRow(row).toSorted() }
      const party = ([address, name]: readonly [string, string?]) => (name ? { address, name } : { address })
      const plain =
        kind === 'mail'
          ? {
              kind,
              at: start,
              thread: groupId,
              outgoing,
              from: mail?.from ? party(mail.from) : null,
              to: mail?.to.map(party),
              cc: (mail?.cc ?? []).map(party),
              signals: [...(mail?.signals ?? [])].toSorted(),
              messageId: mail?.messageId,
              offset: mail?.offset,
              ...shared,
            }
          : {
              kind,
              at: start,
              end: endsAt?.toString(),
              series: groupId ?? undefined,
              uid: meeting?.uid,
              people: [...(meeting?.people ?? [])].toSorted((a, b) => (a.address < b.address ? -1 : 1)),
              mine: meeting?.mine,
              type: meeting?.type,
              allDay: meeting?.allDay ?? false,
              cancelled: meeting?.cancelled ?? false,
              busy: !meeting?.free,
              place: meeting?.place,
              ...shared,
            }
      return [externalId, JSON.parse(JSON.stringify(plain)) as Plain]
    }),
  )
}

const never = ['SPAM', 'TRASH', 'CHAT', 'DRAFT']
const bulk = ['SOCIAL', 'PROMOTIONS', 'UPDATES', 'FORUMS']

interface Kept {
  readonly message: SampleMessage
  readonly labels: Set<string>
}

function* recountMail(options: Recount, state: State): Generator<readonly [string, Plain]> {
  const kept = replayMail(options.history, state)
  const visible = kept.filter(({ labels }) => !never.some((label) => labels.has(label)))
  const mine = new Set(visible.filter(({ labels }) => labels.has('SENT')).map(({ message }) => message.thread))
  for (const { message, labels } of visible) {
    if (message.at.epochMilliseconds < options.since.epochMilliseconds) continue
    if (!mine.has(message.thread) && bulk.some((name) => labels.has(`CATEGORY_${name}`))) continue
    if (message.from) yield [message.id, plainMail(message, labels, options.subjects !== false)]
  }
}

function replayMail(history: History, state: State): Kept[] {
  const kept = new Map<string, Kept>()
  const take = (message: SampleMessage) => kept.set(message.id, { message, labels: new Set(message.labels) })
  for (const message of history.messages) if (Temporal.Instant.compare(message.at, state.startedAt) <= 0) take(message)
  for (const entry of state.mail) {
    if (entry.op === 'deliver') take({ ...entry.message, at: Temporal.Instant.from(entry.message.at) })
    else if (entry.op === 'delete') kept.delete(entry.id)
    else if (entry.op === 'arrive') for (const one of history.messages) one.id === entry.id && take(one)
    else {
      for (const label of entry.add) kept.get(entry.id)?.labels.add(label)
      for (const label of entry.remove) kept.get(entry.id)?.labels.delete(label)
    }
  }
  return [...kept.values()]
}

function plainMail(message: SampleMessage, labels: ReadonlySet<string>, subjects: boolean): Plain {
  const header = (name: string) => message.headers.find((one) => one.name.toLowerCase() === name)?.value
  const from = message.from && party(message.from)
  const to = parties(message.to)
  const cc = parties(message.cc)
  const says = (name: string, pattern: RegExp) => pattern.test(header(name) ?? '')
  const signals = {
    'list-id': header('list-id') !== undefined,
    'list-post': header('list-post') !== undefined && !says('list-post', /^no$/i),
    'list-unsubscribe': header('list-unsubscribe') !== undefined,
    'precedence-bulk': says('precedence', /^(bulk|list|junk)$/i),
    'auto-submitted': header('auto-submitted') !== undefined && !says('auto-submitted', /^no$/i),
    'feedback-id': header('feedback-id') !== undefined,
    'one-click': header('list-unsubscribe-post') !== undefined,
    brand: header('bimi-selector') !== undefined,
    'no-answers': header('x-auto-response-suppress') !== undefined && !says('x-auto-response-suppress', /^none/i),
    'null-return-path': header('return-path') === '<>',
    reply: header('in-reply-to') !== undefined,
    sender:
      header('sender') !== undefined &&
      !header('sender')
        ?.toLowerCase()
        .includes(from?.address ?? ''),
    ...Object.fromEntries(bulk.map((name) => [`category-${name.toLowerCase()}`, labels.has(`CATEGORY_${name}`)])),
  }
  return JSON.parse(
    JSON.stringify({
      kind: 'mail',
      at: message.at.toString(),
      thread: message.thread,
      outgoing: labels.has('SENT'),
      from,
      to,
      cc,
      signals: Object.entries(signals)
        .flatMap(([name, holds]) => (holds ? [name] : []))
        .toSorted(),
      messageId: message.messageId,
      // A date that is none has no zone either.
      offset: says('date', /\d\d:\d\d:\d\d [+-]\d{4}$/) ? message.offsetMinutes : undefined,
      title: (subjects && legible(message.subject ?? '', 120)) || undefined,
      addresses: [...new Set([from, ...to, ...cc].flatMap((one) => one?.address ?? []))].toSorted(),
    }),
  ) as Plain
}

/** A mailbox in lower case; a name that only repeats the address is none. */
function party({ address, name = '' }: Mailbox) {
  const words = legible(name, 80)
  return words && words.toLowerCase() !== address.toLowerCase()
    ? { address: address.toLowerCase(), name: words }
    : { address: address.toLowerCase() }
}

function parties(boxes: readonly Mailbox[]) {
  const all = boxes.map(party)
  return all.filter(({ address }, place) => all.findIndex((one) => one.address === address) === place)
}

/** What a person could read of it on one line of at most `most` characters. */
function legible(text: string, most: number): string {
  const line = [...text.normalize('NFC')]
    .filter((letter) => !/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/.test(letter))
    .map((letter) => (/[\s\p{Cc}]/u.test(letter) ? ' ' : letter))
    .join('')
    .split(/ +/)
    .filter(Boolean)
    .join(' ')
  const letters = [...line]
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

function* recountMeetings(
  options: Recount,
  { from, to }: NonNullable<Recount['window']>,
  state: State,
): Generator<readonly [string, Plain]> {
  for (const event of replayCalendar(options.history, state)) {
    if (event.cancelled || (event.type !== 'default' && event.type !== 'birthday')) continue
    const others = event.guests.some((guest) => !guest.self)
    const hosted = !options.history.owner.addresses.includes(event.organizer.address)
    if (event.type !== 'birthday' && !others && !hosted) continue
    for (const one of days(event, to)) {
      const exception = event.exceptions?.[one.day]
      if (exception?.cancelled) continue
      const local = exception?.start ? Temporal.PlainDateTime.from(exception.start) : one.local
      const zone = event.allDay ? 'UTC' : event.zone
      const start = local.toZonedDateTime(zone).toInstant()
      const end = event.allDay
        ? local.add({ days: event.length }).toZonedDateTime(zone).toInstant()
        : start.add({ minutes: event.length })
      if (Temporal.Instant.compare(end, from) <= 0 || Temporal.Instant.compare(start, to) >= 0) continue
      const id = event.repeat ? `${event.id}_${stamp(event, one.local)}` : event.id
      yield [id, plainMeeting(event, { start, end, replies: exception?.replies ?? {} }, options)]
    }
  }
}

function replayCalendar(history: History, state: State): SampleEvent[] {
  const kept = new Map<string, SampleEvent>()
  const take = (event: SampleEvent) => kept.set(event.id, event)
  for (const event of history.events) if (Temporal.Instant.compare(event.createdAt, state.startedAt) <= 0) take(event)
  for (const entry of state.calendar) {
    if (entry.op === 'insert') take({ ...entry.event, createdAt: Temporal.Instant.from(entry.event.createdAt) })
    if (entry.op === 'arrive') for (const event of history.events) event.id === entry.id && take(event)
    const event = kept.get('id' in entry ? entry.id : '')
    if (event && entry.op === 'change') take({ ...event, ...entry.change })
    if (event && entry.op === 'except') {
      const before = event.exceptions?.[entry.day]
      const after = { ...before, ...entry.exception, replies: { ...before?.replies, ...entry.exception.replies } }
      take({ ...event, exceptions: { ...event.exceptions, [entry.day]: after } })
    }
  }
  return [...kept.values()]
}

/** The days on which a series was planned, up to `to`. */
function* days({ start, repeat, zone }: SampleEvent, to: Temporal.Instant) {
  const first = Temporal.PlainDateTime.from(start)
  const last = to.toZonedDateTimeISO(zone).toPlainDate().add({ days: 40 })
  for (let count = 0; ; count++) {
    const amount = count * (repeat?.interval ?? 1)
    const unit = { week: { days: 7 * amount }, month: { months: amount }, year: { years: amount } }
    const local = repeat ? first.add(unit[repeat.every]) : first
    const day = local.toPlainDate()
    if (repeat?.until && Temporal.PlainDate.compare(day, repeat.until) > 0) return
    if (Temporal.PlainDate.compare(day, last) > 0) return
    yield { local, day: day.toString() }
    if (!repeat) return
  }
}

function stamp({ allDay, zone }: SampleEvent, local: Temporal.PlainDateTime): string {
  const written = allDay
    ? local.toPlainDate().toString()
    : local.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'second' })
  return written.replace(/[-:]/g, '')
}

function plainMeeting(
  event: SampleEvent,
  one: { start: Temporal.Instant; end: Temporal.Instant; replies: Readonly<Record<string, string>> },
  { history, subjects = true }: Recount,
): Plain {
  const answers = { accepted: 'accepted', tentative: 'tentative', declined: 'declined' } as Record<string, string>
  const isMe = (address: string) => history.owner.addresses.includes(address)
  const guests = event.guests.map((guest) => ({
    ...party(guest),
    reply: answers[one.replies[guest.address] ?? guest.reply] ?? 'none',
    self: guest.self ?? false,
    organizer: guest.organizer ?? false,
    resource: guest.resource ?? false,
    optional: guest.optional ?? false,
  }))
  const host = { ...party(event.organizer), reply: 'accepted', self: isMe(event.organizer.address), organizer: true }
  const people = guests.some(({ address }) => address === host.address)
    ? guests
    : [...guests, { ...host, resource: false, optional: false }]
  const me = people.find((guest) => guest.self)
  return JSON.parse(
    JSON.stringify({
      kind: 'meeting',
      at: one.start.toString(),
      end: one.end.toString(),
      series: event.repeat ? event.id : undefined,
      uid: event.uid,
      people: people.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
      mine: host.self && me?.reply !== 'declined' ? 'accepted' : (me?.reply ?? 'none'),
      type: event.type,
      allDay: event.allDay,
      cancelled: false,
      busy: !event.free,
      place: (subjects && legible(event.place ?? '', 120)) || undefined,
      title: (subjects && legible(event.title, 120)) || undefined,
      addresses: [...new Set(people.map(({ address }) => address))].toSorted(),
    }),
  ) as Plain
}
