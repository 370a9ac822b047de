import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connections } from '../../../src/db/schema.ts'
import { createGoogleDesk } from '../../../src/providers/google/scheduling.ts'
import type { Access, Fetch, Invitation } from '../../../src/providers/types.ts'
import type { Fault } from '../../../src/sample/faults.ts'
import { fault } from '../../../src/sample/google/faults.ts'
import { createReach } from '../../../src/sync/access.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { allowEvents, zone } from '../../work/coffee/stage.ts'

let program: Program
let counted: Map<string, number>
let reach: Access
let userId: string
const asked: { url: URL; body: unknown }[] = []

beforeAll(async () => {
  program = await startProgram({ history: { ...smallHistory(['maren']), events: [] } })
  userId = await program.connect()
  await allowEvents(program, userId)
})
afterAll(() => program.stop())
beforeEach(async () => {
  program.sample.faults.clear()
  asked.length = 0
  counted = new Map()
  const [connection] = await program.deps.db.select().from(connections)
  const provider = program.deps.providers.get('google')
  if (!connection || !provider) throw new Error('nothing is connected')
  const whole = createReach(program.deps, { connection, provider, kind: 'calendar', calls: counted })
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    asked.push({ url: new URL(request.url), body: text ? JSON.parse(text) : undefined })
    return whole.fetch(request)
  }
  reach = { ...whole, fetch }
})

const desk = () => createGoogleDesk({ origin: program.sample.origin })
const today = () => program.deps.now().toZonedDateTimeISO(zone).toPlainDate()
const at = (days: number, time: string) => `${today().add({ days })}T${time}`
const instant = (days: number, time: string) =>
  Temporal.PlainDateTime.from(at(days, time)).toZonedDateTime(zone).toInstant()
const window = (from: number, to: number) => ({ start: instant(from, '00:00'), end: instant(to, '00:00') })

describe('free times', () => {
  test('leave out what is busy: tentative, unanswered and out-of-office times too, all-day ones where they count', async () => {
    const { sample } = program
    const add = (title: string, day: number, more: object) =>
      sample.addEvent({ title, start: at(day, '10:00:00'), ...more })
    const me = { address: 'sam@hartley.example', self: true } as const
    const host = { address: 'host@there.example', organizer: true, reply: 'accepted' } as const
    const answered = (reply: 'accepted' | 'declined' | 'tentative' | 'needsAction') => ({
      organizer: host,
      guests: [host, { ...me, reply }],
    })
    add('own', 40, {})
    add('accepted', 41, answered('accepted'))
    add('tentative', 42, answered('tentative'))
    add('unanswered', 43, answered('needsAction'))
    add('declined', 44, answered('declined'))
    add('free', 45, { free: true })
    add('away', 46, { type: 'outOfOffice' })
    add('focus', 47, { type: 'focusTime' })
    add('office', 48, { type: 'workingLocation' })
    sample.cancelEvent(add('gone', 49, {}))
    sample.addEvent({ title: 'fair', start: today().add({ days: 50 }).toString(), length: 2 })
    sample.addEvent({ title: 'birthday of a friend', start: today().add({ days: 53 }).toString(), free: true })
    const { busy, events, timeZone } = await desk().agenda(reach, window(40, 60))
    const days = busy.map(({ start }) => today().until(start.toZonedDateTimeISO(zone).toPlainDate()).days)
    expect(days.toSorted()).toEqual([40, 41, 42, 43, 46, 47, 50])
    const fair = busy.find(({ start }) => start.equals(instant(50, '00:00')))
    expect(fair?.end.equals(instant(52, '00:00'))).toBe(true)
    expect(events).toBe(9)
    expect(timeZone).toBe(zone)
  })

  test('are asked for without titles, places, descriptions or anybody’s name', async () => {
    await desk().agenda(reach, window(40, 60))
    const fields = asked[0]?.url.searchParams.get('fields') ?? ''
    expect(fields).not.toMatch(/summary|description|location|email|displayName|organizer|attachments/)
    expect(fields).toContain('attendees(self,responseStatus)')
  })

  test('go on over pages that hold nothing', async () => {
    program.sample.faults.add('events.list', fault.emptyPage)
    const { busy } = await desk().agenda(reach, window(40, 60))
    expect(busy.length).toBeGreaterThan(0)
    expect(counted.get('events.list')).toBe(2)
  })

  test('are told although single entries cannot be read: taken where they say when, counted where they do not', async () => {
    const day = (days: number, more: object) => ({
      start: { dateTime: `${instant(days, '10:00')}` },
      end: { dateTime: `${instant(days, '11:00')}` },
      ...more,
    })
    const items = [
      day(41, {}),
      day(42, { status: 7, transparency: [], eventType: null, attendees: 'all' }),
      day(43, { attendees: [{ self: 'yes', responseStatus: 3 }, null] }),
      day(44, { transparency: 'transparent', start: 'never' }),
      day(45, { end: { dateTime: 'tomorrow' } }),
      day(46, { end: undefined }),
      null,
      'an event',
    ]
    program.sample.faults.add('events.list', {
      kind: 'answer',
      respond: () => Response.json({ timeZone: zone, items }),
    })
    const { busy, unread } = await desk().agenda(reach, window(40, 60))
    expect(busy.map(({ start }) => `${start}`)).toEqual([41, 42, 43].map((days) => `${instant(days, '10:00')}`))
    expect(unread).toBe(4)
  })

  test('take an event that overlaps the window, and none beside it', async () => {
    const { busy } = await desk().agenda(reach, { start: instant(40, '10:30'), end: instant(40, '12:00') })
    expect(busy).toHaveLength(1)
    expect((await desk().agenda(reach, { start: instant(40, '11:00'), end: instant(40, '12:00') })).busy).toEqual([])
  })
})

