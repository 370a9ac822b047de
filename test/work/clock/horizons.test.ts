/** What a clock that was wrong leaves behind is set right, row by row; what people chose, and what is right, stays. */
import { getTableColumns, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { reserveUnits, takeTurn } from '../../../src/db/budgets.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import * as schema from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { createClockWatch, lookAtClock } from '../../../src/work/clock.ts'
import { horizonsOf, leftAsTheyAre } from '../../../src/work/horizons.ts'
import { openTestDatabase } from '../../support/database.ts'
import { bareDeps } from '../../support/deps.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

/** A Wednesday; the letter comes on Monday at 8. */
const now = Temporal.Instant.from('2026-11-25T09:00:00Z')
const monday = Temporal.Instant.from('2026-11-30T07:00:00Z')
const later = (time: Temporal.DurationLike) => now.add(time)
const days = (count: number) => later({ hours: 24 * count })

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server.stop())

test('every moment that is stored has a rule, or a reason why it stays as it is', () => {
  const tables = Object.entries(schema).flatMap(([name, table]) => (is(table, PgTable) ? [{ name, table }] : []))
  const moments = tables.flatMap(({ name, table }) =>
    Object.entries(getTableColumns(table))
      .filter(([, column]) => column.getSQLType().startsWith('timestamptz'))
      .map(([column]) => `${name}.${column}`),
  )
  expect(moments.length).toBeGreaterThan(30)
  const ruled = [...Object.keys(horizonsOf(readConfig({})).moments), ...Object.keys(leftAsTheyAre)]
  expect(ruled.toSorted()).toEqual(moments.toSorted())
})

