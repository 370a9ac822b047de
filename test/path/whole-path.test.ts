/** The whole path as its user walks it: over HTTP, the sign-in page included. */
import { setTimeout as wait } from 'node:timers/promises'
import { and, eq, lt } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { listPeople } from '../../src/db/people.ts'
import { facts, tasks, users } from '../../src/db/schema.ts'
import { rank } from '../../src/people/judge/rank.ts'
import { BODY_MARK, tellTruth } from '../../src/sample/history/truth.ts'
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

const truth = tellTruth()

/** How the page says each reason of the script. */
const said: Readonly<Record<(typeof truth.due)[number]['reason'], RegExp>> = {
  owed_reply: /^Their question .+ is still open between you\./,
  unanswered: /^Your message .+ was the last word/,
  series_ended: /^Your series of \d+ meetings .+ ended on/,
  introduction_made: /^You introduced them to .+, and the two went on from there\./,
  introduction_received: /^They introduced you to .+ on \d+ \w+( \d{4})?; you two have been in touch \d+ times since\./,
  moved: /^They have written from .+ has gone quiet\./,
  drift: /^You last wrote to each other about .+ in \w+( \d{4})?\. You used to be in touch/,
}

async function standings() {
  const [user] = await program.deps.db.select().from(users)
  const people = await listPeople(program.deps.db, user?.id ?? '')
  const readBackTo = program.deps.now().subtract({ hours: 24 * 365 })
  return people
    .filter(({ kind }) => kind === 'person')
    .map((person) => ({
      person,
      standing: rank(person, program.deps.now(), readBackTo, { timeZone: 'Europe/Berlin', locale: null }),
    }))
}

/** The people under "Soon", by name. */
async function soon(): Promise<string[]> {
  const { body } = await browser.get('/people?all=1')
  const section = /<section id="soon">.*?<\/section>/s.exec(body)?.[0] ?? ''
  return [...section.matchAll(/<h3><a href="[^"]+">([^<]+)<\/a>/g)].map(([, name]) => name ?? '').toSorted()
}

/** Waits until the people page was worked out from everything that is stored. */
async function whenDerived(check: (names: readonly string[]) => boolean): Promise<string[]> {
  const until = Date.now() + 60_000
  for (;;) {
    const complete = await isWorkedOut()
    const names = await soon()
    if ((complete && check(names)) || Date.now() > until) return names
    await wait(200)
  }
}

/** Whether all that was read is worked out: the names can be right before that, when their reasons are not yet. */
async function isWorkedOut(): Promise<boolean> {
  const hour = program.deps.now().add({ hours: 1 })
  return (await program.deps.db.$count(tasks, and(eq(tasks.kind, 'derive'), lt(tasks.runAt, hour)))) === 0
}

test('the page then names exactly the people whom the script made quiet', async () => {
  const expected = truth.due.map(({ name }) => name).toSorted()
  expect(await whenDerived((names) => names.length === expected.length)).toEqual(expected)
})

test('each of them for the right reason', async () => {
  const found = await standings()
  for (const { addresses, reason, name } of truth.due) {
    const one = found.find(({ person }) => person.addresses.some(({ address }) => address === addresses[0]))
    expect(one?.standing, name).toMatchObject({ due: true, why: expect.stringMatching(said[reason]) })
    expect(one?.person.addresses.map(({ address }) => address).toSorted(), name).toEqual([...addresses].toSorted())
  }
})

test('the owner’s aliases, robots, lists and desks are no people, and nobody who must not be suggested is due', async () => {
  const found = await standings()
  const people = new Set(found.flatMap(({ person }) => person.addresses.map(({ address }) => address)))
  for (const address of [...truth.own, ...truth.robots, ...truth.lists, ...truth.roles])
    expect(people, address).not.toContain(address)
  const due = new Set(
    found
      .filter(({ standing }) => standing.due)
      .flatMap(({ person }) => person.addresses.map(({ address }) => address)),
  )
  for (const { address, reason } of truth.never) expect(due, `${address} (${reason})`).not.toContain(address)
  for (const { address } of truth.inTouch) expect(due, address).not.toContain(address)
})

test('a new message from one of them, and they are not due any more', async () => {
  const someone = truth.due.find(({ name }) => name === 'Maren Okafor')
  expect(await soon()).toContain(someone?.name)
  program.sample.deliver({
    from: { address: someone?.addresses[0] ?? '', name: someone?.name ?? '' },
    to: [{ address: truth.own[0] ?? '' }],
    subject: 'The studio has moved',
  })
  program.jump(program.deps.now().add({ minutes: 31 }))
  loop.wake()
  expect(await whenDerived((names) => !names.includes(someone?.name ?? ''))).not.toContain(someone?.name)
  const exported = await browser.json<{ interactions: { title?: string; kind: string }[] }>('/export.json')
  expect(exported.interactions.filter(({ title }) => title === 'The studio has moved')).toMatchObject([
    { kind: 'received' },
  ])
})

test('of no message a body was ever asked for, and none is stored', async () => {
  for (const { api, query } of program.sample.log) {
    if (!/^(messages|threads|history|events)\./.test(api)) continue
    const asked = new URLSearchParams(query)
    expect(asked.get('fields'), api).toBeTruthy()
    expect(asked.get('fields'), api).not.toMatch(/snippet|body|description|attachments|\*/)
    expect(['metadata', 'minimal', null]).toContain(asked.get('format'))
    expect(asked.has('q')).toBe(false)
  }
  expect(JSON.stringify(await program.deps.db.select().from(facts))).not.toContain(BODY_MARK)
})
