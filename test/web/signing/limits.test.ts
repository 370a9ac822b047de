/** What costs is bounded by client and by user; answers are not, within any measure of people, scanners and tests. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { ConfigError, readConfig } from '../../../src/config.ts'
import { policy } from '../../../src/policy.ts'
import { browserOf } from '../../../src/web/frame/browser.ts'
import { keyOf } from '../../../src/web/frame/client.ts'
import { createLimiter } from '../../../src/web/frame/limits.ts'
import { addLink } from '../links.ts'
import { addPerson, createWorld, idOf, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example' })
})
afterAll(() => world.database.close())

/** The bounds are small in these tests, and no time passes in which anything is earned back. */
const asItWas = structuredClone(policy.rates)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
  Object.assign(policy.rates, structuredClone(asItWas))
})
const bound = (kind: keyof typeof policy.rates, burst: number) =>
  void Object.assign(policy.rates, { [kind]: { burst, perMinute: 1 } })

/** A request over a connection from this address. */
async function from(address: string, path: string, init: RequestInit = {}, env: Record<string, string> = {}) {
  const config = readConfig({ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret', ...env })
  const app = createApp({ ...world.deps, config })
  return app.request(`http://localhost:8787${path}`, init, { incoming: { socket: { remoteAddress: address } } })
}

/** How many of so many requests were let through, and the first answer that was not. */
async function storm(times: number, ask: () => Promise<Response>) {
  let passed = 0
  for (let index = 0; index < times; index++) {
    const answer = await ask()
    if (answer.status === 429) return { passed, refused: answer }
    passed++
  }
  return { passed, refused: undefined }
}

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

describe('a limit', () => {
  test('takes a burst, says how long to wait, and earns it back', () => {
    let now = 1_000_000
    const limiter = createLimiter(() => now)
    const rate = { burst: 5, perMinute: 6 }
    for (let index = 0; index < 5; index++) {
      expect(limiter.wait('a', rate)).toBe(0)
      limiter.spend('a', rate)
    }
    expect([limiter.wait('a', rate), limiter.wait('b', rate)]).toEqual([10, 0])
    now += 10_000
    expect(limiter.wait('a', rate)).toBe(0)
    limiter.spend('a', rate)
    expect(limiter.wait('a', rate)).toBe(10)
    now += 3_600_000
    for (let index = 0; index < 5; index++) limiter.spend('a', rate)
    expect(limiter.wait('a', rate)).toBe(10)
  })

  test('believes no moment that a wrong clock wrote down', () => {
    let now = 10_000_000_000
    const limiter = createLimiter(() => now)
    const rate = { burst: 2, perMinute: 60 }
    for (let index = 0; index < 9; index++) limiter.spend('a', rate)
    now = 1_000
    expect(limiter.wait('a', rate)).toBeLessThanOrEqual(2)
  })

  test('remembers a bounded number of clients', () => {
    const limiter = createLimiter(() => 0)
    const rate = { burst: 1, perMinute: 1 }
    for (let index = 0; index < 50_000; index++) limiter.spend(`client ${index}`, rate)
    expect(limiter.wait('client 49999', rate)).toBeGreaterThan(0)
    expect(limiter.wait('client 0', rate)).toBe(0)
  })
})

describe('from one client', () => {
  test('hundreds of requests as nobody each get their own answer', async () => {
    const wanted: readonly (readonly [path: string, status: number, init?: RequestInit])[] = [
      ['/people', 302],
      ['/export.json', 403],
      ['/nowhere', 404],
      ['/coffee/wrong', 404],
      ['/account/delete', 403, form({ confirm: 'x' })],
      ['/signin/link/wrong', 404, form({ page: '1' })],
    ]
    for (let round = 0; round < 50; round++)
      for (const [path, status, init] of wanted) expect((await from('127.0.0.1', path, init)).status, path).toBe(status)
  })

  test('asking for links is bounded, told with a time to wait, and leaves others alone', async () => {
    const ask = (client: string) => from(client, '/signin/link', form({ address: 'nobody@nowhere.example' }))
    const { passed, refused } = await storm(policy.rates.link.burst + 5, () => ask('192.0.2.1'))
    expect(passed).toBe(policy.rates.link.burst)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused?.text()).toContain('Try again in')
    expect((await ask('192.0.2.2')).status).toBe(200)
    expect((await from('192.0.2.1', '/signin/link')).status).toBe(200)
  })

  test('sign-ins are bounded', async () => {
    bound('signIn', 10)
    const { passed } = await storm(50, () => from('192.0.2.3', '/connect/google/callback?state=x'))
    expect(passed).toBe(10)
  })

  test('one-click unsubscribe and the probes are never refused', async () => {
    const token = await addLink(world.deps, { purpose: 'unsubscribe' })
    const press = () => from('192.0.2.4', `/unsubscribe/${token}`, form({ 'List-Unsubscribe': 'One-Click' }))
    bound('anybody', 10)
    await storm(50, () => from('192.0.2.4', '/nowhere'))
    expect((await from('192.0.2.4', '/nowhere')).status).toBe(429)
    const answer = await press()
    expect([answer.status, await answer.text()]).toEqual([200, 'OK'])
    expect((await from('192.0.2.4', '/healthz')).status).toBe(200)
  })
})

test('of one user, pages that ask a calendar are bounded, and none of the others', async () => {
  const path = `/people/${idOf('maren@okafor.example')}/coffee`
  bound('live', 5)
  // What asks no calendar costs nothing.
  expect(await storm(30, () => world.get('/people/nobody/coffee', 'sam'))).toMatchObject({ passed: 30 })
  expect(await storm(30, () => world.get(path, 'sam'))).toMatchObject({ passed: 5 })
  expect((await world.get('/people', 'sam')).status).toBe(200)
})

describe('who the client is', () => {
  test('is told by the connection, and by nothing that it says of itself', async () => {
    const ask = (said: string) =>
      from('198.51.100.1', '/connect/google/callback?state=x', { headers: { 'x-forwarded-for': said } })
    bound('signIn', 10)
    let index = 0
    const { passed } = await storm(50, () => ask(`203.0.113.${index++}`))
    expect(passed).toBe(10)
  })

  test('is told by the proxies that are trusted, counted from the nearest', async () => {
    const ask = (said: string, proxies: string) =>
      from(
        '127.0.0.1',
        '/connect/google/callback?state=x',
        { headers: { 'x-forwarded-for': said } },
        { TRUST_PROXY: proxies },
      )
    let index = 0
    bound('signIn', 10)
    const forged = await storm(50, () => ask(`203.0.113.${index++}, 198.51.100.2`, '1'))
    expect(forged.passed).toBe(10)
    expect((await ask('198.51.100.3', '1')).status).toBe(400)
    expect((await ask('198.51.100.2, 198.51.100.9', '2')).status).toBe(429)
  })

  test('is a household of IPv6 addresses, and an IPv4 address however it is written', () => {
    expect(keyOf('2001:db8:1:2:3:4:5:6')).toBe(keyOf('2001:db8:1:2::9'))
    expect(keyOf('2001:db8:1:2::9')).not.toBe(keyOf('2001:db8:1:3::9'))
    expect([keyOf('192.0.2.7:51824'), keyOf('[2001:db8:1:2::9]:443'), keyOf('[::ffff:192.0.2.7]:1')]).toEqual([
      ...['192.0.2.7', keyOf('2001:db8:1:2::9'), '192.0.2.7'],
    ])
    expect([keyOf('::ffff:192.0.2.7'), keyOf('192.0.2.7'), keyOf(undefined), keyOf('')]).toEqual([
      ...['192.0.2.7', '192.0.2.7', null, null],
    ])
  })

  test('TRUST_PROXY is off or a number', () => {
    expect([readConfig({}).TRUST_PROXY, readConfig({ TRUST_PROXY: '2' }).TRUST_PROXY]).toEqual([0, 2])
    for (const value of ['yes', '0', '10', '-1', '1.5'])
      expect(() => readConfig({ TRUST_PROXY: value }), value).toThrow(ConfigError)
  })
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari on an iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome on a Mac',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
    'Samsung Internet on Android',
  ],
  ['<script>alert(1)</script>', 'A browser'],
  [undefined, 'A browser'],
])('of %s it is kept that it is %s', (userAgent, words) => {
  expect(browserOf(userAgent)).toBe(words)
})
