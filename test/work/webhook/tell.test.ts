/** A program that is told of letters: a real receiver, with every fault that a receiver has. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findWebhook, listWebhookMessages, type WebhookMessage } from '../../../src/db/accounts/webhooks.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import * as schema from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import { createNet, type Resolver } from '../../../src/node/net/net.ts'
import { createSeal } from '../../../src/seal.ts'
import { renewKeys } from '../../../src/work/house/keys.ts'
import { step } from '../../../src/work/step.ts'
import { post } from '../../../src/work/webhook/post.ts'
import { openTarget } from '../../../src/work/webhook/secret.ts'
import { tellOfLetter } from '../../../src/work/webhook/tell.ts'
import { parseHtml } from '../../support/html.ts'
import { testKey } from '../../support/stage.ts'
import { base, now as begin, createWorld, dump, type World } from '../../web/world.ts'

interface Heard {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let world: World
let deps: Deps
let clock: Temporal.Instant
let address: string
let stop: () => void
const heard: Heard[] = []
let answers: ((response: ServerResponse) => unknown)[] = []

beforeAll(async () => {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body })
      ;(answers.shift() ?? status(204))(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
  world = await createWorld()
  const net = createNet({ local: true })
  deps = { ...world.deps, net, now: () => clock }
})
afterAll(async () => {
  stop()
  await world.database.close()
})
beforeEach(async () => {
  clock = begin
  heard.length = 0
  answers = []
  for (const table of [schema.webhookMessages, schema.webhooks, schema.tasks]) await world.deps.db.delete(table)
})

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end()

/** Names the receiver on the page. @returns the secret that the page shows once */
async function name(at = address): Promise<string> {
  const answer = await world.post('/account/webhook', 'sam', { address: at })
  expect(answer.status).toBe(200)
  return /whsec_[A-Za-z0-9+/=]+/.exec(await answer.text())?.[0] ?? ''
}

const ready = (id = 'w48') => deps.db.transaction((tx) => tellOfLetter(tx, { userId: 'sam', id }, clock))

/** Does what is due, a step at a time. @returns how many steps */
async function work(): Promise<number> {
  for (let steps = 0; ; steps++) {
    const [task] = await claimTasks(deps.db, clock, 1, { kind: 'webhook', subject: 'sam' })
    if (!task) return steps
    await step(deps, task)
  }
}

const messages = () => listWebhookMessages(deps.db, 'sam')
const page = async () => parseHtml(await world.text('/account', 'sam'), base).text
const dueAt = async () => (await deps.db.select().from(schema.tasks))[0]?.runAt

