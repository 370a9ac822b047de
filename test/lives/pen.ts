/** Writes the history of a made-up life by the line: days count back from its first Sunday, so that -3 is the Wednesday after it. */
import type { Instant, MailFact, MeetingFact } from '../../src/facts.ts'
import { me, sunday } from '../work/letter/stage.ts'

export type LifeFact = MailFact | MeetingFact

/** Somebody of a life. `minutes` east of UTC is the clock on their mail. */
export interface Friend {
  readonly name: string
  readonly address: string
  readonly minutes?: number
}

export interface Life {
  readonly name: string
  readonly facts: readonly LifeFact[]
  /** Lines with a day that the owner notes an hour before a letter. */
  readonly notes?: readonly LifeNote[]
}

export interface LifeNote {
  /** From 0: that of the letter. */
  readonly week: number
  readonly about: Friend
  readonly text: string
  /** How many days after the letter it is for. */
  readonly in: number
}

const dayHours = 24

/** `days` before the first Sunday of the life. */
export const daysBefore = (days: number): Instant => sunday.subtract({ minutes: Math.round(days * dayHours * 60) })

let counter = 0
const nextId = () => `l${String(++counter).padStart(6, '0')}`

interface Sheet {
  readonly days: number
  readonly subject?: string
  readonly thread?: string
  readonly also?: readonly Friend[]
}

const boxOf = ({ name, address }: Friend) => ({ address, name })

/** A mail from them to the owner. */
export function fromThem(friend: Friend, { days, subject, thread, also = [] }: Sheet): MailFact {
  const id = nextId()
  return {
    kind: 'mail',
    id,
    thread: thread ?? id,
    at: daysBefore(days),
    from: boxOf(friend),
    to: [{ address: me }],
    cc: also.map(boxOf),
    outgoing: false,
    signals: [],
    messageId: `${id}@life.example`,
    ...(subject === undefined ? {} : { subject }),
    offsetMinutes: friend.minutes ?? 60,
  }
}

/** A mail from the owner to them. */
export function fromMe(friend: Friend, { days, subject, thread, also = [] }: Sheet): MailFact {
  const id = nextId()
  return {
    ...fromThem(friend, { days, ...(subject === undefined ? {} : { subject }) }),
    id,
    thread: thread ?? id,
    from: { address: me, name: 'Sam Hartley' },
    to: [friend, ...also].map(boxOf),
    cc: [],
    outgoing: true,
    messageId: `${id}@life.example`,
  }
}

/** One exchange: the owner writes, they answer within a day. `lastMine`: the other way round. */
export function exchange(friend: Friend, sheet: Sheet & { readonly lastMine?: boolean }): LifeFact[] {
  const thread = sheet.thread ?? nextId()
  const [one, other] = sheet.lastMine ? [fromThem, fromMe] : [fromMe, fromThem]
  return [one(friend, { ...sheet, thread }), other(friend, { ...sheet, thread, days: sheet.days - 0.4 })]
}

/** Exchanges on these days, under these subjects in turn. */
export const exchanges = (
  friend: Friend,
  days: readonly number[],
  subjects: readonly string[],
  more: { readonly lastMine?: boolean } = {},
): LifeFact[] =>
  days.flatMap((day, index) =>
    exchange(friend, { days: day, subject: subjects[index % subjects.length] ?? 'Hello', ...more }),
  )

/** A meeting of the owner with them. */
export function met(
  friends: readonly Friend[],
  { days, title, series }: { readonly days: number; readonly title?: string; readonly series?: string },
): MeetingFact {
  const id = nextId()
  const start = daysBefore(days)
  const guest = { resource: false, optional: false, reply: 'accepted' as const }
  return {
    kind: 'meeting',
    id,
    uid: `${id}@life.example`,
    ...(series === undefined ? {} : { series }),
    when: { start, end: start.add({ minutes: 45 }) },
    allDay: false,
    people: [
      { ...guest, address: me, self: true, organizer: true },
      ...friends.map((friend) => ({ ...guest, ...boxOf(friend), self: false, organizer: false })),
    ],
    mine: 'accepted',
    cancelled: false,
    busy: true,
    type: 'default',
    ...(title === undefined ? {} : { title }),
  }
}

/** A circular of a shop or a list. */
export function circular(index: number, days: number): MailFact {
  const friend = { name: `Offers ${index}`, address: `news@shop${index}.example` }
  return {
    ...fromThem(friend, { days, subject: `This week: offer number ${index}` }),
    signals: ['list-unsubscribe', 'list-id', 'category-promotions'],
  }
}

/** Numbers from 0 to 1 that are the same each time. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** Days from `from` down to `to`, `gap` apart, each moved a little. */
export function every(gap: number, from: number, to: number, roll: () => number): number[] {
  const days: number[] = []
  for (let day = from; day >= to; day -= gap * (0.6 + 0.8 * roll())) days.push(Math.round(day * 10) / 10)
  return days
}

/** An address that is made of a name. */
export const friend = (name: string, domain: string, minutes = 60): Friend => ({
  name,
  address: `${name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')}@${domain}`,
  minutes,
})

/** A birthday as a calendar has it, all day. */
export function birthdayOf({ name }: Friend, { days }: { readonly days: number }): MeetingFact {
  const id = nextId()
  const start = daysBefore(days).round({ smallestUnit: 'hour' }).toZonedDateTimeISO('UTC').startOfDay().toInstant()
  return {
    kind: 'meeting',
    id,
    uid: id,
    when: { start, end: start.add({ hours: dayHours }) },
    title: `${name}’s birthday`,
    people: [],
    mine: 'none',
    type: 'birthday',
    allDay: true,
    free: true,
    cancelled: false,
  } as unknown as MeetingFact
}
