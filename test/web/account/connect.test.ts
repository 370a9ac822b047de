import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connections, identities, sessions, streams, tasks, usedStates, users } from '../../../src/db/schema.ts'
import { calendarScope, eventsScope, mailScope } from '../../../src/providers/google/scopes.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { connect, openBrowser } from '../../support/visit.ts'

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.stop())

const all = () => program.deps.db.select().from(connections)

/** Everybody leaves, so that each test starts with an empty house. */
async function empty() {
  await program.deps.db.delete(users)
}

describe('connecting', () => {
  test('makes a user, signs in and starts reading what was granted', async () => {
    await empty()
    const browser = openBrowser(program)
    const page = await connect(browser)
    expect(new URL(page.url).pathname).toBe('/people')
    const [connection] = await all()
    expect(connection).toMatchObject({ state: 'active', email: 'sam@hartley.example' })
    expect(connection?.scopes).toEqual(expect.arrayContaining([mailScope, calendarScope]))
    expect((await program.deps.db.select().from(tasks)).map((task) => task.kind).toSorted()).toEqual([
      'calendar',
      'derive',
      'letter',
      'mail',
    ])
  })

  test('leaves no token readable in the database', async () => {
    const [connection] = await all()
    expect(connection?.refreshToken).toMatch(/^test\./)
    expect(connection?.accessToken).toMatch(/^test\./)
    const row = JSON.stringify(connection)
    for (const record of program.sample.log) expect(row).not.toContain(record.path)
  })

  test('asks for exactly the scopes it needs, offline, with a challenge by S256', async () => {
    const browser = openBrowser(program)
    const url = new URL((await browser.get('/connect/google')).url)
    expect(url.searchParams.get('scope')?.split(' ').toSorted()).toEqual(
      ['openid', 'email', 'profile', mailScope, calendarScope].toSorted(),
    )
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      access_type: 'offline',
      prompt: 'consent',
      code_challenge_method: 'S256',
      response_type: 'code',
    })
    const events = new URL((await openBrowser(program).get('/connect/google?need=events')).url)
    expect(events.searchParams.get('scope')).toContain(eventsScope)
    const signin = new URL((await openBrowser(program).get('/signin/google')).url)
    expect(signin.searchParams.get('scope')).toBe('openid email profile')
    expect(signin.searchParams.has('prompt')).toBe(false)
  })

  test('with a box left empty reads the rest and says what is missing', async () => {
    await empty()
    const browser = openBrowser(program)
    const page = await connect(browser, [mailScope])
    expect(page.text).toContain('Calendar was left unticked')
    expect((await program.deps.db.select().from(streams)).map((stream) => stream.kind)).toEqual(['mail'])
    await connect(browser)
    expect((await program.deps.db.select().from(streams)).map((stream) => stream.kind).toSorted()).toEqual([
      'calendar',
      'mail',
    ])
    expect(await all()).toHaveLength(1)
  })

  test('with no box ticked connects nothing and says so', async () => {
    await empty()
    const page = await connect(openBrowser(program), [])
    expect(page.status).toBe(400)
    expect(page.text).toContain('No box was ticked')
    expect(await all()).toEqual([])
    expect(await program.deps.db.select().from(users)).toEqual([])
  })

  test('after a refusal connects nothing and says so', async () => {
    await empty()
    const browser = openBrowser(program)
    const consent = await browser.get('/connect/google')
    const page = await browser.submit(consent, { fields: { decision: 'deny' } })
    expect(page.status).toBe(400)
    expect(page.text).toContain('You did not give the permission')
    expect(await all()).toEqual([])
  })

  test('again by its owner from another browser is the same user', async () => {
    await empty()
    await connect(openBrowser(program))
    await connect(openBrowser(program))
    expect(await all()).toHaveLength(1)
    expect(await program.deps.db.select().from(users)).toHaveLength(1)
    expect(await program.deps.db.select().from(sessions)).toHaveLength(2)
  })

  test('an account of somebody else is refused with a sentence', async () => {
    await empty()
    const browser = openBrowser(program)
    await connect(browser)
    for (const user of await program.deps.db.select().from(users))
      await program.deps.db.insert(users).values({ ...user, id: 'other' })
    await program.deps.db.update(connections).set({ userId: 'other' })
    const page = await connect(browser)
    expect(page.status).toBe(409)
    expect(page.text).toContain('belongs to somebody else')
    expect((await all())[0]?.userId).toBe('other')
  })
})

