/** Mail through others: discussion lists, role addresses, and the calendar's own notices. */
import { Temporal } from 'temporal-polyfill'
import { DAYS_AHEAD, dayBefore, momentOn } from './days.ts'
import { writeDate } from './mime.ts'
import { HOME, OWNER, ownerAt } from './owner.ts'
import { dice } from './random.ts'
import type { Header, Mailbox, SampleEvent } from './types.ts'
import { answerTo, type Writer } from './writer.ts'

interface DiscussionList {
  readonly address: string
  readonly tag: string
  readonly every: number
  readonly posters: readonly Mailbox[]
  readonly subjects: readonly string[]
}

export const LISTS: readonly DiscussionList[] = [
  {
    address: 'a11y-berlin@lists.example',
    tag: 'a11y-berlin',
    every: 12,
    posters: [
      { name: 'Ulla Brenner', address: 'ulla.brenner@barrierelos.example' },
      { name: 'Gustav Holm', address: 'gustav@holmcode.example' },
      { name: 'Mehmet Aydın', address: 'mehmet.aydin@aydinweb.example' },
      { name: 'Rosa Klein', address: 'rosa.klein@kleinundfein.example' },
    ],
    subjects: [
      'Captions for trams',
      'Meet-up room',
      'Which screen reader, which browser',
      'Ticket machines again',
      'Plain language glossary',
      'Contrast of yellow',
      'Talk on tactile maps',
      'Library card form',
      'Elevator status feed',
      'Keyboard traps in the wild',
    ],
  },
  {
    address: 'cello-circle@lists.example',
    tag: 'cello-circle',
    every: 19,
    posters: [
      { name: 'Margit Thoma', address: 'margit@thoma-noten.example' },
      { name: 'Piet de Groot', address: 'piet.degroot@example.net' },
      { name: 'Sabine Fuchs', address: 'sabine.fuchs@fuchsbau.example' },
    ],
    subjects: [
      'Rosin, light or dark',
      'Quartet seeks cello',
      'Room for rehearsals',
      'Strings in winter',
      'Second-hand cases',
      'Popper, no. 6',
    ],
  },
]

/** The lists' traffic: some posts are the owner's. */
export function writeLists(writer: Writer, anchor: Temporal.PlainDate) {
  for (const list of LISTS) {
    const chance = dice(`list ${list.address}`)
    let round = 0
    for (let day = 728; day > -DAYS_AHEAD; day -= list.every) {
      const again = round < list.subjects.length ? '' : ` (${dayBefore(anchor, day).year})`
      const subject = `[${list.tag}] ${list.subjects[round % list.subjects.length]}${again}`
      writeRound(writer, list, { subject, round, day: dayBefore(anchor, day), chance })
      round++
    }
  }
}

interface Round {
  readonly subject: string
  readonly round: number
  readonly day: Temporal.PlainDate
  readonly chance: ReturnType<typeof dice>
}

/** A post and up to two answers to it. */
function writeRound(writer: Writer, list: DiscussionList, { subject, round, day, chance }: Round) {
  let minutes = chance.whole(480, 900)
  const count = chance.whole(1, 3)
  for (let number = 0; number < count; number++) {
    const mine = number > 0 && chance.next() < 0.2
    writer.write({
      from: mine ? ownerAt(HOME) : chance.pick(list.posters),
      to: [{ address: list.address }],
      subject: number === 0 ? subject : answerTo(subject, 'en'),
      at: momentOn(day, minutes),
      kind: 'list',
      thread: `${list.address} ${round}`,
      labels: mine ? ['SENT'] : ['INBOX', 'CATEGORY_FORUMS'],
      headers: mine ? [] : listHeaders(list),
    })
    minutes += chance.whole(15, 120)
  }
}

