/** Controls of a sample calendar: what other attendees do, such as accept, decline or move a meeting. */
import { Temporal } from 'temporal-polyfill'
import type { Occurrence } from './calendar.ts'
import type { SampleCalendar } from './calendars.ts'
import { composeEvent } from './composing.ts'
import type { GuestReply, NewEvent } from './history/types.ts'
import { keepEvent } from './journal.ts'
import type { SampleWorld } from './world.ts'

export interface Appointments {
  /** @returns the id of the new entry */
  addEvent(event: NewEvent): string
  /** One more calendar, which entries name as theirs. */
  addCalendar(calendar: SampleCalendar): void
  /** Nobody opens it to the account any more. */
  removeCalendar(id: string): void
  /** By the id the sample knows it by: an entry, or one occurrence of a series. */
  cancelEvent(id: string): void
  /** Moves an entry, or one occurrence, to this local date-time of its zone. */
  moveEvent(id: string, start: string): void
  /** A guest answers. */
  answerEvent(id: string, address: string, reply: GuestReply): void
}

type Calendar = Pick<SampleWorld<unknown>, 'calendar' | 'calendars' | 'writeCalendar' | 'history' | 'now' | 'store'>

export function createAppointments(world: Calendar): Appointments {
  const at = () => world.now().toString()
  return {
    addEvent: (draft) => {
      const count = world.store.state.calendar.length
      const event = composeEvent({ owner: world.history.owner, now: world.now(), count }, draft)
      world.writeCalendar({ op: 'insert', event: keepEvent(event), at: at() })
      return event.id
    },
    addCalendar: (calendar) => {
      world.calendars.push(calendar)
    },
    removeCalendar: (id) => {
      const place = world.calendars.findIndex((one) => one.id === id)
      if (place >= 0) world.calendars.splice(place, 1)
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
    answerEvent: (id, address, reply) => {
      const one = world.calendar.occurrence(id)
      if (one?.original) {
        const exception = { replies: { [address]: reply } }
        world.writeCalendar({ op: 'except', id: one.event.id, day: one.original.date, exception, at: at() })
      } else if (one) {
        const guests = one.event.guests.map((guest) => (guest.address === address ? { ...guest, reply } : guest))
        world.writeCalendar({ op: 'change', id: one.event.id, change: { guests }, at: at() })
      }
    },
  }
}

/** Guests accept the owner's invitations made after `edge`. @returns how many answers that made */
export function acceptInvitations(world: Calendar, edge: Temporal.Instant): number {
  const { answerEvent } = createAppointments(world)
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
  for (const { id, address } of open) answerEvent(id, address, 'accepted')
  return open.length
}

/** Takes one occurrence out of its series, or the whole entry out of the calendar. */
export function cancel(world: Pick<Calendar, 'now' | 'writeCalendar'>, occurrence: Occurrence | undefined, id: string) {
  const at = world.now().toString()
  if (occurrence?.original) {
    const day = occurrence.original.date
    world.writeCalendar({ op: 'except', id, day, exception: { cancelled: true }, at })
  } else world.writeCalendar({ op: 'change', id, change: { cancelled: true }, at })
}
