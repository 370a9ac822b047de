/** The whole program reading the strict sample Outlook: first, along, over moves, removals and faults, and afresh. */

import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { nextDueAt } from '../../../src/db/due.ts'
import { addressesOnRow } from '../../../src/db/fact-rows.ts'
import { calls, connections, facts, streams, tasks } from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import { createProviders } from '../../../src/providers/index.ts'
import { microsoftScopes } from '../../../src/providers/microsoft/scopes.ts'
import { microsoftFault } from '../../../src/sample/microsoft/faults.ts'
import { type SampleMicrosoft, startSampleMicrosoft } from '../../../src/sample/microsoft/server.ts'
import { randomToken } from '../../../src/seal.ts'
import { arriveToConnect } from '../../../src/work/arrive.ts'
import { tick } from '../../../src/work/tick.ts'
import { type Program, startProgram } from '../../support/program.ts'

let program: Program
let sample: SampleMicrosoft
let deps: Deps
/** How many requests it took to sign in. */
let signedIn = 0

beforeAll(async () => {
  program = await startProgram()
  sample = await startSampleMicrosoft({ dir: program.dir, now: program.deps.now })
  deps = { ...program.deps, providers: createProviders(readConfig({}), { microsoft: sample }) }
  await connect()
  signedIn = sample.log.length
}, 60_000)
afterAll(async () => {
  await sample.close()
  await program.stop()
})

/** By this the requests of the test itself are told. */
const own = 'odata.maxpagesize=999'

/** Mail only: what is asked for is what this test counts. */
async function connect() {
  const provider = deps.providers.get('microsoft')
  if (!provider) throw new Error('no provider')
  const request = { state: randomToken(), nonce: randomToken(), verifier: randomToken() }
  const redirectUri = `${deps.config.BASE_URL}/connect/microsoft/callback`
  const scopes = microsoftScopes.connect.filter((scope) => !scope.startsWith('Calendars'))
  const url = await provider.oauth.authorizeUrl({ ...request, redirectUri, scopes, extra: provider.extra.connect })
  const body = new URLSearchParams({ account: 'owner', decision: 'allow' })
  const reply = await fetch(url, { method: 'POST', body, redirect: 'manual' })
  const callback = new URL(reply.headers.get('location') ?? '')
  return arriveToConnect(deps, provider, await provider.oauth.exchange(callback, request), null)
}

/** Works until nothing is due for ten minutes. */
async function settle() {
  for (let steps = 0; steps < 5000; steps++) {
    if ((await tick(deps)) > 0) continue
    const due = await nextDueAt(deps.db)
    if (!due || due.epochMilliseconds > deps.now().add({ minutes: 10 }).epochMilliseconds) return
    program.jump(due)
  }
  throw new Error('the program does not come to rest')
}

/** The next reading after the interval. */
async function syncAgain() {
  program.jump(deps.now().add({ minutes: deps.config.SYNC_INTERVAL_MINUTES + 1 }))
  await settle()
}

const stream = async () => {
  const [row] = await deps.db.select().from(streams).where(eq(streams.kind, 'mail'))
  if (!row) throw new Error('no stream')
  return row
}

const stored = async () =>
  new Map(
    (await deps.db.select().from(facts)).filter(({ kind }) => kind === 'mail').map((fact) => [fact.externalId, fact]),
  )

/** What the sample itself lists in the folders that are followed, asked without this program. */
async function shown(): Promise<Map<string, { folder: string; at: string }>> {
  const token = Object.entries(await tokens()).at(-1)?.[0]
  const ask = async (url: string) => {
    const headers = { authorization: `Bearer ${token}`, prefer: `IdType="ImmutableId", ${own}` }
    const reply = await fetch(url, { headers })
    expect(reply.status).toBe(200)
    return reply.json()
  }
  const found = new Map<string, { folder: string; at: string }>()
  const open = [`${sample.origin}/v1.0/me/mailFolders?$top=100`]
  const never: string[] = []
  for (const name of ['drafts', 'deleteditems', 'junkemail', 'outbox', 'conversationhistory'])
    never.push((await ask(`${sample.origin}/v1.0/me/mailFolders/${name}`)).id)
  for (let url = open.shift(); url; url = open.shift()) {
    const { value } = await ask(url)
    for (const { id, displayName } of value) {
      if (never.includes(id)) continue
      open.push(`${sample.origin}/v1.0/me/mailFolders/${id}/childFolders?$top=100`)
      let next = `${sample.origin}/v1.0/me/mailFolders/${id}/messages/delta?$select=receivedDateTime`
      while (next) {
        const page = await ask(next)
        for (const item of page.value)
          if (!item['@removed']) found.set(item.id, { folder: displayName, at: item.receivedDateTime })
        next = page['@odata.nextLink'] ?? ''
      }
    }
  }
  return found
}