describe.for(['embedded', 'server'] as const)('on the %s database', (kind) => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>
  const logged: { event: string; details: object }[] = []
  const deps = () =>
    bareDeps({ db: opened.db, now: () => now, log: (event, details = {}) => void logged.push({ event, details }) })
  beforeAll(async () => {
    opened = kind === 'embedded' ? await openTestDatabase() : openServer(await server.create('clock'), 4)
  })
  afterAll(() => opened.close())
  beforeEach(async () => {
    logged.splice(0)
    await opened.db.delete(schema.users)
    await opened.db.delete(schema.usedStates)
    await opened.db.delete(schema.budgets)
    await addUser('sam')
    await addUser('resting', { pausedUntil: '2027-06-01' })
  })

  async function addUser(id: string, settings: Partial<typeof defaultSettings> = {}) {
    await opened.db.insert(schema.users).values({
      id,
      email: `${id}@example.org`,
      name: id,
      timeZone: 'Europe/Berlin',
      settings: { ...defaultSettings, ...settings },
      createdAt: days(-30),
    })
  }
  const task = async (row: Omit<typeof schema.tasks.$inferInsert, 'subject' | 'userId'> & { subject?: string }) =>
    opened.db
      .insert(schema.tasks)
      .values({ subject: 'sam', userId: row.subject === 'resting' ? 'resting' : 'sam', ...row })
  const tasks = async () =>
    Object.fromEntries((await opened.db.select().from(schema.tasks)).map((row) => [`${row.kind} ${row.subject}`, row]))
  const coffee = (row: Partial<typeof schema.coffees.$inferInsert> & { id: string }) =>
    opened.db.insert(schema.coffees).values({
      userId: 'sam',
      addressHash: row.id,
      address: 'maren@okafor.example',
      name: 'Maren',
      state: 'queued',
      how: 'invite',
      timeZone: 'Europe/Berlin',
      title: 'Coffee',
      note: '',
      createdAt: now,
      ...row,
    })

  test.for([
    ['mail', 0],
    ['mail', 3],
    ['calendar', 0],
    ['derive', 0],
    ['derive', 2],
    ['letter', 0],
    ['letter', 1],
    ['coffee', 0],
    ['coffee', 2],
    ['backtest', 0],
    ['confirm', 1],
  ] as const)('a task %s after %i failures that lies 14 days ahead is due at once', async ([name, attempts]) => {
    await task({ kind: name, attempts, runAt: days(14) })
    await lookAtClock(deps())
    expect((await tasks())[`${name} sam`]?.runAt.toString()).toBe(now.toString())
    expect(logged).toMatchObject([{ event: 'clock was wrong' }])
  })

  test('what lies where its rule puts it stays, and nothing is said', async () => {
    const right = [
      { kind: 'mail', runAt: later({ minutes: 30 }) },
      { kind: 'calendar', attempts: 4, runAt: later({ hours: 25 }) },
      { kind: 'derive', runAt: later({ hours: 6 }) },
      { kind: 'letter', runAt: monday },
      { kind: 'coffee', runAt: later({ hours: 72 }) },
      { kind: 'confirm', attempts: 3, runAt: later({ minutes: 120 }) },
    ] as const
    for (const row of right) await task(row)
    // A pause of months is its owner's: the first Monday of June.
    await task({ kind: 'letter', subject: 'resting', runAt: Temporal.Instant.from('2027-06-07T06:00:00Z') })
    await opened.db.insert(schema.sessions).values({ hash: 'h', userId: 'sam', createdAt: now, expiresAt: days(180) })
    await coffee({ id: 'one', sendAt: later({ minutes: 10 }), startsAt: days(20), endsAt: days(20) })
    const before = await tasks()
    await lookAtClock(deps())
    expect(await tasks()).toEqual(before)
    expect(logged).toEqual([])
  })

  test('a letter comes at its hour although another week’s was waited for', async () => {
    await task({ kind: 'letter', runAt: monday.add({ hours: 7 * 24 }) })
    await task({ kind: 'letter', subject: 'resting', runAt: Temporal.Instant.from('2027-06-14T06:00:00Z') })
    await lookAtClock(deps())
    const rows = Object.values(await tasks())
    expect(rows.map(({ runAt }) => runAt.toString())).toEqual([now.toString(), now.toString()])
  })

  test('a lease that ends in days ends in minutes, and its task with it', async () => {
    await task({ kind: 'mail', runAt: days(14), leaseId: 'one', leaseUntil: days(14) })
    await task({ kind: 'calendar', runAt: now, leaseId: 'two', leaseUntil: days(14) })
    await lookAtClock(deps())
    const { 'mail sam': mail, 'calendar sam': calendar } = await tasks()
    expect(mail).toMatchObject({ leaseId: 'one' })
    expect(mail?.leaseUntil?.toString()).toBe(later({ minutes: 4 }).toString())
    expect(mail?.runAt.toString()).toBe(later({ minutes: 4 }).toString())
    // What was asked for meanwhile stays asked for.
    expect(calendar?.runAt.toString()).toBe(now.toString())
    expect(await claimTasks(opened.db, later({ minutes: 5 }), 4)).toHaveLength(2)
  })

  test('sessions, sign-ins, holds and invitations last as long as they do, and the time of a coffee stays', async () => {
    await opened.db
      .insert(schema.sessions)
      .values({ hash: 'h', userId: 'sam', createdAt: days(14), expiresAt: days(194) })
    await opened.db.insert(schema.usedStates).values({ hash: 'h', expiresAt: days(14) })
    const startsAt = days(30)
    await coffee({ id: 'queued', sendAt: days(14), startsAt, endsAt: startsAt })
    await coffee({ id: 'chosen', state: 'chosen', chosenAt: days(14), holdUntil: days(17), startsAt: days(31) })
    await task({ kind: 'coffee', subject: 'queued', runAt: later({ hours: 50 }) })
    await lookAtClock(deps())
    const [session] = await opened.db.select().from(schema.sessions)
    expect(session?.expiresAt.toString()).toBe(days(180).toString())
    const [state] = await opened.db.select().from(schema.usedStates)
    expect(state?.expiresAt.toString()).toBe(later({ minutes: 20 }).toString())
    const rows = await opened.db.select().from(schema.coffees).orderBy(schema.coffees.id)
    expect(rows.map(({ holdUntil, sendAt }) => (holdUntil ?? sendAt)?.toString())).toEqual([
      later({ hours: 72 }).toString(),
      later({ minutes: 10 }).toString(),
    ])
    expect(rows[1]?.startsAt?.toString()).toBe(startsAt.toString())
    const { 'coffee queued': queued, 'coffee chosen': chosen } = await tasks()
    expect([queued, chosen].map((row) => row?.runAt.toString())).toEqual([now.toString(), now.toString()])
  })

  test('whoever came and was read by a clock of the future came and was read by now', async () => {
    const { db } = opened
    await db.update(schema.users).set({ createdAt: days(14) })
    await db.insert(schema.connections).values({
      id: 'c',
      userId: 'sam',
      provider: 'google',
      issuer: 'i',
      subject: 's',
      email: 'sam@example.org',
      scopes: [],
      state: 'active',
      createdAt: now,
    })
    await db
      .insert(schema.streams)
      .values({ connectionId: 'c', kind: 'mail', phase: 'current', lastSyncedAt: days(14) })
    await db
      .insert(schema.checkpoints)
      .values({ userId: 'sam', until: days(12), basis: 'b', state: 's', madeAt: days(14) })
    await lookAtClock(deps())
    expect((await db.select().from(schema.users)).map(({ createdAt }) => createdAt.toString())).toEqual([
      now.toString(),
      now.toString(),
    ])
    expect(await db.select().from(schema.streams)).toMatchObject([{ startedAt: null, lastSyncedAt: now }])
    expect(await db.select().from(schema.checkpoints)).toMatchObject([{ stale: true }])
  })

  test('a quota that was spent in the future is spent for its burst and no longer, and a turn is taken', async () => {
    const quota = { key: 'q', perMinute: 60, burst: 30 }
    await opened.db.insert(schema.budgets).values([
      { key: 'q', spentUntil: days(14) },
      { key: 'turn|c', spentUntil: days(14) },
    ])
    const refused = await reserveUnits(opened.db, [quota], now, { least: 1, most: 10 })
    expect(refused).toMatchObject({ retryAt: expect.anything() })
    const { retryAt } = refused as { retryAt: Temporal.Instant }
    expect(retryAt.since(now).total('seconds')).toBeLessThanOrEqual(30)
    expect(await reserveUnits(opened.db, [quota], retryAt, { least: 1, most: 10 })).toEqual({ granted: 10 })
    const lease = { leaseId: 'l', leaseUntil: later({ minutes: 2 }), attempts: 0 }
    expect(await takeTurn(opened.db, { kind: 'calendar', subject: 'c', userId: 'sam', ...lease }, now)).not.toBeNull()
  })
})

test('the look is taken at the start, every hour, and as soon as the clock goes back', async () => {
  let at = now
  let elapsed = 0
  const looks: string[] = []
  const db = new Proxy(
    {},
    {
      get() {
        looks.push(at.toString())
        throw new Error('no database')
      },
    },
  ) as never
  const watch = createClockWatch(bareDeps({ db, now: () => at }), () => elapsed)
  const pass = async (minutes: number, ms: number) => {
    at = at.add({ seconds: Math.round(60 * minutes) })
    elapsed += ms
    const before = looks.length
    await watch()
    return looks.length > before
  }
  const minute = 60_000
  expect(await pass(0, 0)).toBe(true)
  expect(await pass(1, minute)).toBe(false)
  expect(await pass(58, 58 * minute)).toBe(false)
  expect(await pass(1, minute)).toBe(true)
  expect(await pass(60 * 336, minute)).toBe(false)
  expect(await pass(-60 * 336, minute)).toBe(true)
  // Set by a second or two, as clocks are.
  expect(await pass(-2 / 60, minute)).toBe(false)
})