describe('once it takes what it is told', () => {
  test('it hears that a letter is ready and where, signed, with no name in it', async () => {
    const secret = await name()
    await ready()
    await work()
    expect(heard).toHaveLength(1)
    const { headers = {} as IncomingHttpHeaders, body = '' } = heard[0] ?? {}
    expect(JSON.parse(body)).toEqual({
      type: 'letter.ready',
      timestamp: begin.toString(),
      data: { id: 'letter_w48', url: `${base}/letter` },
    })
    const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']]
    expect([id, Number(at)]).toEqual(['letter_w48', begin.epochMilliseconds / 1000])
    // By the receiver's own means, as Standard Webhooks describes them.
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const wanted = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${wanted}`)
    expect(headers['content-type']).toBe('application/json')
    expect(await messages()).toMatchObject([{ state: 'taken', attempts: 1 }])
    expect(await page()).toContain('that a letter is ready: on.')
  })

  test('a letter is told of once, however often it is sent; nothing is told where nobody is named', async () => {
    await ready('before')
    await name()
    for (let times = 0; times < 3; times++) await ready()
    await work()
    await ready()
    await work()
    expect(heard).toHaveLength(1)
  })

  test('a test is a button, and tells of no letter', async () => {
    expect((await world.post('/account/webhook/test', 'sam')).status).toBe(404)
    await name()
    expect((await world.get('/account/webhook/test', 'sam')).status).toBe(405)
    expect((await world.post('/account/webhook/test', 'sam')).status).toBe(303)
    await work()
    expect(JSON.parse(heard[0]?.body ?? '{}')).toMatchObject({ type: 'test' })
    expect(await world.text('/account/webhook', 'sam')).toContain('It took the last message on')
  })
})

describe('while it takes nothing', () => {
  test('it is told the same again under the same id, with growing pauses, until it takes it', async () => {
    await name()
    answers = [status(500), status(503), (response) => response.destroy(), status(200)]
    await ready()
    const pauses: number[] = []
    for (let times = 0; times < 4; times++) {
      await work()
      const next = await dueAt()
      if (!next) break
      pauses.push((next.epochMilliseconds - clock.epochMilliseconds) / 1000)
      expect(await page()).toMatch(/It (?:answered 50\d|could not be reached)\. It is tried again by itself\./)
      clock = next
    }
    expect(pauses).toEqual([30, 120, 480])
    expect(heard).toHaveLength(4)
    expect(new Set(heard.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(['letter_w48']))
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
    expect(new Set(heard.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4)
    expect(await messages()).toMatchObject([{ state: 'taken', attempts: 4 }])
    expect(await page()).toContain('that a letter is ready: on.')
  })

  test('one that was being told when a run ended is told again under the same id', async () => {
    await name()
    await ready()
    const [task] = await claimTasks(deps.db, clock, 1, { kind: 'webhook', subject: 'sam' })
    expect(task).toBeDefined()
    clock = clock.add({ hours: 1 })
    await work()
    expect(heard.map(({ headers }) => headers['webhook-id'])).toEqual(['letter_w48'])
  })

  test('after three days it is given up with a sentence, and the next letter is told of all the same', async () => {
    await name()
    answers = Array.from({ length: 100 }, () => status(500))
    await ready()
    for (let times = 0; times < 60; times++) {
      await work()
      const next = await dueAt()
      if (!next) break
      clock = next
    }
    const hours = (clock.epochMilliseconds - begin.epochMilliseconds) / 3_600_000
    expect(hours).toBeGreaterThan(60)
    expect(hours).toBeLessThan(72)
    expect(heard.length).toBeLessThan(25)
    expect(await messages()).toMatchObject([{ state: 'failed' }])
    expect(await page()).toContain('It answered 500, and was given up 3 days after 22 November 2026.')
    answers = []
    await ready('w49')
    await work()
    expect(heard.at(-1)?.headers['webhook-id']).toBe('letter_w49')
    expect(await page()).toContain('that a letter is ready: on.')
  })

  test('one that says that it is gone is told nothing more, and its owner is told', async () => {
    await name()
    answers = [status(410)]
    await ready()
    await work()
    await ready('w49')
    await work()
    expect(heard).toHaveLength(1)
    expect(await page()).toContain(
      'It said that it is gone for good, so nothing is sent there. Name it again to go on.',
    )
    await name()
    await ready('w50')
    await work()
    expect(heard).toHaveLength(2)
  })

  test('a redirect is not followed', async () => {
    await name()
    answers = [status(302, { location: address.replace('told', 'elsewhere') })]
    await ready()
    await work()
    expect(heard.map(({ path }) => path)).toEqual(['/told'])
    expect(await page()).toContain('It leads elsewhere (302), which is not followed.')
  })
})

describe('one request', () => {
  const message: WebhookMessage = {
    id: 'letter_x',
    userId: 'sam',
    kind: 'letter',
    state: 'queued',
    attempts: 0,
    askedAt: begin,
    endedAt: null,
  }
  const to = (at: string) => ({ target: { address: at, secret: 'whsec_AAAA' }, message })
  const names: Resolver = {
    addresses: async (host) => (host === 'in.example' ? ['10.0.0.1'] : []),
    srv: async () => [],
    mx: async () => [],
  }

  test('does not wait for one that never answers', async () => {
    answers = [() => {}]
    expect(await post(deps, to(address), 100)).toEqual({ kind: 'refused', problem: 'did not answer in time' })
  })

  test('counts as taken by its status, and what comes after that is not read', async () => {
    const held: ServerResponse[] = []
    answers = [
      (response) => {
        held.push(response)
        response.writeHead(200)
        response.write('x'.repeat(1000))
      },
    ]
    expect(await post(deps, to(address))).toEqual({ kind: 'taken' })
    expect(held[0]?.writableEnded).toBe(false)
  })

  test.each([
    ['https://in.example/x', 'is inside a private network, which this server does not connect to'],
    ['https://10.0.0.1/x', 'is inside a private network, which this server does not connect to'],
    ['https://nowhere.example/x', 'is at a name that nobody knows'],
    ['http://hooks.example/x', 'is no https address'],
  ])('goes to no %s from a server', async (at, problem) => {
    const server = { ...deps, net: createNet({ local: false }, names) }
    expect(await post(server, to(at))).toEqual({ kind: 'refused', problem })
  })

  test('is spoken by https alone where there is no network of our own, as on Workers', async () => {
    const { net: _, ...workers } = deps
    expect(await post(workers, to(address))).toEqual({ kind: 'refused', problem: 'is no https address' })
    expect(heard).toEqual([])
  })
})

describe('what is kept of it', () => {
  test.each([
    'ftp://hooks.example/x',
    'http://hooks.example/x',
    'https://sam:secret@hooks.example/x',
    'hooks.example',
    'javascript:alert(1)',
    '',
  ])('an address such as "%s" is refused', async (at) => {
    const before = await dump(world.deps)
    expect((await world.post('/account/webhook', 'sam', { address: at })).status).toBe(400)
    expect(await dump(world.deps)).toBe(before)
  })

  test('neither address nor secret lies there in the open, and both move to a new key', async () => {
    const secret = await name()
    const rows = await dump(world.deps)
    expect(rows).not.toContain(secret)
    expect(rows).not.toContain(address)
    const next = { id: 'next', bytes: new Uint8Array(32).fill(9) }
    await renewKeys({ db: world.deps.db, seal: createSeal([next, testKey]), now: () => clock })
    const hook = await findWebhook(world.deps.db, 'sam')
    expect(await openTarget(createSeal([next]), 'sam', hook?.sealed ?? '')).toEqual({ address, secret })
  })

  test('ending it takes all of it away, and no log has the address', async () => {
    await name()
    await ready()
    expect((await world.post('/account/webhook/end', 'eve')).status).toBe(404)
    expect((await world.post('/account/webhook/end', 'sam')).status).toBe(303)
    expect([await findWebhook(deps.db, 'sam'), await messages()]).toEqual([undefined, []])
    await work()
    expect(heard).toEqual([])
    expect(JSON.stringify(world.logged)).not.toMatch(/127\.0\.0\.1|whsec_/)
  })
})
