/** The sample's Calendar against Google's own client: windows, sync tokens, event ids. */
import type { calendar_v3 } from '@googleapis/calendar'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { fault } from '../../../src/sample/google/faults.ts'
import { MORNING } from '../helper.ts'
import { begin, CALENDARS, clients, EVENTS, OWNED, refusal, tokenFor } from './helper.ts'

const primary = { calendarId: 'primary' }
const WINDOW = {
  timeMin: MORNING.subtract({ hours: 24 * 730 }).toString(),
  timeMax: MORNING.add({ hours: 24 * 60 }).toString(),
}

async function calendar(...scopes: string[]) {
  const sample = await begin()
  const token = await tokenFor(sample, ...(scopes.length ? scopes : [EVENTS, CALENDARS]))
  return { sample, token, ...clients(sample, token) }
}

type Events = ReturnType<typeof clients>['events']

async function read(events: Events, query: calendar_v3.Params$Resource$Events$List) {
  const items: calendar_v3.Schema$Event[] = []
  const tokens: (string | null | undefined)[] = []
  let pageToken: string | undefined
  for (;;) {
    const { data } = await events.list({ ...primary, singleEvents: true, ...query, ...(pageToken && { pageToken }) })
    items.push(...(data.items ?? []))
    tokens.push(data.nextSyncToken)
    if (!data.nextPageToken) return { items, tokens, syncToken: data.nextSyncToken ?? '', timeZone: data.timeZone }
    pageToken = data.nextPageToken
  }
}

const wrong = async (call: Promise<unknown>) => (await refusal(call)).status

test('all pages together are the whole window, once each, and only the last one has the sync token', async () => {
  const { events } = await calendar()
  const small = await read(events, { ...WINDOW, maxResults: 40 })
  const large = await read(events, { ...WINDOW, maxResults: 2500 })
  expect(small.items.length).toBeGreaterThan(380)
  expect(new Set(small.items.map(({ id }) => id)).size).toBe(small.items.length)
  expect(small.items).toEqual(large.items)
  expect(small.tokens.filter(Boolean).length).toBe(1)
  expect(small.timeZone).toBe('Europe/Berlin')
  const starts = small.items.map(({ start }) => start?.dateTime ?? start?.date ?? '')
  expect(starts).not.toEqual([...starts].sort())
})

test('timeMin bounds the end and timeMax the start, both exclusive, and both need an offset', async () => {
  const { sample, events } = await calendar()
  const id = sample.addEvent({ title: 'At the edge', start: '2031-03-01T10:00:00', zone: 'UTC', length: 60 })
  const within = async (timeMin: string, timeMax: string) =>
    (await read(events, { timeMin, timeMax })).items.some((item) => item.id === id)
  expect(await within('2031-03-01T10:59:59Z', '2031-03-01T12:00:00Z')).toBe(true)
  expect(await within('2031-03-01T11:00:00Z', '2031-03-01T12:00:00Z')).toBe(false)
  expect(await within('2031-03-01T09:00:00Z', '2031-03-01T10:00:01Z')).toBe(true)
  expect(await within('2031-03-01T09:00:00Z', '2031-03-01T10:00:00Z')).toBe(false)
  expect(await wrong(events.list({ ...primary, timeMin: '2031-03-01T09:00:00' }))).toBe(400)
})

test('occurrences of a series share its uid, keep its local time over summer time, and name their first place', async () => {
  const { events } = await calendar()
  const { items } = await read(events, WINDOW)
  const studio = items.filter(({ summary }) => summary === 'Studio Monday')
  expect(studio.length).toBeGreaterThan(40)
  expect(new Set(studio.map(({ iCalUID }) => iCalUID)).size).toBe(1)
  expect(new Set(studio.map(({ recurringEventId }) => recurringEventId)).size).toBe(1)
  expect(new Set(studio.map(({ start }) => start?.dateTime?.slice(11, 16)))).toEqual(new Set(['09:30']))
  expect(new Set(studio.map(({ start }) => start?.dateTime?.slice(19)))).toEqual(new Set(['+01:00', '+02:00']))
  for (const { id, originalStartTime } of studio) {
    const at = Temporal.Instant.from(originalStartTime?.dateTime ?? '')
    expect(id).toMatch(/_\d{8}T\d{6}Z$/)
    expect(id?.split('_')[1]).toBe(at.toString().replace(/[-:]/g, ''))
  }
})

