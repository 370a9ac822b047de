/** Servers of which somebody else says where they are: looked up, checked, and connected to at the address that was checked. */
import { lookup, resolveMx, resolveSrv, resolveTxt } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type Config, isLoopback } from '../../config.ts'
import type { Net, Service } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import { isOpenAddress } from './private.ts'

/** What looks names up; another one for tests. */
export interface Resolver {
  addresses(host: string): Promise<readonly string[]>
  srv(name: string): Promise<readonly Service[]>
  /** Each record in the pieces of which it is made. */
  txt?(name: string): Promise<readonly (readonly string[])[]>
  mx(name: string): Promise<readonly { readonly exchange: string; readonly priority: number }[]>
}

const system: Resolver = {
  addresses: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  srv: resolveSrv,
  txt: resolveTxt,
  mx: resolveMx,
}

/** A name server that does not answer holds nobody up for longer. */
const lookupMs = 5_000
const requestMs = 20_000

/**
 * As `Deps.net`. Addresses of this machine's own network are open where `BASE_URL` is this machine.
 * @throws ProviderError, from its functions
 */
export function createNet({ local }: Pick<Config, 'local'>, resolver: Resolver = system): Net {
  /** A host as it was written, decimal and octal tricks too, is what the system makes of it: what counts is what comes out. */
  async function addresses(host: string): Promise<readonly string[]> {
    const bare = host.replace(/^\[|\]$/g, '')
    const found = isIP(bare) ? [bare] : await inTime(resolver.addresses(bare)).catch(() => [])
    if (found.length === 0)
      throw new ProviderError(
        'unavailable',
        {
          en: `There is no server by the name ${shown(bare)}.`,
          de: `Einen Server mit dem Namen ${shown(bare)} gibt es nicht.`,
        },
        { reason: 'name' },
      )
    const open = local ? found : found.filter(isOpenAddress)
    // A name of which one address is private is up to something.
    if (open.length < found.length) throw privateAddress()
    return open
  }
  return {
    addresses,
    async srv(name) {
      const found = await inTime(resolver.srv(name)).catch(() => [])
      // A single dot says that the service is decidedly not there (RFC 2782).
      const there = found.filter((one) => one.name !== '' && one.name !== '.')
      return there.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
    },
    async txt(name) {
      const found = await inTime(resolver.txt?.(name) ?? Promise.resolve([])).catch(() => [])
      return found.map((pieces) => pieces.join(''))
    },
    async mx(name) {
      const found = await inTime(resolver.mx(name)).catch(() => [])
      return found.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange.toLowerCase())
    },
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input)
      const isOpen = url.protocol === 'https:' || (local && url.protocol === 'http:' && isLoopback(url))
      if (!isOpen)
        throw new ProviderError(
          'unexpected',
          { en: 'Only https is spoken to that server.', de: 'Mit diesem Server wird nur https gesprochen.' },
          { reason: 'no tls' },
        )
      const { ask } = await import('./ask.ts')
      const signal = AbortSignal.any([AbortSignal.timeout(requestMs), ...(init?.signal ? [init.signal] : [])])
      return ask(input, { ...init, redirect: 'manual', signal }, addresses)
    },
  }
}

/** What a refused address says. */
export const privateAddress = (): ProviderError =>
  new ProviderError(
    'unexpected',
    {
      en: 'That server is inside a private network, which this server does not connect to.',
      de: 'Dieser Server steht in einem privaten Netz, und dorthin verbindet sich dieser hier nicht.',
    },
    {
      reason: 'private address',
    },
  )

const shown = (host: string) => host.replace(/[^\w.:-]/g, '').slice(0, 100) || 'that was given'

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), lookupMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
