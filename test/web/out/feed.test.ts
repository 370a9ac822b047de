/** What a calendar and a reader of feeds get by a secret address: fetched over HTTP, read by ical.js. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import * as schema from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { keepNote } from '../../../src/work/people/decide.ts'
import { parseHtml } from '../../support/html.ts'
import { addLetter } from '../links.ts'
import { addPerson, base, createWorld, dump, factIdOf, now, type World } from '../world.ts'

const teo = 'teo@vasquez.example'
const ida = 'ida@falk.example'
const gone = 'priya@raman.example'
let world: World
let origin: string
let stop: () => void

beforeAll(async () => {
  world = await createWorld()
  const { deps } = world
  await addPerson(deps, { name: 'Teo Vasquez', address: teo })
  await addPerson(deps, { name: 'Ida Falk', address: ida })
  await addPerson(deps, { name: 'Priya Raman', address: gone, change: { state: 'died' } })
  await addCoffee('6f1c0b1e-fixed', { state: 'accepted', startsAt: at('2026-12-01T08:30:00Z'), place: 'Café Mokka' })
  await addCoffee('6f1c0b1e-held', {
    state: 'chosen',
    startsAt: at('2026-12-03T14:00:00Z'),
    chosenAt: now,
    holdUntil: now.add({ hours: 24 }),
    news: { act: 'change', at: now.toString(), no: 2 },
  })
  await addCoffee('6f1c0b1e-over', { state: 'declined', startsAt: at('2026-12-04T14:00:00Z') })
  const priya = { address: gone, addressHash: await deps.seal.sign(gone, 'address'), name: 'Priya Raman' }
  await addCoffee('6f1c0b1e-hers', { state: 'accepted', startsAt: at('2026-12-02T08:30:00Z'), ...priya })
  await addCoffee('6f1c0b1e-lapsed', {
    state: 'chosen',
    startsAt: at('2026-12-05T14:00:00Z'),
    holdUntil: now.subtract({ hours: 1 }),
  })
  await note(teo, 'Send the slides; by Friday, please', '2026-11-27')
  await note(teo, 'Likes tea', undefined)
  await note(gone, 'Her letter', '2026-11-28')
  await birthday('b1', 'Ida Falk’s birthday', '2026-12-24')
  await birthday('b3', 'Birthday: Priya Raman', '2026-12-30')
  await addLetter(deps, [teo])
  const server = createServer(getRequestListener(createApp(deps).fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(async () => {
  stop()
  await world.database.close()
})

const at = (text: string) => Temporal.Instant.from(text)

async function addCoffee(id: string, change: Partial<typeof schema.coffees.$inferInsert>) {
  const { db, seal } = world.deps
  const start = change.startsAt ?? now
  await db.insert(schema.coffees).values({
    id,
    userId: 'sam',
    address: teo,
    addressHash: await seal.sign(teo, 'address'),
    name: 'Teo Vasquez',
    state: 'accepted',
    how: 'invite',
    timeZone: 'Europe/Berlin',
    title: 'Coffee, Teo and Sam',
    note: 'Teo, shall we?',
    endsAt: start.add({ minutes: 45 }),
    createdAt: now.subtract({ hours: 30 }),
    ...change,
  })
}

const note = (address: string, text: string, due: string | undefined) =>
  keepNote(world.deps.db, { deps: world.deps, userId: 'sam', addresses: [address], at: now }, { text, due })

/** As calendars keep all-day entries: at midnight in UTC. */
async function birthday(id: string, title: string, day: string) {
  const start = at(`${day}T00:00:00Z`)
  await world.deps.db.insert(schema.facts).values({
    userId: 'sam',
    connectionId: 'sam-google',
    id: factIdOf('sam', id),
    externalId: id,
    dedupeKey: id,
    kind: 'meeting',
    at: start,
    endsAt: start.add({ hours: 24 }),
    title,
    meeting: { uid: id, people: [], mine: 'accepted', type: 'birthday' },
  })
}

