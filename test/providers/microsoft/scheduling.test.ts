import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connections } from '../../../src/db/schema.ts'
import { createGraphDesk } from '../../../src/providers/microsoft/scheduling.ts'
import { microsoftScopes } from '../../../src/providers/microsoft/scopes.ts'
import { ianaZone } from '../../../src/providers/microsoft/times.ts'
import type { Access, Fetch, Invitation } from '../../../src/providers/types.ts'
import { microsoftFault as fault } from '../../../src/sample/microsoft/faults.ts'
import type { SampleMicrosoft } from '../../../src/sample/microsoft/server.ts'
import { createReach } from '../../../src/sync/access.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'

const zone = 'Europe/Berlin'
let program: Program
let outlook: SampleMicrosoft
let reach: Access
const counted = new Map<string, number>()
const asked: { url: URL; method: string; body: unknown }[] = []
/** Stands in for one answer of Graph. */
let instead: ((url: URL, method: string) => Response | null) | null = null

beforeAll(async () => {
  program = await startProgram({ microsoft: true, history: { ...smallHistory(['nobody']), messages: [], events: [] } })
  if (!program.microsoft) throw new Error('no sample')
  outlook = program.microsoft
  await program.connectMicrosoft(null, microsoftScopes.events)
})
afterAll(() => program.stop())
beforeEach(async () => {
  outlook.faults.clear()
  asked.length = 0
  counted.clear()
  instead = null
  const [connection] = await program.deps.db.select().from(connections)
  const provider = program.deps.providers.get('microsoft')
  if (!connection || !provider) throw new Error('nothing is connected')
  const whole = createReach(program.deps, { connection, provider, kind: 'calendar', calls: counted })
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const text = await request.clone().text()
    asked.push({ url, method: request.method, body: text ? JSON.parse(text) : undefined })
    return instead?.(url, request.method) ?? whole.fetch(request)
  }
  reach = { ...whole, fetch }
})

const desk = () => createGraphDesk({ origin: outlook.origin })
const today = () => program.deps.now().toZonedDateTimeISO(zone).toPlainDate()
const at = (days: number, time: string) => `${today().add({ days })}T${time}`
const instant = (days: number, time: string) =>
  Temporal.PlainDateTime.from(at(days, time)).toZonedDateTime(zone).toInstant()
const window = (from: number, to: number) => ({ start: instant(from, '00:00'), end: instant(to, '00:00') })

describe('free times', () => {
  test('are told although single entries cannot be read: taken where they say when, counted where they do not', async () => {
    const time = (days: number, hour: string) => ({
      dateTime: `${instant(days, hour)}`.replace('Z', ''),
      timeZone: 'UTC',
    })
    const day = (days: number, more: object) => ({
      start: time(days, '10:00'),
      end: time(days, '11:00'),
      showAs: 'busy',
      ...more,
    })
    const value = [
      day(41, {}),
      day(42, { showAs: 7, isAllDay: 'no', isCancelled: 'maybe', responseStatus: 'yes' }),
      day(43, { start: 'never', showAs: 'free' }),
      day(44, { start: { dateTime: 'tomorrow' } }),
      null,
    ]
    instead = () => Response.json({ value })
    const { busy, unread } = await desk().agenda(reach, window(40, 60))
    expect(busy.map(({ start }) => `${start}`)).toEqual([41, 42].map((days) => `${instant(days, '10:00')}`))
    expect(unread).toBe(2)
  })

  test('leave out what is busy, tentative, unanswered or away, and whole days only where they count', async () => {
    const add = (title: string, day: number, more: object = {}) =>
      outlook.addEvent({ title, start: at(day, '10:00:00'), zone, ...more })
    const me = { address: 'sam@hartley.example', self: true } as const
    const host = { address: 'host@there.example', organizer: true, reply: 'accepted' } as const
    const answered = (reply: 'accepted' | 'declined' | 'tentative' | 'needsAction') => ({
      organizer: host,
      guests: [host, { ...me, reply }],
    })
    add('own', 40)
    add('accepted', 41, answered('accepted'))
    add('tentative', 42, answered('tentative'))
    add('unanswered', 43, answered('needsAction'))
    add('declined', 44, answered('declined'))
    add('free', 45, { free: true })
    add('away', 46, { type: 'outOfOffice' })
    outlook.cancelEvent(add('gone', 49))
    outlook.addEvent({ title: 'fair', start: today().add({ days: 50 }).toString(), zone, allDay: true, length: 2 })
    const { busy, events, timeZone } = await desk().agenda(reach, window(40, 60))
    const days = busy.map(({ start }) => today().until(start.toZonedDateTimeISO(zone).toPlainDate()).days)
    expect(days.toSorted((a, b) => a - b)).toEqual([40, 41, 42, 43, 46, 50])
    const fair = busy.find(({ start }) => start.equals(instant(50, '00:00')))
    expect(fair?.end.equals(instant(52, '00:00'))).toBe(true)
    expect(events).toBe(7)
    expect(timeZone).toBe(zone)
  })

  test('are asked for without titles, places, texts or anybody’s name', async () => {
    await desk().agenda(reach, window(40, 60))
    const fields = asked[0]?.url.searchParams.get('$select') ?? ''
    expect(fields).not.toMatch(/subject|body|location|attendees|organizer,|attachments/)
    expect(fields).toContain('responseStatus')
  })

  test('go on over pages that hold nothing', async () => {
    outlook.faults.add('calendarView.list', fault.emptyPage)
    expect((await desk().agenda(reach, window(40, 60))).busy.length).toBeGreaterThan(0)
    expect(counted.get('calendarView.list')).toBe(2)
  })

  test('are not asked for along a link to somewhere else', async () => {
    instead = () =>
      Response.json({ value: [], '@odata.nextLink': 'https://elsewhere.example/v1.0/me/calendarView?$skip=1' })
    await expect(desk().agenda(reach, window(40, 60))).rejects.toMatchObject({ kind: 'cursor-expired' })
    expect(asked).toHaveLength(1)
  })
})

