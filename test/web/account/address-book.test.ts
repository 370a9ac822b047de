/** The address book of an account: asked for by itself, explained, read once a day, and taken away again by one press. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listConnections } from '../../../src/db/accounts/connections.ts'
import { contacts, tasks, users } from '../../../src/db/schema.ts'
import { createReach } from '../../../src/sync/access.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, openBrowser } from '../../support/visit.ts'

let program: Program
let browser: ReturnType<typeof openBrowser>
let userId: string

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(), microsoft: true })
  browser = openBrowser(program)
  await connect(browser)
  const consent = await browser.get('/connect/microsoft')
  await browser.submit(consent, { fields: { decision: 'allow' } })
  await program.settle()
  userId = (await program.deps.db.select().from(users))[0]?.id ?? ''
})
afterAll(() => program.stop())

const connectionOf = async (name: string) => {
  const found = (await listConnections(program.deps.db, userId)).find(({ provider }) => provider === name)
  if (!found) throw new Error('not connected')
  return found
}
const keptOf = async (name: string) => {
  const { id } = await connectionOf(name)
  return (await program.deps.db.select().from(contacts)).filter(({ connectionId }) => connectionId === id)
}

describe.each([
  [
    'google',
    'https://www.googleapis.com/auth/contacts.readonly',
    'people.connections.list',
    'See and download your contacts',
  ],
  ['microsoft', 'Contacts.Read', 'contacts.list', 'Read your contacts'],
] as const)('at %s', (name, scope, api, words) => {
  const log = () => (name === 'google' ? program.sample.log : (program.microsoft?.log ?? []))
  const asked = () => log().filter((one) => one.api === api)

  test('is off, explained in the provider’s own words, and refused without its permission', async () => {
    const page = await browser.get('/account')
    expect(page.text).toContain('Its address book is not read')
    expect(page.text).toContain(`calls this permission “${words}”`)
    expect(asked()).toEqual([])
    const connection = await connectionOf(name)
    expect(connection.scopes).not.toContain(scope)
    const provider = program.deps.providers.get(name)
    if (!provider?.contacts) throw new Error('no provider')
    const reach = createReach(program.deps, { connection, provider, kind: 'calendar', calls: new Map() })
    await expect(provider.contacts.next(reach, new Map())).rejects.toMatchObject({ name: 'ProviderError' })
    expect(asked().at(-1)?.status).toBe(403)
  })

  test('is read once it is given: names, addresses and days, and nothing else is asked for', async () => {
    const before = asked().length
    const consent = await browser.get(`/connect/${name}?need=contacts&to=/account`)
    const allowed = name === 'google' ? { scope: true as const, decision: 'allow' } : { decision: 'allow' }
    const page = await browser.submit(consent, { fields: allowed })
    expect(new URL(page.url).pathname).toBe('/account')
    expect((await connectionOf(name)).scopes).toContain(scope)
    await program.settle()
    const rows = await keptOf(name)
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.every(({ names, addresses, birthDay }) => names[0] && addresses[0] && birthDay)).toBe(true)
    expect(JSON.stringify(rows)).not.toMatch(/nobody’s business|1234567|1980/)
    const queries = asked()
      .slice(before)
      .map(({ query }) => decodeURIComponent(query ?? ''))
    expect(queries).toHaveLength(1)
    expect(queries[0]).not.toMatch(/biograph|notes|phone|photo|birthYear/i)
    expect((await browser.get('/account')).text).toMatch(new RegExp(`, and ${rows.length} contacts`))
    const known = await program.deps.db.select().from(tasks)
    expect(known.filter(({ kind }) => kind === 'contacts').length).toBeGreaterThan(0)
    // Mail and calendar go on as before.
    const streams = program.deps.providers.get(name)?.streams((await connectionOf(name)).scopes)
    expect(streams).toEqual(['mail', 'calendar'])
  })

  test('is not asked for what is known', async () => {
    const provider = program.deps.providers.get(name)
    const connection = await connectionOf(name)
    if (!provider?.contacts) throw new Error('no provider')
    const known = new Map((await keptOf(name)).map(({ externalId, etag }) => [externalId, etag]))
    const reach = createReach(program.deps, { connection, provider, kind: 'calendar', calls: new Map() })
    expect(await provider.contacts.next(reach, known)).toEqual({ contacts: [], gone: [], more: false })
    const older = new Map([...known, ['gone', 'x']].slice(1) as [string, string][])
    const page = await provider.contacts.next(reach, older)
    expect([page.contacts.length, page.gone]).toEqual([1, ['gone']])
  })

  test('is gone by one press, and what is left goes on', async () => {
    const { id } = await connectionOf(name)
    const page = await browser.get('/account')
    await browser.submit(page, { form: `/connections/${id}/contacts`, fields: {} })
    expect(await keptOf(name)).toEqual([])
    const left = await connectionOf(name)
    expect([left.state, left.scopes.includes(scope)]).toEqual(['active', false])
    const count = asked().length
    // What a token carries from before is no wish of its owner's.
    const consent = await browser.get(`/connect/${name}`)
    await browser.submit(consent, { fields: { ...(name === 'google' ? { scope: true } : {}), decision: 'allow' } })
    expect((await connectionOf(name)).scopes).not.toContain(scope)
    await program.settle()
    expect(asked()).toHaveLength(count)
  })
})
