/** Nobody has opened a page or pressed a link for six months: reading stops, one mail said so, and being there goes on with it. */
import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { readConfig } from '../../../src/config.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { forUser } from '../../../src/db/rows/bound.ts'
import {
  alarms,
  calls,
  connections,
  digests,
  links,
  provenAddresses,
  streams,
  suppressions,
  tasks,
  users,
} from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import type { Delivery } from '../../../src/deps.ts'
import type { Instant } from '../../../src/facts.ts'
import { createMailer } from '../../../src/mail/relay.ts'
import { lookAtClock } from '../../../src/work/clock.ts'
import { hasStopped } from '../../../src/work/mail/absence.ts'
import { sendAlarm } from '../../../src/work/mail/alarm.ts'
import { noteOwner } from '../../../src/work/mail/seen.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { type Relay, startRelay } from '../../support/relay.ts'
import { smallHistory } from '../../support/small.ts'
import { openBrowser } from '../../support/visit.ts'
import { accept, me, type Stage, type Staging, setStage, sunday } from '../letter/stage.ts'

describe.for(['embedded', 'server'] as const)('with a mailbox that is read, on the %s database', (kind) => {
  let server: PostgresServer | null = null
  let opened: Awaited<ReturnType<typeof openTestDatabase>>
  let relay: Relay
  let mailer: ReturnType<typeof createMailer>
  let program: Program
  let userId: string
  let began: Instant
  beforeAll(async () => {
    if (kind === 'server') server = await startPostgres()
    opened = server ? openServer(await server.create('absence'), 4) : await openTestDatabase()
    relay = await startRelay()
    mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
    if (!mailer) throw new Error('no mailer')
    // The pauses between two looks are of no interest here.
    const env = { SYNC_INTERVAL_MINUTES: '1440' }
    program = await startProgram({ history: smallHistory(['maren']), mailer, db: opened.db, env })
    userId = await program.connect()
    await program.settle()
    began = program.deps.now()
  }, 120_000)
  afterAll(async () => {
    await program?.stop()
    await mailer?.close()
    await relay?.close()
    await opened?.close()
    await server?.stop()
  })

  const reach = async (time: Temporal.DurationLike) => {
    program.jump(began.toZonedDateTimeISO('UTC').add(time).toInstant())
    await program.settle()
  }
  const told = () => relay.caught.filter(({ raw }) => /^Message-ID: <absence\./im.test(raw))
  const states = async () => (await program.deps.db.select().from(connections)).map(({ state }) => state)
  const owner = async () => {
    const [user] = await program.deps.db.select().from(users).where(eq(users.id, userId))
    if (!user) throw new Error('no user')
    return user
  }
  const lookedAt = async () => (await program.deps.db.select().from(streams)).map(({ lastSyncedAt }) => lastSyncedAt)
  const requests = async () => (await program.deps.db.select().from(calls)).reduce((sum, { count }) => sum + count, 0)
  const linkOf = (index: number) => /\/do\/[\w-]+/.exec(told()[index]?.mail.text ?? '')?.[0] ?? ''
  const ask = (path: string, init?: RequestInit) =>
    createApp(program.deps).request(program.deps.config.BASE_URL + path, init)
  const press = (path: string) =>
    ask(path, {
      method: 'POST',
      body: '',
      headers: {
        origin: program.deps.config.BASE_URL,
        'content-type': 'application/x-www-form-urlencoded',
      },
    })

  test('for five months nothing is said, and everything is read', async () => {
    await reach({ months: 5 })
    expect(told()).toEqual([])
    expect(await states()).toEqual(['active'])
  })

  test('two weeks before the six months are over one mail says so, and has one link', async () => {
    await reach({ months: 5, days: 20 })
    await reach({ months: 5, days: 22 })
    const [mail, ...more] = told()
    expect(more).toEqual([])
    expect(mail?.mail.subject).toBe('Reading stops in two weeks')
    expect(mail?.to).toEqual([(await owner()).email])
    const [row] = await program.deps.db.select().from(alarms)
    expect(row?.state).toBe('sent')
    expect(mail?.mail.text).toContain('For more than five months nobody has opened a page')
    expect([...(mail?.mail.text?.matchAll(/https?:\S+/g) ?? [])]).toHaveLength(1)
    expect(Math.max(...(mail?.mail.text?.split('\n').map(({ length }) => length) ?? []))).toBeLessThan(80)
    expect(await states()).toEqual(['active'])
  })

  test('a mail scanner that opens the link is nobody', async () => {
    const seen = (await owner()).seenAt
    const page = await ask(linkOf(0))
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Have reading go on?')
    expect((await owner()).seenAt).toEqual(seen)
  })

  test('whoever presses its button goes on being read after the six months, and no further mail comes', async () => {
    const page = await press(linkOf(0))
    expect(await page.text()).toContain('Reading goes on')
    await reach({ months: 6, days: 10 })
    expect(await states()).toEqual(['active'])
    expect(told()).toHaveLength(1)
  })

  test('half a year later it is a new absence with a mail of its own; then reading and letters stop', async () => {
    began = (await owner()).seenAt
    await reach({ months: 5, days: 20 })
    expect(told()).toHaveLength(2)
    expect(linkOf(1)).not.toBe(linkOf(0))
    await reach({ months: 6, days: 8 })
    expect(await states()).toEqual(['paused'])
    const waiting = (await program.deps.db.select().from(tasks)).map((task) => task.kind)
    expect(waiting).not.toContain('mail')
    expect(waiting).not.toContain('calendar')
    const [before, letters, mails] = [
      await requests(),
      await program.deps.db.select().from(digests),
      relay.caught.length,
    ]
    await reach({ months: 8 })
    expect(await requests()).toBe(before)
    expect((await program.deps.db.select().from(digests)).length).toBe(letters.length)
    expect(relay.caught.length).toBe(mails)
    expect(await program.deps.db.select().from(connections)).toMatchObject([{ refreshToken: expect.any(String) }])
  })

  test('whoever signs in again is read at once from where it stopped, and is told on every page of that day', async () => {
    const browser = openBrowser(program)
    const consent = await browser.get('/signin/google?to=/people')
    const page = await browser.submit(consent, { fields: { decision: 'allow' } })
    expect(page.text).toContain('Welcome back.')
    expect((await browser.get('/settings')).text).toContain('reading and letters stopped on')
    expect((await browser.get('/account')).text).toContain('reading and letters stopped on')
    expect(await states()).toEqual(['active'])
    const back = program.deps.now()
    await program.settle()
    for (const at of await lookedAt()) expect(at?.epochMilliseconds).toBeGreaterThan(back.epochMilliseconds - 1000)
    expect(await browser.json('/export.json')).toMatchObject({
      alarms: [
        { kind: 'absence', state: 'sent' },
        { kind: 'absence', state: 'sent' },
      ],
      stored: { user: { seenAt: expect.any(String), stoppedAt: expect.any(String) } },
    })
    program.jump(program.deps.now().add({ hours: 30 }))
    expect((await browser.get('/people')).text).not.toContain('Welcome back.')
    program.jump(program.deps.now().add({ hours: 24 * 8 }))
    const letters = (await program.deps.db.select().from(digests)).length
    await program.settle()
    expect((await program.deps.db.select().from(digests)).length).toBeGreaterThanOrEqual(letters)
  })

  test('the link of the mail goes on with it as well, however long after', async () => {
    began = (await owner()).seenAt
    await reach({ months: 5, days: 20 })
    await reach({ months: 6, days: 8 })
    expect(await states()).toEqual(['paused'])
    await reach({ months: 8 })
    expect((await press(linkOf(2))).status).toBe(200)
    expect(await states()).toEqual(['active'])
    await program.settle()
    const now = program.deps.now().epochMilliseconds
    for (const at of await lookedAt()) expect(now - (at?.epochMilliseconds ?? 0)).toBeLessThan(3_600_000)
    expect(told()).toHaveLength(3)
  })
})