describe('an entry of an unknown form', () => {
  const whole = (start: string, end: string, more: object = {}) => ({
    start: { dateTime: start, timeZone: 'UTC' },
    end: { dateTime: end, timeZone: 'UTC' },
    showAs: 'busy',
    ...more,
  })
  const say = (...value: unknown[]) => {
    instead = () => Response.json({ value })
  }
  const day = () => today().add({ days: 20 }).toString()
  const spans = async (more: object = {}) =>
    (await desk().agenda(reach, { ...window(20, 21), ...more })).busy.map(
      ({ start, end }) => `${start.toString().slice(11, 16)} ${end.toString().slice(11, 16)}`,
    )

  test('takes its time where that can be read, and holds up no other', async () => {
    say(
      whole(`${day()}T08:00:00`, `${day()}T09:00:00`),
      whole(`${day()}T10:00:00`, `${day()}T11:00:00`, {
        showAs: 5,
        isCancelled: 'no',
        isAllDay: {},
        responseStatus: 'yes',
        isOrganizer: [],
        originalStartTimeZone: 1,
      }),
      { start: 'tomorrow' },
      { showAs: 'busy' },
      null,
      'x',
      whole('never', `${day()}T13:00:00`),
      whole(`${day()}T14:00:00`, `${day()}T15:00:00`),
    )
    expect(await spans()).toEqual(['08:00 09:00', '10:00 11:00', '14:00 15:00'])
  })

  test('whose zone nobody knows is whole days of the owner', async () => {
    const [from, to] = [day(), today().add({ days: 21 }).toString()]
    say(whole(`${from}T00:00:00`, `${to}T00:00:00`, { isAllDay: true, originalStartTimeZone: 'Customized Time Zone' }))
    expect(await spans({ timeZone: 'America/New_York' })).toEqual([
      [from, to]
        .map((date) => Temporal.PlainDate.from(date).toZonedDateTime('America/New_York').toInstant().toString())
        .map((text) => text.slice(11, 16))
        .join(' '),
    ])
  })

  test('does not hide the event that an earlier attempt made', async () => {
    instead = (url, method) => {
      if (method === 'POST')
        return Response.json({ error: { code: 'ErrorDuplicateTransactionId', message: '' } }, { status: 409 })
      if (url.pathname.endsWith('/calendar')) return Response.json({ allowedOnlineMeetingProviders: [] })
      return Response.json({ value: [{ id: 7 }, null, { id: 'ours', transactionId: 'd0coffee' }] })
    }
    expect(await desk().invite(reach, invitation('d0'))).toEqual({ id: 'ours' })
  })
})

const invitation = (id: string, more: Partial<Invitation> = {}): Invitation => ({
  eventId: `${id}coffee`,
  when: { start: instant(20, '10:00'), end: instant(20, '10:45') },
  timeZone: zone,
  title: 'Coffee, Maren and Sam',
  note: 'Shall we?\nI would like to. <b>',
  guest: { address: 'maren@fable-studio.example', name: 'Maren Okafor' },
  video: true,
  ...more,
})
const posts = () => asked.filter(({ method }) => method === 'POST')
const view = () => desk().agenda(reach, window(20, 21))

