/** What of a calendar's entries takes time, as they are asked for at a server that reads days and clocks by UTC. */
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { createDavDesk } from '../../../src/providers/caldav/scheduling.ts'
import type { Fetch, Looking } from '../../../src/providers/types.ts'
import { davCall } from '../../support/caldav.ts'

const ns = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
const at = (text: string) => Temporal.Instant.from(text)
const utc = (text: string) =>
  at(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')).epochMilliseconds

/** An entry with when the server takes it to be, in UTC. */
interface Held {
  readonly text: string
  readonly from: string
  readonly to: string
}

const entry = (lines: string): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n${lines.replaceAll('\n', '\r\n')}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`

async function agendaOf({ text, from, to }: Held, looking: Looking) {
  const part = (href: string, props: string) =>
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`
  const answer: Fetch = async (_, init) => {
    const [, start = '', end = ''] = /time-range start="(\w+)" end="(\w+)"/.exec(String(init?.body)) ?? []
    const isIn = start && utc(from) < utc(end) && utc(to) > utc(start)
    const inside = start
      ? isIn
        ? part('/home/work/a.ics', `<c:calendar-data>${text}</c:calendar-data>`)
        : ''
      : part('/home/work/', '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>')
    return new Response(`<d:multistatus ${ns}>${inside}</d:multistatus>`, {
      status: 207,
      headers: { 'content-type': 'application/xml' },
    })
  }
  const origin = 'https://cal.example'
  const login = { origin, home: `${origin}/home/`, user: 'sam@hartley.example', password: 'x' }
  const call = davCall({ ...login, now: at('2026-11-30T06:00:00Z'), counts: new Map(), fetch: answer })
  return createDavDesk().agenda(call, looking)
}

const day = { text: entry('DTSTART;VALUE=DATE:20261202\nDTEND;VALUE=DATE:20261203'), from: '20261202T000000Z' }
const floating = { text: entry('DTSTART:20261202T090000\nDTEND:20261202T110000'), from: '20261202T090000Z' }

test.each([
  ['a day', 'Pacific/Auckland', '2026-12-01T21:00:00Z', { ...day, to: '20261203T000000Z' }],
  ['a day', 'Asia/Tokyo', '2026-12-01T23:00:00Z', { ...day, to: '20261203T000000Z' }],
  ['a day', 'America/Los_Angeles', '2026-12-03T00:30:00Z', { ...day, to: '20261203T000000Z' }],
  ['a time without a zone', 'Pacific/Auckland', '2026-12-01T20:30:00Z', { ...floating, to: '20261202T110000Z' }],
])('%s is taken for the hour in %s that is asked for alone', async (_, timeZone, hour, held) => {
  const start = at(hour)
  const looking = { start, end: start.add({ minutes: 45 }), timeZone }
  const { busy } = await agendaOf(held, looking)
  expect(busy.map((span) => span.start.epochMilliseconds <= start.epochMilliseconds)).toEqual([true])
  const before = { start: start.subtract({ hours: 24 }), end: looking.end.subtract({ hours: 24 }), timeZone }
  expect((await agendaOf(held, before)).busy).toEqual([])
})

const me = 'ATTENDEE;PARTSTAT'
const hour = 'DTSTART:20261202T090000Z\nDTEND:20261202T100000Z'

test.each([
  ['the owner says of it', 'STATUS:TENTATIVE', { tentative: false }, 0],
  ['the owner says of it', 'STATUS:TENTATIVE', {}, 1],
  ['Outlook says of it', 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE', { tentative: false }, 0],
  ['they answered so', `${me}=TENTATIVE:mailto:sam@hartley.example`, { tentative: false }, 0],
  ['nobody answered', `STATUS:TENTATIVE\n${me}=NEEDS-ACTION:mailto:sam@hartley.example`, { tentative: false }, 1],
  ['Outlook says that they are away', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF', { away: false }, 0],
  ['Outlook says that they are away', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF', {}, 1],
])('an entry takes time as the owner wants it: %s, %s, %j', async (_, lines, wanted, taken) => {
  const held = { text: entry(`${hour}\n${lines}`), from: '20261202T090000Z', to: '20261202T100000Z' }
  const window = { start: at('2026-12-01T00:00:00Z'), end: at('2026-12-28T00:00:00Z') }
  const { busy } = await agendaOf(held, { ...window, timeZone: 'Europe/Berlin', ...wanted })
  expect(busy).toHaveLength(taken)
})
