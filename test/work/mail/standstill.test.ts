/** Reading or letters that stand still for a day: whoever runs the server is told once, by whichever process lives. */
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { noteIncident } from '../../../src/db/health/incidents.ts'
import { findStandstill } from '../../../src/db/health/standstill.ts'
import { connections, digests, incidents, streams, suppressions, tasks, users } from '../../../src/db/schema.ts'
import type { Delivery, Mail } from '../../../src/deps.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { lookForStandstill } from '../../../src/work/mail/standstill.ts'
import { thisMorning } from '../../support/morning.ts'
import { type Ground, openStage, useDatabase } from '../../support/stage.ts'

const database = useDatabase()
const start = thisMorning()
const operator = 'ops@server.example'
let stage: Ground
let relay: (mail: Mail) => Promise<Delivery>
const accept = async () => ({ kind: 'accepted' }) as const

beforeEach(async () => {
  relay = accept
  stage = await openStage({
    database: { db: database() },
    clock: start,
    relay: (mail) => relay(mail),
    env: { SMTP_URL: 'smtp://127.0.0.1:2525', OPERATOR_EMAIL: operator },
  })
  await stage.db.insert(users).values({
    ...{ id: 'sam', email: 'sam@hartley.example', name: 'Sam Hartley', timeZone: 'Europe/Berlin' },
    ...{ settings: defaultSettings, createdAt: start.subtract({ hours: 2400 }) },
  })
  await stage.db.insert(connections).values({
    ...{ id: 'k', userId: 'sam', provider: 'google', issuer: 'i', subject: 's', email: 'sam@hartley.example' },
    ...{ scopes: [], state: 'active', createdAt: start.subtract({ hours: 2400 }) },
  })
  await stage.db.insert(streams).values({ connectionId: 'k', kind: 'mail', phase: 'current', lastSyncedAt: start })
  await task('mail', start.add({ minutes: 20 }))
})
afterEach(async () => {
  await database().execute(sql`truncate users, incidents, tasks, budgets cascade`)
})

const task = (kind: 'mail' | 'letter', runAt = stage.now(), attempts = 0) =>
  stage.db
    .insert(tasks)
    .values({ kind, subject: kind === 'mail' ? 'k' : 'sam', userId: 'sam', runAt, attempts })
    .onConflictDoUpdate({ target: [tasks.kind, tasks.subject], set: { runAt, attempts } })
/** The account is read, and is due again in half an hour. */
async function read() {
  await stage.db.update(streams).set({ lastSyncedAt: stage.now() })
  await task('mail', stage.now().add({ minutes: 30 }))
}
const pass = (hours: number) => stage.jump(stage.now().add({ hours }))
const look = () => lookForStandstill(stage.deps)
const told = () => stage.mails.map(({ subject }) => subject)
const rows = async () =>
  (await stage.db.select().from(incidents).orderBy(incidents.beganAt)).map(({ what, state, overAt }) =>
    overAt ? `${what} ${state}, over` : `${what} ${state}`,
  )
/** Looks for so long: every few hours, and every hour at the end. */
async function watch(hours: number) {
  for (let left = hours; left > 0; ) {
    const step = left > 8 ? 6 : 1
    pass(step)
    left -= step
    await look()
  }
}

test('as long as accounts are read nobody is told anything', async () => {
  for (let day = 0; day < 3; day++) {
    await watch(20)
    await read()
  }
  expect([told(), await rows()]).toEqual([[], []])
})

test('a day without reading is told once, to the address of the settings, without anything of anybody', async () => {
  await watch(23)
  expect(told()).toEqual([])
  await watch(60)
  expect(told()).toEqual(['Coffee soon? has read nothing for a day'])
  const [mail] = stage.mails
  expect(mail).toMatchObject({ to: operator, html: '', headers: { 'Auto-Submitted': 'auto-generated' } })
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/@|sam|hartley|google/i)
  expect(mail?.text).toContain('npm run doctor')
  expect(Math.max(...(mail?.text.split('\n').map(({ length }) => length) ?? []))).toBeLessThan(80)
  expect(await rows()).toEqual(['reading sent'])
})

test('it is told again only after it has worked again', async () => {
  await watch(30)
  await read()
  await watch(2)
  expect(await rows()).toEqual(['reading sent, over'])
  await watch(30)
  expect(told()).toHaveLength(2)
  expect(await rows()).toEqual(['reading sent, over', 'reading sent'])
  const ids = stage.mails.map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(2)
})

test('ten processes that look at one time send one mail', async () => {
  pass(30)
  await Promise.all(Array.from({ length: 10 }, look))
  expect(told()).toHaveLength(1)
})

test('a first reading that takes days but gets on is no standstill; one that only fails is', async () => {
  await stage.db.update(streams).set({ phase: 'reading', lastSyncedAt: null })
  for (let hour = 0; hour < 50; hour++) {
    await task('mail', stage.now().add({ minutes: 5 }))
    await watch(1)
  }
  expect(told()).toEqual([])
  await task('mail', stage.now().add({ hours: 6 }), 9)
  await watch(1)
  expect(told()).toEqual(['Coffee soon? has read nothing for a day'])
})

