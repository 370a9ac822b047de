/** Address books at Google and Microsoft by what changes in them: however it came about, what is held is what is there. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listConnections } from '../../src/db/accounts/connections.ts'
import type { BookPosition, ReportedContact } from '../../src/providers/contacts.ts'
import type { OAuthName } from '../../src/providers/types.ts'
import { fault, usage } from '../../src/sample/google/faults.ts'
import { microsoftFault } from '../../src/sample/microsoft/faults.ts'
import { createReach } from '../../src/sync/access.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

let program: Program
/** Whose each account is. */
const accounts = new Map<OAuthName, string>()

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(), microsoft: true })
})
afterAll(() => program.stop())

function scopesOf(name: OAuthName): readonly string[] {
  const scopes = program.deps.providers.get(name)?.scopes
  return [...new Set([...(scopes?.connect ?? []), ...(scopes?.contacts ?? [])])]
}

/** What a database would hold of one account. */
interface Held {
  readonly rows: Map<string, ReportedContact>
  position: BookPosition | null
}
const nothing = (): Held => ({ rows: new Map(), position: null })

async function reachOf(name: OAuthName) {
  const connections = await listConnections(program.deps.db, accounts.get(name) ?? '')
  const connection = connections.find(({ provider }) => provider === name)
  if (!connection) throw new Error('not connected')
  const provider = program.deps.providers.get(name)
  if (!provider?.contacts) throw new Error('no provider')
  const reach = createReach(program.deps, { connection, provider, kind: 'calendar', calls: new Map() })
  return { reach, source: provider.contacts }
}

/** One look, kept as a database would. It comes minutes after the last one, as looks do: what that spent of the quota is earned back. */
async function look(name: OAuthName, held: Held) {
  program.jump(program.deps.now().add({ minutes: 5 }))
  const { reach, source } = await reachOf(name)
  const versions = async () => new Map([...held.rows].map(([id, { etag }]) => [id, etag]))
  const page = await source.next(reach, { position: held.position, versions })
  for (const id of page.gone) held.rows.delete(id)
  for (const one of page.contacts) held.rows.set(one.id, one)
  held.position = JSON.parse(JSON.stringify(page.position)) as BookPosition | null
  return page
}

const bookOf = (name: OAuthName) => {
  const book = name === 'google' ? program.sample.book : program.microsoft?.book
  if (!book) throw new Error('no sample')
  return book
}
const faultsOf = (name: OAuthName) => {
  const faults = name === 'google' ? program.sample.faults : program.microsoft?.faults
  if (!faults) throw new Error('no sample')
  return faults
}
const logOf = (name: OAuthName) => (name === 'google' ? program.sample.log : (program.microsoft?.log ?? []))
const listApi = { google: 'people.connections.list', microsoft: 'contacts.delta' } as const

const inOrder = (held: Held) => [...held.rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))

const someone = fc.integer({ min: 1, max: 8 }).map((one) => `c${one}`)
const happening = fc.oneof(
  fc.record({
    what: fc.constant('write' as const),
    id: someone,
    name: fc.constantFrom('Ana Berg', 'Tom Kroll', 'Ida'),
  }),
  fc.record({ what: fc.constant('remove' as const), id: someone }),
  fc.record({ what: fc.constant('rename' as const), id: someone }),
  fc.record({ what: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ what: fc.constant('lose' as const) }),
  fc.record({ what: fc.constant('page' as const), size: fc.constantFrom(1, 2, 1000) }),
  fc.record({ what: fc.constant('look' as const) }),
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

function empty(name: OAuthName) {
  const book = bookOf(name)
  for (const { contact } of book.list()) book.remove(contact.id)
}

let renamed = 0
function happen(name: OAuthName, one: Happening) {
  const book = bookOf(name)
  const isThere = (id: string) => book.list().some(({ contact }) => contact.id === id)
  if (one.what === 'write') book.write({ id: one.id, name: one.name, address: `${one.id}@book.example` })
  if (one.what === 'remove' && isThere(one.id)) book.remove(one.id)
  if (one.what === 'rename' && isThere(one.id)) book.rename(one.id, `r${++renamed}`)
  if (one.what === 'wait') program.jump(program.deps.now().add({ hours: one.hours }))
  if (one.what === 'lose') faultsOf(name).add(listApi[name], name === 'google' ? fault.expired : microsoftFault.expired)
  if (one.what === 'page') faultsOf(name).pageSize = one.size
}

describe.each(['google', 'microsoft'] as const)('the address book at %s', (name) => {
  beforeAll(async () => {
    const connect =
      name === 'google' ? program.connect : (scopes: readonly string[]) => program.connectMicrosoft(null, scopes)
    accounts.set(name, await connect(scopesOf(name)))
    faultsOf(name).latencyMs = 0
  })

  // Somebody is in it, whatever the last test left there.
  beforeEach(() => {
    empty(name)
    bookOf(name).write({ id: 'c1', name: 'Ana Berg', address: 'c1@book.example' })
  })

  test('is held by its changes as it is read whole, whatever happens in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 14 }), async (story) => {
        empty(name)
        const held = nothing()
        await look(name, held)
        for (const one of story) {
          happen(name, one)
          if (one.what === 'look') await look(name, held)
        }
        await look(name, held)
        faultsOf(name).clear()
        faultsOf(name).pageSize = 1000
        const whole = nothing()
        await look(name, whole)
        expect(inOrder(held)).toEqual(inOrder(whole))
      }),
      { numRuns: 25 },
    )
  })

  test('costs one request where nothing changed, and tells nothing', async () => {
    const held = nothing()
    await look(name, held)
    const before = logOf(name).length
    expect(await look(name, held)).toMatchObject({ contacts: [], gone: [] })
    expect(logOf(name).slice(before)).toHaveLength(1)
  })

  test('is read whole in the same look where the place in it is lost', async () => {
    const held = nothing()
    await look(name, held)
    bookOf(name).write({ id: 'c1', name: 'New Name' })
    const lost =
      name === 'google'
        ? [fault.expired]
        : [microsoftFault.expired, microsoftFault.syncStateNotFound, microsoftFault.resyncRequired]
    for (const one of lost) {
      faultsOf(name).add(listApi[name], one)
      await look(name, held)
      expect(held.rows.get(name === 'google' ? 'people/c1' : 'c1')?.contact?.names[0]).toBe('New Name')
      expect(held.position).not.toBeNull()
    }
  })

  test('that is empty is read as empty', async () => {
    const held = nothing()
    await look(name, held)
    empty(name)
    await look(name, held)
    expect(inOrder(held)).toEqual([])
    expect((await look(name, nothing())).contacts).toEqual([])
    bookOf(name).write({ id: 'c1', name: 'Ana Berg', address: 'ana@book.example' })
    await look(name, held)
    expect(inOrder(held)).toMatchObject([{ contact: { names: ['Ana Berg'] } }])
  })
})

