import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { createDAVClient } from 'tsdav'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MeetingFact } from '../../../src/facts.ts'
import { basic } from '../../../src/providers/caldav/ask.ts'
import { createDavSource } from '../../../src/providers/caldav/calendar.ts'
import { discover, invites } from '../../../src/providers/caldav/discover.ts'
import { createDavDesk } from '../../../src/providers/caldav/scheduling.ts'
import type { Call, Cursor, Fetch } from '../../../src/providers/types.ts'
import { davCall, readOn as readDav } from '../../support/caldav.ts'
import { type Radicale, startRadicale, withoutRadicale } from '../../support/radicale.ts'

const user = 'sam@hartley.example'
const password = 'correct horse'
const now = Temporal.Instant.from('2026-11-30T06:00:00Z')

let server: Radicale
const counts = new Map<string, number>()

const createCall = (fetch?: Fetch): Call =>
  davCall({
    origin: server.origin,
    home: `${server.origin}/${user}/`,
    user,
    password,
    now,
    counts,
    ...(fetch ? { fetch } : {}),
  })

/** As a server that knows no sync tokens: ETags and a CTag are all there is. */
const withoutTokens: Fetch = async (input, init) => {
  const answer = await fetch(input, init)
  const text = (await answer.text()).replaceAll(/<sync-token>[^<]*<\/sync-token>/g, '')
  return new Response(text || null, { status: answer.status, headers: { 'content-type': 'application/xml' } })
}

