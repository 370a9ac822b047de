/** A calendar by password, from its form to what is read of it, at a real server. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { connections, contacts, facts, identities, streams, tasks, users } from '../../../src/db/schema.ts'
import type { Deps, Mail } from '../../../src/deps.ts'
import { ProviderError } from '../../../src/errors.ts'
import { createNet } from '../../../src/node/net/net.ts'
import { basic } from '../../../src/providers/caldav/ask.ts'
import { findCalendar } from '../../../src/providers/caldav/discover.ts'
import { createCaldav } from '../../../src/providers/caldav/provider.ts'
import { readDavLogin } from '../../../src/providers/login.ts'
import type { LoginProvider, Providers } from '../../../src/providers/provider.ts'
import { tokenPlace } from '../../../src/sync/tokens.ts'
import { disconnect } from '../../../src/work/leave.ts'
import { tick } from '../../../src/work/tick.ts'
import { meetingEntry } from '../../support/caldav.ts'
import { type Radicale, startRadicale, withoutRadicale } from '../../support/radicale.ts'
import { openBrowser } from '../../support/visit.ts'
import { createWorld, type World } from '../world.ts'

const owner = 'sam@hartley.example'
const password = 'correct horse'
let world: World
let radicale: Radicale
let mails: Mail[]

async function open({ withMail = false } = {}): Promise<Deps> {
  mails = []
  world = await createWorld({})
  const google = world.deps.providers.get('google')
  if (!google) throw new Error('no provider')
  const { oauth: _, apiOrigins: __, scopes: ___, ...common } = google
  const imap: LoginProvider = { ...common, name: 'imap', issuer: 'imap:', label: 'Mailbox', origins: () => [] }
  const net = createNet({ local: true })
  return {
    ...world.deps,
    providers: new Map<string, unknown>([
      ['google', google],
      ['caldav', createCaldav()],
      ...(withMail ? [['imap', imap] as const] : []),
    ]) as unknown as Providers,
    net,
    probeMailbox: async () => {},
    findCalendar: (wanted) => findCalendar(net, wanted),
    mailer: {
      send: async (mail) => {
        mails.push(mail)
        return { kind: 'accepted' }
      },
      close: async () => {},
    },
  }
}

async function send(deps: Deps, more: Readonly<Record<string, string>> = {}) {
  const body = new URLSearchParams({ address: owner, password, csrf: await world.csrf('sam'), ...more }).toString()
  const headers = { cookie: 'session=sam-token', 'content-type': 'application/x-www-form-urlencoded' }
  return createApp(deps).request('http://localhost:8787/connect/mailbox', { method: 'POST', body, headers })
}

const madeBy = async (deps: Deps, name: string) =>
  (await deps.db.select().from(connections)).filter(({ provider }) => provider === name)

afterEach(() => world.database.close())

describe.skipIf(withoutRadicale)('a calendar alone', () => {
  beforeAll(async () => {
    radicale = await startRadicale({ users: { [owner]: password } })
    const at = `${radicale.origin}/${encodeURIComponent(owner)}/work/`
    const headers = { authorization: basic(owner, password), 'content-type': 'text/calendar' }
    await fetch(at, { method: 'MKCALENDAR', headers: { authorization: headers.authorization } })
    await fetch(`${at}lunch.ics`, { method: 'PUT', headers, body: meetingEntry('lunch', '20261020') })
  })
  afterAll(() => radicale.close())

  test('is connected by its owner, its login sealed, and writes into the owner’s own calendar alone where its server invites nobody', async () => {
    const deps = await open()
    const answer = await send(deps, { server: radicale.origin })
    expect(answer.headers.get('location')).toBe('/people')
    const [made] = await madeBy(deps, 'caldav')
    expect(made).toMatchObject({
      userId: 'sam',
      state: 'active',
      scopes: ['caldav.calendars', 'caldav.own'],
      email: owner,
    })
    expect(JSON.stringify(made)).not.toContain(password)
    if (!made?.refreshToken) throw new Error('no login is kept')
    const login = readDavLogin(await deps.seal.open(made.refreshToken, tokenPlace(made.id, 'refresh')))
    expect(login).toMatchObject({ origin: radicale.origin, user: owner, password })
    const kinds = (await deps.db.select().from(streams)).filter(({ connectionId }) => connectionId === made.id)
    expect(kinds.map(({ kind }) => kind)).toEqual(['calendar'])
    expect(await madeBy(deps, 'imap')).toEqual([])
    expect(JSON.stringify(world.logged)).not.toMatch(/correct horse|hartley/)
  })

  test('is read at its real server, stands in the export and the ledger, and is gone with its login once disconnected', async () => {
    const deps = await open()
    await send(deps, { server: radicale.origin })
    const [made] = await madeBy(deps, 'caldav')
    if (!made) throw new Error('no connection')
    for (let turns = 0; turns < 10 && (await tick(deps)) > 0; turns++);
    const read = (await deps.db.select().from(facts)).filter(({ connectionId }) => connectionId === made.id)
    expect(JSON.stringify(read)).toContain('ana@northlight.example')
    expect(JSON.stringify(read)).not.toContain('Never to be kept')
    const exported = await (
      await createApp(deps).request('http://localhost:8787/export.json', { headers: { cookie: 'session=sam-token' } })
    ).text()
    expect(exported).toMatch(/"provider":\s*"caldav"/)
    expect(exported).toContain('caldav.PROPFIND')
    expect(exported).not.toContain(password)
    await disconnect(deps, 'sam', made.id)
    expect(await madeBy(deps, 'caldav')).toEqual([])
    const left = (await deps.db.select().from(facts)).filter(({ connectionId }) => connectionId === made.id)
    expect(left).toEqual([])
  })

  test('has its address book read where its owner ticks that, until they take it back', async () => {
    const deps = await open()
    const card =
      'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nFN:Ana Ruiz\r\nEMAIL:ana@northlight.example\r\nNOTE:Never to be kept\r\nEND:VCARD\r\n'
    const headers = { authorization: basic(owner, password), 'content-type': 'text/vcard' }
    await fetch(`${radicale.origin}/${encodeURIComponent(owner)}/friends/`, { method: 'PUT', headers, body: card })
    const form = await (
      await createApp(deps).request('http://localhost:8787/connect/mailbox', {
        headers: { cookie: 'session=sam-token' },
      })
    ).text()
    expect(form).toMatch(/<input type="checkbox" name="contacts" value="yes"\s*\/?>/)
    await send(deps, { server: radicale.origin, contacts: 'yes' })
    const [made] = await madeBy(deps, 'caldav')
    expect(made?.scopes).toEqual(['caldav.calendars', 'caldav.own', 'carddav.contacts'])
    for (let turns = 0; turns < 10 && (await tick(deps)) > 0; turns++);
    const rows = await deps.db.select().from(contacts)
    expect(rows).toMatchObject([{ userId: 'sam', names: ['Ana Ruiz'], addresses: ['ana@northlight.example'] }])
    expect(JSON.stringify(rows)).not.toContain('Never')
    const [task] = (await deps.db.select().from(tasks)).filter(({ kind }) => kind === 'contacts')
    expect(task?.runAt.since(deps.now()).total('hours')).toBe(24)
    const page = await world.text('/account', 'sam')
    expect(page).toContain('1 contact')
    const path = `/connections/${made?.id}/contacts`
    const body = new URLSearchParams({ csrf: await world.csrf('sam') }).toString()
    const post = { cookie: 'session=sam-token', 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await createApp(deps).request(`http://localhost:8787${path}`, {
      method: 'POST',
      headers: { ...post, origin: 'http://localhost:8787' },
      body,
    })
    expect(answer.status).toBe(303)
    expect(await deps.db.select().from(contacts)).toEqual([])
    expect((await madeBy(deps, 'caldav'))[0]?.scopes).toEqual(['caldav.calendars', 'caldav.own'])
    expect((await deps.db.select().from(tasks)).map(({ kind }) => kind)).not.toContain('contacts')
  })

  test('makes a newcomer a user only by the link mailed to the address', async () => {
    const deps = await open()
    const before = await deps.db.select().from(users)
    const browser = openBrowser({ deps })
    const page = await browser.submit(await browser.get('/connect/mailbox'), {
      form: '/connect/mailbox',
      fields: { address: owner, password, server: radicale.origin },
    })
    expect(page.text).toContain('The password works')
    expect(await deps.db.select().from(users)).toEqual(before)
    const link = /\S+\/connect\/mailbox\/\S+/.exec(mails[0]?.text ?? '')?.[0] ?? ''
    const asked = await browser.get(new URL(link).pathname)
    expect(asked.text).toContain('Connect this calendar?')
    expect(new URL((await browser.submit(asked, { fields: {} })).url).pathname).toBe('/people')
    const [identity] = (await deps.db.select().from(identities)).filter(({ issuer }) => issuer === 'mailto:')
    expect(identity).toMatchObject({ subject: owner, provider: 'caldav' })
    expect((await madeBy(deps, 'caldav'))[0]?.userId).toBe(identity?.userId)
  })

  test('with a wrong password is a sentence, and nothing is stored', async () => {
    const deps = await open()
    const answer = await send(deps, { server: radicale.origin, password: 'wrong' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('does not take this name and password')
    expect(await madeBy(deps, 'caldav')).toEqual([])
  })

  test('whose password was revoked finds its form filled in, but for the password', async () => {
    const deps = await open()
    await send(deps, { server: radicale.origin })
    await deps.db.update(connections).set({ state: 'reconnect' })
    const headers = { cookie: 'session=sam-token' }
    const html = await (
      await createApp(deps).request('http://localhost:8787/connect/mailbox?what=calendar', { headers })
    ).text()
    expect(html.replace(/\s+/g, ' ')).toContain('The password of this account no longer works')
    expect(html).toContain(`value="${owner}"`)
    expect(html).toContain(`value="${new URL(radicale.origin).host}"`)
    expect(html).not.toContain(password)
    await send(deps, { server: radicale.origin })
    expect((await madeBy(deps, 'caldav')).map(({ state }) => state)).toEqual(['active'])
  })
})

test('where no mailbox can be read, the form offers a calendar alone and says so', async () => {
  const deps = await open()
  const html = await (await createApp(deps).request('http://localhost:8787/connect/mailbox')).text()
  expect(html.replace(/\s+/g, ' ')).toContain('This server cannot read a mailbox by a password yet.')
  expect(html).toContain('name="server"')
  expect(html).not.toContain('name="host"')
})

test('a calendar that is not found never stops the mailbox', async () => {
  const base = await open({ withMail: true })
  const deps: Deps = {
    ...base,
    findCalendar: async () => {
      throw new ProviderError(
        'missing',
        { en: 'No calendars were found there.', de: 'No calendars were found there.' },
        { reason: 'no calendar' },
      )
    },
  }
  const answer = await send(deps, { what: 'both', host: 'imap.hartley.example' })
  expect(answer.status).toBe(200)
  expect((await answer.text()).replace(/\s+/g, ' ')).toContain('Its calendar is not connected: No calendars were found')
  expect(await madeBy(deps, 'imap')).toHaveLength(1)
  expect(await madeBy(deps, 'caldav')).toEqual([])
})

test('Google’s calendar is said to be opened by OAuth only', async () => {
  const deps = await open()
  for (const more of [{ address: 'sam@gmail.com' }, { server: 'https://apidata.googleusercontent.com/caldav/v2/' }]) {
    const answer = await send(deps, more)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('OAuth only')
  }
})
