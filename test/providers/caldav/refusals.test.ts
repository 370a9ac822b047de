import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { MeetingFact } from '../../../src/facts.ts'
import { createDavSource } from '../../../src/providers/caldav/calendar.ts'
import { createDavDesk } from '../../../src/providers/caldav/scheduling.ts'
import type { Fetch } from '../../../src/providers/types.ts'
import { davCall, meetingEntry, readOn } from '../../support/caldav.ts'

const now = Temporal.Instant.from('2026-11-30T06:00:00Z')
const ns = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'

interface State {
  /** What each calendar answers with instead. */
  readonly refused: Map<string, () => Response>
  readonly entries: Map<string, string>
  token: number
  /** What changed after which token, two at a time. */
  readonly changes: { at: number; href: string }[]
  lost?: number
  /** What the work calendar says of its zone. */
  zone?: string
  readonly bodies: string[]
}

/** A server that hands out two changes at a time, knows tokens that run out, and refuses what it is told to refuse. */
function createServer() {
  const state: State = { refused: new Map(), entries: new Map(), token: 1, changes: [], bodies: [] }
  const counts = new Map<string, number>()
  const part = (href: string, props: string, status = '200 OK') =>
    props
      ? `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat></d:response>`
      : `<d:response><d:href>${href}</d:href><d:status>HTTP/1.1 ${status}</d:status></d:response>`
  const multi = (inside: string) =>
    new Response(`<d:multistatus ${ns}>${inside}</d:multistatus>`, {
      status: 207,
      headers: { 'content-type': 'application/xml' },
    })
  const kind = (more: string) => `<d:resourcetype><d:collection/>${more}</d:resourcetype>`
  const calendar = (href: string, token: string) =>
    part(
      href,
      `${kind('<c:calendar/>')}<d:displayname>${href.split('/')[2]}</d:displayname><d:sync-token>${token}</d:sync-token>${state.zone && href.includes('work') ? `<c:calendar-timezone><![CDATA[${state.zone}]]></c:calendar-timezone>` : ''}`,
    )
  const entry = (href: string) => {
    const text = state.entries.get(href)
    return text === undefined
      ? part(href, '', '404 Not Found')
      : part(href, `<d:getetag>"1"</d:getetag><c:calendar-data><![CDATA[${text}]]></c:calendar-data>`)
  }
  const fetch: Fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    const body = String(init?.body ?? '')
    state.bodies.push(body)
    const refusal = state.refused.get(pathname)
    if (refusal) return refusal()
    if (init?.method === 'PROPFIND' && pathname === '/home/')
      return multi(
        part('/home/', `${kind('')}<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>`) +
          calendar('/home/work/', `t${state.token}`) +
          calendar('/home/other/', 'o1') +
          calendar('https://evil.example/home/stolen/', 'x') +
          part('/home/inbox/', kind('<c:schedule-inbox/>')) +
          part('/home/holidays/', kind('<s:subscribed/><c:calendar/>')),
      )
    if (init?.method === 'PROPFIND')
      return multi(
        part(
          '/me/',
          '<c:calendar-user-address-set><d:href>mailto:Sam@Hartley.example</d:href><d:href>/me/</d:href></c:calendar-user-address-set>',
        ),
      )
    if (body.includes('sync-collection')) {
      const from = Number(/>t(\d+)</.exec(body)?.[1])
      if (state.lost !== undefined && from <= state.lost)
        return new Response(`<d:error ${ns}><d:valid-sync-token/></d:error>`, { status: 403 })
      const open = state.changes.filter(({ at }) => at > from)
      const some = open.slice(0, 2)
      const cut = open.length > 2 ? part(pathname, '', '507 Insufficient Storage') : ''
      const parts = some.map(({ href }) =>
        state.entries.has(href) ? part(href, '<d:getetag>"1"</d:getetag>') : part(href, '', '404 Not Found'),
      )
      return multi(`${parts.join('')}${cut}<d:sync-token>t${cut ? some.at(-1)?.at : state.token}</d:sync-token>`)
    }
    if (body.includes('calendar-multiget'))
      return multi([...body.matchAll(/<d:href>([^<]+)</g)].map(([, href = '']) => entry(href)).join(''))
    const own = [...state.entries.keys()].filter((href) => href.startsWith(pathname))
    const listed = (href: string) => part(href, '<d:getetag>"1"</d:getetag>')
    return multi(own.map(body.includes('calendar-data') ? entry : listed).join(''))
  }
  const put = (name: string, text: string | null, where = 'work') => {
    const href = `/home/${where}/${name}.ics`
    if (text === null) state.entries.delete(href)
    else state.entries.set(href, text)
    if (where === 'work') state.changes.push({ at: ++state.token, href })
  }
  const account = { origin: 'https://cal.example', home: 'https://cal.example/home/', user: 'sam', password: 'x' }
  return { state, counts, put, call: davCall({ ...account, now, counts, fetch }) }
}