async function tokens(): Promise<Record<string, unknown>> {
  const { readFileSync } = await import('node:fs')
  return JSON.parse(readFileSync(`${program.dir}/microsoft.json`, 'utf8')).access
}

async function expectEqual() {
  const horizon = deps.now().toZonedDateTimeISO('UTC').subtract({ years: deps.config.HISTORY_YEARS }).toInstant()
  const should = [...(await shown())].filter(([, { at }]) => Temporal.Instant.compare(at, horizon) >= 0)
  const is = await stored()
  expect([...is.keys()].sort()).toEqual(should.map(([id]) => id).sort())
  for (const [id, { at }] of should) expect(is.get(id)?.at.toString()).toBe(at)
}

/** What the reading asked for, without what this test asks for itself. */
const asked = () =>
  sample.log.slice(signedIn).filter(({ path, prefer }) => path.startsWith('/v1.0') && !prefer?.includes(own))

describe('the sample Outlook', () => {
  test('is read whole: every message of every folder that is followed, and no other', async () => {
    await settle()
    expect(await stream()).toMatchObject({ phase: 'current', error: null, skipped: {}, generation: 1 })
    const log = asked()
    expect(log.filter(({ status }) => status !== 200).map(({ api, status }) => `${api} ${status}`)).toEqual([])
    expect(Math.max(...log.map(({ inFlight }) => inFlight))).toBe(1)
    expect(log.filter(({ prefer }) => !prefer?.includes('IdType="ImmutableId"'))).toEqual([])
    const first = log.filter(({ api, query }) => api === 'messages.delta' && !query.includes('token'))
    expect(first.map(({ query }) => new URLSearchParams(query).get('$select')).join()).not.toMatch(
      /body|preview|header|attach/i,
    )
    expect(first.every(({ query }) => query.includes('select'))).toBe(true)
    const counted = await deps.db.select().from(calls)
    const seen = Object.groupBy(log, ({ api }) => api)
    expect(Object.fromEntries(counted.map(({ method, count }) => [method, count]))).toEqual(
      Object.fromEntries(Object.entries(seen).map(([api, requests]) => [api, requests?.length])),
    )
    await expectEqual()
    expect((await stored()).size).toBeGreaterThan(100)
    expect((await stream()).done).toBe((await stored()).size)
  }, 60_000)

  test('knows what the owner sent, and senders without an address as nobody', async () => {
    const all = [...(await stored()).values()]
    const [connection] = await deps.db.select().from(connections)
    const mine = all.filter(({ outgoing }) => outgoing)
    expect(mine.length).toBeGreaterThan(20)
    expect(mine.every(({ mail }) => mail?.from?.[0] === connection?.email)).toBe(true)
    expect(all.some(({ mail }) => mail?.from === null)).toBe(true)
    expect(all.flatMap(addressesOnRow).every((address) => /^[^/@\s]+@[^@\s]+$/.test(address))).toBe(true)
  })

  test('keeps no word of a body', async () => {
    const text = JSON.stringify([...(await stored()).values()])
    const id = [...(await stored()).keys()].at(-1)
    const token = Object.keys(await tokens()).at(-1)
    const headers = { authorization: `Bearer ${token}`, prefer: `IdType="ImmutableId", ${own}` }
    const whole = await (await fetch(`${sample.origin}/v1.0/me/messages/${id}`, { headers })).json()
    expect(whole.bodyPreview.length).toBeGreaterThan(10)
    expect(text).not.toContain(whole.bodyPreview.slice(0, 40))
  })
})

