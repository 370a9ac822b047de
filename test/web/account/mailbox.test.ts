/** Connecting a mailbox by a password: what is said first, whose address it is, and what a fault leaves behind. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { connections, identities, provenAddresses, streams, users } from '../../../src/db/schema.ts'
import type { Deps, Mail, Net } from '../../../src/deps.ts'
import { ProviderError } from '../../../src/errors.ts'
import { type MailLogin, passwordRefused, readMailLogin } from '../../../src/providers/login.ts'
import type { LoginProvider, Providers } from '../../../src/providers/provider.ts'
import { tokenPlace } from '../../../src/sync/tokens.ts'
import { openBrowser } from '../../support/visit.ts'
import { createWorld, dump, type World } from '../world.ts'

let world: World
let mails: Mail[]
let said: string[]
let tried: MailLogin[]
let refusal: ProviderError | null

beforeEach(() => {
  mails = []
  said = []
  tried = []
  refusal = null
})
afterEach(() => world.database.close())

const net: Net = {
  addresses: async () => ['192.0.2.1'],
  srv: async (name) =>
    name === '_imaps._tcp.lind.example' ? [{ name: 'in.lind.example', port: 993, priority: 0, weight: 0 }] : [],
  mx: async () => [],
  fetch: async () => new Response('', { status: 404 }),
}

async function open(env: Record<string, string> = {}, more: Partial<Deps> = {}): Promise<Deps> {
  world = await createWorld(env)
  const google = world.deps.providers.get('google')
  if (!google) throw new Error('no provider')
  const { oauth: _, apiOrigins: __, scopes: ___, ...common } = google
  const imap: LoginProvider = { ...common, name: 'imap', issuer: 'imap:', label: 'Mailbox', origins: () => [] }
  return {
    ...world.deps,
    providers: new Map<string, unknown>([
      ['google', google],
      ['imap', imap],
    ]) as unknown as Providers,
    net,
    probeMailbox: async (login) => {
      tried.push(login)
      if (refusal) throw refusal
    },
    say: (words) => said.push(words),
    mailer: {
      send: async (mail) => {
        mails.push(mail)
        return { kind: 'accepted' }
      },
      close: async () => {},
    },
    ...more,
  }
}

const fields = { address: 'Jonas@lind.example', password: 'open sesame' }
const linkIn = (text: string) => new URL(/\S+\/connect\/mailbox\/\S+/.exec(text)?.[0] ?? '').pathname

async function type(deps: Deps, more: Readonly<Record<string, string>> = {}) {
  const browser = openBrowser({ deps })
  const page = await browser.get('/connect/mailbox')
  return { browser, page: await browser.submit(page, { form: '/connect/mailbox', fields: { ...fields, ...more } }) }
}

describe('a newcomer with a mailbox', () => {
  test('reads what a password opens before there is a place to type it', async () => {
    const html = await (await createApp(await open()).request('http://localhost:8787/connect/mailbox')).text()
    const says = html.replace(/\s+/g, ' ')
    expect(says).toContain('This password opens everything: reading, sending, deleting.')
    expect(says.indexOf('This password opens everything')).toBeLessThan(says.indexOf('type="password"'))
    for (const words of [
      'Cannot',
      'Does not',
      'Gmail',
      'iCloud',
      'Fastmail',
      'Posteo',
      'mailbox.org',
      'GMX and Web.de',
      'Yahoo',
      'Proton Mail Bridge',
      'A server of your own',
    ])
      expect(html).toContain(words)
  })

  test('becomes a user only by a link mailed to the address, and is read from then on', async () => {
    const deps = await open()
    const before = await deps.db.select().from(users)
    const { browser, page } = await type(deps)
    expect(page.text).toContain('The password works')
    expect(tried).toEqual([
      { host: 'in.lind.example', port: 993, tls: 'implicit', user: 'Jonas@lind.example', password: 'open sesame' },
    ])
    expect(await deps.db.select().from(users)).toEqual(before)
    expect(mails.map(({ to }) => to)).toEqual(['jonas@lind.example'])
    const path = linkIn(mails[0]?.text ?? '')
    const asked = await browser.get(path)
    expect(await deps.db.select().from(users)).toEqual(before)
    const arrived = await browser.submit(asked, { fields: {} })
    expect(new URL(arrived.url).pathname).toBe('/people')
    const [identity] = (await deps.db.select().from(identities)).filter(({ issuer }) => issuer === 'mailto:')
    expect(identity).toMatchObject({ subject: 'jonas@lind.example', provider: 'imap' })
    const [made] = (await deps.db.select().from(connections)).filter(({ provider }) => provider === 'imap')
    expect(made).toMatchObject({
      subject: 'in.lind.example/jonas@lind.example',
      userId: identity?.userId,
      state: 'active',
    })
    expect(JSON.stringify(made)).not.toContain('sesame')
    if (!made?.refreshToken) throw new Error('no login is kept')
    expect(readMailLogin(await deps.seal.open(made.refreshToken, tokenPlace(made.id, 'refresh'))).password).toBe(
      'open sesame',
    )
    expect(
      (await deps.db.select().from(streams)).some(
        ({ connectionId, kind }) => connectionId === made.id && kind === 'mail',
      ),
    ).toBe(true)
    expect(
      (await deps.db.select().from(provenAddresses)).some(
        ({ address, how }) => address === 'jonas@lind.example' && how === 'link',
      ),
    ).toBe(true)
    // Once only.
    expect((await browser.get(path)).status).toBe(404)
    expect(JSON.stringify(world.logged)).not.toMatch(/sesame|lind\.example/)
  })

  test('finds the link of somebody else’s browser worth nothing', async () => {
    const deps = await open()
    await type(deps)
    const other = await openBrowser({ deps }).get(linkIn(mails[0]?.text ?? ''))
    expect(other.status).toBe(404)
    expect(other.text).toContain('only in the browser in which the password was')
  })

  test('is not let in where the server is closed: no server is asked, no mail leaves, and nothing is stored', async () => {
    const deps = await open({ SIGNUPS: 'sam@example.org,@acme.example' })
    const { page } = await type(deps)
    expect(page.status).toBe(403)
    expect(page.text).toContain('not open to new people')
    expect([tried, mails]).toEqual([[], []])
    expect((await deps.db.select().from(connections)).some(({ provider }) => provider === 'imap')).toBe(false)
  })

  test('without a relay on this machine finds the link in the terminal', async () => {
    const deps = await open({}, { mailer: null })
    const { browser, page } = await type(deps)
    expect(page.text).toContain('Look into the terminal')
    const arrived = await browser.submit(await browser.get(linkIn(said[0] ?? '')), { fields: {} })
    expect(new URL(arrived.url).pathname).toBe('/people')
  })
})

describe('a fault', () => {
  test('is a sentence, and the form keeps everything but the password', async () => {
    const deps = await open()
    refusal = new ProviderError(
      'reconnect',
      {
        en: 'The server does not take this name and password.',
        de: 'The server does not take this name and password.',
      },
      {
        reason: passwordRefused,
      },
    )
    const { page } = await type(deps, { host: 'imap.lind.example', port: '143', tls: 'starttls', user: 'jonas' })
    expect(page.status).toBe(400)
    expect(page.text).toContain('does not take this name and password')
    for (const kept of ['Jonas@lind.example', 'imap.lind.example', '143', 'jonas'])
      expect(page.body).toContain(`value="${kept}"`)
    expect(page.body).not.toContain('sesame')
    expect(mails).toEqual([])
  })

  test('of a domain that says nothing asks for the server', async () => {
    const { page } = await type(await open(), { address: 'x@nowhere.example' })
    expect(page.text).toContain('Type the server yourself')
    expect(tried).toEqual([])
  })
})

test('no page offers to sign in at a mailbox: a password lets nobody in, a mailed link does', async () => {
  const deps = await open()
  for (const path of ['/', '/do/unknown']) {
    const html = await (await createApp(deps).request(`http://localhost:8787${path}`)).text()
    expect(html).not.toContain('/signin/imap')
    expect(html).toContain('/signin/link')
  }
})

describe('somebody who is signed in', () => {
  const send = async (deps: Deps, as: string, whose = as) => {
    const body = new URLSearchParams({ ...fields, csrf: await world.csrf(whose) }).toString()
    const headers = { cookie: `session=${as}-token`, 'content-type': 'application/x-www-form-urlencoded' }
    return createApp(deps).request('http://localhost:8787/connect/mailbox', { method: 'POST', body, headers })
  }

  test('adds none by a form that is not of this browser', async () => {
    const deps = await open()
    const before = await dump(deps)
    expect((await send(deps, 'sam', 'eve')).status).toBe(403)
    expect(await dump(deps)).toBe(before)
  })

  test('adds the mailbox to what is theirs, which proves no address', async () => {
    const deps = await open()
    expect((await send(deps, 'sam')).headers.get('location')).toBe('/people')
    const [made] = (await deps.db.select().from(connections)).filter(({ provider }) => provider === 'imap')
    expect(made?.userId).toBe('sam')
    expect((await deps.db.select().from(provenAddresses)).some(({ address }) => address === 'jonas@lind.example')).toBe(
      false,
    )
    expect((await deps.db.select().from(identities)).some(({ issuer }) => issuer === 'mailto:')).toBe(false)
  })

  test('types the new password of one that was revoked, and it is read again', async () => {
    const deps = await open()
    await send(deps, 'sam')
    await deps.db.update(connections).set({ state: 'reconnect' })
    await send(deps, 'sam')
    const all = (await deps.db.select().from(connections)).filter(({ provider }) => provider === 'imap')
    expect(all.map(({ state, tokenVersion }) => ({ state, tokenVersion }))).toEqual([
      { state: 'active', tokenVersion: 1 },
    ])
  })

  test('cannot have somebody else’s', async () => {
    const deps = await open()
    await send(deps, 'sam')
    const answer = await send(deps, 'eve')
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('already belongs to somebody else')
  })
})

test('where there are no sockets the page says that no mailbox can be reached', async () => {
  const { net: _, probeMailbox: __, ...deps } = await open()
  const html = await (await createApp(deps).request('http://localhost:8787/connect/mailbox')).text()
  expect(html).toContain('no mailbox can be reached by a password')
  expect(html).not.toContain('type="password"')
})