const ids = (held: ReadonlyMap<string, MeetingFact>) => [...held.keys()].toSorted()

test('an answer that is cut off is gone on with, and a position that ran out costs one listing', async () => {
  const { state, put, call } = createServer()
  put('a', meetingEntry('a', '20261101'))
  const held = new Map<string, MeetingFact>()
  let { cursor } = await readOn(call, held, null)
  for (const name of ['b', 'c', 'd', 'e', 'f']) put(name, meetingEntry(name, '20261102'))
  put('a', null)
  cursor = (await readOn(call, held, cursor)).cursor
  expect(ids(held)).toEqual(['b', 'c', 'd', 'e', 'f'])
  put('b', null)
  put('g', meetingEntry('g', '20261103'))
  state.lost = state.token
  await readOn(call, held, cursor)
  expect(ids(held)).toEqual(['c', 'd', 'e', 'f', 'g'])
})

test('it asks for named properties only, knows whom it belongs to, and reads nothing that is elsewhere, subscribed or an inbox', async () => {
  const { state, put, call } = createServer()
  put('a', meetingEntry('a', '20261101'))
  const held = new Map<string, MeetingFact>()
  await readOn(call, held, null)
  expect(held.get('a')?.people.find(({ self }) => self)?.address).toBe('sam@hartley.example')
  const asked = state.bodies.join()
  expect(asked).toContain('<c:prop name="SUMMARY"/>')
  expect(asked).not.toMatch(/DESCRIPTION|VALARM|ATTACH|evil/)
  expect(JSON.stringify([...held.values()])).not.toContain('Never to be kept')
  const calendars = await createDavDesk().calendars(call, [])
  expect(calendars.map(({ name }) => name)).toEqual(['work', 'other'])
})

test('one broken entry is counted and the others are read; a calendar that is refused is left as it was', async () => {
  const { state, put, call } = createServer()
  put('a', meetingEntry('a', '20261101'))
  put('broken', meetingEntry('broken', 'someday'))
  put('o', meetingEntry('o', '20261101'), 'other')
  const held = new Map<string, MeetingFact>()
  const first = await readOn(call, held, null)
  expect(ids(held)).toEqual(['a', 'o'])
  expect(first.skipped.map(({ reason }) => reason)).toEqual(['an entry without a readable time'])
  state.refused.set('/home/work/', () => new Response('', { status: 403 }))
  put('b', meetingEntry('b', '20261102'))
  const second = await readOn(call, held, first.cursor)
  expect(ids(held)).toEqual(['a', 'o'])
  state.refused.clear()
  await readOn(call, held, second.cursor)
  expect(ids(held)).toEqual(['a', 'b', 'o'])
})

/** The pages of one reading, as they are written. */
async function pagesOf(call: ReturnType<typeof davCall>) {
  const source = createDavSource()
  const pages = []
  for (let cursor = null as Awaited<ReturnType<typeof source.next>>['cursor'] | null; ; ) {
    const page = await source.next(call, cursor)
    pages.push(page)
    cursor = JSON.parse(JSON.stringify(page.cursor))
    if (!page.more) return pages
  }
}

test('a snapshot in which a calendar was refused forgets nothing that it did not see; the next one does', async () => {
  const { state, put, call } = createServer()
  put('a', meetingEntry('a', '20261101'))
  put('o', meetingEntry('o', '20261101'), 'other')
  expect((await pagesOf(call)).at(-1)?.complete).toBeDefined()
  state.refused.set('/home/other/', () => new Response('', { status: 403 }))
  const refused = await pagesOf(call)
  expect(refused.flatMap(({ complete }) => complete ?? [])).toEqual([])
  expect(refused.flatMap(({ gone }) => gone)).toEqual([])
  state.refused.clear()
  expect((await pagesOf(call)).at(-1)?.complete).toBeDefined()
})

