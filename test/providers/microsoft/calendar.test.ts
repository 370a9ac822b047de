import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { facts, streams, users } from '../../../src/db/schema.ts'
import { microsoftFault as fault } from '../../../src/sample/microsoft/faults.ts'
import type { SampleMicrosoft } from '../../../src/sample/microsoft/server.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'

let program: Program
let outlook: SampleMicrosoft
const zone = 'Europe/Berlin'
const colleague = { address: 'nadia@colleague.example', name: 'Nadia Brandt', reply: 'accepted' } as const

beforeAll(async () => {
  program = await startProgram({ microsoft: true, history: { ...smallHistory(['nobody']), messages: [], events: [] } })
  if (!program.microsoft) throw new Error('no sample')
  outlook = program.microsoft
})
afterAll(() => program.stop())

const today = () => program.deps.now().toZonedDateTimeISO(zone).toPlainDate()
const at = (days: number, time = '10:00:00') => `${today().add({ days })}T${time}`
const instant = (days: number, time = '10:00') =>
  Temporal.PlainDateTime.from(at(days, time)).toZonedDateTime(zone).toInstant()

/** A meeting of the owner, who called it, and a colleague. */
function meet(title: string, day: number, more: object = {}): string {
  return outlook.addEvent({ title, start: at(day), zone, guests: [colleague], ...more })
}

async function meetings() {
  const rows = await program.deps.db.select().from(facts).where(eq(facts.kind, 'meeting'))
  return rows.toSorted((a, b) => b.at.epochMilliseconds - a.at.epochMilliseconds)
}
const titles = async () => (await meetings()).map(({ title }) => title).toSorted()
const views = () => outlook.log.filter(({ api }) => api === 'calendarView.list')
const stream = async () => (await program.deps.db.select().from(streams).where(eq(streams.kind, 'calendar')))[0]

/** The next look at the calendar, half an hour later, and the one window of old it reads beside. */
async function look(times = 1) {
  for (let time = 0; time < times; time++) {
    program.jump(program.deps.now().add({ minutes: 31 }))
    await program.settle({ minutes: 5 })
  }
}

describe('a first reading of the calendar', () => {
  beforeAll(async () => {
    meet('yesterday', -1)
    meet('across the edge', -28, { start: at(-28, '23:30:00') })
    meet('three years ago', -1100)
    meet('beyond the horizon', -2000)
    meet('planned', 40)
    meet('next year', 300)
    meet('alone', -2, { guests: [] })
    meet('free', -3, { free: true })
    outlook.addEvent({
      title: 'weekly',
      start: at(-21),
      zone,
      guests: [colleague],
      repeat: { every: 'week', interval: 1, until: at(-1).slice(0, 10) },
    })
    await program.connectMicrosoft()
    await program.settle()
  })

  test('finds the meetings with others back to the horizon and two months ahead', async () => {
    const found = new Set(await titles())
    for (const title of ['planned', 'yesterday', 'free', 'weekly', 'across the edge', 'three years ago'])
      expect(found, title).toContain(title)
    for (const title of ['beyond the horizon', 'next year', 'alone']) expect(found, title).not.toContain(title)
  })

  test('begins with the newest window', () => {
    const starts = views().map(({ query }) => new URLSearchParams(query).get('startDateTime') ?? '')
    const first = starts.slice(0, 40)
    expect(first).toEqual(first.toSorted().reverse())
  })

  test('asks for each event without its text, in UTC, in an order that holds', () => {
    expect(views().length).toBeGreaterThan(50)
    for (const { query, prefer } of views()) {
      const fields = new URLSearchParams(query).get('$select')?.split(',') ?? []
      expect(fields).toContain('iCalUId')
      for (const secret of ['body', 'bodyPreview', 'attachments', 'onlineMeeting']) expect(fields).not.toContain(secret)
      expect(query).toContain('orderby=start')
      expect(prefer).toContain('outlook.timezone="UTC"')
      expect(prefer).toContain('IdType="ImmutableId"')
    }
  })

  test('reads times without offset as UTC, whatever this machine’s zone is', async () => {
    const yesterday = (await meetings()).find(({ title }) => title === 'yesterday')
    expect(yesterday?.at.equals(instant(-1))).toBe(true)
  })

  test('keeps who was there and what they answered, and knows the owner as the organizer', async () => {
    const yesterday = (await meetings()).find(({ title }) => title === 'yesterday')
    expect(yesterday?.meeting).toMatchObject({ mine: 'accepted', type: 'default' })
    expect(yesterday?.meeting?.people).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ self: true, organizer: true, reply: 'accepted' }),
        expect.objectContaining({ address: colleague.address, name: colleague.name, self: false, reply: 'accepted' }),
      ]),
    )
    expect((await meetings()).find(({ title }) => title === 'free')?.meeting?.free).toBe(true)
  })

  test('tells how far back it is complete, and takes over the zone that the owner keeps the calendar in', async () => {
    const read = await stream()
    expect(read).toMatchObject({ phase: 'current', error: null, done: (await meetings()).length })
    const years =
      program.deps
        .now()
        .since(read?.readBackTo ?? program.deps.now())
        .total('hours') / 8766
    expect(years).toBeGreaterThan(4.9)
    expect((await program.deps.db.select().from(users)).map(({ timeZone }) => timeZone)).toEqual([zone])
  })
})