describe('an invitation', () => {
  test('has guest, time in the owner’s zone, text as text and a Teams link where the calendar has Teams', async () => {
    await desk().invite(reach, invitation('a0'))
    expect(posts()[0]?.body).toEqual({
      transactionId: 'a0coffee',
      subject: 'Coffee, Maren and Sam',
      body: { contentType: 'text', content: 'Shall we?\nI would like to. <b>' },
      start: { dateTime: at(20, '10:00:00'), timeZone: 'W. Europe Standard Time' },
      end: { dateTime: at(20, '10:45:00'), timeZone: 'W. Europe Standard Time' },
      attendees: [{ type: 'required', emailAddress: { address: 'maren@fable-studio.example', name: 'Maren Okafor' } }],
      isReminderOn: true,
      reminderMinutesBeforeStart: 1440,
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
    })
    const { busy } = await view()
    expect(busy.map(({ start }) => start.toString())).toEqual([instant(20, '10:00').toString()])
  })

  test('asked for twice makes one event with one id', async () => {
    const first = await desk().invite(reach, invitation('a0'))
    expect(await desk().invite(reach, invitation('a0'))).toEqual(first)
    expect((await view()).busy).toHaveLength(1)
  })

  test('is moved and called off, each as often as it is asked for; one that is gone is said to be', async () => {
    const { id } = await desk().invite(reach, invitation('c0'))
    const when = { start: instant(20, '15:00'), end: instant(20, '15:45') }
    const before = (await view()).busy.length
    for (let time = 0; time < 2; time++) expect(await desk().move(reach, { id, when, timeZone: zone })).toBe(true)
    expect((await view()).busy.map(({ start }) => start.toString())).toContain(when.start.toString())
    for (let time = 0; time < 2; time++) await desk().cancel(reach, { id })
    expect((await view()).busy).toHaveLength(before - 1)
    expect(await desk().move(reach, { id, when, timeZone: zone })).toBe(false)
  })

  test('whose answer was lost is one event after the next attempt', async () => {
    outlook.faults.add('events.create', fault.truncated)
    await expect(desk().invite(reach, invitation('a1'))).rejects.toMatchObject({ kind: 'unavailable' })
    await desk().invite(reach, invitation('a1'))
    expect((await view()).busy).toHaveLength(2)
  })

  test('is posted once for each attempt: nothing repeats it behind our back', async () => {
    outlook.faults.add('events.create', fault.gatewayTimeout())
    await expect(desk().invite(reach, invitation('a2', { video: false }))).rejects.toMatchObject({
      kind: 'unavailable',
    })
    expect(posts()).toHaveLength(1)
  })

  test('that Graph calls a conflict is the event that is there', async () => {
    const { id } = await desk().invite(reach, invitation('a0'))
    instead = (_, method) =>
      method === 'POST'
        ? Response.json({ error: { code: 'ErrorDuplicateTransactionId', message: 'No.' } }, { status: 409 })
        : null
    expect(await desk().invite(reach, invitation('a0'))).toEqual({ id })
    await expect(desk().invite(reach, invitation('zz'))).rejects.toMatchObject({ reason: 'deleted event' })
  })

  test('without video asks for no link, and where there is no Teams neither', async () => {
    await desk().invite(reach, invitation('a3', { video: false }))
    instead = (url) =>
      url.pathname.endsWith('/me/calendar') ? Response.json({ allowedOnlineMeetingProviders: [] }) : null
    await desk().invite(reach, invitation('a4'))
    for (const { body } of posts()) expect(body).not.toHaveProperty('isOnlineMeeting')
    expect(posts()).toHaveLength(2)
  })

  test('in a zone that Windows has no name for is sent in UTC', async () => {
    await desk().invite(reach, invitation('a5', { timeZone: 'Antarctica/Troll', video: false }))
    expect(posts()[0]?.body).toMatchObject({
      start: { dateTime: instant(20, '10:00').toString().replace('Z', ''), timeZone: 'UTC' },
    })
  })

  test.each([
    ['Europe/Berlin', 'W. Europe Standard Time'],
    ['America/Los_Angeles', 'Pacific Standard Time'],
    ['America/Vancouver', undefined],
    ['America/Edmonton', undefined],
    ['Asia/Almaty', undefined],
    ['Asia/Bishkek', undefined],
  ])('in %s is at its time by whatever clock Microsoft takes the zone for', async (timeZone, name) => {
    for (const [id, at] of [
      ['b0', Temporal.Instant.from('2026-12-15T18:00:00Z')],
      ['b1', Temporal.Instant.from('2027-07-15T18:00:00Z')],
    ] as const) {
      const when = { start: at, end: at.add({ minutes: 45 }) }
      await desk().invite(reach, invitation(id, { timeZone, when, video: false }))
      const { start } = posts().at(-1)?.body as { start: { dateTime: string; timeZone: string } }
      // Windows' clock of Central Asia is that of Bishkek; the table has Almaty first, which has left it.
      const clock = start.timeZone === 'Central Asia Standard Time' ? 'Etc/GMT-6' : (ianaZone(start.timeZone) ?? '')
      const sent = Temporal.PlainDateTime.from(start.dateTime).toZonedDateTime(clock).toInstant()
      expect(sent.toString()).toBe(at.toString())
      if (name) expect(start.timeZone).toBe(name)
    }
  })
})

test('reading and writing need their permissions, in whatever form Microsoft names them', () => {
  const { canRead, canWrite } = desk()
  expect([canRead(microsoftScopes.connect), canWrite(microsoftScopes.connect)]).toEqual([true, false])
  expect([canRead(microsoftScopes.events), canWrite(microsoftScopes.events)]).toEqual([true, true])
  expect(canWrite(['https://graph.microsoft.com/calendars.readwrite'])).toBe(true)
  expect(canRead(['Mail.ReadBasic', 'openid'])).toBe(false)
})