test('without singleEvents a series is one entry with its rule', async () => {
  const { events } = await calendar()
  const { items } = await read(events, { ...WINDOW, singleEvents: false })
  expect(items.filter(({ summary, recurrence }) => summary === 'Choir rehearsal' && recurrence).length).toBe(1)
  expect(items.find(({ summary }) => summary === 'Choir rehearsal')?.recurrence).toEqual([
    'RRULE:FREQ=WEEKLY;INTERVAL=2',
  ])
})

test('an unmasked event brings its description and its video link; a masked one does not', async () => {
  const { events } = await calendar()
  const { items } = await read(events, WINDOW)
  expect(items.every(({ description }) => description)).toBe(true)
  expect(items.some(({ conferenceData, hangoutLink }) => conferenceData && hangoutLink)).toBe(true)
  const masked = await read(events, {
    ...WINDOW,
    fields: 'nextPageToken,nextSyncToken,items(id,summary,attendees(email,self))',
  })
  expect(new Set(masked.items.flatMap((item) => Object.keys(item)))).toEqual(new Set(['id', 'summary', 'attendees']))
})

test('a sync token tells what changed since: new, moved, answered and cancelled', async () => {
  const { sample, events } = await calendar()
  const { items, syncToken } = await read(events, WINDOW)
  const occurrence = items.find(
    ({ summary, start }) => summary === 'Studio Monday' && (start?.dateTime ?? '') < '2026-11',
  )
  const single = items.find(({ summary, attendees }) => summary === 'Aperitivo with Teo' && attendees)
  expect((await read(events, { syncToken })).items).toEqual([])
  const added = sample.addEvent({ title: 'Tea', start: '2026-12-01T16:00:00' })
  sample.cancelEvent(occurrence?.id ?? '')
  sample.answerEvent(single?.id ?? '', 'teo@marchetti-bici.example', 'declined')
  const changed = await read(events, { syncToken })
  const by = new Map(changed.items.map((item) => [item.id, item]))
  expect(changed.items.length).toBe(3)
  expect(by.get(added)?.summary).toBe('Tea')
  expect(by.get(single?.id)?.attendees?.find(({ self }) => !self)?.responseStatus).toBe('declined')
  const cancelled = by.get(occurrence?.id)
  expect(cancelled).toMatchObject({ status: 'cancelled', recurringEventId: occurrence?.recurringEventId })
  expect(cancelled).not.toHaveProperty('summary')
  expect(cancelled).not.toHaveProperty('attendees')
  expect((await read(events, { syncToken: changed.syncToken })).items).toEqual([])
})

test('a sync token goes with no window, no order, no showDeleted=false, and only with the parameters of its first call', async () => {
  const { events } = await calendar()
  const { syncToken } = await read(events, { ...WINDOW, eventTypes: ['default', 'birthday'] })
  const again = { ...primary, syncToken, singleEvents: true, eventTypes: ['default', 'birthday'] }
  expect((await events.list(again)).status).toBe(200)
  for (const more of [
    { timeMin: WINDOW.timeMin },
    { timeMax: WINDOW.timeMax },
    { orderBy: 'startTime' },
    { q: 'tea' },
    { updatedMin: WINDOW.timeMin },
    { showDeleted: false },
    { iCalUID: 'x' },
  ]) {
    expect(await wrong(events.list({ ...again, ...more })), JSON.stringify(more)).toBe(400)
  }
  expect(await wrong(events.list({ ...primary, syncToken, singleEvents: true }))).toBe(400)
  expect(await wrong(events.list({ ...again, singleEvents: false }))).toBe(400)
  expect(await wrong(events.list({ ...again, maxAttendees: 3 }))).toBe(400)
})

test('an expired sync token is 410, and so is one that never was', async () => {
  const { sample, events } = await calendar()
  const { syncToken } = await read(events, WINDOW)
  sample.faults.add('events.list', fault.expired)
  expect((await events.list({ ...primary, ...WINDOW })).status).toBe(200)
  expect(await refusal(events.list({ ...primary, syncToken, singleEvents: true }))).toMatchObject({
    status: 410,
    reason: 'fullSyncRequired',
  })
  expect(await wrong(events.list({ ...primary, syncToken: 'invented', singleEvents: true }))).toBe(410)
  sample.advance({ weeks: 5 })
  const later = clients(sample, await tokenFor(sample, EVENTS)).events
  expect(await wrong(later.list({ ...primary, syncToken, singleEvents: true }))).toBe(410)
})

