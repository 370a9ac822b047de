/** Where this server connects to when somebody names a server: never into its own network. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNet, type Resolver } from '../../../src/node/net/net.ts'
import { isOpenAddress, isOwnAddress } from '../../../src/node/net/private.ts'

const names = (table: Readonly<Record<string, readonly string[]>>): Resolver => ({
  addresses: async (host) => table[host] ?? [],
  srv: async () => [],
  mx: async () => [],
})

const inside = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.0.8',
  '198.18.0.1',
  '224.0.0.1',
  '239.1.1.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd12:3456::1',
  'fec0::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2002:c0a8:101::1',
  '2001::1',
  '2001:db8::1',
  '100::1',
  'not an address',
  '',
]
const outside = [
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.169.0.1',
  '2606:4700::1111',
  '2a01:4f8::1',
]

describe('addresses', () => {
  test.each(inside)('%s is of no open internet', (address) => expect(isOpenAddress(address)).toBe(false))
  test.each(outside)('%s is', (address) => expect(isOpenAddress(address)).toBe(true))
  test('this machine is 127.0.0.0/8 and ::1', () => {
    expect(['127.0.0.1', '127.1.2.3', '::1'].every(isOwnAddress)).toBe(true)
    expect(['10.0.0.1', '8.8.8.8', '::2', 'x'].some(isOwnAddress)).toBe(false)
  })
})

describe('a server on the internet', () => {
  const net = createNet(
    { local: false },
    names({ 'in.example': ['10.0.0.1'], 'both.example': ['8.8.8.8', '127.0.0.1'], 'out.example': ['8.8.8.8'] }),
  )

  test.each([
    'in.example',
    'both.example',
    '127.0.0.1',
    '[::1]',
    '::ffff:10.0.0.1',
  ])('does not connect to %s', async (host) => {
    await expect(net.addresses(host)).rejects.toMatchObject({ kind: 'unexpected', reason: 'private address' })
  })

  test('takes a name whose every address is open', async () => {
    expect(await net.addresses('out.example')).toEqual(['8.8.8.8'])
  })

  test('says that there is no such server', async () => {
    await expect(net.addresses('none.example')).rejects.toMatchObject({ kind: 'unavailable', reason: 'name' })
  })

  test.each([
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://in.example/',
    'https://169.254.169.254/latest',
  ])('asks nothing of %s', async (url) => {
    await expect(net.fetch(url)).rejects.toMatchObject({ reason: 'private address' })
  })

  test('speaks no plain http', async () => {
    await expect(net.fetch('http://out.example/')).rejects.toMatchObject({ reason: 'no tls' })
    await expect(net.fetch('http://127.0.0.1/')).rejects.toMatchObject({ reason: 'no tls' })
  })

  test('a name that changes between check and connection leads nowhere either', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']]
    const turning = createNet(
      { local: false },
      { ...names({}), addresses: async () => answers.shift() ?? ['127.0.0.1'] },
    )
    await expect(turning.fetch('https://turning.example/')).rejects.toMatchObject({ reason: 'private address' })
  })
})

describe('on this machine', () => {
  const server = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    else request.pipe(response)
  })
  let origin = ''
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())
  const net = createNet({ local: true }, names({}))

  test('a local server is asked, and what it redirects to is not', async () => {
    const answer = await net.fetch(`${origin}/`, { method: 'PROPFIND', body: 'hello' })
    expect(await answer.text()).toBe('hello')
    const away = await net.fetch(`${origin}/away`)
    expect(away.status).toBe(302)
    await away.body?.cancel()
  })
})

test('services and exchangers come in their order, and a dot is none', async () => {
  const net = createNet(
    { local: false },
    {
      ...names({}),
      srv: async () => [
        { name: 'b.example', port: 143, priority: 10, weight: 1 },
        { name: '.', port: 0, priority: 0, weight: 0 },
        { name: 'a.example', port: 993, priority: 1, weight: 1 },
      ],
      mx: async () => [
        { exchange: 'MX2.example', priority: 20 },
        { exchange: 'mx1.example', priority: 10 },
      ],
    },
  )
  expect((await net.srv('_imaps._tcp.x.example')).map(({ name }) => name)).toEqual(['a.example', 'b.example'])
  expect(await net.mx('x.example')).toEqual(['mx1.example', 'mx2.example'])
})