describe('the way back from the provider', () => {
  test('counts once', async () => {
    await empty()
    const seen: string[] = []
    const browser = openBrowser(program, seen)
    await connect(browser)
    const callback = seen.find((url) => url.includes('/callback?')) ?? ''
    const again = await browser.get(callback)
    expect(again.status).toBe(400)
    expect(await program.deps.db.select().from(usedStates)).not.toEqual([])
    expect((await openBrowser(program).get(callback)).text).toContain('another browser')
  })

  test('does not work in another browser than the one that began', async () => {
    await empty()
    const attacker = await openBrowser(program).get('/connect/google')
    const state = new URL(attacker.url).searchParams.get('state')
    const victim = await openBrowser(program).get(`/connect/google/callback?code=x&state=${state}`)
    expect(victim.status).toBe(400)
    expect(await all()).toEqual([])
  })

  test('does not lead to another site', async () => {
    await empty()
    await connect(openBrowser(program))
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const browser = openBrowser(program)
      const consent = await browser.get(`/signin/google?to=${encodeURIComponent(to)}`)
      const page = await browser.submit(consent, { fields: { decision: 'allow' } })
      expect(new URL(page.url).pathname, to).toBe('/people')
    }
    const browser = openBrowser(program)
    const consent = await browser.get('/signin/google?to=/settings')
    expect(new URL((await browser.submit(consent, { fields: { decision: 'allow' } })).url).pathname).toBe('/settings')
  })

  test('HEAD uses nothing up', async () => {
    const browser = openBrowser(program)
    const consent = await browser.get('/connect/google')
    const { createApp } = await import('../../../src/app.tsx')
    const before = await program.deps.db.select().from(usedStates)
    const state = new URL(consent.url).searchParams.get('state')
    const head = await createApp(program.deps).request(`/connect/google/callback?code=x&state=${state}`, {
      method: 'HEAD',
    })
    expect(head.status).toBe(200)
    expect(await program.deps.db.select().from(usedStates)).toEqual(before)
  })
})

describe('signing in', () => {
  test('needs an account that was connected once', async () => {
    await empty()
    const browser = openBrowser(program)
    const page = await browser.submit(await browser.get('/signin/google'), { fields: { decision: 'allow' } })
    expect(page.status).toBe(403)
    expect(page.text).toContain('Connect it first')
    expect(await program.deps.db.select().from(users)).toEqual([])
  })

  test('still works after the account was disconnected, and ends with the user', async () => {
    await empty()
    await connect(openBrowser(program))
    const [connection] = await all()
    await program.deps.db.delete(connections).where(eq(connections.id, connection?.id ?? ''))
    const browser = openBrowser(program)
    expect((await browser.submit(await browser.get('/signin/google'), { fields: { decision: 'allow' } })).status).toBe(
      200,
    )
    await empty()
    expect(await program.deps.db.select().from(identities)).toEqual([])
  })
})

describe('SIGNUPS', () => {
  test.each([
    ['closed', 403],
    ['maren@hartley.example, @other.example', 403],
    ['@ley.example', 403],
    ['sam@hartley.example', 200],
    ['@hartley.example', 200],
    ['open', 200],
  ])('%s answers %i to sam@hartley.example', async (signups, status) => {
    await empty()
    const config = { ...program.deps.config, SIGNUPS: signups }
    const page = await connect(openBrowser({ deps: { ...program.deps, config } }))
    expect(page.status).toBe(status)
    expect(await program.deps.db.select().from(users)).toHaveLength(status === 200 ? 1 : 0)
  })

  test.each([
    ['@hartley.example', 403],
    ['sam@hartley.example', 200],
  ])('%s answers %i to a private Google account with an address at that domain', async (signups, status) => {
    await empty()
    program.sample.host(false)
    try {
      const config = { ...program.deps.config, SIGNUPS: signups }
      expect((await connect(openBrowser({ deps: { ...program.deps, config } }))).status).toBe(status)
    } finally {
      program.sample.host(true)
    }
  })

  test('at gmail.com, where no account is of an organisation, a rule about the domain needs none', () => {
    const google = program.deps.providers.get('google')
    const at = (email: string, hosted?: string) =>
      google?.domainOf({ email, emailVerified: true, ...(hosted ? { hosted } : {}) })
    expect(at('sam@gmail.com')).toBe('gmail.com')
    expect(at('sam@googlemail.com')).toBe('googlemail.com')
    expect(at('sam@acme.example')).toBeUndefined()
    expect(at('sam@acme.example', 'other.example')).toBeUndefined()
    expect(at('sam@acme.example', 'acme.example')).toBe('acme.example')
  })
})
