/** Whose word about the time zone holds, as the derivation works it out from what is stored. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createUser, findUser } from '../../src/db/accounts/users.ts'
import { listSentClocks } from '../../src/db/accounts/zones.ts'
import { storeFacts } from '../../src/db/facts.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { connections, streams, tasks, users } from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import type { MailFact, Signal } from '../../src/facts.ts'
import { defaultSettings } from '../../src/settings.ts'
import { disconnect } from '../../src/work/leave.ts'
import { deriveUser } from '../../src/work/people/derive.ts'
import { minutesAt } from '../../src/zone/steps.ts'
import { openTestDatabase } from '../support/database.ts'
import { bareDeps } from '../support/stage.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const me = 'sam@hartley.example'
let database: OpenDatabase
let deps: Deps

beforeEach(async () => {
  database = await openTestDatabase()
  deps = bareDeps({ db: database.db, now: () => now })
})
afterEach(() => database.close())

interface Begin {
  readonly user?: Partial<typeof users.$inferInsert>
  /** The zone of each calendar, in the order in which they were connected; 'mail' has none. */
  readonly calendars?: readonly (string | null)[]
}

async function begin({ user = {}, calendars = [null] }: Begin = {}) {
  const createdAt = now.subtract({ hours: 24 })
  await createUser(deps.db, {
    id: 'u',
    email: me,
    name: 'Sam',
    timeZone: 'UTC',
    settings: defaultSettings,
    createdAt,
    ...user,
  })
  for (const [index, timeZone] of calendars.entries()) {
    const id = `c${index}`
    const about = { userId: 'u', provider: 'google' as const, issuer: 'https://issuer.example', subject: id, email: me }
    await deps.db
      .insert(connections)
      .values({ id, ...about, scopes: [], state: 'active', createdAt: createdAt.add({ minutes: index }) })
    await deps.db.insert(streams).values({ connectionId: id, kind: 'mail', phase: 'current' })
    if (timeZone)
      await deps.db.insert(streams).values({ connectionId: id, kind: 'calendar', phase: 'current', timeZone })
  }
}

interface Sent {
  readonly from?: { readonly address: string; readonly name?: string }
  readonly outgoing?: boolean
  readonly signals?: readonly Signal[]
  readonly connectionId?: string
  /** Days ago, the first and the last. */
  readonly days?: readonly [number, number]
}

/** A message a day by a clock of this zone. */
async function send(zone: string, { from = { address: me }, outgoing = true, days = [400, 0], ...rest }: Sent = {}) {
  const { signals = [], connectionId = 'c0' } = rest
  const facts = Array.from({ length: days[0] - days[1] }, (_, index): MailFact => {
    const at = now.subtract({ hours: 24 * (days[1] + index), minutes: 20 })
    return {
      kind: 'mail',
      id: `${zone}-${from.address}-${from.name}-${days[1] + index}-${signals.join()}`,
      thread: `t-${index}`,
      at,
      from,
      to: [{ address: 'maren@okafor.example' }],
      cc: [],
      outgoing,
      signals,
      offsetMinutes: minutesAt(zone, at.epochMilliseconds),
    }
  })
  await storeFacts(deps.db, { userId: 'u', connectionId, generation: 0 }, facts)
}

async function derive() {
  const task = { kind: 'derive' as const, subject: 'u', userId: 'u', runAt: now, error: null, attempts: 0 }
  const outcome = await deriveUser(deps, { ...task, leaseId: 'lease', leaseUntil: now })
  await deps.db.transaction(async (tx) => outcome?.write(tx))
  const user = await findUser(deps.db, 'u')
  return { timeZone: user?.timeZone, mail: user?.mailZone }
}

const letterHour = async (zone: string) =>
  (await deps.db.select().from(tasks).where(eq(tasks.kind, 'letter')))[0]?.runAt.toZonedDateTimeISO(zone).hour