describe('a later look', () => {
  test('sees what was added, moved, answered and called off', async () => {
    const moved = meet('moved', -4)
    const off = meet('called off', -5)
    await look()
    expect(await titles()).toEqual(expect.arrayContaining(['moved', 'called off']))
    outlook.moveEvent(moved, at(-6))
    outlook.cancelEvent(off)
    await look()
    expect(await titles()).not.toContain('called off')
    expect((await meetings()).find(({ title }) => title === 'moved')?.at.equals(instant(-6))).toBe(true)
  })

  test('is two requests, one of them for a window of old, and in turn sees what changed years ago', async () => {
    const before = views().length
    await look(3)
    const windows = views()
      .slice(before)
      .map(({ query }) => new URLSearchParams(query))
      .map((query) => ({ from: query.get('startDateTime'), to: query.get('endDateTime') }))
    expect(windows).toHaveLength(6)
    // Each older window begins where the last one ended, so that in the end all of them were read.
    expect(windows[3]?.to).toBe(windows[1]?.from)
    expect(windows[5]?.to).toBe(windows[3]?.from)
    const old = (await meetings()).find(({ title }) => title === 'three years ago')
    outlook.cancelEvent(old?.externalId ?? '')
    const turn = { ...(await stream())?.cursor, version: 1, phase: 'recent', older: instant(-1090).toString() }
    await program.deps.db.update(streams).set({ cursor: turn }).where(eq(streams.kind, 'calendar'))
    await look()
    expect(await titles()).not.toContain('three years ago')
    expect(await titles()).toContain('yesterday')
  })

  test('goes on over pages that are full, and over one that is empty but has a next', async () => {
    for (let count = 0; count < 210; count++) meet(`crowded ${count}`, -7, { start: at(-7, '08:00:00') })
    outlook.faults.add('calendarView.list', fault.emptyPage)
    await look()
    expect((await titles()).filter((title) => title?.startsWith('crowded'))).toHaveLength(210)
    expect(new Set((await meetings()).map(({ externalId }) => externalId)).size).toBe((await meetings()).length)
  })

  test('waits as long as it is told, keeps what it has, and costs nothing meanwhile', async () => {
    outlook.faults.add('calendarView.list', fault.throttled(600))
    const before = (await meetings()).length
    program.jump(program.deps.now().add({ minutes: 31 }))
    await program.settle({ minutes: 5 })
    const asked = views().length
    await program.settle({ minutes: 5 })
    expect(views().length).toBe(asked)
    expect((await meetings()).length).toBe(before)
    await program.settle({ minutes: 11 })
    expect(await stream()).toMatchObject({ phase: 'current', error: null })
  })

  test('from a cursor that is not its own starts afresh and ends with the same meetings', async () => {
    const before = await titles()
    await program.deps.db
      .update(streams)
      .set({ cursor: { version: 1, phase: 'elsewhere' } })
      .where(eq(streams.kind, 'calendar'))
    await look()
    expect(await titles()).toEqual(before)
    expect((await stream())?.error).toBeNull()
  })

  test.each([
    'https://elsewhere.example/v1.0/me/calendarView?$skip=1',
    'http://user@127.0.0.1/v1.0/me/calendarView',
  ])('never sends a token along the stored link %s', async (link) => {
    const row = await stream()
    await program.deps.db
      .update(streams)
      // A second lost position within a day would wait.
      .set({ cursor: { ...row?.cursor, version: 1, phase: 'recent', link }, restarts: 0, restartedAt: null })
      .where(eq(streams.kind, 'calendar'))
    await look()
    expect(await stream()).toMatchObject({ phase: 'current', error: null })
    expect((await titles()).includes('yesterday')).toBe(true)
  })
})

test('mail and calendar of one mailbox are never asked at once', () => {
  expect(Math.max(...outlook.log.map(({ inFlight }) => inFlight))).toBe(1)
})

describe('a moment of the calendar for which Outlook answers 500, whatever window it is in', () => {
  test('keeps nothing else from being read, and is read itself once it is answered', async () => {
    const heal = outlook.breakMoment(instant(-12, '10:20'), fault.serverError)
    meet('in the broken hour', -12)
    meet('a week after it', -5)
    meet('a week before it', -19)
    // First the whole window fails; with every look half of what is left is read.
    await look(4)
    expect(await titles()).toEqual(expect.arrayContaining(['a week after it', 'a week before it', 'yesterday']))
    expect(await titles()).not.toContain('in the broken hour')
    expect(await stream()).toMatchObject({ phase: 'current', error: null, setAside: [{ what: 'stretch' }] })
    heal()
    await look(2)
    expect(await titles()).toContain('in the broken hour')
    expect(await stream()).toMatchObject({ phase: 'current', error: null, setAside: [] })
  })
})
