/** Address books of a real CardDAV server: found beside the calendars, read by what changed, and nothing but people in them. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basic } from '../../../src/providers/caldav/ask.ts'
import { createBookSource } from '../../../src/providers/caldav/books.ts'
import { discover, discoverBooks, type Network } from '../../../src/providers/caldav/discover.ts'
import type { BookPosition, ContactPage } from '../../../src/providers/contacts.ts'
import type { Fetch } from '../../../src/providers/types.ts'
import { davCall } from '../../support/caldav.ts'
import { type Radicale, startRadicale, withoutRadicale } from '../../support/radicale.ts'

const user = 'sam@hartley.example'
const password = 'correct horse'
const book = `/${user}/friends/`

let server: Radicale

async function dav(method: string, path: string, body?: string, type = 'application/xml'): Promise<number> {
  const answer = await fetch(`${server.origin}${path}`, {
    method,
    headers: { authorization: basic(user, password), 'content-type': type },
    ...(body === undefined ? {} : { body }),
  })
  await answer.text()
  return answer.status
}

const card = (uid: string, ...lines: string[]) =>
  `${['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, ...lines, 'NOTE:secret', 'TEL:+49 1', 'END:VCARD'].join('\r\n')}\r\n`
const put = (uid: string, ...lines: string[]) => dav('PUT', `${book}${uid}.vcf`, card(uid, ...lines), 'text/vcard')

/** What a database would hold. */
class Held extends Map<string, string> {
  position: BookPosition | null = null
}

/** Reads on until there is no more. */
async function readOn(held: Held, ask: Fetch = fetch) {
  const counts = new Map<string, number>()
  const contacts = { origin: server.origin, home: `${server.origin}/${user}/` }
  const asked: string[] = []
  const call = davCall({
    ...contacts,
    user,
    password,
    now: Temporal.Instant.from('2026-11-30T06:00:00Z'),
    counts,
    fetch: (input, init) => {
      asked.push(String(init?.body ?? ''))
      return ask(input, init)
    },
  })
  const reach = { ...call, token: async () => JSON.stringify({ ...contacts, user, password, contacts }) }
  const all: ContactPage['contacts'][number][] = []
  const gone: string[] = []
  for (;;) {
    const page = await createBookSource().next(reach, { position: held.position, versions: async () => held })
    for (const id of page.gone) held.delete(id)
    for (const { id, etag } of page.contacts) held.set(id, etag)
    held.position = JSON.parse(JSON.stringify(page.position)) as BookPosition | null
    all.push(...page.contacts)
    gone.push(...page.gone)
    if (!page.more) return { contacts: all, gone, counts, asked }
  }
}