describe('the zone', () => {
  test('is that of own sent mail, and the letter moves to its hour there', async () => {
    await begin()
    await derive()
    expect(await letterHour('UTC')).toBe(8)
    await send('America/Los_Angeles')
    expect(await derive()).toEqual({ timeZone: 'America/Los_Angeles', mail: 'America/Los_Angeles' })
    expect(await letterHour('America/Los_Angeles')).toBe(8)
  })

  test('is that of sent mail although the calendar and the browser say something else', async () => {
    await begin({ user: { timeZone: 'Asia/Tokyo', browserZone: 'Asia/Tokyo' }, calendars: ['Europe/Rome'] })
    await send('America/Chicago')
    expect((await derive()).timeZone).toBe('America/Chicago')
  })

  test('is called as the calendar calls it, where that has the same clock', async () => {
    await begin({ user: { browserZone: 'Europe/Vienna' }, calendars: ['Europe/Rome'] })
    await send('Europe/Berlin')
    expect((await derive()).timeZone).toBe('Europe/Rome')
  })

  test('is the calendar’s where mail shows no clock, else the browser’s, else as it was', async () => {
    await begin({ user: { timeZone: 'Asia/Tokyo', browserZone: 'Asia/Tokyo' }, calendars: ['Europe/Rome'] })
    expect(await derive()).toEqual({ timeZone: 'Europe/Rome', mail: null })
    await deps.db.delete(streams).where(eq(streams.kind, 'calendar'))
    expect((await derive()).timeZone).toBe('Asia/Tokyo')
    await deps.db.update(users).set({ browserZone: null })
    expect((await derive()).timeZone).toBe('Asia/Tokyo')
  })

  test('of two calendars is that of the first, however often the other is read; one that is read counts before one that is not', async () => {
    await begin({ calendars: ['Europe/Rome', 'Asia/Tokyo'] })
    expect((await derive()).timeZone).toBe('Europe/Rome')
    await deps.db.update(connections).set({ state: 'ended' }).where(eq(connections.id, 'c0'))
    expect((await derive()).timeZone).toBe('Asia/Tokyo')
  })

  test('that the owner chose stays, whatever is said', async () => {
    await begin({ user: { timeZone: 'Asia/Tokyo', timeZoneChosen: true }, calendars: ['Europe/Rome'] })
    await send('America/Chicago')
    expect(await derive()).toEqual({ timeZone: 'Asia/Tokyo', mail: 'America/Chicago' })
  })

  test('of before sent mail was asked stays while the calendar vouches for another one, and moves where both agree', async () => {
    await begin({ user: { timeZone: 'Europe/Rome', timeZoneHeld: true }, calendars: ['Europe/Rome'] })
    await send('America/Chicago')
    expect(await derive()).toEqual({ timeZone: 'Europe/Rome', mail: 'America/Chicago' })
    await deps.db.update(streams).set({ timeZone: 'America/Chicago' }).where(eq(streams.kind, 'calendar'))
    expect((await derive()).timeZone).toBe('America/Chicago')
  })
})

describe('no clock of the owner’s', () => {
  test.each<[string, Sent]>([
    ['what others sent to them', { outgoing: false, from: { address: 'maren@okafor.example' } }],
    ['what lies among sent mail under another’s address', { from: { address: 'list@elsewhere.example' } }],
    ['what a program answered for them', { signals: ['auto-submitted'] }],
    ['what they posted to a list', { signals: ['list-id'] }],
  ])('is %s', async (_, sent) => {
    await begin()
    await send('Asia/Tokyo', sent)
    expect(await derive()).toEqual({ timeZone: 'UTC', mail: null })
  })

  test('is that of whoever shares the mailbox', async () => {
    const settings = { ...defaultSettings, sharedMailbox: true, sharedName: 'Sam Hartley' }
    await begin({ user: { settings } })
    await send('Asia/Tokyo', { from: { address: me, name: 'Robin Vale' } })
    expect((await derive()).mail).toBeNull()
    await send('Europe/Berlin', { from: { address: me, name: 'Sam Hartley' } })
    expect((await derive()).mail).toBe('Europe/Berlin')
  })

  test('is in mail that ends three years ago, where the calendar says something else', async () => {
    await begin({ calendars: ['Europe/Rome'] })
    await send('Asia/Tokyo', { days: [1400, 1100] })
    expect(await derive()).toEqual({ timeZone: 'Europe/Rome', mail: null })
    await deps.db.delete(streams).where(eq(streams.kind, 'calendar'))
    expect((await derive()).timeZone).toBe('Asia/Tokyo')
  })
})

test('a disconnected account leaves no word about the zone, and the hour of the letter stays', async () => {
  await begin({ calendars: ['Europe/Rome'] })
  await send('America/Chicago')
  await derive()
  await disconnect(deps, 'u', 'c0')
  expect(await derive()).toEqual({ timeZone: 'America/Chicago', mail: null })
  expect(await letterHour('America/Chicago')).toBe(8)
})

test('of no day more than two messages are looked at, the newest, however many were sent', async () => {
  await begin()
  for (const minute of [0, 1, 2, 3, 4, 5]) {
    const at = now.subtract({ hours: 24, minutes: minute })
    const fact = {
      kind: 'mail',
      thread: 't',
      to: [],
      cc: [],
      outgoing: true,
      signals: [],
      from: { address: me },
    } as const
    await storeFacts(deps.db, { userId: 'u', connectionId: 'c0', generation: 0 }, [
      { ...fact, id: `m${minute}`, at, offsetMinutes: 60 + minute },
    ])
  }
  expect((await listSentClocks(deps.db, 'u')).map(({ minutes }) => minutes)).toEqual([60, 61])
})