test('a page can be empty and still not the last', async () => {
  const { sample, events } = await calendar()
  sample.faults.add('events.list', fault.emptyPage)
  const { data } = await events.list({ ...primary, ...WINDOW, singleEvents: true })
  expect(data.items).toEqual([])
  expect(data.nextSyncToken).toBeUndefined()
  expect(data.nextPageToken).toBeTruthy()
})

test('only the asked types come, and cancelled entries only where asked', async () => {
  const { events } = await calendar()
  const birthdays = await read(events, { ...WINDOW, eventTypes: ['birthday'] })
  expect(birthdays.items.length).toBeGreaterThan(12)
  expect(
    birthdays.items.every(
      ({ eventType, transparency, start }) => eventType === 'birthday' && transparency === 'transparent' && start?.date,
    ),
  ).toBe(true)
  const usual = await read(events, WINDOW)
  const all = await read(events, { ...WINDOW, showDeleted: true })
  expect(usual.items.some(({ status }) => status === 'cancelled')).toBe(false)
  expect(all.items.length - usual.items.length).toBe(all.items.filter(({ status }) => status === 'cancelled').length)
  expect(all.items.length).toBeGreaterThan(usual.items.length)
  expect(await wrong(events.list({ ...primary, eventTypes: ['party'] }))).toBe(400)
})

const TEA = {
  summary: 'Coffee with Maren',
  start: { dateTime: '2026-12-03T15:00:00+01:00' },
  end: { dateTime: '2026-12-03T16:00:00+01:00' },
  attendees: [{ email: 'maren@fable-studio.example' }],
}

test('an invitation keeps its own id, makes a video link only with conferenceDataVersion=1, and is taken once, even when deleted', async () => {
  const { sample, events } = await calendar(OWNED)
  const id = 'coffee0soon0maren0v'
  const conferenceData = { createRequest: { requestId: 'r1', conferenceSolutionKey: { type: 'hangoutsMeet' } } }
  const made = (
    await events.insert({
      ...primary,
      sendUpdates: 'all',
      conferenceDataVersion: 1,
      requestBody: { ...TEA, id, conferenceData },
    })
  ).data
  expect(made).toMatchObject({ id, status: 'confirmed', start: { dateTime: '2026-12-03T15:00:00+01:00' } })
  expect(made.hangoutLink).toBeTruthy()
  expect(made.attendees?.find(({ self }) => self)).toMatchObject({ responseStatus: 'accepted', organizer: true })
  expect(sample.log.at(-1)?.query).toContain('sendUpdates=all')
  const plain = (await events.insert({ ...primary, requestBody: { ...TEA, conferenceData } })).data
  expect(plain.hangoutLink).toBeUndefined()
  expect(await refusal(events.insert({ ...primary, requestBody: { ...TEA, id } }))).toMatchObject({
    status: 409,
    reason: 'duplicate',
  })
  await events.delete({ ...primary, eventId: id })
  expect(await wrong(events.insert({ ...primary, requestBody: { ...TEA, id } }))).toBe(409)
  expect(await wrong(events.delete({ ...primary, eventId: id }))).toBe(410)
  expect((await events.get({ ...primary, eventId: id })).data.status).toBe('cancelled')
})

test.each(['abcd', 'ABCDEF', 'coffee-soon', 'wxyz12', 'a'.repeat(1025)])('the event id %s is refused', async (id) => {
  const { events } = await calendar(OWNED)
  expect(await wrong(events.insert({ ...primary, requestBody: { ...TEA, id } }))).toBe(400)
})

test('a permission to read does not write, and events.readonly does not open free/busy or the list of calendars', async () => {
  const { events, calendars, freebusy } = await calendar(EVENTS)
  expect(await refusal(events.insert({ ...primary, requestBody: TEA }))).toMatchObject({
    status: 403,
    reason: 'insufficientPermissions',
  })
  expect(await wrong(freebusy.query({ requestBody: { ...WINDOW, items: [{ id: 'primary' }] } }))).toBe(403)
  expect(await wrong(calendars.list())).toBe(403)
  expect(await wrong(events.list({ calendarId: 'somebody@else.example' }))).toBe(404)
})

test('the list of calendars names the owner’s own, which can be read under its name', async () => {
  const { calendars, events } = await calendar()
  const { data } = await calendars.list()
  expect(data.items?.[0]).toMatchObject({ id: 'sam@hartley.example', primary: true, timeZone: 'Europe/Berlin' })
  expect((await events.list({ calendarId: 'sam@hartley.example' })).status).toBe(200)
})
