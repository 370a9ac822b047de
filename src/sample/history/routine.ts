/** What fills a calendar beside meetings with single people: series, holidays, birthdays, refusals, all-hands. */
import type { Temporal } from 'temporal-polyfill'
import { dayBefore, momentOn } from './days.ts'
import { guestsOf, type Plan, planEvent } from './meetings.ts'
import { JUDITH, LEAH, MIRA, NEAR, NELL, VICTOR } from './near.ts'
import { AOIFE, BERGERS, MARCUS, PETRA, YUSUF } from './never.ts'
import { HOME, ownerAt, WORK } from './owner.ts'
import { DUE, HANNAH, JONAS, RENEE, TEO } from './quiet.ts'
import type { Exception, Guest, GuestReply, Mailbox, SampleEvent } from './types.ts'

const ROOM: Guest = {
  address: 'c_188fmn0room@resource.calendar.example',
  name: 'Northlight-2-Harbour (8)',
  reply: 'accepted',
  resource: true,
}

/** The weekday (1 is Monday) at or before that day. */
function weekdayBefore(anchor: Temporal.PlainDate, days: number, weekday: number): Temporal.PlainDate {
  const date = dayBefore(anchor, days)
  return date.subtract({ days: (date.dayOfWeek - weekday + 7) % 7 })
}

/** Everything in the calendar that no character brings with them. */
export function planRoutine(anchor: Temporal.PlainDate): SampleEvent[] {
  return [
    ...planSeries(anchor),
    ...planBirthdays(anchor),
    ...planNonMeetings(anchor),
    ...planRefusals(anchor),
    ...planCrowds(anchor),
  ]
}

function planSeries(anchor: Temporal.PlainDate): SampleEvent[] {
  const series = (days: number, weekday: number, time: string, plan: Omit<Plan, 'start' | 'createdAt'>) => {
    const first = weekdayBefore(anchor, days, weekday)
    return planEvent({ createdAt: momentOn(first.subtract({ days: 4 }), 900), start: `${first}T${time}`, ...plan })
  }
  const studio = [PETRA, YUSUF, AOIFE].map(mailbox)
  const guild = NEAR.filter(({ knows }) => knows === WORK).map(mailbox)
  const atlasEnd = weekdayBefore(anchor, JONAS.last, 2)
  const atlas = weekdayBefore(anchor, 460, 2)
  const skipped = (weeks: readonly number[], first: Temporal.PlainDate): Record<string, Exception> =>
    Object.fromEntries(weeks.map((week) => [first.add({ weeks: week }).toString(), { cancelled: true }]))
  return [
    planEvent({
      title: 'Atlas weekly',
      start: `${atlas}T10:00:00`,
      zone: JONAS.zone,
      length: 45,
      createdAt: momentOn(atlas.subtract({ days: 5 }), 840),
      organizer: mailbox(JONAS),
      guests: guestsOf([mailbox(JONAS)], WORK, JONAS.address),
      repeat: { every: 'week', interval: 1, until: atlasEnd.toString() },
      exceptions: {
        ...skipped([9, 22, 23, 31], atlas),
        [atlas.add({ weeks: 14 }).toString()]: { start: `${atlas.add({ weeks: 14, days: 1 })}T15:00:00` },
      },
      video: true,
    }),
    series(360, 1, '09:30:00', {
      title: 'Studio Monday',
      organizer: mailbox(PETRA),
      guests: [...guestsOf(studio, WORK, PETRA.address), ROOM],
      length: 30,
      repeat: { every: 'week', interval: 1 },
      exceptions: skipped([5, 6, 31, 32], weekdayBefore(anchor, 360, 1)),
    }),
    series(500, 3, '14:00:00', {
      title: '1:1',
      organizer: ownerAt(WORK),
      guests: guestsOf([mailbox(PETRA)], WORK, WORK),
      length: 30,
      repeat: { every: 'week', interval: 2 },
    }),
    series(330, 4, '11:00:00', {
      title: 'Water museum weekly',
      organizer: ownerAt(WORK),
      guests: guestsOf(
        guild.filter(({ name }) => name === 'Sofia Lindgren'),
        WORK,
        WORK,
      ),
      repeat: { every: 'week', interval: 1, until: dayBefore(anchor, 150).toString() },
      video: true,
    }),
    series(700, 2, '17:00:00', {
      title: 'Accessibility guild',
      organizer: guild[0] ?? ownerAt(WORK),
      guests: guestsOf([...guild, ...crowd(9, 'guild-members.example')], WORK, guild[0]?.address ?? WORK),
      repeat: { every: 'month', interval: 1 },
      video: true,
    }),
    series(400, 3, '19:30:00', {
      title: 'Choir rehearsal',
      place: 'Zionskirche',
      length: 120,
      repeat: { every: 'week', interval: 2 },
    }),
    series(180, 5, '09:00:00', {
      title: 'Drawing time',
      type: 'focusTime',
      length: 120,
      repeat: { every: 'week', interval: 1 },
    }),
  ]
}