describe('read along', () => {
  test('arrivals, moves, removals, a new folder and returns from the bin all come in, and nothing is lost', async () => {
    const ids = [...(await shown())].filter(([, { folder }]) => folder === 'Posteingang').map(([id]) => id)
    const [moved, binned, removed, archived, filed] = ids as [string, string, string, string, string]
    sample.move(moved, 'archive')
    sample.move(binned, 'deleteditems')
    sample.remove(removed)
    sample.move(archived, 'sentitems')
    const folder = sample.addFolder('Harbour', 'inbox')
    sample.move(filed, folder)
    const from = { address: 'new@elsewhere.example', name: 'New Person' }
    const owner = (await deps.db.select().from(connections))[0]?.email ?? ''
    const { id } = sample.deliver({ from, to: [{ address: owner }], subject: 'Hello' })
    await syncAgain()
    const now = await stored()
    expect([moved, archived, filed, id].every((one) => now.has(one))).toBe(true)
    expect([binned, removed].some((one) => now.has(one))).toBe(false)
    expect(now.get(archived)?.outgoing).toBe(false)
    await expectEqual()
    sample.move(binned, 'inbox')
    sample.move(moved, 'junkemail')
    await syncAgain()
    await expectEqual()
    expect((await stream()).generation).toBe(1)
  }, 60_000)

  test.each([
    ['the token expired', 'messages.delta', microsoftFault.expired],
    ['syncStateNotFound', 'messages.delta', microsoftFault.syncStateNotFound],
    ['resyncRequired', 'messages.delta', microsoftFault.resyncRequired],
  ])(
    '%s: a new snapshot comes to the same',
    async (_, api, fault) => {
      const { generation } = await stream()
      // A second lost position within a day would wait.
      await deps.db.update(streams).set({ restarts: 0, restartedAt: null })
      sample.faults.add(api, fault)
      const [gone] = [...(await stored()).keys()]
      sample.remove(gone ?? '')
      await syncAgain()
      expect(await stream()).toMatchObject({ phase: 'current', error: null, generation: generation + 1 })
      await expectEqual()
    },
    60_000,
  )

  test.each([
    ['429 with ten minutes', microsoftFault.throttled(600), 598, 601],
    ['429 of too many at once', microsoftFault.concurrency(), 0, 3],
    ['503', microsoftFault.unavailable(), 13, 16],
    ['504 with a time', microsoftFault.gatewayTimeout(90), 88, 91],
    ['502 in HTML', microsoftFault.badGateway, 13, 16],
    ['an answer cut short', microsoftFault.truncated, 13, 16],
    ['a broken connection', microsoftFault.reset, 13, 16],
  ])(
    '%s costs no waiting in the step, is said, and loses nothing',
    async (_, fault, least, most) => {
      sample.faults.add('messages.delta', fault)
      sample.deliver({ from: { address: 'new@elsewhere.example' }, to: [{ address: 'x@y.example' }], subject: 'Hello' })
      program.jump(deps.now().add({ minutes: deps.config.SYNC_INTERVAL_MINUTES + 1 }))
      while (sample.faults.waiting > 0) await tick(deps, 1)
      expect(await stream()).toMatchObject({ phase: 'waiting' })
      const [duty] = await deps.db.select().from(tasks).where(eq(tasks.kind, 'mail'))
      const seconds = duty?.runAt.since(deps.now()).total('seconds') ?? Number.NaN
      expect(seconds).toBeGreaterThanOrEqual(least)
      expect(seconds).toBeLessThanOrEqual(most)
      program.jump(deps.now().add({ seconds: Math.ceil(seconds) + 1 }))
      await settle()
      expect(await stream()).toMatchObject({ phase: 'current', error: null })
      await expectEqual()
    },
    60_000,
  )

  test('an empty page goes on', async () => {
    sample.faults.add('messages.delta', microsoftFault.emptyPage)
    sample.faults.add('mailFolders.list', microsoftFault.emptyPage)
    sample.deliver({ from: { address: 'new@elsewhere.example' }, to: [{ address: 'x@y.example' }], subject: 'Again' })
    await syncAgain()
    await expectEqual()
  }, 60_000)

  test('a token that ran out is renewed, one that is refused once too', async () => {
    sample.faults.add('messages.delta', microsoftFault.unauthorized)
    program.jump(deps.now().add({ hours: 5 }))
    await settle()
    expect(await stream()).toMatchObject({ phase: 'current', error: null })
  }, 60_000)
})

test('in all of it never two requests were under way, and none asked for a text, a header or an attachment', () => {
  const log = asked()
  expect(log.length).toBeGreaterThan(100)
  expect(Math.max(...log.map(({ inFlight }) => inFlight))).toBe(1)
  expect(log.map(({ path, query }) => `${path}${query}`).join()).not.toMatch(
    /body|preview|header|attachment|\$value|expand/i,
  )
  const whole = log.filter(({ api, query }) => /^messages/.test(api) && !/select=|skiptoken=|deltatoken=/.test(query))
  expect(whole).toEqual([])
})
