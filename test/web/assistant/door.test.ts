/** Who may ask at `/mcp`: a token of an owner's and nothing else, from a program and from no page of another site. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { createPass, revokePass } from '../../../src/db/passes.ts'
import * as schema from '../../../src/db/schema.ts'
import { policy } from '../../../src/policy.ts'
import { sha256 } from '../../../src/seal.ts'
import { nodeDoors } from '../../../src/web/off-node.tsx'
import { deleteAccount } from '../../../src/work/leave.ts'
import { addPerson, createWorld, now, type World } from '../world.ts'
import { fetchOf, makeToken, openAssistant } from './stage.ts'

let world: World
let ask: ReturnType<typeof fetchOf>
beforeAll(async () => {
  world = await createWorld()
  ask = fetchOf(world.deps)
  await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
})
afterAll(() => world.database.close())

const asItWas = structuredClone(policy)
afterEach(() => void Object.assign(policy, structuredClone(asItWas)))

const url = 'http://localhost:8787/mcp'
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
interface Sent {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}
/** Sends what a program of the protocol of 2025 sends, but for what is said otherwise. */
function send(token: string | null, { method = 'POST', headers = {}, body = JSON.stringify(list) }: Sent = {}) {
  const usual = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  return ask(url, {
    method,
    headers: { ...usual, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(method === 'POST' ? { body } : {}),
  })
}

describe('without a token that opens it', () => {
  test('the answer is 401, says how it opens, and is the same whatever is wrong', async () => {
    const { token, id } = await makeToken(world.deps)
    expect((await send(token)).status).toBe(200)
    await revokePass(world.deps.db, { userId: 'sam', id, kind: 'assistant' })
    const feed = `coffee_${'f'.repeat(43)}`
    await createPass(world.deps.db, {
      ...{ id: 'feed', userId: 'sam', kind: 'feed', hash: await sha256(feed), label: 'x', scopes: [], createdAt: now },
    })
    const bodies = new Set<string>()
    for (const given of [token, feed, 'x', `${token}x`, '', 'a'.repeat(9000), `${token} ${token}`]) {
      const answer = await send(given)
      expect([answer.status, answer.headers.get('www-authenticate')], given.slice(0, 20)).toEqual([
        401,
        'Bearer realm="Coffee soon", error="invalid_token"',
      ])
      bodies.add(await answer.text())
    }
    const none = await send(null)
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Coffee soon"'])
    expect(new Set([...bodies, await none.text()]).size).toBe(1)
  })

  test('a browser that is signed in is nobody here', async () => {
    expect((await send(null, { headers: { cookie: 'session=sam-token' } })).status).toBe(401)
  })

  test('a token is taken from the header alone', async () => {
    const { token } = await makeToken(world.deps)
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ ...list, token, access_token: token })
    expect((await ask(`${url}?access_token=${token}&token=${token}`, { method: 'POST', headers, body })).status).toBe(
      401,
    )
  })

  test('nothing of an account opens it once that is deleted', async () => {
    const { token } = await makeToken(world.deps, { userId: 'eve' })
    expect((await send(token)).status).toBe(200)
    await deleteAccount(world.deps, 'eve')
    expect((await send(token)).status).toBe(401)
    expect(await world.deps.db.select().from(schema.passUses)).not.toContainEqual(
      expect.objectContaining({ userId: 'eve' }),
    )
  })
})

