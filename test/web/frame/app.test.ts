import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import type { Deps } from '../../../src/deps.ts'
import type { Providers } from '../../../src/providers/provider.ts'
import { addPerson, createWorld, dump, idOf, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
})
afterAll(() => world.database.close())
const maren = idOf('maren@okafor.example')

describe('every answer', () => {
  test.each([
    '/',
    '/people',
    '/settings',
    '/account',
    '/status.json',
    '/export.json',
    '/healthz',
    '/readyz',
    '/nowhere',
    '/people/nobody',
  ])('%s carries the headers that keep it to itself', async (path) => {
    const { headers } = await world.get(path, 'sam')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('insists on https where the address is one', async () => {
    const env = {
      BASE_URL: 'https://coffee.example.org',
      HOST: '0.0.0.0',
      DATA_DIR: '/tmp/x',
      SMTP_URL: 'smtp://localhost',
      SIGNUPS: 'open',
    }
    const secure = await createWorld(env)
    expect((await secure.get('/people', 'sam')).status).toBe(200)
    expect((await secure.get('/', 'sam')).headers.get('strict-transport-security')).toContain('max-age=')
    await secure.database.close()
  })

  test('brings no script and no style of its own', async () => {
    for (const path of ['/', '/people', `/people/${maren}`, '/settings', '/account']) {
      const html = await world.text(path, 'sam')
      expect(html).not.toMatch(/<script|<style| style=|javascript:/i)
      expect(html.match(/(?:href|src|action)="(?:https?:)?\/\/[^"]*"/g) ?? []).toEqual([])
    }
  })
})

describe('who is not signed in', () => {
  test.each([
    '/people',
    `/people/${maren}`,
    '/settings',
    '/account',
  ])('is led from %s to the front door, which remembers the way', async (path) => {
    const answer = await world.get(path)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/?to=${encodeURIComponent(path)}`])
    expect(await world.text(`/?to=${encodeURIComponent(path)}`)).toContain(
      `href="/signin/google?to=${encodeURIComponent(path)}"`,
    )
  })

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
  ])('is not led on to %s', async (to) => {
    expect(await world.text(`/?to=${encodeURIComponent(to)}`)).not.toContain('evil')
    expect(await world.text(`/?to=${encodeURIComponent(to)}`)).not.toContain('Sign in to see that page')
  })

  test('is refused every change and every piece of data', async () => {
    const before = await dump(world.deps)
    for (const path of [
      `/people/${maren}/let-go`,
      '/settings',
      '/signout',
      '/account/delete',
      '/connections/sam-google/disconnect',
      '/connections/sam-google/keep',
    ])
      expect((await world.post(path, undefined, { csrf: 'x' })).status).toBe(403)
    expect((await world.get('/status.json')).status).toBe(401)
    expect((await world.get('/export.json')).status).toBe(403)
    expect(await dump(world.deps)).toBe(before)
  })
})

describe('a form', () => {
  const path = `/people/${maren}/let-go`
  test.each([
    ['without its field', { csrf: '' }, {}],
    ['with the field of somebody else', { csrf: 'eve' }, {}],
    ['sent by another site', {}, { origin: 'https://evil.example' }],
    ['sent by a sandboxed frame of another site', {}, { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['sent by a neighbour of this site', {}, { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused', async (_, fields, headers) => {
    const before = await dump(world.deps)
    const filled = 'csrf' in fields && fields.csrf === 'eve' ? { csrf: await world.csrf('eve') } : fields
    const answer = await world.post(path, 'sam', filled as Record<string, string>, {
      headers: headers as Record<string, string>,
    })
    expect(answer.status).toBe(403)
    expect(await dump(world.deps)).toBe(before)
  })

  test.each([
    { origin: 'http://localhost:8787' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
  ])('of our own page is taken: %o', async (headers) => {
    expect(
      (await world.post(`/people/${maren}/keep`, 'sam', {}, { headers: headers as Record<string, string> })).status,
    ).toBe(303)
  })

  test('that is too long, or is none, is refused in words', async () => {
    const long = await world.post(`/people/${maren}/note`, 'sam', { note: 'x'.repeat(70_000) })
    expect([long.status, await long.text()]).toEqual([400, expect.stringContaining('too long')])
    const json = await world.post(path, 'sam', {}, { headers: { 'content-type': 'application/json' } })
    expect(json.status).toBe(400)
    const broken = await world.post(path, 'sam', {}, { headers: { 'content-type': 'multipart/form-data; boundary=x' } })
    expect(broken.status).toBe(400)
  })
})

describe('an address', () => {
  test.each([
    '/',
    '/people',
    `/people/${maren}`,
    '/settings',
    '/account',
    '/status.json',
    '/healthz',
    '/readyz',
  ])('%s answers HEAD like GET, without a body', async (path) => {
    const [get, head] = [await world.get(path, 'sam'), await world.get(path, 'sam', { method: 'HEAD' })]
    expect(head.status).toBe(get.status)
    expect(await head.text()).toBe('')
  })

  test.each([
    ['PUT', '/people', 'GET, HEAD, POST'],
    ['DELETE', '/settings', 'GET, HEAD, POST'],
    ['GET', `/people/${maren}/let-go`, 'POST'],
    ['GET', '/signout', 'POST'],
    ['OPTIONS', '/account', 'GET, HEAD'],
  ])('that does not know %s says so: %s', async (method, path, allow) => {
    const answer = await world.get(path, 'sam', { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
  })

  test('that is none says what to do', async () => {
    const answer = await world.get('/nowhere', 'sam')
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('There is no such page')])
  })
})

test('the front door shows what is read, what never is, and the way in', async () => {
  const html = await world.text('/')
  for (const words of [
    'Connect Google',
    'href="/connect/google"',
    'href="/signin/google"',
    'What it never does',
    'A sample letter',
  ])
    expect(html).toContain(words)
  expect(html).not.toContain('Microsoft')
  expect((await world.get('/', 'sam')).headers.get('location')).toBe('/people')
})

test('with a sample account the front door says that no Google account is touched', async () => {
  const google = world.deps.providers.get('google')
  if (!google) throw new Error('no provider')
  const deps: Deps = {
    ...world.deps,
    providers: new Map([['google', { ...google, sample: true, label: 'sample account' }]]) as unknown as Providers,
  }
  const html = await (await createApp(deps).request('http://localhost:8787/')).text()
  expect(html).toContain('Connect a sample account')
  expect(html).toContain('No Google account is touched')
  expect(html).toContain('GOOGLE_CLIENT_ID')
})

test('while the database does not answer, the server says that it is not well, and shows no data', async () => {
  const broken = await createWorld()
  expect((await broken.get('/healthz')).status).toBe(200)
  await broken.database.close()
  expect((await broken.get('/healthz')).status).toBe(503)
  const page = await broken.get('/people', 'sam')
  expect(page.status).toBe(500)
  const html = await page.text()
  expect(html).toContain('Something went wrong here')
  expect(html).not.toMatch(/select|sessions|PGlite/i)
  expect(broken.logged.map(({ event }) => event)).toContain('page failed')
  expect(JSON.stringify(broken.logged)).not.toMatch(/select|sam/i)
})

test('another name of this machine leads to the one in BASE_URL, where cookies and the way back belong', async () => {
  const app = createApp(world.deps)
  const ask = (host: string, path = '/people?q=x') => app.request(path, { headers: { host } })
  expect((await ask('127.0.0.1:8787')).headers.get('location')).toBe('http://localhost:8787/people?q=x')
  expect((await ask('[::1]:8787', '//evil.example/x')).headers.get('location')).toMatch(/^http:\/\/localhost:8787\//)
  expect((await ask('127.0.0.1:9000', '/')).status).toBe(200)
  expect((await ask('localhost:8787', '/')).status).toBe(200)
})