/** Asks the sample as it is, with the owner's own token. */
async function askGoogle(parameters: Record<string, string>) {
  const { reach } = await reachOf('google')
  const url = new URL('/v1/people/me/connections', program.sample.origin)
  url.search = String(new URLSearchParams(parameters))
  const answer = await fetch(url, { headers: { authorization: `Bearer ${await reach.token()}` } })
  return { status: answer.status, body: (await answer.json()) as { nextPageToken?: string; nextSyncToken?: string } }
}

test('the sample Google refuses what Google refuses: other parameters, a token of a week ago, a page without its token', async () => {
  const asked = { personFields: 'names,metadata', pageSize: '2', requestSyncToken: 'true' }
  for (const id of ['c1', 'c2', 'c3']) bookOf('google').write({ id, name: 'Ana Berg' })
  const first = await askGoogle(asked)
  expect(first.body.nextSyncToken).toBeUndefined()
  const pageToken = first.body.nextPageToken ?? ''
  expect((await askGoogle({ ...asked, pageToken, pageSize: '3' })).status).toBe(400)
  const last = await askGoogle({ ...asked, pageToken })
  const syncToken = last.body.nextSyncToken ?? ''
  expect((await askGoogle({ ...asked, syncToken, personFields: 'names' })).status).toBe(400)
  expect((await askGoogle({ ...asked, syncToken: 'made-up' })).status).toBe(400)
  for (const id of ['c1', 'c2', 'c3']) bookOf('google').write({ id, name: 'Ana Kroll' })
  const changes = await askGoogle({ ...asked, syncToken })
  expect((await askGoogle({ ...asked, pageToken: changes.body.nextPageToken ?? '' })).status).toBe(400)
  const rest = await askGoogle({ ...asked, syncToken, pageToken: changes.body.nextPageToken ?? '' })
  expect(rest.status).toBe(200)
  // A week after everything was read, however often the token was renewed.
  program.jump(program.deps.now().add({ hours: 7 * 24 }))
  const late = await askGoogle({ ...asked, syncToken: rest.body.nextSyncToken ?? '' })
  expect(late).toMatchObject({ status: 400, body: { error: { details: [{ reason: 'EXPIRED_SYNC_TOKEN' }] } } })
})

test('the sample Microsoft tells changes of a folder alone, and takes no other query along', async () => {
  const { reach } = await reachOf('microsoft')
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${await reach.token()}` }
    const answer = await fetch(`${program.microsoft?.origin}/v1.0${path}`, { headers })
    return { status: answer.status, body: (await answer.json()) as { '@odata.deltaLink'?: string } }
  }
  expect((await ask('/me/contacts/delta')).status).toBe(400)
  expect((await ask('/me/contactFolders/elsewhere/contacts/delta')).status).toBe(404)
  const held = nothing()
  await look('microsoft', held)
  const link = new URL(held.position?.link ?? '')
  expect((await ask(`${link.pathname.replace('/v1.0', '')}${link.search}&$select=id`)).status).toBe(400)
  expect((await ask(`${link.pathname.replace('/v1.0', '')}?$filter=id eq 1`)).status).toBe(400)
})

test('a first reading that Google puts off is no place lost: it waits, as it is told to', async () => {
  faultsOf('google').add('people.connections.list', usage(429, 'rateLimitExceeded', 'Quota exceeded', 30))
  await expect(look('google', nothing())).rejects.toMatchObject({ kind: 'throttled' })
})