test('an account of the last day, and accounts that only their owner can mend, are no standstill', async () => {
  await stage.db.update(connections).set({ createdAt: start.add({ hours: 20 }) })
  await task('mail', start.add({ hours: 26 }), 3)
  await watch(30)
  await stage.db.update(connections).set({ state: 'reconnect', createdAt: start.subtract({ hours: 2400 }) })
  await stage.db.delete(tasks)
  await watch(30)
  expect(told()).toEqual([])
})

test('nobody works: a web face alone finds the tasks that nobody takes up', async () => {
  await stage.db.delete(streams)
  await stage.db.delete(connections)
  await task('letter', start)
  await stage.db.delete(tasks).where(eq(tasks.kind, 'mail'))
  await watch(40)
  expect(told()).toEqual(['Coffee soon? has sent no letter for a day'])
  await task('letter', stage.now().add({ hours: 100 }))
  await watch(1)
  expect(await rows()).toEqual(['letters sent, over'])
})

const letter = (week: number, state: 'sent' | 'dropped' | 'failed', createdAt = stage.now()) =>
  stage.db.insert(digests).values({
    ...{ id: `d${week}`, userId: 'sam', week: `2020-W${week}`, state, letter: {} as never },
    ...{ attempts: 1, createdAt, dropAt: createdAt.add({ hours: 24 }), sentAt: state === 'sent' ? createdAt : null },
  })

test('letters that the relay did not take are a standstill until one leaves', async () => {
  await letter(10, 'sent')
  pass(2)
  await letter(11, 'dropped')
  await read()
  pass(23)
  expect(await findStandstill(stage.db, stage.now())).toEqual({ reading: false, letters: false })
  pass(2)
  expect(await findStandstill(stage.db, stage.now())).toMatchObject({ letters: true })
  await letter(12, 'sent')
  expect(await findStandstill(stage.db, stage.now())).toMatchObject({ letters: false })
})

test('a letter that failed because of its own address is its owner’s matter', async () => {
  await letter(11, 'failed')
  await stage.db.insert(suppressions).values({ userId: 'sam', addressHash: 'h', reason: 'bounced', at: stage.now() })
  pass(30)
  expect(await findStandstill(stage.db, stage.now())).toMatchObject({ letters: false })
  await stage.db.delete(suppressions)
  expect(await findStandstill(stage.db, stage.now())).toMatchObject({ letters: true })
})

test('where the relay is away as well it is tried every hour, and not after it is over', async () => {
  relay = async () => ({ kind: 'unreached', reason: 'nothing listens there' })
  await watch(30)
  expect([told(), await rows()]).toEqual([[], ['reading queued']])
  await read()
  relay = accept
  await watch(1)
  expect([told(), await rows()]).toEqual([[], ['reading unsent, over']])
})

test('a mail of which nobody knows whether it left is not sent again', async () => {
  relay = async () => {
    throw new Error('killed')
  }
  await watch(24)
  expect(await rows()).toEqual(['reading sending'])
  relay = accept
  await watch(10)
  expect([told(), await rows()]).toEqual([[], ['reading unknown']])
})

test('without OPERATOR_EMAIL nobody is told but the log; who sets it later is', async () => {
  const { deps } = stage
  stage = { ...stage, deps: { ...deps, config: readConfig({ SMTP_URL: 'smtp://127.0.0.1:2525' }) } }
  await watch(26)
  expect([told(), await rows()]).toEqual([[], ['reading untold']])
  expect(stage.events).toContainEqual({ event: 'standing still', details: { what: 'reading' } })
  stage = { ...stage, deps }
  await watch(1)
  expect([told(), await rows()]).toEqual([['Coffee soon? has read nothing for a day'], ['reading sent']])
})

test('wake-ups that were lost are counted, told to nobody, and over after a day without one', async () => {
  await noteIncident(stage.db, 'wake-ups', { state: 'untold', at: stage.now(), times: 3 })
  await noteIncident(stage.db, 'wake-ups', { state: 'untold', at: stage.now() })
  expect((await stage.db.select().from(incidents)).map(({ count }) => count)).toEqual([4])
  await watch(20)
  expect(await rows()).toEqual(['wake-ups untold'])
  await read()
  await watch(6)
  expect(await rows()).toEqual(['wake-ups untold, over'])
  expect(told()).toEqual([])
})

test.each([
  'nobody',
  'a@b, c@d',
  'Ops <ops@server.example>',
  'ops@server.example\nBcc: x@y.example',
])('an address of whoever runs it is one bare address: %s', (OPERATOR_EMAIL) => {
  expect(() => readConfig({ OPERATOR_EMAIL })).toThrow('OPERATOR_EMAIL must be one address')
})
