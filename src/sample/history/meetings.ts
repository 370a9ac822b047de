/** The owner's calendar: meetings with the cast, series running and ended, and all that is no meeting. */
import type { Temporal } from 'temporal-polyfill'
import type { Character } from './cast.ts'
import type { Contact } from './contacts.ts'
import { dayBefore, momentOn } from './days.ts'
import { HOME, OWNER, ownerAt, WORK } from './owner.ts'
import { type Dice, dice, stableId } from './random.ts'
import type { Guest, Mailbox, SampleEvent } from './types.ts'

export type Plan = Pick<SampleEvent, 'title' | 'start'> &
  Partial<SampleEvent> & { readonly createdAt: Temporal.Instant }

/** An entry with what is usual filled in; its id follows from title and start. */
export function planEvent(plan: Plan): SampleEvent {
  const id = stableId(26, 'event', plan.title, plan.start)
  return {
    id,
    uid: `${id}@google.com`,
    organizer: ownerAt(HOME),
    guests: [],
    zone: OWNER.zone,
    allDay: false,
    length: 60,
    cancelled: false,
    free: false,
    type: 'default',
    video: false,
    ...plan,
  }
}

/** Guests of a meeting, the owner among them under this address. */
export function guestsOf(others: readonly Mailbox[], me: string, organizer: string): Guest[] {
  return [
    { ...ownerAt(me), reply: 'accepted', self: true, ...(organizer === me && { organizer: true }) },
    ...others.map(
      (other): Guest => ({ ...other, reply: 'accepted', ...(organizer === other.address && { organizer: true }) }),
    ),
  ]
}

/** The meetings of one character, organised by either side. */
export function planMeetings(one: Character, contacts: readonly Contact[], anchor: Temporal.PlainDate): SampleEvent[] {
  const chance = dice(`meetings ${one.address}`)
  return contacts.flatMap((contact) => {
    if (contact.kind !== 'met') return []
    const date = dayBefore(anchor, contact.day)
    const { also } = one
    const address = also && contact.day <= also.from && !also.both ? also.address : one.address
    const them = { address, name: one.name }
    const organizer = chance.next() < 0.5 ? them : ownerAt(one.knows)
    return [
      planEvent({
        title: contact.title,
        start: `${date}T${hourFor(one, contact.title, chance)}`,
        length: chance.pick([45, 60, 60, 90]),
        createdAt: momentOn(dayBefore(anchor, contact.day + chance.whole(2, 6)), chance.whole(600, 1200)),
        organizer,
        guests: guestsOf([them], one.knows, organizer.address),
        video: /call|visio|online|remotely/i.test(contact.title),
        ...(one.place && { place: one.place }),
      }),
    ]
  })
}

/** When such a thing is done: by its title first, then by where the other lives. */
const HOURS: readonly (readonly [RegExp, string])[] = [
  [/dinner|theatre|aperitivo|tapas|quiz|book evening|games|dumplings/i, '19:00:00'],
  [/lunch/i, '12:30:00'],
  [/breakfast|run,|ride|flat viewing/i, '09:30:00'],
  [/coffee|kaffee|afternoon|walk|flohmarkt|organ loft/i, '16:00:00'],
]

function hourFor({ zone, knows }: Character, title: string, chance: Dice): string {
  if (zone.startsWith('Asia/')) return chance.pick(['08:30:00', '09:00:00'])
  if (zone.startsWith('America/')) return chance.pick(['16:30:00', '17:30:00'])
  const usual = HOURS.find(([words]) => words.test(title))?.[1]
  if (usual) return usual
  return knows === WORK
    ? chance.pick(['10:00:00', '14:00:00', '15:30:00'])
    : chance.pick(['17:00:00', '17:30:00', '18:30:00'])
}
