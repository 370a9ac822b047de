/** The doctor's look at BASE_URL: who can reach it, and whether a sign-in service will lead back to it. */
import { parse } from 'tldts'
import type { Config } from '../../config.ts'
import { type Finding, fault, look, ok } from './finding.ts'

export function checkAddress(config: Config): Finding[] {
  const base = config.BASE_URL
  if (config.local) {
    const open = !['127.0.0.1', '::1', 'localhost'].includes(config.HOST)
    if (open)
      return [
        look(
          'address',
          `BASE_URL is this machine, ${base}, but HOST ${config.HOST} listens to others too; links in letters work here only.`,
        ),
      ]
    return [
      ok(
        'address',
        `${base}, for browsers on this machine. From another one: \`ssh -L ${config.PORT}:localhost:${config.PORT} SERVER\`.`,
      ),
    ]
  }
  const { hostname } = new URL(base)
  if (isPrivate(hostname) && !config.GOOGLE_CLIENT_ID)
    return [
      look(
        'address',
        `${base} is a private address: only browsers on its own network reach it, and Google would not lead back to it.`,
      ),
    ]
  if (isPrivate(hostname))
    return [
      fault(
        'address',
        `${base} is a private address: Google leads back only to localhost and to public names with https. Reach it by \`ssh -L ${config.PORT}:localhost:${config.PORT} SERVER\` with BASE_URL left out, or give the server a public name by a reverse proxy or a tunnel; docs/google.md, "The address".`,
      ),
    ]
  const found = ok('address', `${base}, a public name with https.`)
  if (config.TRUST_PROXY) return [found]
  return [
    found,
    look(
      'address',
      'TRUST_PROXY is off: behind a proxy all browsers count as one client where requests are limited. Set it to the number of proxies before this server.',
    ),
  ]
}

/** True for numbers and for names outside the public tree, which Google refuses in redirect addresses. */
export function isPrivate(hostname: string): boolean {
  const { isIp, isIcann, isPrivate: isListed, domain } = parse(hostname, { allowPrivateDomains: true })
  // home.arpa stands in the public list and is for networks at home (RFC 8375).
  return Boolean(isIp) || !domain || !(isIcann || isListed) || hostname.endsWith('.home.arpa')
}