describe.skipIf(withoutRadicale)('an address book', () => {
  const held = new Held()

  beforeAll(async () => {
    server = await startRadicale({ users: { [user]: password } })
    await dav('MKCALENDAR', `/${user}/work/`)
    const made = await dav(
      'MKCOL',
      book,
      '<d:mkcol xmlns:d="DAV:" xmlns:a="urn:ietf:params:xml:ns:carddav"><d:set><d:prop><d:resourcetype><d:collection/><a:addressbook/></d:resourcetype></d:prop></d:set></d:mkcol>',
    )
    expect(made).toBe(201)
    await put(
      'one',
      'FN:Anna Berg',
      'N:Berg;Anna;;;',
      'EMAIL:anna@berg.example',
      'EMAIL:ab@acme.example',
      'BDAY:1980-02-29',
    )
    await put('phone', 'FN:Only Phone', 'N:Phone;Only;;;')
  })
  afterAll(() => server?.close())

  test('is found from the calendars of the same account', async () => {
    const net: Network = { srv: async () => [], fetch }
    const wanted = { user, password, server: server.origin }
    const login = await discover(net, wanted)
    expect(await discoverBooks(net, wanted, login)).toEqual({
      origin: server.origin,
      home: `${server.origin}/${encodeURIComponent(user)}/`,
    })
  })

  test('gives names, addresses and days; a card without any is known and not kept, and nothing else is asked for', async () => {
    const { contacts, asked } = await readOn(held)
    const byId = contacts.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(byId.map(({ contact }) => contact)).toMatchObject([
      { names: ['Anna Berg'], addresses: ['anna@berg.example', 'ab@acme.example'], birthday: { month: 2, day: 29 } },
      null,
    ])
    expect(JSON.stringify(contacts)).not.toMatch(/secret|\+49|1980/)
    const body = asked.find((one) => one.includes('addressbook-multiget')) ?? ''
    expect(body).toContain('<a:prop name="EMAIL"/>')
    expect(body).not.toMatch(/NOTE|PHOTO|TEL|allprop/)
  })

  test('without news is one request, however many books there are', async () => {
    const { contacts, counts } = await readOn(held)
    expect(contacts).toEqual([])
    expect([...counts]).toEqual([['caldav.PROPFIND', 1]])
  })

  test('is read on by what changed, and what is gone is gone', async () => {
    await put('two', 'FN:Tom Kroll', 'N:Kroll;Tom;;;', 'EMAIL:tom@kroll.example')
    await dav('DELETE', `${book}one.vcf`)
    const { contacts, gone, asked } = await readOn(held)
    expect(contacts.map(({ contact }) => contact?.names)).toEqual([['Tom Kroll']])
    expect(gone).toHaveLength(1)
    expect(held.size).toBe(2)
    // What changed is told by the server: the book is not listed.
    expect(asked.map((body) => /sync-collection|multiget|propfind/.exec(body)?.[0])).toEqual([
      ...['propfind', 'sync-collection', 'multiget'],
    ])
  })

  test('whose server has forgotten the place is listed, and what has not changed is not read again', async () => {
    await put('two', 'FN:Tom Kroll', 'N:Kroll;Tom;;;', 'EMAIL:tom@kroll.example', 'EMAIL:tk@acme.example')
    const [place = ''] = Object.keys(held.position ?? {})
    held.position = { [place]: 'sync http://radicale.org/ns/sync/0000' }
    const { contacts, gone, asked } = await readOn(held)
    expect(contacts.map(({ contact }) => contact?.addresses.length)).toEqual([2])
    expect(gone).toEqual([])
    expect(asked.map((body) => /sync-collection|multiget|propfind/.exec(body)?.[0])).toEqual([
      ...['propfind', 'sync-collection', 'propfind', 'multiget'],
    ])
  })

  test('is held by its changes as it is read whole, whatever happens in between', async () => {
    const happening = fc.oneof(
      fc.record({
        what: fc.constant('put' as const),
        id: fc.integer({ min: 1, max: 4 }),
        name: fc.integer({ max: 99 }),
      }),
      fc.record({ what: fc.constant('remove' as const), id: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ what: fc.constant('look' as const) }),
      fc.record({ what: fc.constant('lose' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 6 }), async (story) => {
        await readOn(held)
        for (const one of story) {
          if (one.what === 'put') await put(`p${one.id}`, `FN:Friend ${one.name}`, `EMAIL:p${one.id}@p.example`)
          if (one.what === 'remove') await dav('DELETE', `${book}p${one.id}.vcf`)
          if (one.what === 'lose')
            held.position = Object.fromEntries(Object.keys(held.position ?? {}).map((path) => [path, 'sync lost']))
          if (one.what === 'look') await readOn(held)
        }
        await readOn(held)
        const whole = new Held()
        await readOn(whole)
        expect(new Map([...held].toSorted())).toEqual(new Map([...whole].toSorted()))
      }),
      { numRuns: 5 },
    )
    for (const id of [1, 2, 3, 4]) await dav('DELETE', `${book}p${id}.vcf`)
    await readOn(held)
  })

  test('of hundreds of cards is read piece by piece, each card once', async () => {
    const many = Array.from({ length: 210 }, (_, at) =>
      card(`many${at}`, `FN:Friend ${at}`, `EMAIL:f${at}@many.example`),
    )
    expect(await dav('PUT', `/${user}/many/`, many.join(''), 'text/vcard')).toBe(201)
    const { contacts, counts } = await readOn(held)
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(210)
    expect(contacts).toHaveLength(210)
    expect(counts.get('caldav.REPORT')).toBe(6)
  })

  test('goes with all that stood in it once there is no such book any more', async () => {
    await dav('DELETE', `/${user}/many/`)
    const { gone, counts } = await readOn(held)
    expect(new Set(gone).size).toBe(210)
    expect([...counts]).toEqual([['caldav.PROPFIND', 1]])
    expect(held.size).toBe(2)
  })

  test('that its server gives no versions of is read once', async () => {
    const bare: Fetch = async (input, init) => {
      const answer = await fetch(input, init)
      const text = (await answer.text()).replaceAll(/<getetag>[^<]*<\/getetag>/g, '')
      return new Response(text, { status: answer.status, headers: { 'content-type': 'application/xml' } })
    }
    const fresh = new Held()
    expect((await readOn(fresh, bare)).contacts.length).toBe(2)
    expect((await readOn(fresh, bare)).contacts).toEqual([])
  })
})

test('a login without an address book reads none', async () => {
  const now = Temporal.Instant.from('2026-11-30T06:00:00Z')
  const about = { origin: 'https://dav.example', home: 'https://dav.example/', user, password, now, counts: new Map() }
  await expect(
    createBookSource().next(davCall(about), { position: null, versions: async () => new Map() }),
  ).rejects.toMatchObject({ reason: 'no address book' })
})
