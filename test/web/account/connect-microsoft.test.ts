import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { budgets, connections, identities, streams, tasks, users } from '../../../src/db/schema.ts'
import { microsoftFault as fault } from '../../../src/sample/microsoft/faults.ts'
import type { SampleMicrosoft } from '../../../src/sample/microsoft/server.ts'
import { tokenPlace } from '../../../src/sync/tokens.ts'
import type { Browser } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { openBrowser } from '../../support/visit.ts'

let program: Program
let outlook: SampleMicrosoft

async function start() {
  program = await startProgram({ microsoft: true, history: { ...smallHistory(['nobody']), messages: [], events: [] } })
  if (!program.microsoft) throw new Error('no sample')
  outlook = program.microsoft
}

const all = () => program.deps.db.select().from(connections)
const only = async () => {
  const rows = await all()
  expect(rows).toHaveLength(1)
  const [row] = rows
  if (!row) throw new Error('nothing is connected')
  return row
}

/** Walks through the sign-in page of Microsoft. */
async function connect(browser: Browser, path = '/connect/microsoft', asksAdmin = false) {
  const page = await browser.get(path)
  return browser.submit(page, { fields: { decision: 'allow', ...(asksAdmin ? { admin: true } : {}) } })
}

/** So many half hours go by. */
async function pass(times: number) {
  for (let time = 0; time < times; time++) {
    program.jump(program.deps.now().add({ minutes: 30 }))
    await program.settle({ minutes: 5 })
  }
}

describe('connecting a Microsoft account', () => {
  beforeAll(start)
  afterAll(() => program.stop())
  beforeEach(() => program.deps.db.delete(users))

  test('makes a user, signs in and starts reading mail and calendar', async () => {
    const page = await connect(openBrowser(program))
    expect(new URL(page.url).pathname).toBe('/people')
    const connection = await only()
    expect(connection).toMatchObject({ provider: 'microsoft', state: 'active', issuer: outlook.origin })
    expect(connection.subject).toMatch(/^[\w-]{36}\|[\w-]{36}$/)
    expect(connection.scopes).toEqual(expect.arrayContaining(['Mail.ReadBasic', 'Calendars.ReadBasic']))
    expect((await program.deps.db.select().from(tasks)).map(({ kind }) => kind).toSorted()).toEqual([
      'calendar',
      'derive',
      'letter',
      'mail',
    ])
    const row = JSON.stringify(connection)
    expect(connection.refreshToken).toMatch(/^test\./)
    expect(row).not.toContain('1.AXoA')
    expect(row).not.toContain('EwB4')
  })

  test('again, from another browser, is the same user and one account', async () => {
    await connect(openBrowser(program))
    await connect(openBrowser(program))
    await only()
    expect(await program.deps.db.select().from(users)).toHaveLength(1)
  })

  test('while signed in with Google adds it to the same user, and both sign in', async () => {
    const browser = openBrowser(program)
    const consent = await browser.get('/connect/google')
    await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
    await connect(browser)
    expect((await all()).map(({ provider }) => provider).toSorted()).toEqual(['google', 'microsoft'])
    expect(await program.deps.db.select().from(users)).toHaveLength(1)
    expect(await program.deps.db.select().from(identities)).toHaveLength(2)
    const elsewhere = openBrowser(program)
    const page = await connect(elsewhere, '/signin/microsoft?to=/settings')
    expect(new URL(page.url).pathname).toBe('/settings')
  })

  test('for an invitation asks for adding events beside what there is, and keeps the rest', async () => {
    const browser = openBrowser(program)
    await connect(browser)
    await connect(browser, '/connect/microsoft?need=events&to=/people')
    expect((await only()).scopes).toEqual(
      expect.arrayContaining(['Mail.ReadBasic', 'Calendars.ReadBasic', 'Calendars.ReadWrite']),
    )
  })

  test('stores each new refresh token before it is needed, and an older one never overwrites it', async () => {
    await connect(openBrowser(program))
    const stored = async () => {
      const row = await only()
      return program.deps.seal.open(row.refreshToken ?? '', tokenPlace(row.id, 'refresh'))
    }
    const first = await stored()
    program.jump(program.deps.now().add({ hours: 2 }))
    await program.settle()
    const second = await stored()
    expect(second).not.toBe(first)
    program.jump(program.deps.now().add({ hours: 2 }))
    await program.settle()
    const sent = await stored()
    expect(sent).not.toBe(second)
    expect(await only()).toMatchObject({ state: 'active' })
  })

  test('declined connects nothing, and has the link for whoever was told to ask an administrator', async () => {
    const browser = openBrowser(program)
    const page = await browser.submit(await browser.get('/connect/microsoft'), { fields: { decision: 'deny' } })
    expect(page.status).toBe(403)
    expect(page.text).toContain('You did not give the permission, so nothing was connected')
    expect(page.body).toContain('/organizations/v2.0/adminconsent?client_id=')
    expect(await all()).toEqual([])
  })
})