const invitation = (id: string, more: Partial<Invitation> = {}): Invitation => ({
  eventId: `${id}coffee`,
  when: { start: instant(20, '10:00'), end: instant(20, '10:45') },
  timeZone: zone,
  title: 'Coffee, Maren and Sam',
  note: 'Shall we?\nI would like to.',
  guest: { address: 'maren@fable-studio.example', name: 'Maren Okafor' },
  video: true,
  ...more,
})

describe('an invitation', () => {
  test('has guest, time, zone, text and video link, and the provider sends it', async () => {
    expect(await desk().invite(reach, invitation('a0'))).toEqual({ id: 'a0coffee' })
    const [{ url, body } = { url: new URL('http://none'), body: null }] = asked
    expect(url.searchParams.get('sendUpdates')).toBe('all')
    expect(url.searchParams.get('conferenceDataVersion')).toBe('1')
    expect(url.searchParams.get('fields')).toBe('id,status')
    expect(body).toEqual({
      id: 'a0coffee',
      summary: 'Coffee, Maren and Sam',
      description: 'Shall we?\nI would like to.',
      start: { dateTime: expect.stringMatching(/T10:00:00[+-]\d\d:00$/), timeZone: zone },
      end: { dateTime: expect.stringMatching(/T10:45:00[+-]\d\d:00$/), timeZone: zone },
      attendees: [{ email: 'maren@fable-studio.example', displayName: 'Maren Okafor' }],
      reminders: {
        useDefault: false,
        overrides: [
          { method: 'popup', minutes: 1440 },
          { method: 'popup', minutes: 10 },
        ],
      },
      conferenceData: { createRequest: { requestId: 'a0coffee', conferenceSolutionKey: { type: 'hangoutsMeet' } } },
    })
    expect(counted).toEqual(new Map([['events.insert', 1]]))
  })

  test('in person has a place and no video link, and still says which version of conferences it speaks', async () => {
    await desk().invite(reach, invitation('b0', { video: false, place: 'Café Kranz' }))
    expect(asked[0]?.body).not.toHaveProperty('conferenceData')
    expect(asked[0]?.body).toMatchObject({ location: 'Café Kranz' })
    expect(asked[0]?.url.searchParams.get('conferenceDataVersion')).toBe('1')
  })

  test('shows what looks like HTML as it was typed', async () => {
    await desk().invite(
      reach,
      invitation('c0', { note: 'I <3 it, 1 < 2. <a href="https://x.example">here</a><img src=x>' }),
    )
    const { description } = asked[0]?.body as { description: string }
    expect(description).toContain('I <3 it, 1 < 2.')
    expect(description).not.toMatch(/<[a-z/]/i)
  })

  test('is moved and called off, each as often as it is asked for, and its guest is told; one that is gone is said to be', async () => {
    const { id } = await desk().invite(reach, invitation('m0'))
    const when = { start: instant(20, '15:00'), end: instant(20, '15:45') }
    for (let time = 0; time < 2; time++) expect(await desk().move(reach, { id, when, timeZone: zone })).toBe(true)
    for (let time = 0; time < 2; time++) await desk().cancel(reach, { id })
    expect(await desk().move(reach, { id, when, timeZone: zone })).toBe(false)
    for (const { url } of asked.filter((one) => one.url.pathname.endsWith('/m0coffee')))
      expect(url.searchParams.get('sendUpdates')).toBe('all')
  })

  test('asked for twice is one event', async () => {
    await desk().invite(reach, invitation('d0'))
    expect(await desk().invite(reach, invitation('d0'))).toEqual({ id: 'd0coffee' })
    expect(counted).toEqual(
      new Map([
        ['events.insert', 2],
        ['events.get', 1],
      ]),
    )
  })

  test('whose answer was lost on the way is found when asked again', async () => {
    program.sample.faults.add('events.insert', fault.truncated, 2)
    await expect(desk().invite(reach, invitation('e0'))).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await desk().invite(reach, invitation('e0'))).toEqual({ id: 'e0coffee' })
  })

  test('that was deleted meanwhile is not made again', async () => {
    await desk().invite(reach, invitation('f0'))
    program.sample.cancelEvent('f0coffee')
    await expect(desk().invite(reach, invitation('f0'))).rejects.toMatchObject({
      name: 'ProviderError',
      kind: 'unexpected',
    })
  })

  test.each<[string, Fault, string]>([
    ['a server error', fault.backendError, 'unavailable'],
    ['a broken line', fault.reset, 'unavailable'],
    ['a rate limit', fault.userRateLimit(30), 'throttled'],
    ['a used-up quota', fault.quotaExceeded(), 'throttled'],
    ['a refusal', fault.forbidden, 'forbidden'],
    ['a bad request', fault.badRequest, 'unexpected'],
  ])('meets %s', async (_, one, kind) => {
    program.sample.faults.add('events.insert', one)
    await expect(desk().invite(reach, invitation(`g${kind.length}${one.kind.length}`))).rejects.toMatchObject({
      name: 'ProviderError',
      kind,
    })
  })
})

test('the permissions that suffice are Google’s', () => {
  const scope = (name: string) => [`https://www.googleapis.com/auth/${name}`]
  for (const name of ['calendar', 'calendar.events', 'calendar.events.owned']) {
    expect(desk().canWrite(scope(name)), name).toBe(true)
    expect(desk().canRead(scope(name)), name).toBe(true)
  }
  for (const name of ['calendar.readonly', 'calendar.events.readonly', 'calendar.events.owned.readonly']) {
    expect(desk().canWrite(scope(name)), name).toBe(false)
    expect(desk().canRead(scope(name)), name).toBe(true)
  }
  for (const name of ['gmail.metadata', 'calendar.freebusy', 'calendar.calendarlist.readonly'])
    expect(desk().canRead(scope(name)), name).toBe(false)
})
