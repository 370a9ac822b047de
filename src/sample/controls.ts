/** The hands that reach into the sample from outside Google: tests, and the buttons of the outbox page. */
import { Temporal } from 'temporal-polyfill'
import { cancel } from './events.ts'
import { offsetMinutes, writeHeaders } from './history/mime.ts'
import { stableId } from './history/random.ts'
import type { GuestReply, Mailbox, NewEvent, NewMessage, SampleEvent, SampleMessage } from './history/types.ts'
import { BODY_MARK } from './history/writer.ts'
import { keepEvent, keepMessage } from './journal.ts'
import type { World } from './world.ts'

export interface Controls {
  /** Moves the sample's clock on; what the script has up to then arrives. */
  advance(duration: Temporal.DurationLike): void
  /**
   * People answer what the owner sent them in the last seven days and they left unanswered, and accept the owner's
   * invitations of these days.
   * @returns how many answers that made
   */
  letThemAnswer(): number
  /** One more message, in a thread of its own unless `thread` names one. */
  deliver(message: NewMessage): { readonly id: string; readonly thread: string }
  /** Deleted for good, not moved to the trash. */
  remove(messageId: string): void
  trash(messageId: string): void
  label(messageId: string, change: { readonly add?: readonly string[]; readonly remove?: readonly string[] }): void
  /** @returns the id of the new entry */
  addEvent(event: NewEvent): string
  /** By the id the API shows: an entry, or one occurrence of a series. */
  cancelEvent(id: string): void
  /** Moves an entry, or one occurrence, to this local date-time of its zone. */
  moveEvent(id: string, start: string): void
  /** A guest answers. */
  answerEvent(id: string, address: string, reply: GuestReply): void
}

const ANSWERED_WITHIN = { hours: 7 * 24 }

export function createControls(world: World): Controls {
  const { state } = world.store
  const at = () => world.now().toString()
  const deliver: Controls['deliver'] = (draft) => {
    const message = compose(world, draft)
    world.writeMail({ op: 'deliver', message: keepMessage(message), at: message.at.toString() })
    return { id: message.id, thread: message.thread }
  }
  const answerEvent: Controls['answerEvent'] = (id, address, reply) => {
    const one = world.calendar.occurrence(id)
    if (one?.original) {
      const exception = { replies: { [address]: reply } }
      world.writeCalendar({ op: 'except', id: one.event.id, day: one.original.date, exception, at: at() })
    } else if (one) {
      const guests = one.event.guests.map((guest) => (guest.address === address ? { ...guest, reply } : guest))
      world.writeCalendar({ op: 'change', id: one.event.id, change: { guests }, at: at() })
    }
  }
  const label: Controls['label'] = (id, { add = [], remove = [] }) =>
    world.writeMail({ op: 'label', id, add, remove, at: at() })
  return {
    advance: (duration) => {
      state.offset = Temporal.Duration.from(state.offset).add(toSeconds(duration)).toString()
      world.store.save()
      world.catchUp()
    },
    letThemAnswer: () => answerMail(world, deliver) + answerInvitations(world, answerEvent),
    deliver,
    remove: (id) => world.writeMail({ op: 'delete', id, at: at() }),
    trash: (id) => label(id, { add: ['TRASH'], remove: ['INBOX'] }),
    label,
    addEvent: (draft) => {
      const event = planEvent(world, draft)
      world.writeCalendar({ op: 'insert', event: keepEvent(event), at: at() })
      return event.id
    },
    cancelEvent: (id) => {
      const one = world.calendar.occurrence(id)
      const event = one?.event ?? world.calendar.event(id)
      if (event) cancel(world, one, event.id)
    },
    moveEvent: (id, start) => {
      const one = world.calendar.occurrence(id)
      if (one?.original) {
        const day = one.original.date
        world.writeCalendar({ op: 'except', id: one.event.id, day, exception: { start }, at: at() })
      } else if (one) world.writeCalendar({ op: 'change', id, change: { start }, at: at() })
    },
    answerEvent,
  }
}