describe('the mail of an absence', () => {
  let stage: Stage
  afterEach(() => stage?.close())

  /** Nobody has been here for so long that the next letter finds them away. */
  const begin = async (staging: Staging = {}) => {
    stage = await setStage({ people: [], createdAt: sunday.subtract({ hours: 24 * 300 }), ...staging })
    await leave(170)
  }
  const leave = (days: number) => stage.db.update(users).set({ seenAt: stage.now().subtract({ hours: 24 * days }) })
  const pass = (days: number) => stage.run(stage.now().add({ hours: 24 * days }))
  const told = () => stage.mails.filter(({ messageId }) => messageId.startsWith('<absence.'))
  const rows = async () => (await stage.db.select().from(alarms).orderBy(alarms.askedAt)).map(({ state }) => state)
  const stopped = async () => hasStopped(await stage.user())

  test('goes to a proven address only; where there is none, reading stops without a word', async () => {
    await begin()
    await stage.db.delete(provenAddresses)
    await pass(10)
    expect(await rows()).toEqual(['unsent'])
    expect(await stopped()).toBe(false)
    await pass(21)
    expect(told()).toEqual([])
    expect(await stopped()).toBe(true)
  })

  test('does not go to whoever stopped their letters', async () => {
    await begin()
    await stage.db.insert(suppressions).values({ userId: 'sam', addressHash: 'x', reason: 'unsubscribed', at: sunday })
    await pass(31)
    expect(told()).toEqual([])
    expect(await stopped()).toBe(true)
  })

  test('stopping the letters is no sign of being there that has reading go on', async () => {
    await begin()
    await stage.run(stage.now().add({ hours: 30 }))
    const [letter] = stage.mails.filter(({ messageId }) => !messageId.startsWith('<absence.'))
    const path = new URL(letter?.headers['List-Unsubscribe']?.replaceAll(/[<>]/g, '') ?? '').pathname
    const before = await stage.user()
    const body = 'List-Unsubscribe=One-Click'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const reply = await createApp(stage.deps).request(stage.deps.config.BASE_URL + path, {
      method: 'POST',
      body,
      headers,
    })
    expect(reply.status).toBe(200)
    expect((await stage.user()).seenAt).toEqual(before.seenAt)
  })

  test('comes before anything stops, however long nobody has been here: a clock that is a year ahead stops nothing', async () => {
    await begin()
    await leave(1)
    const right = stage.now()
    stage.jump(right.add({ hours: 24 * 365 }))
    await stage.run(stage.now().add({ hours: 24 * 12 }))
    expect(told()).toHaveLength(1)
    expect(await stopped()).toBe(false)
    stage.rewind(right)
    await lookAtClock(stage.deps)
    await pass(60)
    expect(await stopped()).toBe(false)
    expect(told()).toHaveLength(1)
    // What left then is not about the absence that comes.
    await leave(170)
    await pass(10)
    expect(told()).toHaveLength(2)
    await pass(21)
    expect(await stopped()).toBe(true)
  })

  test('names the day by which it has been there for two weeks, and reading stops no sooner', async () => {
    let isAway = true
    await begin({
      relay: async () => (isAway ? { kind: 'unreached', reason: 'not there' } : accept()),
    })
    await pass(1)
    isAway = false
    await pass(1)
    const [row] = await stage.db.select().from(alarms)
    expect(row?.state).toBe('sent')
    const days = ((row?.stopsAt?.epochMilliseconds ?? 0) - (row?.sentAt?.epochMilliseconds ?? 0)) / 86_400_000
    expect(days).toBeGreaterThan(13.9)
    await stage.run(row?.stopsAt?.subtract({ hours: 1 }) ?? sunday)
    expect(await stopped()).toBe(false)
    await pass(8)
    expect(await stopped()).toBe(true)
  })

  test('is tried again two weeks after a relay that refused it, and nothing stops before it left', async () => {
    let isRefused = true
    await begin({
      relay: async () =>
        isRefused ? { kind: 'refused', permanent: true, atRecipient: false, code: 554, reason: 'no' } : accept(),
    })
    await pass(22)
    expect(await rows()).toContain('failed')
    expect(await stopped()).toBe(false)
    isRefused = false
    await pass(10)
    expect((await rows()).at(-1)).toBe('sent')
    expect(await stopped()).toBe(false)
    await pass(21)
    expect(await stopped()).toBe(true)
    expect((await rows()).filter((state) => state === 'sent')).toHaveLength(1)
  })

  test('is never sent a second time where nobody knows whether it left', async () => {
    let left = 0
    await begin({
      relay: ({ messageId }) => {
        if (!messageId.startsWith('<absence.')) return accept()
        left++
        return new Promise<Delivery>(() => {})
      },
    })
    // The letter asks, and is done with.
    await stage.db.insert(alarms).values({
      id: 'a',
      userId: 'sam',
      kind: 'absence',
      state: 'queued',
      askedAt: stage.now(),
      stopsAt: stage.now().add({ hours: 24 * 14 }),
    })
    await stage.db.insert(tasks).values({ kind: 'alarm', subject: 'sam', userId: 'sam', runAt: stage.now() })
    const [task] = await claimTasks(stage.db, stage.now(), 1, { kind: 'alarm', subject: 'sam' })
    if (!task) throw new Error('not due')
    void sendAlarm(stage.deps, task)
    while (left === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    stage.jump(stage.now().add({ minutes: 5 }))
    await pass(10)
    expect(left).toBe(1)
    expect(await rows()).toEqual(['unknown'])
    await pass(21)
    expect(left).toBe(1)
    expect(await stopped()).toBe(true)
  })

  test('is not sent to whoever came back before it left, nor is a letter to whoever did not', async () => {
    await begin()
    await stage.db.insert(alarms).values({
      ...{ id: 'a', userId: 'sam', kind: 'absence', state: 'queued', askedAt: stage.now() },
      stopsAt: stage.now().add({ hours: 24 * 14 }),
    })
    await stage.db.insert(tasks).values({ kind: 'alarm', subject: 'sam', userId: 'sam', runAt: stage.now() })
    stage.jump(stage.now().add({ minutes: 1 }))
    await noteOwner({ ...stage.deps, db: forUser(stage.db, 'sam') }, 'sam')
    await pass(1)
    expect(told()).toEqual([])
    expect(await rows()).toEqual(['unsent'])
    await leave(170)
    await pass(31)
    const letters = stage.mails.length
    expect(await stopped()).toBe(true)
    await pass(60)
    expect(stage.mails.length).toBe(letters)
  })

  test('its link and what is known of the absence go with the account', async () => {
    await begin()
    await pass(10)
    expect(told()[0]?.to).toBe(me)
    expect((await stage.db.select().from(links)).map(({ purpose }) => purpose)).toContain('stay')
    await stage.db.delete(users)
    expect(await stage.db.select().from(links)).toEqual([])
    expect(await stage.db.select().from(alarms)).toEqual([])
  })
})
