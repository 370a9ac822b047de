/** The sample remembers: a restart finds the same person, and time goes on. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as oauth from 'openid-client'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { startSample } from '../../src/sample/google/server.ts'
import { tellTruth } from '../../src/sample/history/truth.ts'
import { begin, clients, discover, EVENTS, METADATA, OWNED, refusal, signIn, tokenFor } from './google/helper.ts'
import { HISTORY, MORNING } from './helper.ts'

const me = { userId: 'me' }
const READ = `openid email profile ${METADATA} ${OWNED}`

test('after a restart: same address, same person, same ids, same history, valid tokens, nothing doubled', async () => {
  const first = await begin()
  const tokens = await signIn(first, { scope: READ, extra: { access_type: 'offline' } })
  const before = clients(first, tokens.access_token)
  const event = { id: 'coffee00000', summary: 'Coffee', start: { date: '2026-12-04' }, end: { date: '2026-12-05' } }
  await before.events.insert({ calendarId: 'primary', requestBody: event })
  const { id } = first.deliver({
    from: { name: 'Maren Okafor', address: 'maren@fable-studio.example' },
    to: [{ address: 'sam@hartley.example' }],
    subject: 'Hello',
  })
  first.trash(HISTORY.messages[0]?.id ?? '')
  const look = async ({ mail, events }: typeof before) => ({
    profile: (await mail.getProfile(me)).data,
    newest: (await mail.messages.list({ ...me, maxResults: 500 })).data,
    delivered: (await mail.messages.get({ ...me, id, format: 'metadata' })).data,
    event: (await events.get({ calendarId: 'primary', eventId: 'coffee00000' })).data,
    sync: (await events.list({ calendarId: 'primary', singleEvents: true, maxResults: 2500 })).data.nextSyncToken,
  })
  const seen = await look(before)
  await first.close()

  const second = await begin({ dir: first.dir, port: 1 })
  expect(second.origin).toBe(first.origin)
  expect(second.clientSecret).toBe(first.clientSecret)
  expect(await look(clients(second, tokens.access_token))).toEqual(seen)
  const fresh = await oauth.refreshTokenGrant(await discover(second), tokens.refresh_token ?? '')
  expect(fresh.claims()?.sub).toBe(tokens.claims()?.sub)
  const repeated = clients(second, fresh.access_token).events.insert({ calendarId: 'primary', requestBody: event })
  expect((await refusal(repeated)).status).toBe(409)
})

test('mail that came while it was off is there at the next start, with its history', async () => {
  let now = MORNING
  const first = await begin({ now: () => now })
  const { mail } = clients(first, await tokenFor(first, METADATA))
  const { historyId, messagesTotal } = (await mail.getProfile(me)).data
  await first.close()
  now = now.add({ hours: 24 * 4 })
  const second = await begin({ dir: first.dir, now: () => now })
  const later = clients(second, await tokenFor(second, METADATA)).mail
  const arrived = HISTORY.messages.filter(
    ({ at }) => Temporal.Instant.compare(at, MORNING) > 0 && Temporal.Instant.compare(at, now) <= 0,
  )
  expect(arrived.some(({ from }) => from?.address === tellTruth().writesAgain.address)).toBe(true)
  expect((await later.getProfile(me)).data.messagesTotal).toBe((messagesTotal ?? 0) + arrived.length)
  const { history } = (await later.history.list({ ...me, startHistoryId: historyId ?? '', maxResults: 500 })).data
  expect(history?.map((one) => one.messagesAdded?.[0]?.message?.id)).toEqual(arrived.map(({ id }) => id))
})

test('the built-in life is found again by its anchor, on whatever day it is started later', async () => {
  let now = MORNING
  const read = async (sample: Awaited<ReturnType<typeof startSample>>) =>
    (
      await clients(sample, await tokenFor(sample, METADATA)).mail.messages.list({
        ...me,
        labelIds: ['SENT'],
        maxResults: 500,
      })
    ).data.messages ?? []
  const dir = await mkdtemp(join(tmpdir(), 'sample-'))
  const first = await startSample({ dir, now: () => now })
  const before = await read(first)
  await first.close()
  now = now.add({ hours: 30 })
  const second = await startSample({ dir, now: () => now })
  const after = await read(second)
  await second.close()
  await rm(dir, { recursive: true })
  expect(after.length).toBeGreaterThan(before.length - 1)
  expect(before.slice(0, 300)).toEqual(after.slice(after.findIndex(({ id }) => id === before[0]?.id)).slice(0, 300))
})

test('a week later the clock is a week on, for good', async () => {
  const first = await begin()
  first.advance({ weeks: 1 })
  expect(first.now().toString()).toBe(MORNING.add({ hours: 168 }).toString())
  await first.close()
  expect((await begin({ dir: first.dir })).now().toString()).toBe(MORNING.add({ hours: 168 }).toString())
})

test('people answer what was lately left unanswered, once, and accept the owner’s invitations', async () => {
  const sample = await begin()
  const { mail, events } = clients(sample, await tokenFor(sample, METADATA, EVENTS, OWNED))
  const owner = { name: 'Sam Hartley', address: 'sam@hartley.example' }
  sample.letThemAnswer()
  expect(sample.letThemAnswer()).toBe(0)
  const sent = sample.deliver({
    from: owner,
    to: [{ name: 'Teo Marchetti', address: 'teo@marchetti-bici.example' }],
    subject: 'Coffee?',
  })
  sample.deliver({ from: owner, to: [{ address: 'noreply@bahn-tickets.example' }], subject: 'Stop' })
  await events.insert({
    calendarId: 'primary',
    requestBody: {
      id: 'coffee1',
      summary: 'Coffee',
      start: { dateTime: '2026-12-01T10:00:00Z' },
      end: { dateTime: '2026-12-01T11:00:00Z' },
      attendees: [{ email: 'teo@marchetti-bici.example' }],
    },
  })
  expect(sample.letThemAnswer()).toBe(2)
  const thread = (
    await mail.threads.get({
      ...me,
      id: sent.thread,
      format: 'metadata',
      metadataHeaders: ['From', 'Subject', 'In-Reply-To'],
    })
  ).data
  const answer = thread.messages?.[1]
  expect(answer?.labelIds).toContain('INBOX')
  expect(answer?.payload?.headers?.map(({ value }) => value)).toEqual([
    'Teo Marchetti <teo@marchetti-bici.example>',
    'Re: Coffee?',
    expect.stringMatching(/^<.+>$/),
  ])
  const { attendees } = (await events.get({ calendarId: 'primary', eventId: 'coffee1' })).data
  expect(attendees?.find(({ self }) => !self)?.responseStatus).toBe('accepted')
})

test('a start whose remembered port is taken is refused in one sentence, and so is a damaged memory', async () => {
  const first = await begin()
  await expect(startSample({ dir: first.dir, now: () => MORNING, history: HISTORY })).rejects.toThrow(
    /needs port \d+ of 127\.0\.0\.1/,
  )
  const dir = await mkdtemp(join(tmpdir(), 'sample-'))
  await writeFile(join(dir, 'sample.json'), '{"version": 1, "anch')
  await expect(startSample({ dir, history: HISTORY })).rejects.toThrow(/cannot be read/)
  await rm(dir, { recursive: true })
})

test('a wished port that is taken is replaced by a free one at the very first start', async () => {
  const blocker = createServer()
  await new Promise<void>((done) => blocker.listen(0, '127.0.0.1', done))
  const address = blocker.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const sample = await begin({ port })
  expect(sample.origin).not.toContain(`:${port}`)
  await new Promise((done) => blocker.close(done))
})
