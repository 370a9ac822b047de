/** Finds somebody's calendars from their address, or from the server they name (RFC 6764). */
import { ProviderError } from '../../errors.ts'
import { type DavLogin, passwordRefused } from '../login.ts'
import type { Fetch } from '../types.ts'
import { basic, hrefsIn, type Part, readCapped, readParts, xml } from './ask.ts'

/** What is needed of the network: every connection is checked there, redirects are not followed. */
export interface Network {
  srv(name: string): Promise<readonly { readonly name: string; readonly port: number }[]>
  txt?(name: string): Promise<readonly string[]>
  readonly fetch: Fetch
}

export interface Wanted {
  /** Where the server is looked for, unless it is named. */
  readonly address?: string
  readonly user: string
  readonly password: string
  /** A host or an address, as somebody types it. */
  readonly server?: string
}

const mostRedirects = 5
const timeoutMs = 15_000

/**
 * The login with its calendar home. The password goes to the server that was named or that the address's domain names, and
 * to hosts of the same registered domain, as at iCloud; nowhere else.
 * @throws ProviderError `reconnect` where the password is refused, `missing` where there are no calendars
 */
export async function discover(net: Network, wanted: Wanted): Promise<DavLogin> {
  let fault: unknown
  for (const place of await placesOf(net, wanted))
    try {
      return await findHome(net, wanted, place)
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind === 'reconnect' || error.reason === 'private address')
        throw error
      fault ??= error
    }
  throw fault ?? nothingThere()
}

/**
 * Where the address book of the account is whose calendars were found; null where none is. The password goes to the same
 * registered domain, or to the host that the address's domain names for address books.
 * @throws ProviderError where an address of this machine's own network is named
 */
export async function discoverBooks(
  net: Network,
  wanted: Wanted,
  calendar: DavLogin,
): Promise<NonNullable<DavLogin['contacts']> | null> {
  const { address = '' } = wanted
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const at = new URL(calendar.home)
  const named = domain ? await net.srv(`_carddavs._tcp.${domain}`).catch(() => []) : []
  const hosts = [
    ...besides(at.hostname),
    ...named.slice(0, 2).map(({ name, port }) => `${name.replace(/\.$/, '')}:${port}`),
  ]
  const places = [
    at,
    new URL('/.well-known/carddav', at),
    ...hosts.flatMap((host) => URL.parse(`https://${host}/.well-known/carddav`) ?? []),
  ]
  for (const place of places)
    try {
      const { origin, home } = await findHome(net, wanted, place, books)
      return { origin, home }
    } catch (error) {
      if (!(error instanceof ProviderError) || error.reason === 'private address') throw error
    }
  return null
}

/** Who has calendars on a host of their own has address books on one beside it. */
function besides(host: string): readonly string[] {
  if (/(?:^|\.)caldav\.icloud\.com$|-caldav\.icloud\.com$/.test(host)) return ['contacts.icloud.com']
  return host.startsWith('caldav.') ? [`carddav.${host.slice('caldav.'.length)}`] : []
}

const nothingThere = () =>
  new ProviderError(
    'missing',
    {
      en: 'No calendars were found there. Type the address of your calendar server.',
      de: 'Dort wurden keine Kalender gefunden. Tipp die Adresse deines Kalenderservers ein.',
    },
    {
      reason: 'no calendar',
    },
  )

/**
 * The same with what its server does, and with its address book where that is wanted and there.
 * @throws ProviderError as `discover` does
 */
export async function findCalendar(net: Network, wanted: Wanted & { readonly contacts?: boolean }) {
  const login = await discover(net, wanted)
  const contacts = wanted.contacts ? await discoverBooks(net, wanted, login) : null
  return {
    login: contacts ? { ...login, contacts } : login,
    invites: await invites(net, login).catch(() => false),
  }
}

