/** `/metrics`: what whoever runs the server can see of it, and nobody else; read by a parser of somebody else's. */
import parse, { type Family } from 'parse-prometheus-text-format'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { readConfig } from '../../../src/config.ts'
import { alarms, budgets, confirmations, digests, incidents, tasks } from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import { counting } from '../../../src/log.ts'
import { watchVitals } from '../../../src/node/vitals.ts'
import { createReach } from '../../../src/sync/access.ts'
import { createTally } from '../../../src/tally.ts'
import { nothingCounted } from '../../../src/web/welcome/metrics.ts'
import { metricsText } from '../../../src/web/welcome/metrics-text.ts'
import { openTestDatabase } from '../../support/database.ts'
import { base, createWorld, now, type World } from '../world.ts'

const token = 'a-token-of-some-length'
let world: World
let statements = 0
let deps: Deps
beforeAll(async () => {
  world = await createWorld({}, await openTestDatabase(() => statements++))
  deps = { ...world.deps, config: { ...world.deps.config, METRICS_TOKEN: token } }
})
afterAll(() => world.database.close())

const ask = (authorization: string | null = `Bearer ${token}`, { of = deps, counted = nothingCounted() } = {}) =>
  createApp(of, undefined, counted).request(`${base}/metrics`, { headers: authorization ? { authorization } : {} })

/** Every sample as `name{label="value"}` with its value. */
function samplesOf(families: readonly Family[]): Record<string, number> {
  return Object.fromEntries(
    families.flatMap(({ name, metrics }) =>
      metrics.map(({ labels = {}, value }) => {
        const pairs = Object.entries(labels).map(([label, said]) => `${label}=${said}`)
        return [[name.replace('coffee_soon_', ''), ...pairs].join(' '), Number(value)]
      }),
    ),
  )
}