test('what changed while a calendar was refused between listing and reading is read afterwards', async () => {
  const { state, put, call } = createServer()
  put('a', meetingEntry('a', '20261101'))
  const held = new Map<string, MeetingFact>()
  let { cursor } = await readOn(call, held, null)
  put('b', meetingEntry('b', '20261102'))
  const refusing: Fetch = async (input, init) =>
    String(init?.body ?? '').includes('calendar-multiget') ? new Response('', { status: 403 }) : call.fetch(input, init)
  cursor = (await readOn({ ...call, fetch: refusing }, held, cursor)).cursor
  expect(ids(held)).toEqual(['a'])
  await readOn(call, held, cursor)
  expect(state.entries.size).toBe(2)
  expect(ids(held)).toEqual(['a', 'b'])
})

test('a calendar that is not chosen is not read, and what was read of it goes; chosen again it is read again', async () => {
  const { put, call } = createServer()
  put('a', meetingEntry('a', '20261101'))
  put('o', meetingEntry('o', '20261101'), 'other')
  const held = new Map<string, MeetingFact>()
  let { cursor } = await readOn(call, held, null)
  expect(ids(held)).toEqual(['a', 'o'])
  cursor = (await readOn({ ...call, calendars: ['/home/work/'] }, held, cursor)).cursor
  expect(ids(held)).toEqual(['a'])
  await readOn({ ...call, calendars: ['/home/work/', '/home/other/'] }, held, cursor)
  expect(ids(held)).toEqual(['a', 'o'])
})

const floating = (uid: string) =>
  meetingEntry(uid, '20261101').replaceAll('0000Z\r\nDTEND', '0000\r\nDTEND').replace('110000Z', '110000')
const describedZone =
  'BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n'

test.each([
  ['the calendar’s own', describedZone, '2026-11-01T15:00:00Z'],
  ['else the owner’s', undefined, '2026-11-01T09:00:00Z'],
])('a time without a zone is by %s', async (_, zone, expected) => {
  const { state, put, call } = createServer()
  if (zone) state.zone = zone
  put('a', floating('a'))
  const held = new Map<string, MeetingFact>()
  await readOn({ ...call, timeZone: 'Europe/Berlin' }, held, null)
  expect(String(held.get('a')?.when.start)).toBe(expected)
  const agenda = await createDavDesk().agenda(call, {
    start: now.subtract({ hours: 24 * 40 }),
    end: now,
    timeZone: 'Europe/Berlin',
  })
  expect(agenda.busy.map(({ start }) => String(start))).toContain(expected)
})

const refusals = [
  [401, {}, { kind: 'reconnect', reason: 'password_refused' }],
  [429, { 'retry-after': '120' }, { kind: 'throttled', retryAt: now.add({ seconds: 120 }) }],
  [503, { 'retry-after': '30' }, { kind: 'throttled', retryAt: now.add({ seconds: 30 }) }],
  [502, {}, { kind: 'unavailable' }],
  [507, {}, { kind: 'forbidden' }],
  [301, { location: 'http://127.0.0.1/' }, { kind: 'unexpected' }],
] as const

test.each(refusals)('an answer of %s is told for what it is', async (status, headers, expected) => {
  const { state, call } = createServer()
  state.refused.set('/home/', () => new Response('', { status, headers }))
  const error = await createDavSource()
    .next(call, null)
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    ...expected,
    name: 'ProviderError',
    ...('retryAt' in expected ? { retryAt: expect.anything() } : {}),
  })
  if ('retryAt' in expected) expect(String((error as { retryAt: unknown }).retryAt)).toBe(String(expected.retryAt))
})

test('an answer without an end is given up', async () => {
  const { state, call } = createServer()
  let sent = 0
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent += 1024 * 1024
          controller.enqueue(new Uint8Array(1024 * 1024).fill(32))
        },
      }),
      { status: 207 },
    )
  state.refused.set('/home/', endless)
  await expect(createDavSource().next(call, null)).rejects.toMatchObject({ reason: 'size' })
  expect(sent).toBeLessThan(32 * 1024 * 1024)
})
