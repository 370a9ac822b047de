import { expect, test } from 'vitest'
import { discover } from '../../../src/providers/caldav/discover.ts'

const multi = (inside: string) =>
  new Response(
    `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/</d:href><d:propstat><d:prop>${inside}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`,
    { status: 207, headers: { 'content-type': 'application/xml' } },
  )
const led = (location: string) => new Response(null, { status: 301, headers: { location } })

function network(answers: Readonly<Record<string, () => Response>>) {
  const asked: string[] = []
  const fetch = async (input: string | URL | Request) => {
    asked.push(String(input))
    return answers[String(input)]?.() ?? new Response('', { status: 404 })
  }
  return { asked, net: { fetch, srv: async () => [] } }
}

test('a server may lead to another host of the same registered domain, as iCloud does', async () => {
  const { net } = network({
    'https://caldav.icloud.example/.well-known/caldav': () => led('/'),
    'https://caldav.icloud.example/': () =>
      multi('<d:current-user-principal><d:href>/1/principal/</d:href></d:current-user-principal>'),
    'https://caldav.icloud.example/1/principal/': () =>
      multi(
        '<c:calendar-home-set><d:href>https://p12-caldav.icloud.example:443/1/calendars/</d:href></c:calendar-home-set>',
      ),
  })
  expect(await discover(net, { user: 'sam', password: 'x', server: 'caldav.icloud.example' })).toMatchObject({
    origin: 'https://p12-caldav.icloud.example',
    home: 'https://p12-caldav.icloud.example/1/calendars/',
  })
})

test('a password is shown to no other server, and to none without https', async () => {
  for (const elsewhere of ['https://evil.example/', 'http://cal.good.example/', 'https://other.co.uk/']) {
    const { net, asked } = network({
      'https://cal.good.example/.well-known/caldav': () => led(elsewhere),
    })
    await expect(discover(net, { user: 'sam', password: 'x', server: 'cal.good.example' })).rejects.toMatchObject({
      reason: 'origin',
    })
    expect(asked).not.toContain(elsewhere)
  }
  const uk = network({ 'https://one.co.uk/.well-known/caldav': () => led('https://two.co.uk/') })
  await expect(discover(uk.net, { user: 'sam', password: 'x', address: 'sam@one.co.uk' })).rejects.toMatchObject({
    reason: 'origin',
  })
})

test('the path that a domain gives beside its server is tried first, and only a path of that server', async () => {
  const answers = {
    'https://dav.good.example/calendars/': () =>
      multi('<c:calendar-home-set><d:href>/home/sam/</d:href></c:calendar-home-set>'),
  }
  const find = (record: string) => {
    const { net, asked } = network(answers)
    const srv = async () => [{ name: 'dav.good.example.', port: 443 }]
    const found = discover({ ...net, srv, txt: async () => ['v=1', record] }, { ...sam, address: 'sam@good.example' })
    return found.then(
      ({ home }) => ({ home, asked }),
      () => ({ home: null, asked }),
    )
  }
  const { home, asked } = await find('path=/calendars/')
  expect(home).toBe('https://dav.good.example/home/sam/')
  expect(asked).toEqual(['https://dav.good.example/calendars/'])
  for (const record of ['path=//evil.example/', 'path=https://evil.example/', 'path=/\\\\evil.example/', 'path=']) {
    const { asked: hosts } = await find(record)
    expect(hosts.map((one) => new URL(one).host)).not.toContain('evil.example')
  }
})

const sam = { user: 'sam', password: 'x' }
