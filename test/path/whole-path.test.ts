/** The whole path as its user walks it: over HTTP, the sign-in page included. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { type Loop, startLoop } from '../../src/work/tick.ts'
import { type Browser, createBrowser } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

interface Status {
  readonly connections: readonly {
    readonly email: string
    readonly state: string
    readonly streams: readonly {
      kind: string
      phase: string
      done: number
      total: number | null
      error: string | null
    }[]
  }[]
}

let program: Program
let loop: Loop
let browser: Browser

beforeAll(async () => {
  program = await startProgram()
  loop = startLoop(program.deps)
  const app = createApp(program.deps)
  const home = new URL(program.deps.config.BASE_URL).origin
  browser = createBrowser(home, (request) =>
    new URL(request.url).origin === home ? app.fetch(request) : fetch(request),
  )
})

afterAll(async () => {
  await loop.stop()
  await program.stop()
})

test('a newcomer connects the sample account, and its history is read to the end', async () => {
  const landing = await browser.get('/')
  expect(landing.status).toBe(200)
  const consent = await browser.follow(landing, 'Connect a sample account')
  expect(consent.text).toContain('sample account')
  const people = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
  expect(new URL(people.url).pathname).toBe('/people')
  expect(people.status).toBe(200)
  const status = await whenCurrent()
  expect(status.connections.map(({ state }) => state)).toEqual(['active'])
  expect(
    status.connections.flatMap(({ streams }) => streams.map(({ kind, phase }) => `${kind} ${phase}`)).toSorted(),
  ).toEqual(['calendar current', 'mail current'])
  for (const { done, total, error } of status.connections.flatMap(({ streams }) => streams)) {
    expect(error).toBeNull()
    expect(total).toBeGreaterThan(300)
    expect(done).toBe(total)
  }
}, 120_000)

async function whenCurrent(): Promise<Status> {
  const until = Date.now() + 100_000
  for (;;) {
    const status = await browser.json<Status>('/status.json')
    const streams = status.connections.flatMap((connection) => connection.streams)
    if (streams.length > 0 && streams.every(({ phase }) => phase === 'current')) return status
    if (Date.now() > until)
      throw new Error(`not read in time: ${JSON.stringify(status)} ${JSON.stringify(program.events.slice(-5))}`)
    await wait(200)
  }
}