describe('the page of numbers', () => {
  test('is not there without METRICS_TOKEN, as no other page that does not exist', async () => {
    const none = await ask(`Bearer ${token}`, { of: world.deps })
    expect([none.status, await none.text()]).toEqual([404, expect.stringContaining('There is no such page')])
  })

  test('is shown only to who brings the token, and asks the database nothing before', async () => {
    statements = 0
    for (const wrong of [null, 'Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`, token]) {
      const answer = await ask(wrong)
      expect([wrong, answer.status, answer.headers.get('www-authenticate')]).toEqual([wrong, 401, 'Bearer'])
    }
    expect(statements).toBe(0)
    expect((await ask()).status).toBe(200)
  })

  test.each([
    'short',
    'with a blank in it',
    'fünfzehnundmehr-ü',
  ])('a token has to be long and plain: %s', (METRICS_TOKEN) => {
    expect(() => readConfig({ METRICS_TOKEN })).toThrow('METRICS_TOKEN must be at least 16 characters without blanks')
  })

  test('says what the database holds, by kind and state', async () => {
    const { db } = world.deps
    await db.delete(tasks)
    const runAt = now.subtract({ minutes: 4 })
    await db.insert(tasks).values([
      { kind: 'mail', subject: 'a', userId: 'sam', runAt },
      {
        kind: 'mail',
        subject: 'b',
        userId: 'sam',
        runAt: now.subtract({ minutes: 1 }),
        attempts: 2,
        error: 'thrown X',
      },
      { kind: 'letter', subject: 'c', userId: 'sam', runAt: now.add({ hours: 1 }) },
      {
        kind: 'derive',
        subject: 'd',
        userId: 'sam',
        runAt: now.add({ minutes: 2 }),
        leaseId: 'l',
        leaseUntil: now.add({ minutes: 2 }),
      },
    ])
    const letter = { userId: 'sam', letter: {} as never, dropAt: now, createdAt: now.subtract({ hours: 3 }) }
    await db.insert(digests).values([
      { ...letter, id: 'm1', week: '2020-W01', state: 'sent' },
      { ...letter, id: 'm2', week: '2020-W02', state: 'ready' },
      { ...letter, id: 'm3', week: '2020-W03', state: 'sent', createdAt: now.subtract({ hours: 24 * 8 }) },
    ])
    await db
      .insert(confirmations)
      .values({ id: 'c1', userId: 'sam', address: 'x@y.example', state: 'failed', askedAt: now })
    await db.insert(alarms).values({ id: 'a1', userId: 'sam', state: 'queued', askedAt: now })
    await db
      .insert(incidents)
      .values({ id: 'i1', what: 'wake-ups', state: 'untold', count: 4, beganAt: now, seenAt: now })
    await db.insert(budgets).values({ key: 'google|mail', spentUntil: now.add({ seconds: 90 }) })
    const said = samplesOf(parse(await (await ask()).text()))
    expect(said).toMatchObject({
      'tasks_due kind=mail': 2,
      'tasks_oldest_due_seconds kind=mail': 240,
      'tasks_claimed kind=derive': 1,
      'tasks_failing kind=mail': 1,
      'mails kind=letter state=sent': 1,
      'mails kind=letter state=ready': 1,
      'mails kind=letter state=failed': 0,
      'mails kind=confirmation state=failed': 1,
      'mails kind=alarm state=queued': 1,
      'incidents what=wake-ups': 4,
      'quota_spent_ahead_seconds provider=google stream=mail': 90,
    })
    expect(Object.keys(said)).not.toContain('tasks_due kind=letter')
  })

  test('says what this process did: requests, refusals, units, mails and faults, its memory, delay and start', async () => {
    const vitals = watchVitals()
    const tally = createTally(vitals.families)
    const lines: string[] = []
    const log = counting((event) => lines.push(event), tally)
    log('letter', { outcome: 'accepted' })
    log('letter', { outcome: 'accepted' })
    log('choice', { outcome: 'not invited, 409' })
    log('sign-in link', { outcome: 'refused' })
    log('step failed', { kind: 'derive' })
    log('provider fault', { kind: 'throttled', reason: 'sam@example.org' })
    log('page', { route: '/people/:id' })
    expect(lines).toHaveLength(7)
    const refused = { count() {}, ...routeTo('http://127.0.0.1:9') }
    await createReach({ ...deps, tally }, refused)
      .fetch('http://127.0.0.1:9/')
      .catch(() => {})
    await createReach({ ...deps, tally }, refused).budget.take(1, 7)
    const text = await (await ask(`Bearer ${token}`, { of: { ...deps, tally } })).text()
    vitals.close()
    const said = samplesOf(parse(text))
    expect(said).toMatchObject({
      'mails_total kind=letter outcome=accepted': 2,
      'mails_total kind=sign-in link outcome=refused': 1,
      'faults_total fault=step failed kind=derive': 1,
      'faults_total fault=provider fault kind=throttled': 1,
      'provider_requests_total provider=google stream=calendar': 1,
      'provider_refused_total provider=google stream=calendar status=none': 1,
      'provider_units_total provider=google stream=calendar': 7,
    })
    expect(said.process_resident_memory_bytes).toBeGreaterThan(1e7)
    expect(said.process_start_time_seconds).toBeGreaterThan(1.7e9)
    expect(said.nodejs_eventloop_lag_max_seconds).toBeGreaterThanOrEqual(0)
    expect(Object.keys(said).filter((name) => name.startsWith('build_info'))).toEqual([
      `build_info version=0.1.0 node=${process.version}`,
    ])
    expect(text).not.toMatch(/@|\bsam\b|example/)
  })

  test('has a label for nothing that comes from outside, however much is counted', () => {
    const tally = createTally()
    for (let index = 0; index < 5000; index++) tally.count('faults', { fault: `page ${index}` })
    expect(tally.families().flatMap(({ samples }) => samples).length).toBeLessThanOrEqual(200)
  })

  test('asks the database once in ten seconds, however often it is asked', async () => {
    const counted = nothingCounted()
    await ask(undefined, { counted })
    statements = 0
    for (let times = 0; times < 20; times++) expect((await ask(undefined, { counted })).status).toBe(200)
    expect(statements).toBe(0)
  })

  test('escapes what a label and a help may hold', () => {
    const odd = 'a"b\\c\nd{e}=,f'
    const text = metricsText([
      { name: 'odd', help: odd, type: 'gauge', samples: [{ labels: { l: odd }, value: 1.5e-7 }] },
    ])
    expect(text.split('\n')).toHaveLength(4)
    expect(parse(text)).toEqual([
      { name: 'odd', help: odd, type: 'GAUGE', metrics: [{ labels: { l: odd }, value: '1.5e-7' }] },
    ])
  })
})

/** A way to a provider of this name at this origin. */
function routeTo(origin: string) {
  const provider = {
    name: 'google',
    oauth: {},
    apiOrigins: [origin],
    quota: () => ({ account: 6000, project: 600_000 }),
  }
  return {
    provider,
    kind: 'calendar',
    connection: { id: 'k', issuer: 'i', subject: 's' },
    calls: new Map(),
  } as unknown as Parameters<typeof createReach>[1]
}