/** In the order in which they are tried. */
async function placesOf(net: Network, { address = '', server }: Wanted): Promise<readonly URL[]> {
  if (server) {
    const typed = URL.parse(/^https?:\/\//i.test(server) ? server : `https://${server}`)
    if (!typed) throw nothingThere()
    return typed.pathname === '/'
      ? [new URL('/.well-known/caldav', typed), typed]
      : [typed, new URL('/.well-known/caldav', typed)]
  }
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const service = `_caldavs._tcp.${domain}`
  const services = domain ? await net.srv(service) : []
  const path = services.length ? pathIn((await net.txt?.(service)) ?? []) : null
  const hosts = services.slice(0, 3).map(({ name, port }) => `${name.replace(/\.$/, '')}:${port}`)
  const named = hosts.flatMap((host) => (path ? (URL.parse(path, `https://${host}`) ?? []) : []))
  const known = [...hosts, domain].flatMap((host) => {
    const well = URL.parse(`https://${host}/.well-known/caldav`)
    return well ? [well, new URL('/', well)] : []
  })
  return [...named, ...known]
}

/** "path=/dav" beside the SRV records (RFC 6764 section 4): on the hosts that they name, and nowhere else. */
function pathIn(records: readonly string[]): string | null {
  const path = records.flatMap((one) => (/^path=/i.test(one) ? one.slice('path='.length).trim() : []))[0]
  return path && /^\/(?![/\\])[^\s\\]{0,500}$/.test(path) ? path : null
}

/** What leads to a home: an element, and what its answer is called. */
const calendars = { element: '<c:calendar-home-set/>', name: 'calendarHomeSet' } as const
const books = { element: '<a:addressbook-home-set/>', name: 'addressbookHomeSet' } as const
type Sort = typeof calendars | typeof books

async function findHome(net: Network, wanted: Wanted, place: URL, sort: Sort = calendars): Promise<DavLogin> {
  const first = await ask(net, wanted, place, `<d:current-user-principal/>${sort.element}`)
  const principal = hrefOf(first.parts, 'currentUserPrincipal')
  const home = hrefOf(first.parts, sort.name)
  const owner = principal ? sameSite(principal, first.url) : null
  const found = home ? { href: home, url: first.url } : owner && (await homeOf(net, wanted, { principal: owner, sort }))
  if (!found) throw nothingThere()
  const at = sameSite(found.href, found.url)
  return { origin: at.origin, home: at.href, user: wanted.user, password: wanted.password }
}

async function homeOf(net: Network, wanted: Wanted, { principal, sort }: { principal: URL; sort: Sort }) {
  const { parts, url } = await ask(net, wanted, principal, sort.element)
  const href = hrefOf(parts, sort.name)
  return href ? { href, url } : null
}

const hrefOf = (parts: readonly Part[], name: string): string | undefined =>
  parts.flatMap(({ props }) => hrefsIn(props[name]))[0]

interface Asked {
  readonly parts: readonly Part[]
  /** Where the answer came from in the end. */
  readonly url: URL
}

async function ask(
  net: Pick<Network, 'fetch'>,
  { user, password }: Pick<Wanted, 'user' | 'password'>,
  place: URL,
  props: string,
): Promise<Asked> {
  let url = place
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await net
      .fetch(url, {
        method: 'PROPFIND',
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          authorization: basic(user, password),
          'content-type': 'application/xml; charset=utf-8',
          depth: '0',
        },
        body: xml('d:propfind', `<d:prop>${props}</d:prop>`),
      })
      .catch((error: unknown) => {
        if (error instanceof ProviderError) throw error
        throw new ProviderError(
          'unavailable',
          { en: 'That server cannot be reached.', de: 'Dieser Server ist nicht zu erreichen.' },
          { reason: 'network' },
        )
      })
    const text = await readCapped(response)
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location) {
      url = sameSite(location, url)
      continue
    }
    if (response.status === 401)
      throw new ProviderError(
        'reconnect',
        {
          en: 'The calendar server does not take this name and password.',
          de: 'Der Kalenderserver nimmt diesen Namen mit diesem Passwort nicht an.',
        },
        {
          reason: passwordRefused,
        },
      )
    if (response.status !== 207)
      throw new ProviderError(
        'missing',
        {
          en: 'No calendars were found there. Type the address of your calendar server.',
          de: 'Dort wurden keine Kalender gefunden. Tipp die Adresse deines Kalenderservers ein.',
        },
        {
          reason: String(response.status),
        },
      )
    return { ...(await readParts(response.status, text)), url }
  }
  throw new ProviderError(
    'unavailable',
    { en: 'That server leads in a circle.', de: 'Dieser Server führt im Kreis.' },
    { reason: 'redirects' },
  )
}

/** @throws ProviderError where a server leads to another registered domain, or away from https */
function sameSite(href: string, from: URL): URL {
  const url = URL.parse(href, from)
  const isSafe = url && (url.protocol === 'https:' || (from.protocol === 'http:' && url.host === from.host))
  if (url && isSafe && !url.username && !url.password && (url.host === from.host || siteOf(url) === siteOf(from)))
    return url
  throw new ProviderError(
    'unexpected',
    {
      en: 'That server leads to another one, which the password is not shown to.',
      de: 'Dieser Server verweist auf einen anderen, und dem wird das Passwort nicht gezeigt.',
    },
    {
      reason: 'origin',
    },
  )
}

/** Two-letter countries register many names one step further down; where in doubt, less is the same site. */
function siteOf({ hostname }: URL): string {
  const labels = hostname.split('.')
  if (/^[\d.]+$|^\[/.test(hostname) || labels.length < 2) return hostname
  const [second = '', top = ''] = labels.slice(-2)
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.')
}

/**
 * Whether a server invites guests by itself for this account: it says so (RFC 6638 section 2), and gives the account an outbox
 * to invite from (section 2.1.1). Where not, nobody hears of an event with guests.
 */
export async function invites(net: Pick<Network, 'fetch'>, login: DavLogin): Promise<boolean> {
  const { home, user, password } = login
  const response = await net.fetch(home, {
    method: 'OPTIONS',
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { authorization: basic(user, password) },
  })
  await response.body?.cancel()
  const can = (response.headers.get('dav') ?? '').split(',').some((one) => one.trim() === 'calendar-auto-schedule')
  if (!can) return false
  const { parts, url } = await ask(net, login, new URL(home), '<d:current-user-principal/>')
  const principal = hrefOf(parts, 'currentUserPrincipal')
  if (!principal) return false
  const own = await ask(net, login, sameSite(principal, url), '<c:schedule-outbox-URL/>')
  return hrefOf(own.parts, 'scheduleOutboxURL') !== undefined
}