describe('where an administrator has to allow it', () => {
  beforeAll(start)
  afterAll(() => program.stop())

  const linkOn = (body: string) =>
    /value="([^"]*adminconsent[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? 'no link'

  test('a newcomer is told so, has a link to copy, and nothing is connected', async () => {
    const page = await connect(openBrowser(program), '/connect/microsoft', true)
    expect(page.status).toBe(403)
    expect(page.text).toContain('An administrator has to allow this first')
    expect(page.text).not.toMatch(/AADSTS/)
    const link = new URL(linkOn(page.body))
    expect(link.pathname).toBe('/organizations/v2.0/adminconsent')
    expect(link.searchParams.get('scope')).toContain('Calendars.ReadWrite')
    expect(page.links.some(({ href }) => href.startsWith('mailto:?') && href.includes('adminconsent'))).toBe(true)
    expect(await all()).toEqual([])
    expect(await program.deps.db.select().from(users)).toEqual([])
  })

  test('the administrator follows the link, agrees, and is thanked; then connecting goes through', async () => {
    const refused = await connect(openBrowser(program))
    const admin = openBrowser(program)
    const back = await admin.submit(await admin.get(linkOn(refused.body)), { fields: { decision: 'allow' } })
    expect(new URL(back.url).pathname).toBe('/connect/microsoft/callback')
    expect(back.status).toBe(200)
    expect(back.text).toContain('Whoever asked you can connect their account now')
    expect(await all()).toEqual([])
    await connect(openBrowser(program))
    expect(await only()).toMatchObject({ state: 'active' })
  })

  test('who comes back from there with a no, or with anything else, changes nothing', async () => {
    const browser = openBrowser(program)
    for (const query of ['error=access_denied', 'admin_consent=False', 'admin_consent=%3Cb%3E', '']) {
      const page = await browser.get(`/connect/microsoft/callback?${query}`)
      expect(page.text).toContain('Nothing was allowed')
    }
    expect(await only()).toMatchObject({ state: 'active' })
  })

  test('an account whose consent is gone waits, says so with a link, and goes on by itself once they agree', async () => {
    const browser = openBrowser(program)
    await connect(browser)
    await program.settle()
    const before = await only()
    outlook.faults.add('token', fault.adminNeeded, 6)
    program.jump(program.deps.now().add({ hours: 2 }))
    await program.settle()
    expect(await only()).toMatchObject({ state: 'waiting_admin' })
    const page = await browser.get('/people')
    expect(page.text).toContain('An administrator of its organisation has to allow the connection first')
    const way = page.links.find(({ href }) => new URL(href, page.url).pathname === '/connect/microsoft/admin')
    expect(linkOn((await browser.get(way?.href ?? '')).body)).toContain('adminconsent')
    // Nothing is asked of Graph meanwhile, and nobody is asked more often than every quarter of an hour.
    const asked = outlook.log.length
    await program.settle({ minutes: 10 })
    expect(outlook.log.length - asked).toBeLessThanOrEqual(1)
    outlook.faults.clear()
    await pass(4)
    expect(await only()).toMatchObject({ id: before.id, state: 'active', problem: null })
    const read = await program.deps.db.select().from(streams).where(eq(streams.connectionId, before.id))
    expect(read.map(({ phase, error }) => [phase, error])).toEqual([
      ['current', null],
      ['current', null],
    ])
  })

  test('an account whose grant has ended waits from the moment that connecting again ends at an administrator', async () => {
    const browser = openBrowser(program)
    await connect(browser)
    outlook.revoke()
    program.jump(program.deps.now().add({ hours: 2 }))
    await program.settle({ minutes: 11 })
    expect(await only()).toMatchObject({ state: 'reconnect' })
    outlook.requireAdmin()
    const page = await connect(browser)
    expect(page.text).toContain('Waiting for your administrator')
    expect(await only()).toMatchObject({ state: 'waiting_admin' })
    // The old grant is dead: it goes on waiting, until connecting again.
    await pass(4)
    expect(await only()).toMatchObject({ state: 'waiting_admin' })
    outlook.approve()
    await connect(browser)
    await program.settle()
    expect(await only()).toMatchObject({ state: 'active', problem: null })
  })

  test('a wider permission that waits for one leaves the account as it is', async () => {
    const browser = openBrowser(program)
    outlook.requireAdmin()
    await connect(browser, '/signin/microsoft')
    const page = await connect(browser, '/connect/microsoft?need=events&to=/people')
    expect(page.status).toBe(403)
    expect(page.text).toContain('Your account is read as before')
    expect(await only()).toMatchObject({ state: 'active' })
  })
})

describe('mail and calendar of one mailbox', () => {
  beforeAll(start)
  afterAll(() => program.stop())

  test('are read by turns, whoever reads, and neither waits for ever', async () => {
    for (let day = 1; day < 30; day++)
      outlook.deliver({
        from: { address: `person${day}@there.example`, name: 'Somebody' },
        to: [{ address: 'sam@hartley.example' }],
        subject: 'Hello',
      })
    outlook.faults.add('*', fault.delay(30), 40)
    await program.connectMicrosoft()
    await program.settle()
    expect(Math.max(...outlook.log.map(({ inFlight }) => inFlight))).toBe(1)
    const read = await program.deps.db.select().from(streams)
    expect(read.map(({ phase }) => phase)).toEqual(['current', 'current'])
    const rows = await program.deps.db.select().from(budgets)
    expect(rows.filter(({ key }) => key.startsWith('turn|'))).toEqual([])
  })
})

test('a kind of account that asks no administrator has no such page', async () => {
  const alone = await startProgram({ history: { ...smallHistory(['nobody']), messages: [], events: [] } })
  const browser = openBrowser(alone)
  expect((await browser.get('/connect/google/admin')).status).toBe(404)
  expect((await browser.get('/connect/microsoft')).status).toBe(404)
  await alone.stop()
})
