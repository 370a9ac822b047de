/** The Outlook calendar of the sample Microsoft: windows without offsets, occurrences by their own names, one event per transaction. */
import type { Event } from '@microsoft/microsoft-graph-types'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { BODY_MARK } from '../../../src/sample/history/truth.ts'
import { HISTORY, MORNING } from '../helper.ts'
import { type Ask, begin, connect, READ, type Window } from './helper.ts'

const WORK = 'sam.hartley@northlight.example'
const SELECT =
  '$select=id,iCalUId,subject,start,end,isAllDay,isCancelled,showAs,type,seriesMasterId,attendees,organizer,responseStatus,isOrganizer,location,sensitivity'
const window = (from: string, to: string, query = SELECT) =>
  `/me/calendarView?startDateTime=${from}&endDateTime=${to}${query && `&${query}`}`
const MARCH = window('2026-03-01', '2026-04-01')
const UTC = 'outlook.timezone="UTC"'

async function readWindow(ask: Ask, first: string, prefer = UTC): Promise<Event[]> {
  const events: Event[] = []
  for (let path: string | undefined = first; path !== undefined; ) {
    const { status, body }: { status: number; body: Window } = await ask<Window>(path, { prefer })
    if (status !== 200) throw new Error(`calendarView answered ${status}`)
    events.push(...body.value)
    path = body['@odata.nextLink']
  }
  return events
}

test('the calendar holds the meetings on which the work address stands, and no others', async () => {
  const ask = await connect(await begin())
  const events = await readWindow(ask, window('2024-06-01', '2026-12-01'))
  const titles = new Set(events.map(({ subject }) => subject))
  const told = HISTORY.events.filter(
    ({ guests, createdAt, cancelled }) =>
      !cancelled && guests.some(({ address }) => address === WORK) && Temporal.Instant.compare(createdAt, MORNING) <= 0,
  )
  expect(titles).toEqual(new Set(told.map(({ title }) => title)))
  expect(titles.has('Choir rehearsal')).toBe(false)
})

test('a window needs its two ends, and pages by ten', async () => {
  const ask = await connect(await begin())
  expect((await ask('/me/calendarView')).body.error?.code).toBe('ErrorInvalidParameter')
  expect((await ask('/me/calendarView?startDateTime=2026-03-01')).status).toBe(400)
  expect((await ask(window('2026-03-02', '2026-03-01'))).status).toBe(400)
  const first = (await ask<Window>(window('2026-01-01', '2026-06-01'))).body
  expect(first.value).toHaveLength(10)
  expect(first['@odata.nextLink']).toContain('startDateTime=2026-01-01')
})

test('times have seven decimals and no offset, in the zone that was preferred', async () => {
  const ask = await connect(await begin())
  const first = async (prefer: string) =>
    (await readWindow(ask, `${window('2026-03-02', '2026-03-03')}&$orderby=start/dateTime`, prefer)).find(
      ({ subject }) => subject === 'Studio Monday',
    )?.start
  expect(await first(UTC)).toEqual({ dateTime: '2026-03-02T08:30:00.0000000', timeZone: 'UTC' })
  expect(await first('outlook.timezone="W. Europe Standard Time"')).toEqual({
    dateTime: '2026-03-02T09:30:00.0000000',
    timeZone: 'W. Europe Standard Time',
  })
  expect((await ask(MARCH, { prefer: 'outlook.timezone="Nowhere Time"' })).status).toBe(400)
})

test('every occurrence has an identifier of its own that begins and ends alike', async () => {
  const ask = await connect(await begin())
  const weekly = (await readWindow(ask, MARCH)).filter(({ subject }) => subject === 'Studio Monday')
  expect(weekly.length).toBeGreaterThan(3)
  const uids = weekly.map(({ iCalUId }) => iCalUId ?? '')
  expect(new Set(uids).size).toBe(weekly.length)
  expect(new Set(uids.map((uid) => uid.slice(0, 32) + uid.slice(40))).size).toBe(1)
  const inside = Buffer.from(uids[0]?.slice(80) ?? '', 'hex').toString()
  expect(inside.slice(0, 12)).toBe(`vCal-Uid${String.fromCharCode(1, 0, 0, 0)}`)
  expect(inside.slice(12, -1)).toMatch(/^[\da-f]{26}@google\.com$/)
  expect(new Set(weekly.map(({ seriesMasterId }) => seriesMasterId)).size).toBe(1)
  expect(weekly[0]?.type).toBe('occurrence')
})

test('a moved occurrence is an exception that keeps its identifier, a cancelled one is in no window', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const weekly = async () =>
    (await readWindow(ask, `${MARCH}&$orderby=start/dateTime`)).filter(({ subject }) => subject === 'Studio Monday')
  const [first, second] = await weekly()
  sample.moveEvent(first?.id ?? '', '2026-03-03T15:00:00')
  sample.cancelEvent(second?.id ?? '')
  const after = await weekly()
  expect(after.map(({ id }) => id)).not.toContain(second?.id)
  expect(after.find(({ id }) => id === first?.id)).toMatchObject({
    type: 'exception',
    iCalUId: first?.iCalUId,
    start: { dateTime: '2026-03-03T14:00:00.0000000' },
  })
})