async function dav(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${server.origin}${path}`, {
    method,
    headers: { authorization: basic(user, password), ...headers },
    ...(body === undefined ? {} : { body }),
  })
  await answer.text()
  return answer.status
}

const work = `/${user}/work/`
const makeCalendar = (path: string, component = 'VEVENT') =>
  dav(
    'MKCALENDAR',
    path,
    `<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><c:supported-calendar-component-set><c:comp name="${component}"/></c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>`,
    { 'content-type': 'application/xml' },
  )

interface Entry {
  readonly uid: string
  readonly day: string
  readonly weekly?: boolean
  readonly moved?: string
}

const entry = ({ uid, day, weekly, moved }: Entry) => {
  const body = (more: string) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20261101T000000Z\r\n${more}SUMMARY:Lunch ${uid}\r\nDESCRIPTION:Never to be kept\r\nORGANIZER:mailto:${user}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:${user}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@northlight.example\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nDESCRIPTION:An alarm\r\nEND:VALARM\r\nEND:VEVENT\r\n`
  const times = (on: string) => `DTSTART:${on}T100000Z\r\nDTEND:${on}T110000Z\r\n`
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n${body(`${times(day)}${weekly ? 'RRULE:FREQ=WEEKLY;COUNT=4\r\n' : ''}`)}${moved ? body(`RECURRENCE-ID:${day}T100000Z\r\n${times(moved)}`) : ''}END:VCALENDAR\r\n`
}
const put = (name: string, text: string, calendar = work) =>
  dav('PUT', `${calendar}${name}.ics`, text, { 'content-type': 'text/calendar; charset=utf-8' })

const readOn = async (held: Map<string, MeetingFact>, cursor: Cursor | null, fetch?: Fetch): Promise<Cursor> =>
  (await readDav(createCall(fetch), held, cursor)).cursor

/** As a server sees it that has forgotten what it said. */
function withLostTokens(cursor: Cursor): Cursor {
  const calendars = Object.entries(cursor.calendars as Record<string, { token: string }>).map(([href, one]) => [
    href,
    { ...one, mark: 'old', token: one.token && 'http://radicale.org/ns/sync/none' },
  ])
  return { ...cursor, calendars: Object.fromEntries(calendars) }
}

const shown = (held: ReadonlyMap<string, MeetingFact>) =>
  [...held.values()]
    .map((fact) => JSON.stringify({ ...fact, when: [String(fact.when.start), String(fact.when.end)] }))
    .toSorted()

describe.skipIf(withoutRadicale)(`a calendar at Radicale (${withoutRadicale ?? 'installed'})`, () => {
  beforeAll(async () => {
    server = await startRadicale({ users: { [user]: password } })
    await dav('PROPFIND', `/${user}/`, undefined, { depth: '0' })
    expect(await makeCalendar(work)).toBe(201)
    expect(await makeCalendar(`/${user}/tasks/`, 'VTODO')).toBe(201)
  }, 60_000)
  afterAll(() => server?.close())

  test('its meetings are read with guests, series and exceptions, and without descriptions', async () => {
    await put('one', entry({ uid: 'one', day: '20261124' }))
    await put('two', entry({ uid: 'two', day: '20261125', weekly: true, moved: '20261127' }))
    const held = new Map<string, MeetingFact>()
    await readOn(held, null)
    expect(held.size).toBe(5)
    expect(held.get('one')).toMatchObject({ mine: 'accepted', title: 'Lunch one' })
    expect([...held.values()].some(({ when }) => String(when.start).startsWith('2026-11-27'))).toBe(true)
    expect(JSON.stringify([...held.values()])).not.toContain('Never to be kept')
    expect(JSON.stringify([...held.values()])).not.toContain('An alarm')
  })

  test('a look without news is one request', async () => {
    const held = new Map<string, MeetingFact>()
    const cursor = await readOn(held, null)
    counts.clear()
    await readOn(held, cursor)
    expect(Object.fromEntries(counts)).toEqual({ 'caldav.PROPFIND': 1 })
  })

  test.each([
    ['by sync tokens', undefined],
    ['by ETags alone', withoutTokens],
  ])(
    'whatever is put, moved, deleted: reading on %s ends in what a snapshot shows',
    async (_, ask) => {
      const act = fc.record({
        name: fc.integer({ min: 0, max: 4 }),
        kind: fc.constantFrom('put', 'series', 'exception', 'delete', 'forget'),
        day: fc.integer({ min: 1, max: 28 }),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(act, { maxLength: 4 }), { minLength: 1, maxLength: 3 }), async (rounds) => {
          const held = new Map<string, MeetingFact>()
          let cursor = await readOn(held, null, ask)
          for (const acts of rounds) {
            for (const { name, kind, day } of acts) {
              const one = { uid: `p${name}`, day: `202611${String(day).padStart(2, '0')}` }
              if (kind === 'delete') await dav('DELETE', `${work}p${name}.ics`)
              else if (kind === 'forget') cursor = withLostTokens(cursor)
              else
                await put(
                  `p${name}`,
                  entry({ ...one, weekly: kind !== 'put', ...(kind === 'exception' ? { moved: '20261209' } : {}) }),
                )
            }
            cursor = await readOn(held, cursor, ask)
            const whole = new Map<string, MeetingFact>()
            await readOn(whole, null)
            expect(shown(held)).toEqual(shown(whole))
          }
        }),
        { numRuns: 8 },
      )
    },
    60_000,
  )

  test('a coffee is put once, seen by another program, moved, and taken out', async () => {
    const desk = createDavDesk()
    const reach = createCall()
    const when = { start: now.add({ hours: 30 }), end: now.add({ hours: 31 }) }
    const invitation = {
      eventId: 'abc0123456789',
      when,
      timeZone: 'Europe/Berlin',
      title: 'Coffee',
      note: 'Shall we?\nSam',
      guest: { address: 'ana@northlight.example', name: 'Ana' },
      video: false,
    }
    const { id } = await desk.invite(reach, invitation)
    expect(await desk.invite(reach, invitation)).toEqual({ id })
    const other = await createDAVClient({
      serverUrl: server.origin,
      credentials: { username: user, password },
      authMethod: 'Basic',
      defaultAccountType: 'caldav',
    })
    const [calendar] = (await other.fetchCalendars()).filter(({ url }) => url.endsWith('/work/'))
    const coffees = async () =>
      (await other.fetchCalendarObjects({ calendar: calendar as never })).filter(({ url }) =>
        url.includes(invitation.eventId),
      )
    const found = await coffees()
    expect(found).toHaveLength(1)
    expect(String(found[0]?.data).replaceAll('\r\n ', '').toLowerCase()).toContain('mailto:ana@northlight.example')
    expect(await desk.standsAt(reach, { id, when, timeZone: 'UTC' })).toBe(true)
    const busy = async () =>
      (await desk.agenda(reach, { start: now, end: now.add({ hours: 100 }), timeZone: 'Europe/Berlin' })).busy
    expect((await busy()).some(({ start }) => start.equals(when.start))).toBe(true)
    const later = { start: when.start.add({ hours: 3 }), end: when.end.add({ hours: 3 }) }
    expect(await desk.move(reach, { id, when: later, timeZone: 'UTC' })).toBe(true)
    expect(await desk.standsAt(reach, { id, when, timeZone: 'UTC' })).toBe(false)
    expect(await desk.standsAt(reach, { id, when: later, timeZone: 'UTC' })).toBe(true)
    expect((await coffees())[0]?.data).toMatch(/SEQUENCE:1/)
    await desk.cancel(reach, { id })
    expect(await coffees()).toEqual([])
    await desk.cancel(reach, { id })
    expect(await desk.move(reach, { id, when: later, timeZone: 'UTC' })).toBe(false)
  })

  test('a wrong password is a reason to connect again, and lists of tasks are no calendars', async () => {
    const calendars = await createDavDesk().calendars(createCall(), [])
    expect(calendars.map(({ id }) => decodeURIComponent(id))).toEqual([work])
    const wrong = {
      ...createCall(),
      token: async () =>
        JSON.stringify({ origin: server.origin, home: `${server.origin}/${user}/`, user, password: 'no' }),
    }
    await expect(createDavSource().next(wrong, null)).rejects.toMatchObject({ kind: 'reconnect' })
  })

  test('its home is found from the server alone, and it does not invite guests', async () => {
    const net = {
      fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init),
      srv: async () => [],
    }
    const login = await discover(net, { user, password, server: server.origin })
    expect(decodeURIComponent(login.home)).toBe(`${server.origin}/${user}/`)
    expect(await invites(net, login)).toBe(false)
    await expect(discover(net, { user, password: 'no', server: server.origin })).rejects.toMatchObject({
      kind: 'reconnect',
    })
  })
})