const BIRTHDAYS: readonly (readonly [Mailbox, string])[] = [
  [MIRA, '05-17'],
  [JUDITH, '09-02'],
  [NELL, '01-28'],
  [HANNAH, '12-03'],
  [TEO, '03-09'],
  [RENEE, '07-21'],
  [LEAH, '10-30'],
  [JONAS, '11-27'],
]

function planBirthdays(anchor: Temporal.PlainDate): SampleEvent[] {
  return BIRTHDAYS.map(([{ name = '' }, day]) =>
    planEvent({
      title: `${name}'s birthday`,
      start: `${anchor.year - 2}-${day}`,
      allDay: true,
      length: 1,
      free: true,
      type: 'birthday',
      repeat: { every: 'year', interval: 1 },
      createdAt: momentOn(dayBefore(anchor, 730), 60),
    }),
  )
}

function planNonMeetings(anchor: Temporal.PlainDate): SampleEvent[] {
  const at = (days: number, time: string, title: string, more: Partial<SampleEvent> = {}) =>
    planEvent({
      title,
      start: `${dayBefore(anchor, days)}T${time}`,
      createdAt: momentOn(dayBefore(anchor, days + 9), 700),
      ...more,
    })
  const allDay = (days: number, length: number, title: string, more: Partial<SampleEvent> = {}) =>
    planEvent({
      title,
      start: dayBefore(anchor, days).toString(),
      allDay: true,
      length,
      createdAt: momentOn(dayBefore(anchor, days + 30), 700),
      ...more,
    })
  const cabin = guestsOf([{ address: BERGERS.address, name: 'Tom Berger' }], HOME, HOME)
  return [
    allDay(690, 9, 'Bristol for Christmas', { type: 'outOfOffice' }),
    allDay(470, 14, 'Brittany', { type: 'outOfOffice' }),
    allDay(330, 8, 'Home to Mum', { type: 'outOfOffice' }),
    allDay(112, 12, 'Dolomites', { type: 'outOfOffice' }),
    allDay(40, 1, 'Working from the library', { type: 'workingLocation', free: true }),
    allDay(26, 1, 'Working from home', { type: 'workingLocation', free: true }),
    allDay(12, 1, 'Working from home', { type: 'workingLocation', free: true }),
    allDay(205, 3, 'Cabin weekend', { guests: cabin }),
    allDay(388, 1, 'Recycling day', { free: true }),
    allDay(60, 2, 'Typography days', { free: true }),
    allDay(-20, 3, 'Nell and Ida in Berlin'),
    at(611, '07:25:00', 'Flight to Lisbon (TP 535)', { type: 'fromGmail', length: 235 }),
    at(604, '19:40:00', 'Flight to Berlin (TP 532)', { type: 'fromGmail', length: 210 }),
    at(244, '08:04:00', 'Train to Oslo, first leg', { type: 'fromGmail', length: 420 }),
    at(560, '09:15:00', 'Dentist'),
    at(371, '16:00:00', 'Collect the frame'),
    at(263, '07:00:00', 'Movers arrive', { length: 480 }),
    at(199, '11:30:00', 'Haircut'),
    at(118, '18:00:00', 'Passport photos'),
    at(33, '08:30:00', 'Dentist'),
    at(9, '20:00:00', 'Film: "Die Reise"'),
    at(-9, '17:15:00', 'Haircut'),
  ]
}