function listHeaders({ address, tag }: DiscussionList): Header[] {
  return [
    { name: 'List-Id', value: `${tag} <${address.replace('@', '.')}>` },
    { name: 'List-Post', value: `<mailto:${address}>` },
    { name: 'List-Unsubscribe', value: `<mailto:${address.replace('@', '-leave@')}>` },
    { name: 'Precedence', value: 'list' },
    { name: 'Return-Path', value: `<${address.replace('@', '-bounces@')}>` },
  ]
}

/** Behind these stands a desk, not a person. */
export const ROLES: readonly (Mailbox & { readonly subjects: readonly string[] })[] = [
  {
    name: 'Velohaus Support',
    address: 'support@velohaus.example',
    subjects: ['[Ticket 20118] Gear hub makes a noise', '[Ticket 21544] Spare key for the lock'],
  },
  {
    name: 'Volksbühne Kasse',
    address: 'kasse@volksbuehne-am-platz.example',
    subjects: ['Zwei Karten, Reihe 7', 'Umtausch der Karten'],
  },
  {
    name: 'Northlight Office',
    address: 'office@northlight.example',
    subjects: ['Key card for the new door', 'Desk by the window', 'Fire drill'],
  },
  {
    name: '',
    address: 'info@allotments-north.example',
    subjects: ['Waiting list for a garden', 'Waiting list, second year'],
  },
  {
    name: 'Hausverwaltung Kern',
    address: 'verwaltung@hv-kern.example',
    subjects: ['Klingelschild', 'Ablesetermin Heizung', 'Fahrradkeller Schloss'],
  },
]

export function writeRoles(writer: Writer, anchor: Temporal.PlainDate) {
  for (const [place, { name, address, subjects }] of ROLES.entries()) {
    const desk = { address, ...(name && { name }) }
    const chance = dice(`role ${address}`)
    for (const [round, subject] of subjects.entries()) {
      const day = 610 - place * 37 - round * 170
      for (let number = 0; number < 3; number++) {
        const mine = number % 2 === 0
        writer.write({
          from: mine ? ownerAt(HOME) : desk,
          to: [mine ? desk : ownerAt(HOME)],
          subject: number === 0 ? subject : answerTo(subject, 'en'),
          at: momentOn(dayBefore(anchor, day - number), chance.whole(540, 1000)),
          kind: 'role',
          thread: `${address} ${subject}`,
        })
      }
    }
  }
}

/** Of a few, at one time, and as planned: only about such ones does the calendar write here. */
const isMailed = ({ guests, allDay, repeat, cancelled }: SampleEvent) =>
  guests.length <= 3 && !allDay && !repeat && !cancelled && guests.every(({ reply }) => reply === 'accepted')

/** Invitations and answers as the calendar mails them: under a person's name, and written by no one. */
export function writeNotices(writer: Writer, events: readonly SampleEvent[]) {
  for (const event of events) {
    const guest = event.guests.find(({ self, resource }) => !self && !resource)
    if (!guest || !isMailed(event)) continue
    const invited = !OWNER.addresses.includes(event.organizer.address)
    const when = Temporal.PlainDateTime.from(event.start).toZonedDateTime(event.zone).toInstant()
    const words = `${event.title} @ ${writeDate(when, event.zone).replace(/:00 [+-]\d{4}$/, '')} (${HOME})`
    writer.write({
      from: { address: guest.address, ...(guest.name && { name: guest.name }) },
      to: [ownerAt(HOME)],
      subject: `${invited ? 'Invitation' : 'Accepted'}: ${words}`,
      at: event.createdAt.add({ minutes: 2 }),
      zone: 'UTC',
      kind: 'notice',
      thread: `notice ${event.id}`,
      labels: ['INBOX', 'CATEGORY_UPDATES'],
      headers: [
        { name: 'Sender', value: 'Calendar <calendar-notification@calendar.example>' },
        { name: 'Reply-To', value: guest.address },
        { name: 'Auto-Submitted', value: 'auto-generated' },
        { name: 'Return-Path', value: '<calendar-notification@calendar.example>' },
      ],
    })
  }
}
