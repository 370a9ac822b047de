/** Google Calendar as it is read: a window, its changes, and the window moved on. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { streams, users } from '../../src/db/schema.ts'
import { eventFields } from '../../src/providers/google/events.ts'
import { calendarScope, googleScopes } from '../../src/providers/google/scopes.ts'
import { fault } from '../../src/sample/google/faults.ts'
import { OWNER } from '../../src/sample/history/owner.ts'
import { tick } from '../../src/work/tick.ts'
import type { Program } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { guest, jonas, liveWith, type Meeting, mira, on, owner } from './life.ts'
import { asked, begin, expectRecount, storedBy, streamOf, syncAgain, windowOf } from './stage.ts'

const db = useDatabase()

async function read(meetings: readonly Meeting[]) {
  const history = liveWith([], meetings)
  const program = await begin(history, { db: db() })
  await program.connect([...googleScopes.signin, calendarScope])
  await program.settle()
  return { program, history, expected: { history, mail: false }, ids: history.events.map(({ id }) => id) }
}

const titles = async (program: Program) => [...(await storedBy(program)).values()].map(({ title }) => title).toSorted()

describe('a first reading', () => {
  test('keeps what is somebody’s meeting, and nothing else', async () => {
    const { program, expected } = await read([
      { title: 'Two of us', start: on(-10) },
      { title: 'Nobody else', start: on(-9), guests: [] },
      { title: 'Only me', start: on(-9), guests: [guest(owner)] },
      { title: 'Called off', start: on(-8), cancelled: true },
      {
        title: 'I said no',
        start: on(-7),
        guests: [guest(owner, { reply: 'declined' }), guest(jonas)],
        organizer: jonas,
      },
      { title: 'They said no', start: on(-6), guests: [guest(owner), guest(jonas, { reply: 'declined' })] },
      { title: 'A day out', start: on(-5).slice(0, 10), allDay: true, length: 2 },
      { title: 'Free time', start: on(-4), free: true },
      { title: 'Focus', start: on(-3), type: 'focusTime' },
      { title: 'Away', start: on(-3), type: 'outOfOffice' },
      { title: 'At home', start: on(-3).slice(0, 10), type: 'workingLocation', allDay: true, length: 1 },
      { title: 'Flight', start: on(-3), type: 'fromGmail' },
      {
        title: 'Mira’s birthday',
        start: on(-2).slice(0, 10),
        type: 'birthday',
        guests: [],
        allDay: true,
        length: 1,
        repeat: { every: 'year', interval: 1 },
      },
      {
        title: 'With a room',
        start: on(-1),
        guests: [
          guest(owner),
          guest(mira),
          guest({ address: 'c_1@resource.calendar.google.com', name: 'Room' }, { resource: true }),
        ],
      },
      {
        title: 'A hall of them',
        start: on(-1, 14),
        guests: [
          guest(owner),
          ...Array.from({ length: 200 }, (_, place) => guest({ address: `g${place}@hall.example` })),
        ],
      },
      { title: 'Planned', start: on(30), place: 'Café am Platz' },
      { title: 'Beyond', start: on(70) },
      { title: 'Long ago', start: on(-6 * 366) },
    ])
    await expectRecount(program, expected)
    expect(await titles(program)).toEqual(
      [
        'A day out',
        'A hall of them',
        'Free time',
        'I said no',
        'Mira’s birthday',
        'Planned',
        'They said no',
        'Two of us',
        'With a room',
      ].toSorted(),
    )
  })

  test('puts every week of a series at its own instant, across the changes of the clocks', async () => {
    const everyWeek = { every: 'week', interval: 1 } as const
    const zones = { 'In Berlin': 'Europe/Berlin', 'In New York': 'America/New_York', 'In Kolkata': 'Asia/Kolkata' }
    const { program, expected } = await read(
      Object.entries(zones).map(([title, zone]) => ({ title, zone, start: on(-400, 9), repeat: everyWeek })),
    )
    await expectRecount(program, expected)
    const rows = [...(await storedBy(program)).values()]
    for (const [title, zone] of Object.entries(zones)) {
      const instants = rows.filter((row) => row.title === title).map(({ at }) => Temporal.Instant.from(String(at)))
      expect(instants.length).toBeGreaterThan(60)
      expect(new Set(instants.map((at) => at.toZonedDateTimeISO(zone).hour))).toEqual(new Set([9]))
      const hours = new Set(instants.map((at) => at.toZonedDateTimeISO('UTC').hour))
      expect(hours.size).toBe(zone === 'Asia/Kolkata' ? 1 : 2)
    }
  })

  test('goes on at empty pages that have a next one, and over more than one page', async () => {
    const meetings = Array.from(
      { length: 2600 },
      (_, place): Meeting => ({ title: `Number ${place}`, start: on(-1 - (place % 900), 8 + (place % 3)) }),
    )
    const history = liveWith([], meetings)
    const program = await begin(history, { db: db() })
    program.sample.faults.add('events.list', fault.emptyPage, 2)
    await program.connect([...googleScopes.signin, calendarScope])
    await program.settle()
    expect(asked(program, 'events.list').filter((query) => query.has('pageToken'))).toHaveLength(3)
    expect(await expectRecount(program, { history, mail: false })).toHaveLength(2600)
  })

  test('takes the owner’s zone from the calendar', async () => {
    await read([])
    const rows = await db().select().from(users)
    expect(rows.map(({ timeZone }) => timeZone)).toEqual([OWNER.zone])
  })

  test('never asks for a description, an attachment or a link, nor for what a sync token forbids', async () => {
    const { program } = await read([{ title: 'Coffee', start: on(-1) }])
    await syncAgain(program)
    const [first, second] = asked(program, 'events.list')
    for (const query of [first, second]) {
      expect(query?.get('fields')).toBe(`timeZone,nextPageToken,nextSyncToken,items(${eventFields})`)
      expect(query?.get('singleEvents')).toBe('true')
      expect(query?.getAll('eventTypes')).toEqual(['default', 'birthday'])
    }
    expect(first?.has('timeMin') && first.has('timeMax')).toBe(true)
    expect(
      [...(second?.keys() ?? [])].filter((name) => /^(timeM|orderBy|q$|updatedMin|showDeleted)/.test(name)),
    ).toEqual([])
    expect(second?.get('syncToken')).toBeTruthy()
  })

  test('reads five years back and sixty days ahead', async () => {
    const { program } = await read([])
    const { from, to } = await windowOf(program)
    const now = program.deps.now()
    expect(Math.round(to.since(now).total('hours') / 24)).toBe(60)
    expect(Math.round(now.since(from).total('hours') / 24 / 365.25)).toBe(5)
  })

  test('stores no title and no place where the owner wants none', async () => {
    const history = liveWith([], [{ title: 'Secret', start: on(-1), place: 'Home' }])
    const program = await begin(history, { db: db() })
    const id = await program.connect([...googleScopes.signin, calendarScope])
    const [user] = await db().select().from(users).where(eq(users.id, id))
    if (user)
      await db()
        .update(users)
        .set({ settings: { ...user.settings, subjects: false } })
    await program.settle()
    await expectRecount(program, { history, mail: false, subjects: false })
    expect(JSON.stringify([...(await storedBy(program)).values()])).not.toMatch(/Secret|Home/)
  })
})

describe('a change', () => {
  test('of time, guests or answers replaces the meeting; a cancelled one goes', async () => {
    const { program, expected, ids } = await read([
      { title: 'Moved', start: on(5) },
      { title: 'Answered', start: on(6), guests: [guest(owner), guest(mira, { reply: 'needsAction' })] },
      { title: 'Cancelled', start: on(7) },
      { title: 'Weekly', start: on(-30), repeat: { every: 'week', interval: 1 } },
    ])
    const [moved = '', answered = '', cancelled = ''] = ids
    program.sample.moveEvent(moved, on(8, 16))
    program.sample.answerEvent(answered, mira.address, 'accepted')
    program.sample.cancelEvent(cancelled)
    const weekly = [...(await storedBy(program)).entries()]
      .filter(([, { title }]) => title === 'Weekly')
      .map(([id]) => id)
      .toSorted()
    program.sample.cancelEvent(weekly[1] ?? '')
    program.sample.moveEvent(weekly[2] ?? '', on(-15, 17))
    program.sample.addEvent({ title: 'New', start: on(9), guests: [guest(owner), guest(jonas)] })
    await syncAgain(program)
    await expectRecount(program, expected)
    expect(await titles(program)).not.toContain('Cancelled')
    expect(await titles(program)).toContain('New')
    expect((await storedBy(program)).has(weekly[1] ?? '')).toBe(false)
  })

  test('beyond the window waits until the window reaches it', async () => {
    const { program, expected } = await read([{ title: 'Near', start: on(50) }])
    program.sample.addEvent({ title: 'Far', start: on(64), guests: [guest(owner), guest(jonas)] })
    await syncAgain(program)
    expect(await titles(program)).toEqual(['Near'])
    const { to } = await windowOf(program)
    program.jump(program.deps.now().add({ hours: 24 * 7 }))
    await program.settle()
    expect((await windowOf(program)).to.since(to).total('hours')).toBeGreaterThanOrEqual(24 * 7)
    await expectRecount(program, expected)
    expect(await titles(program)).toEqual(['Far', 'Near'])
  })
})

describe('a sync token that is refused', () => {
  test.each<[string, (program: Program) => unknown]>([
    ['with 410', ({ sample }) => sample.faults.add('events.list', fault.expired)],
    ['with 400', ({ sample }) => sample.faults.add('events.list', fault.badRequest)],
    ['after a month without a look', (program) => program.jump(program.deps.now().add({ hours: 24 * 30 }))],
    [
      'because its page token ran out',
      async (program) => {
        const { cursor } = await streamOf(program, 'calendar')
        await db()
          .update(streams)
          .set({
            cursor: { version: 1, phase: 'snapshot', from: cursor?.from, to: cursor?.to, seen: 0, pageToken: 'x' },
          })
      },
    ],
    [
      'because it cannot be read any more',
      () =>
        db()
          .update(streams)
          .set({ cursor: { version: 9, phase: 'changes' } }),
    ],
  ])('%s leads to a new snapshot: what is gone goes, what is new comes', async (_, lose) => {
    const { program, expected, ids } = await read([
      { title: 'Stays', start: on(-3) },
      { title: 'Goes', start: on(-2) },
      { title: 'Moves', start: on(4) },
    ])
    program.sample.cancelEvent(ids[1] ?? '')
    program.sample.moveEvent(ids[2] ?? '', on(6))
    program.sample.addEvent({ title: 'Comes', start: on(5), guests: [guest(owner), guest(mira)] })
    await lose(program)
    await syncAgain(program)
    await expectRecount(program, expected)
    expect(await titles(program)).toEqual(['Comes', 'Moves', 'Stays'])
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null })
    expect(asked(program, 'events.list').filter((query) => query.has('timeMin')).length).toBeGreaterThanOrEqual(2)
  })

  test('in the middle of a snapshot removes nothing until the next one is complete', async () => {
    const { program, expected } = await read([{ title: 'Stays', start: on(-3) }])
    await db().update(streams).set({ cursor: null })
    program.sample.faults.add('events.list', fault.emptyPage)
    program.sample.faults.add('events.list', fault.backendError)
    program.jump(program.deps.now().add({ minutes: 31 }))
    while ((await tick(program.deps)) > 0) expect(await titles(program)).toEqual(['Stays'])
    await program.settle()
    await expectRecount(program, expected)
  })
})

test('the window is anchored anew every week, and each time the answers are the same', async () => {
  const { program, expected } = await read([
    { title: 'Weekly', start: on(-40), repeat: { every: 'week', interval: 1 } },
  ])
  const from = program.sample.log.length
  for (let week = 0; week < 3; week++) {
    program.jump(program.deps.now().add({ hours: 24 * 7 + 1 }))
    await program.settle()
    await expectRecount(program, expected)
  }
  expect(asked(program, 'events.list', from).filter((query) => query.has('timeMin'))).toHaveLength(3)
  const anchored = (await windowOf(program)).to.subtract({ hours: 24 * 60 })
  expect(Temporal.Instant.compare(anchored.add({ hours: 1 }), program.deps.now())).toBeGreaterThan(0)
})
