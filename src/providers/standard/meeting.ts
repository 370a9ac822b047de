/** A calendar's entry, as any calendar keeps it, read into a fact: who was on it, and what its owner answered. */
import type { Attendee, Instant, MeetingFact, Reply, Span } from '../../facts.ts'
import { isRelay } from '../../relays.ts'
import { cleanText, normalise } from '../../text.ts'

/** Somebody on an entry; `self` is the owner of the calendar. */
export interface Party {
  readonly email?: string | undefined
  readonly displayName?: string | undefined
  readonly self: boolean
}

export interface Guest extends Party {
  readonly resource: boolean
  readonly optional: boolean
  readonly organizer: boolean
  /** accepted, tentative or declined; anything else is no answer. */
  readonly responseStatus: string
}

/** One occurrence of an entry. */
export interface HeldMeeting {
  readonly id: string
  readonly uid: string
  readonly series?: string
  /** Null where it cannot be read. */
  readonly when: Span | null
  readonly allDay: boolean
  readonly organizer?: Party
  readonly guests: readonly Guest[]
  readonly busy: boolean
  readonly type: string
  readonly title: string
  readonly place: string
}

const replies: ReadonlyMap<string, Reply> = new Map(
  (['accepted', 'tentative', 'declined'] as const).map((reply) => [reply, reply]),
)

/** From when to when; what ends before it begins has no length. */
export const spanFrom = (start: Instant, end: Instant): Span => ({
  start,
  end: end.epochMilliseconds < start.epochMilliseconds ? start : end,
})

/**
 * Reads an entry; null where it is nobody's meeting (no guests, or nothing but rooms and lists) and no birthday, 'unreadable' where it has no time.
 * An organizer who is not on the guest list, as where the list is hidden, is put there.
 */
export function readMeeting(entry: HeldMeeting, titles: boolean): MeetingFact | null | 'unreadable' {
  const { id, uid, series, when, allDay, organizer, busy, type } = entry
  const people = peopleOf(entry)
  if (type !== 'birthday' && !people.some((guest) => !guest.self && !guest.resource)) return null
  if (!when) return 'unreadable'
  const title = titles ? cleanText(entry.title) : ''
  const place = titles ? cleanText(entry.place) : ''
  const own = people.find((guest) => guest.self)
  return {
    kind: 'meeting',
    id,
    uid,
    ...(series ? { series } : {}),
    when,
    allDay,
    people,
    mine: organizer?.self && own?.reply !== 'declined' ? 'accepted' : (own?.reply ?? 'none'),
    cancelled: false,
    busy,
    type,
    ...(title ? { title } : {}),
    ...(place ? { place } : {}),
  }
}

function peopleOf({ guests, organizer }: HeldMeeting): Attendee[] {
  const people = new Map<string, Attendee>()
  for (const { responseStatus, self, organizer, resource, optional, ...party } of guests) {
    const address = addressOf(party)
    if (!address) continue
    people.set(address, {
      address,
      ...nameOf(party),
      reply: replies.get(responseStatus) ?? 'none',
      self,
      organizer,
      // As Google's calendars name their rooms and themselves, in files of them too.
      resource: resource || address.endsWith('calendar.google.com'),
      optional,
    })
  }
  const host = organizer ? addressOf(organizer) : ''
  // An organizer such as …@group.calendar.google.com is a calendar, not a person.
  if (organizer && host && !host.endsWith('calendar.google.com') && !people.has(host))
    people.set(host, {
      address: host,
      ...nameOf(organizer),
      reply: 'accepted',
      self: organizer.self,
      organizer: true,
      resource: false,
      optional: false,
    })
  return [...people.values()]
}

/** Empty where there is none, or only one that passes mail on. */
function addressOf({ email }: Omit<Party, 'self'>): string {
  const address = normalise(email ?? '')
  return address.includes('@') && address.length <= 254 && !isRelay(address) ? address : ''
}

function nameOf({ displayName }: Omit<Party, 'self'>): { readonly name?: string } {
  const name = cleanText(displayName ?? '', 80)
  return name ? { name } : {}
}