/** Makes a feed on the page, and takes its addresses from there. */
async function make(boxes: Record<string, string> = {}, label = 'The phone') {
  const answer = await world.post('/account/feeds', 'sam', { label, ...boxes }, {})
  expect(answer.status).toBe(200)
  const html = await answer.text()
  const [, token = ''] = /\/feed\/([\w-]+)\.ics/.exec(html) ?? []
  expect(html).toContain(`${base}/feed/${token}.atom`)
  return token
}

const fetched = (path: string, init: RequestInit = {}) => fetch(`${origin}${path}`, init)

async function eventsOf(token: string) {
  const answer = await fetched(`/feed/${token}.ics`)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  const calendar = new ICAL.Component(ICAL.parse(text))
  return { answer, text, calendar, events: calendar.getAllSubcomponents('vevent') }
}

const said = (event: ICAL.Component | undefined, name: string) => String(event?.getFirstPropertyValue(name) ?? '')

describe('the feed for a calendar', () => {
  test('names nobody unless it is asked to', async () => {
    const { text, events } = await eventsOf(await make())
    expect(events.map((event) => said(event, 'summary')).sort()).toEqual([
      'A birthday',
      'A promise',
      'Coffee',
      'Coffee',
    ])
    expect(text).not.toMatch(/Teo|Vasquez|Ida|Falk|Priya|Mokka|slides|tea|@(?!coffee-soon)/)
  })

  test('names them where it is asked to, with the lines where that is asked as well, and never whoever has died', async () => {
    const summaries = async (boxes: Record<string, string>) =>
      (await eventsOf(await make(boxes))).events.map((event) => said(event, 'summary')).sort()
    expect(await summaries({ names: '1' })).toEqual([
      'Birthday of Ida Falk',
      'Coffee with Teo Vasquez',
      'Coffee with Teo Vasquez',
      'Promised to Teo Vasquez',
    ])
    expect(await summaries({ names: '1', notes: '1' })).toContain(
      'Promised to Teo Vasquez: Send the slides; by Friday, please',
    )
    expect(await summaries({ notes: '1' })).toContain('A promise: Send the slides; by Friday, please')
  })

  test('has coffees as moments, and promises and birthdays as days, whatever the zone', async () => {
    const { events } = await eventsOf(await make({ names: '1' }))
    const of = (start: string) => events.find((event) => said(event, 'summary').startsWith(start))
    const fixed = events.find((event) => said(event, 'uid').includes('fixed'))
    expect([said(fixed, 'dtstart'), said(fixed, 'dtend')]).toEqual(['2026-12-01T08:30:00Z', '2026-12-01T09:15:00Z'])
    expect([said(fixed, 'status'), said(fixed, 'location'), said(fixed, 'sequence')]).toEqual([
      'CONFIRMED',
      'Café Mokka',
      '1',
    ])
    const promise = of('Promised')
    expect(promise?.getFirstProperty('dtstart')?.type).toBe('date')
    expect([said(promise, 'dtstart'), said(promise, 'transp')]).toEqual(['2026-11-27', 'TRANSPARENT'])
    const birthdays = of('Birthday')
    expect(birthdays?.getFirstProperty('dtstart')?.type).toBe('date')
    expect(said(birthdays, 'rrule')).toBe('FREQ=YEARLY')
    const next = new ICAL.Event(birthdays ?? new ICAL.Component('vevent')).iterator()
    expect([next.next(), next.next()].map(String)).toEqual(['2025-12-24', '2026-12-24'])
  })

  test('tells a time that is only held, and counts what changed', async () => {
    const { events } = await eventsOf(await make())
    const held = events.find((event) => said(event, 'uid').includes('held'))
    expect([said(held, 'status'), said(held, 'sequence'), said(held, 'last-modified')]).toEqual([
      'TENTATIVE',
      '4',
      now.toString(),
    ])
    expect(said(held, 'dtstamp')).toBe(now.toString())
  })

  test('keeps to lines of 75 bytes, and to the same ids each time', async () => {
    await note(ida, `${'ä€😀 '.repeat(40)}\r\nEND:VEVENT`, '2026-12-10')
    const token = await make({ names: '1', notes: '1' })
    const { text, events } = await eventsOf(token)
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    expect(text.split('\r\n').filter((line) => line === 'END:VEVENT')).toHaveLength(events.length)
    const uids = events.map((event) => said(event, 'uid'))
    expect(new Set(uids).size).toBe(uids.length)
    expect((await eventsOf(await make())).events.map((event) => said(event, 'uid')).sort()).toEqual(uids.sort())
  })

  test('is fetched again for nothing while nothing has changed', async () => {
    const token = await make()
    const { answer } = await eventsOf(token)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(answer.headers.get('cache-control')).toMatch(/^private\b/)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    const etag = answer.headers.get('etag') ?? ''
    for (const given of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const again = await fetched(`/feed/${token}.ics`, { headers: { 'if-none-match': given } })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    }
    const head = await fetched(`/feed/${token}.ics`, { method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
    await note(ida, 'The book', '2026-12-12')
    expect((await fetched(`/feed/${token}.ics`, { headers: { 'if-none-match': etag } })).status).toBe(200)
  })
})

describe('the feed of letters', () => {
  test('says that one is ready and where, and nothing of what is in it', async () => {
    const answer = await fetched(`/feed/${await make({ names: '1', notes: '1' })}.atom`)
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const text = await answer.text()
    const { links } = parseHtml(text.replaceAll('<link ', '<a '), base)
    expect([...new Set(links.map(({ href }) => href))]).toEqual([`${base}/letter`])
    expect(text.match(/<entry>/g)).toHaveLength(1)
    expect(text).toMatch(/<title>Your letter of \d{4}-W\d\d is ready<\/title>/)
    expect(text).not.toMatch(/Teo|Vasquez|vasquez/)
  })
})

describe('a secret address', () => {
  test('is shown once, stored as a hash, and opens nothing once it is ended', async () => {
    const token = await make({}, 'The kitchen')
    const page = parseHtml(await world.text('/account/feeds', 'sam'), base)
    expect(page.text).toContain('The kitchen')
    expect(page.text).not.toContain(token)
    expect(await dump(world.deps)).not.toContain(token)
    const [pass] = (await world.deps.db.select().from(schema.passes)).filter(({ label }) => label === 'The kitchen')
    expect((await world.post('/account/feeds/end', 'eve', { id: pass?.id ?? '' })).status).toBe(404)
    expect((await fetched(`/feed/${token}.ics`)).status).toBe(200)
    expect((await world.post('/account/feeds/end', 'sam', { id: pass?.id ?? '' })).status).toBe(303)
    for (const path of [`${token}.ics`, `${token}.atom`, `${'x'.repeat(43)}.ics`, 'x.ics', `${token}`, `${token}.pdf`])
      expect((await fetched(`/feed/${path}`)).status).toBe(404)
  })

  test('opens what is its owner’s and nothing of anybody else', async () => {
    await addPerson(world.deps, { userId: 'eve', name: 'Secret Friend', address: 'secret@friend.example' })
    const answer = await world.post('/account/feeds', 'eve', { label: 'Eve’s', names: '1', notes: '1' })
    const [, token = ''] = /\/feed\/([\w-]+)\.ics/.exec(await answer.text()) ?? []
    expect((await eventsOf(token)).events).toEqual([])
  })

  test('is asked for a fresh sign-in, and no secret of an assistant opens it', async () => {
    const { db } = world.deps
    const [pass] = await db.select().from(schema.passes)
    if (!pass) throw new Error('no feed')
    const token = 'a'.repeat(43)
    await db.insert(schema.passes).values({ ...pass, id: 'other', kind: 'assistant', hash: await sha256(token) })
    expect((await fetched(`/feed/${token}.ics`)).status).toBe(404)
    await db.update(schema.sessions).set({ createdAt: now.subtract({ hours: 2 }) })
    expect((await world.post('/account/feeds', 'sam', { label: 'Late' })).status).toBe(403)
    await db.update(schema.sessions).set({ createdAt: now.subtract({ minutes: 20 }) })
  })

  test('waits once it is asked for far too often, and says how long', async () => {
    const token = await make()
    let refused: Response | undefined
    for (let times = 0; times < 200 && !refused; times++) {
      const answer = await world.get(`/feed/${token}.atom`)
      if (answer.status === 429) refused = answer
    }
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('stands in no log', async () => {
    expect(JSON.stringify(world.logged)).not.toMatch(/\.ics|[\w-]{43}/)
  })
})
