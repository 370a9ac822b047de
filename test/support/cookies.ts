/** Keeps cookies by the rules a browser goes by (RFC 6265bis), ports ignored as there. */

interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly sameSite: string
  readonly endsAt: number
}

export interface CookieJar {
  /** The Cookie header of a request. `from` is the address whose page starts it, null for one typed in. */
  header(url: URL, method: string, from: URL | null): string | undefined
  /** Takes in the Set-Cookie headers of an answer. */
  take(url: URL, headers: Headers): void
  /** Cookies that would go to this address, by name. */
  at(url: URL): ReadonlyMap<string, string>
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
const isSecure = (url: URL) => url.protocol === 'https:' || loopback.has(url.hostname)

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  const matching = (url: URL) =>
    [...cookies.values()]
      .filter((cookie) => cookie.endsAt > Date.now())
      .filter(({ host, hostOnly }) => url.hostname === host || (!hostOnly && url.hostname.endsWith(`.${host}`)))
      .filter(({ path }) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .filter(({ secure }) => !secure || isSecure(url))
  return {
    header(url, method, from) {
      const foreign = from !== null && from.hostname !== url.hostname
      const sent = matching(url).filter(
        ({ sameSite }) => !foreign || sameSite === 'none' || (sameSite !== 'strict' && method === 'GET'),
      )
      return sent.length > 0 ? sent.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined
    },
    take(url, headers) {
      for (const line of headers.getSetCookie()) {
        const cookie = parse(line, url)
        if (cookie) cookies.set(`${cookie.host}|${cookie.path}|${cookie.name}`, cookie)
      }
    },
    at: (url) => new Map(matching(url).map(({ name, value }) => [name, value])),
  }
}

/** Null for a cookie that a browser would refuse. */
function parse(line: string, url: URL): Cookie | null {
  const [pair = '', ...rest] = line.split(';')
  const cut = pair.indexOf('=')
  const attributes = new Map(
    rest.map((part) => {
      const [key = '', ...value] = part.trim().split('=')
      return [key.toLowerCase(), value.join('=')] as const
    }),
  )
  const name = pair.slice(0, cut).trim()
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase()
  const secure = attributes.has('secure')
  const path = attributes.get('path')?.startsWith('/') ? (attributes.get('path') ?? '/') : '/'
  if (cut < 1 || (secure && !isSecure(url))) return null
  if (domain && url.hostname !== domain && !url.hostname.endsWith(`.${domain}`)) return null
  if (name.startsWith('__Host-') && (!secure || domain || path !== '/')) return null
  const maxAge = attributes.get('max-age')
  const expires = attributes.get('expires')
  const endsAt = maxAge ? Date.now() + Number(maxAge) * 1000 : expires ? Date.parse(expires) : Number.POSITIVE_INFINITY
  return {
    name,
    value: pair.slice(cut + 1).trim(),
    host: domain ?? url.hostname,
    hostOnly: !domain,
    path,
    secure,
    sameSite: attributes.get('samesite')?.toLowerCase() ?? 'lax',
    endsAt,
  }
}
