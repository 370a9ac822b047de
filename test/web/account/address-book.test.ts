/** The address book of an account: asked for by itself, explained, read once a day, and taken away again by one press. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listConnections } from '../../../src/db/accounts/connections.ts'
import { addressBooks, contacts, tasks, users } from '../../../src/db/schema.ts'
import type { HeldBook } from '../../../src/providers/contacts.ts'
import { fault } from '../../../src/sample/google/faults.ts'
import { microsoftFault } from '../../../src/sample/microsoft/faults.ts'
import { createReach } from '../../../src/sync/access.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, exportOf, openBrowser } from '../../support/visit.ts'

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

const held = (known: ReadonlyMap<string, string>): HeldBook => ({ position: null, versions: async () => known })

describe.each([
  [
    'google',
    'https://www.googleapis.com/auth/contacts.readonly',
    'people.connections.list',
    'See and download your contacts',
    1,
  ],
  // Where they lie, and what is there.
  ['microsoft', 'Contacts.Read', 'contacts.', 'Read your contacts', 2],
] as const)('at %s', (name, scope, api, words, whole) => {
  const log = () => (name === 'google' ? program.sample.log : (program.microsoft?.log ?? []))
  const asked = () => log().filter((one) => one.api.startsWith(api))

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
    await expect(provider.contacts.next(reach, held(new Map()))).rejects.toMatchObject({ name: 'ProviderError' })
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
    expect(queries).toHaveLength(whole)
    expect(queries.join(' ')).not.toMatch(/biograph|notes|phone|photo|birthYear/i)
    expect((await browser.get('/account')).text).toMatch(new RegExp(`, and ${rows.length} contacts`))
    const known = await program.deps.db.select().from(tasks)
    expect(known.filter(({ kind }) => kind === 'contacts').length).toBeGreaterThan(0)
    // Mail and calendar go on as before.
    const streams = program.deps.providers.get(name)?.streams((await connectionOf(name)).scopes)
    expect(streams).toEqual(['mail', 'calendar'])
  })

  test('is asked for what changed from then on, and where its place is lost for what is not known', async () => {
    const provider = program.deps.providers.get(name)
    const connection = await connectionOf(name)
    if (!provider?.contacts) throw new Error('no provider')
    const known = new Map((await keptOf(name)).map(({ externalId, etag }) => [externalId, etag]))
    const reach = createReach(program.deps, { connection, provider, kind: 'calendar', calls: new Map() })
    const all = await provider.contacts.next(reach, held(known))
    expect([all.contacts, all.gone, all.more]).toEqual([[], [], false])
    const unasked: HeldBook = { position: all.position, versions: () => Promise.reject(new Error('nobody asks')) }
    expect(await provider.contacts.next(reach, unasked)).toMatchObject({ contacts: [], gone: [], more: false })
    const older = new Map([...known, ['gone', 'x']].slice(1) as [string, string][])
    const page = await provider.contacts.next(reach, held(older))
    expect([page.contacts.length, page.gone]).toEqual([1, ['gone']])
  })

  test('that cannot be read says so on the account page and in the export, with the next try, until it is read', async () => {
    const { id } = await connectionOf(name)
    const look = async () => {
      await program.deps.db.update(tasks).set({ runAt: program.deps.now() }).where(eq(tasks.subject, id))
      await program.settle({ minutes: 0 })
    }
    const [faults, broken] =
      name === 'google'
        ? ([program.sample.faults, fault.forbidden] as const)
        : ([program.microsoft?.faults, microsoftFault.accessDenied] as const)
    const [method] = asked().slice(-1)
    faults?.stand(method?.api ?? '', broken)
    await look()
    const page = await browser.get('/account')
    expect(page.text).toContain('Its address book is not read at the moment.')
    expect(page.text).toMatch(
      /Its address book is not read at the moment\. (?:Google|Microsoft) refuses this\..* It is tried again on \w+ \d+ \w+/,
    )
    expect(page.text).not.toContain('Let it read the address book again')
    const { addressBooks: told } = (await exportOf<{ stored: { addressBooks: unknown } }>(browser)).stored
    expect(told).toMatchObject([{ connectionId: id, error: expect.stringContaining('refuses this') }])
    expect(JSON.stringify(told)).not.toContain('token')
    faults?.clear()
    // What nobody foresaw is told as well.
    const source = program.deps.providers.get(name)?.contacts
    const next = source?.next
    Object.assign(source ?? {}, { next: () => Promise.reject(new SyntaxError('unforeseen')) })
    await look()
    expect((await browser.get('/account')).text).toContain(
      'Something in this address book could not be handled. It is tried',
    )
    Object.assign(source ?? {}, { next })
    await look()
    expect((await browser.get('/account')).text).not.toContain('Its address book is not read at the moment.')
  })

  test('is gone by one press, and what is left goes on', async () => {
    const { id } = await connectionOf(name)
    const page = await browser.get('/account')
    await browser.submit(page, { form: `/connections/${id}/contacts`, fields: {} })
    expect(await keptOf(name)).toEqual([])
    expect((await program.deps.db.select().from(addressBooks)).map((one) => one.connectionId)).not.toContain(id)
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
