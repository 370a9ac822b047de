/** From where a request comes, to tell clients apart for as long as a limit is remembered: it is stored and logged nowhere. */
import type { Page } from './session.ts'

/** What a server on Node adds to a request. */
interface Incoming {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
}

/**
 * What tells one client from others; null where nothing is known, as in a call without a network. On Workers the platform says
 * it; behind proxies that TRUST_PROXY counts, the last of them that are trusted; else the connection. What a client says of
 * itself beyond that counts for nothing.
 */
export function clientOf(c: Page): string | null {
  const { config } = c.get('deps')
  if (config.HOST === 'workers') return keyOf(c.req.header('cf-connecting-ip'))
  const direct = (c.env as Incoming | undefined)?.incoming?.socket?.remoteAddress
  if (!config.TRUST_PROXY) return keyOf(direct)
  const passed = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  return keyOf(passed.at(-config.TRUST_PROXY) || direct)
}

/** No address is written longer. */
const longest = 64

/**
 * An IPv4 address whole; of an IPv6 address the half that a household is given, since it has all of the other. Some proxies
 * write the port beside it, which is another one for each connection.
 */
export function keyOf(address: string | undefined): string | null {
  const said = (address ?? '').slice(0, longest).toLowerCase()
  const [, bare = said] = /^\[([^\]]*)\]/.exec(said) ?? /^([^:]+):\d+$/.exec(said) ?? []
  const plain = bare.replace('::ffff:', '')
  if (!plain.includes(':')) return plain || null
  const [head = ''] = plain.split('::')
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0', '0'].slice(0, 4)
  return groups.join(':')
}