test('what somebody else called off stays as cancelled, what the owner called off is gone', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const kai = { address: 'kai@brandt.example', name: 'Kai Brandt', reply: 'accepted' as const }
  const me = { address: WORK, reply: 'accepted' as const, self: true }
  const theirs = sample.addEvent({ title: 'Theirs', start: '2026-03-04T10:00:00', organizer: kai, guests: [me, kai] })
  const own = sample.addEvent({ title: 'Own', start: '2026-03-04T12:00:00', guests: [me, kai] })
  sample.cancelEvent(theirs)
  sample.cancelEvent(own)
  const day = await readWindow(ask, window('2026-03-04', '2026-03-05'))
  expect(day.filter(({ isCancelled }) => isCancelled)).toMatchObject([{ subject: 'Abgesagt: Theirs', showAs: 'free' }])
  expect(day.map(({ subject }) => subject)).not.toContain('Own')
})

test('the organizer is no attendee, and only they learn how the others answered', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const events = await readWindow(ask, window('2026-02-01', '2026-05-01'))
  const invited = events.find(({ isOrganizer, attendees }) => !isOrganizer && (attendees?.length ?? 0) > 1)
  const organizer = invited?.organizer?.emailAddress?.address
  expect(invited?.responseStatus?.response).toBe('accepted')
  expect(invited?.attendees?.map(({ emailAddress }) => emailAddress?.address)).not.toContain(organizer)
  expect(new Set(invited?.attendees?.map(({ status }) => status?.response))).toEqual(new Set(['none']))
  const held = events.find(({ isOrganizer }) => isOrganizer)
  expect(held?.responseStatus?.response).toBe('organizer')
  expect(held?.attendees?.[0]?.status?.response).toBe('accepted')
  expect(events.flatMap(({ attendees }) => attendees ?? []).some(({ type }) => type === 'resource')).toBe(true)
})

test('text and preview are in every answer that does not leave them out', async () => {
  const ask = await connect(await begin())
  const whole = JSON.stringify((await ask<Window>(window('2026-03-01', '2026-04-01', ''))).body)
  expect(whole).toContain(BODY_MARK)
  expect(JSON.stringify(await readWindow(ask, MARCH))).not.toContain(BODY_MARK)
  expect((await ask(window('2026-03-01', '2026-04-01', '$select=id,notes'))).status).toBe(400)
})

const INVITATION = {
  subject: 'Coffee',
  body: { contentType: 'text', content: 'Long time.' },
  start: { dateTime: '2026-12-01T15:00:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-12-01T16:00:00', timeZone: 'Europe/Berlin' },
  attendees: [{ emailAddress: { address: 'kai@brandt.example', name: 'Kai Brandt' }, type: 'required' }],
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  transactionId: 'coffee-1',
}

test('an invitation is one event however often it is asked for, and the guest can answer it', async () => {
  const sample = await begin()
  const ask = await connect(sample, `${READ} Calendars.ReadWrite`)
  const first = await ask<Event>('/me/events', { body: INVITATION })
  const second = await ask<Event>('/me/events', { body: { ...INVITATION, subject: 'Coffee again' } })
  expect([first.status, second.body.id, second.body.subject]).toEqual([201, first.body.id, 'Coffee'])
  const day = window('2026-12-01', '2026-12-02')
  expect(await readWindow(ask, day)).toMatchObject([
    { subject: 'Coffee', start: { dateTime: '2026-12-01T14:00:00.0000000' }, isOrganizer: true },
  ])
  const whole = (await ask<Event>(`/me/events/${first.body.id}`)).body
  expect(whole).toMatchObject({ isOnlineMeeting: true, transactionId: 'coffee-1' })
  expect(whole.onlineMeeting?.joinUrl).toMatch(/^https:/)
  expect(sample.letThemAnswer()).toBeGreaterThan(0)
  expect((await ask<Event>(`/me/events/${first.body.id}`)).body.attendees?.[0]?.status?.response).toBe('accepted')
})

test.each([
  ['an offset in a time', { start: { dateTime: '2026-12-01T15:00:00Z', timeZone: 'UTC' } }],
  ['an unknown zone', { start: { dateTime: '2026-12-01T15:00:00', timeZone: 'Mars' } }],
  ['an end before the start', { end: { dateTime: '2026-12-01T14:00:00', timeZone: 'Europe/Berlin' } }],
  ['another provider of video calls', { onlineMeetingProvider: 'skypeForConsumer' }],
  ['a guest without an address', { attendees: [{ emailAddress: { address: 'kai' } }] }],
])('%s is refused', async (_, wrong) => {
  const ask = await connect(await begin(), `${READ} Calendars.ReadWrite`)
  expect((await ask('/me/events', { body: { ...INVITATION, ...wrong } })).status).toBe(400)
})

test('the calendar says which video calls it allows', async () => {
  const ask = await connect(await begin())
  const { body } = await ask('/me/calendar?$select=allowedOnlineMeetingProviders')
  expect(body).toMatchObject({ allowedOnlineMeetingProviders: ['teamsForBusiness'] })
})