function answerMail(world: World, deliver: Controls['deliver']): number {
  const { owner, machines } = world.history
  world.catchUp()
  const edge = world.now().subtract(ANSWERED_WITHIN)
  const threads = new Set(
    world.mail
      .list()
      .filter(({ message }) => Temporal.Instant.compare(message.at, edge) > 0)
      .map(({ message }) => message.thread),
  )
  let count = 0
  for (const thread of threads) {
    const last = world.mail.thread(thread).at(-1)?.message
    const to = last?.outgoing ? last.to.find(({ address }) => !owner.addresses.includes(address)) : undefined
    if (!last || !to || last.kind !== 'personal' || machines.includes(to.address)) continue
    // An answer comes after its question, however fast the buttons are pressed.
    const at = later(world.now(), last.at.add({ seconds: 1 }))
    deliver({ from: to, to: [last.from ?? owner], subject: replyTo(last.subject), thread, at })
    count++
  }
  return count
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b
}

function replyTo(subject = ''): string {
  return /^(re|aw): /i.test(subject) ? subject : `Re: ${subject}`
}

function answerInvitations(world: World, answer: Controls['answerEvent']): number {
  const edge = world.now().subtract(ANSWERED_WITHIN)
  const open = world.calendar
    .occurrences()
    .filter(
      ({ event, cancelled }) =>
        !cancelled && !event.repeat && world.history.owner.addresses.includes(event.organizer.address),
    )
    .filter(({ event }) => Temporal.Instant.compare(event.createdAt, edge) > 0)
    .flatMap(({ id, guests }) =>
      guests.filter(({ reply }) => reply === 'needsAction').map(({ address }) => ({ id, address })),
    )
  for (const { id, address } of open) answer(id, address, 'accepted')
  return open.length
}

function compose(world: World, draft: NewMessage): SampleMessage {
  const { owner } = world.history
  world.catchUp()
  const at = draft.at ?? world.now()
  const count = String(world.store.state.mail.length)
  const id = stableId(16, 'delivered', count, at.toString())
  const thread = draft.thread ?? id
  const outgoing = draft.from !== null && owner.addresses.includes(draft.from.address)
  const references = world.mail.thread(thread).map(({ message }) => message.messageId)
  const messageId = `${stableId(20, 'delivered', id)}@${draft.from?.address.split('@')[1] ?? 'unknown.example'}`
  const zone = draft.zone ?? owner.zone
  const { from, to, cc = [], subject } = draft
  const words = subject === undefined ? {} : { subject }
  return {
    id,
    thread,
    at,
    kind: 'personal',
    from,
    to,
    cc,
    outgoing,
    ...words,
    offsetMinutes: offsetMinutes(at, zone),
    messageId,
    labels: draft.labels ?? (outgoing ? ['SENT'] : ['INBOX', 'UNREAD']),
    headers: writeHeaders({
      outgoing,
      from,
      to,
      cc,
      ...words,
      at,
      zone,
      messageId,
      references,
      extra: draft.headers ?? [],
    }),
    body: draft.body ?? `${BODY_MARK} Thank you for your note.`,
  }
}

function planEvent(world: World, draft: NewEvent): SampleEvent {
  const { owner } = world.history
  const id = draft.id ?? stableId(26, 'event', String(world.store.state.calendar.length), draft.title, draft.start)
  const organizer: Mailbox = draft.organizer ?? { address: owner.address, name: owner.name }
  return {
    uid: `${id}@google.com`,
    createdAt: world.now(),
    guests: [],
    zone: owner.zone,
    allDay: !draft.start.includes('T'),
    length: draft.start.includes('T') ? 60 : 1,
    cancelled: false,
    free: false,
    type: 'default',
    video: false,
    ...draft,
    id,
    organizer,
  }
}

/** The clock counts seconds only: a day of the sample is twenty-four hours. */
function toSeconds(duration: Temporal.DurationLike): Temporal.Duration {
  const { years, months, weeks, days, ...rest } = fieldsOf(Temporal.Duration.from(duration))
  if (years || months) throw new RangeError('The clock is moved on by weeks at most.')
  return Temporal.Duration.from({ ...rest, hours: rest.hours + (weeks * 7 + days) * 24 })
}

function fieldsOf({ years, months, weeks, days, hours, minutes, seconds }: Temporal.Duration) {
  return { years, months, weeks, days, hours, minutes, seconds }
}