/** Meetings that did not happen between the two, though all of them look like it. */
function planRefusals(anchor: Temporal.PlainDate): SampleEvent[] {
  const meeting = (
    days: number,
    time: string,
    title: string,
    them: Mailbox,
    mine: GuestReply,
    theirs: GuestReply,
    more: Partial<SampleEvent> = {},
  ) =>
    planEvent({
      title,
      start: `${dayBefore(anchor, days)}T${time}`,
      createdAt: momentOn(dayBefore(anchor, days + 8), 800),
      organizer: mailbox(them),
      guests: [
        { ...ownerAt(HOME), reply: mine, self: true },
        { ...mailbox(them), reply: theirs, organizer: true },
      ],
      ...more,
    })
  const near = (place: number): Mailbox => NEAR[place] ?? MIRA
  return [
    meeting(25, '18:30:00', 'Bike jumble at the Arena', TEO, 'declined', 'accepted'),
    meeting(20, '07:30:00', 'Early run, if it is dry', HANNAH, 'accepted', 'accepted', { cancelled: true }),
    meeting(30, '12:00:00', 'Renée: lunch between trains', RENEE, 'accepted', 'declined'),
    meeting(130, '18:00:00', 'Life drawing', near(7), 'declined', 'accepted'),
    meeting(210, '19:00:00', 'Quiz night', near(22), 'declined', 'accepted'),
    meeting(301, '12:30:00', 'Ramen', near(7), 'accepted', 'declined'),
    meeting(77, '20:00:00', 'Open mic', near(22), 'tentative', 'accepted'),
    meeting(166, '17:00:00', 'Sauna', near(25), 'accepted', 'accepted', { cancelled: true }),
    meeting(240, '15:00:00', 'Gallery hop', near(15), 'accepted', 'accepted', { cancelled: true }),
    meeting(352, '10:00:00', 'Flea market', near(18), 'accepted', 'accepted', { cancelled: true }),
    meeting(15, '13:00:00', 'Lunch and drawing', near(7), 'accepted', 'accepted', { cancelled: true }),
    meeting(48, '16:00:00', 'Office hours', VICTOR, 'accepted', 'accepted', { free: true }),
  ]
}

/** Too many people for anyone to have met anyone. */
function planCrowds(anchor: Temporal.PlainDate): SampleEvent[] {
  const colleagues = [PETRA, YUSUF, AOIFE, MARCUS].map(mailbox)
  const hands = [640, 550, 458, 367, 276, 185, 94, 6, -50].map((days) =>
    planEvent({
      title: 'Northlight all-hands',
      start: `${weekdayBefore(anchor, days, 4)}T16:00:00`,
      createdAt: momentOn(dayBefore(anchor, days + 40), 600),
      organizer: { address: 'office@northlight.example', name: 'Northlight Office' },
      guests: guestsOf([...colleagues, ...crowd(195, 'northlight.example')], WORK, 'office@northlight.example'),
      video: true,
    }),
  )
  const party = planEvent({
    title: 'Summer party on the roof',
    start: `${dayBefore(anchor, 150)}T18:00:00`,
    length: 300,
    createdAt: momentOn(dayBefore(anchor, 175), 600),
    guests: guestsOf([...DUE.slice(0, 6), ...NEAR.slice(0, 14)].map(mailbox), HOME, HOME),
  })
  return [...hands, party]
}

const GIVEN = [
  'Alma',
  'Bruno',
  'Carla',
  'Dario',
  'Edda',
  'Farid',
  'Gesa',
  'Henrik',
  'Ilse',
  'Jasper',
  'Klara',
  'Lorenz',
  'Mina',
  'Nils',
  'Ottilie',
  'Paul',
  'Ronja',
  'Silvan',
  'Thea',
  'Vera',
]
const FAMILY = [
  'Arndt',
  'Bauer',
  'Claasen',
  'Dahl',
  'Ebert',
  'Fiedler',
  'Graf',
  'Holm',
  'Iversen',
  'Jansen',
  'Kern',
  'Lutz',
  'Maurer',
  'Nolte',
  'Ostrowski',
  'Pohl',
  'Quast',
  'Reuter',
  'Seidel',
  'Thoma',
]

/** So many colleagues nobody needs to know. */
export function crowd(count: number, domain: string): Mailbox[] {
  return Array.from({ length: count }, (_, place) => {
    const given = GIVEN[place % GIVEN.length] ?? ''
    const family = FAMILY[(place + Math.floor(place / GIVEN.length)) % FAMILY.length] ?? ''
    return { address: `${given}.${family}@${domain}`.toLowerCase(), name: `${given} ${family}` }
  })
}

function mailbox({ address, name }: Mailbox): Mailbox {
  return { address, ...(name && { name }) }
}