describe('with one', () => {
  let token: string
  beforeAll(async () => {
    token = (await makeToken(world.deps)).token
  })

  test.each(['GET', 'HEAD', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('%s is not a way to ask', async (method) => {
    const answer = await send(token, { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['a page of another site, as a browser says', { 'sec-fetch-site': 'cross-site' }],
    ['a name that somebody gave to this machine', { host: 'evil.example:8787' }],
    ['a name that is none', { host: '[' }],
  ])('what comes from %s is refused', async (_, headers) => {
    expect((await send(token, { headers })).status).toBe(403)
  })

  test.each([
    ['this machine by its number', { host: '127.0.0.1:8787' }],
    ['a page of ours', { origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin' }],
  ])('what comes from %s is answered', async (_, headers) => {
    expect((await send(token, { headers })).status).toBe(200)
  })

  test.each([
    [415, { headers: { 'content-type': 'text/plain' } }],
    [415, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' }],
    [413, { body: JSON.stringify({ ...list, filler: 'x'.repeat(70_000) }) }],
    [400, { body: '{' }],
    [400, { body: '' }],
    [400, { body: JSON.stringify([list, list]) }],
    [400, { body: 'null' }],
    [400, { body: '"tools/list"' }],
  ])('what is none of one request in JSON is answered with %i (%#)', async (status, sent) => {
    const answer = await send(token, sent)
    expect(answer.status).toBe(status)
    expect((await answer.json()).jsonrpc).toBe('2.0')
  })

  test('answers are JSON, whole, and kept by nobody', async () => {
    const answer = await send(token)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('mcp-session-id')).toBeNull()
    expect((await answer.json()).result.tools).toHaveLength(5)
  })

  test('nobody listens on a line that stays open', async () => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 'listen:1', method: 'subscriptions/listen', params: {} })
    const answer = await send(token, { body })
    expect(await answer.json()).toEqual({
      jsonrpc: '2.0',
      id: 'listen:1',
      error: { code: -32601, message: expect.any(String) },
    })
  })

  test.each([
    'resources/list',
    'prompts/list',
    'logging/setLevel',
    'completion/complete',
    'no/such',
  ])('%s is not there', async (method) => {
    const answer = await send(token, { body: JSON.stringify({ jsonrpc: '2.0', id: 2, method, params: {} }) })
    expect((await answer.json()).error.code).toBeLessThan(0)
  })

  test('whoever asks too much waits, and nobody else does', async () => {
    Object.assign(policy, { rates: { ...policy.rates, assistant: { burst: 3, perMinute: 1 } } })
    const [busy, calm] = [(await makeToken(world.deps)).token, (await makeToken(world.deps)).token]
    const statuses: number[] = []
    for (let turn = 0; turn < 4; turn++) statuses.push((await send(busy)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const waits = await send(busy)
    expect(Number(waits.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send(calm)).status).toBe(200)
  })

  test('many lines with one token wait as well', async () => {
    Object.assign(policy, { rates: { ...policy.rates, assistantNotes: { burst: 2, perMinute: 1 } } })
    const writer = await openAssistant({
      fetch: ask,
      token: (await makeToken(world.deps, { scopes: ['write'] })).token,
    })
    const line = { person: 'p-maren-okafor-example', text: 'Bring cake' }
    for (let turn = 0; turn < 2; turn++) await writer.ask('note_promise', line)
    await expect(writer.ask('note_promise', line)).rejects.toThrow('so this one was not')
  })

  test('no log holds it, nor what was asked or answered', async () => {
    const assistant = await openAssistant({ fetch: ask, token })
    await assistant.ask('who_is_due')
    const text = JSON.stringify(world.logged)
    for (const secret of [token, token.slice(7), 'Maren', 'okafor']) expect(text).not.toContain(secret)
  })
})

test.each(['handshake', 'each'] as const)('it is reached over a real wire, by the protocol with %s', async (era) => {
  const { token } = await makeToken(world.deps)
  const server = serve({ fetch: createApp(world.deps).fetch, port: 0, hostname: '127.0.0.1' })
  try {
    if (!server.listening) await once(server, 'listening')
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const assistant = await openAssistant({ fetch, base, token, era })
    expect((await assistant.ask('who_is_due')).people[0].untrusted.name).toBe('Maren Okafor')
    await assistant.client.close()
    await expect(openAssistant({ fetch, base, token: 'x'.repeat(43), era })).rejects.toThrow()
  } finally {
    await new Promise((closed) => server.close(closed))
  }
})

test('where it runs on Workers nothing is asked of it: it says that it is not there', async () => {
  const answers = await Promise.all(['POST', 'GET'].map((method) => nodeDoors()[0]?.request('/mcp', { method })))
  expect(answers.map((answer) => answer?.status)).toEqual([404, 404])
  expect(await answers[0]?.json()).toEqual({ error: expect.stringContaining('not answered on this server') })
})
