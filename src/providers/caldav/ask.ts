/** One WebDAV request: the owner's login, no redirects, a bound on the answer, and each refusal by what it means. */
import type { DAVResponse } from 'tsdav'
import { ProviderError } from '../../errors.ts'
import { type DavLogin, passwordRefused, readDavLogin } from '../login.ts'
import type { Access } from '../types.ts'
import { toDavError } from './errors.ts'

const timeoutMs = 30_000
/** Of a longer answer nothing is read: a batch of entries has far less. */
const mostBytes = 16 * 1024 * 1024

export interface Asked {
  readonly method: 'PROPFIND' | 'REPORT' | 'GET' | 'PUT' | 'DELETE' | 'OPTIONS'
  /** A path of the server, or a whole address of its origin. */
  readonly path: string
  readonly depth?: '0' | '1'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** What an answer with several parts says of one of them. */
export interface Part {
  /** A path of the server, as it is written there. */
  readonly href: string
  readonly status: number
  readonly props: Readonly<Record<string, unknown>>
}

/**
 * Asks once. A password that is refused once may be refused by mistake: nothing here asks again.
 * @throws ProviderError for every status of 300 and more
 */
export async function askDav(reach: Access, asked: Asked): Promise<Answer> {
  const login = readDavLogin(await reach.token())
  const url = placeOf(login, asked.path)
  reach.count(`caldav.${asked.method}`)
  const response = await send(reach, login, asked, url)
  const text = await readCapped(response)
  if (response.status >= 300) throw toDavError({ status: response.status, text, headers: response.headers }, reach.now)
  return { status: response.status, text, headers: response.headers }
}

/** @throws ProviderError `unexpected` where a server names an address that is not its own */
export function placeOf({ origin, home }: DavLogin, path: string): URL {
  const url = URL.parse(path, home)
  if (!url || url.origin !== new URL(origin).origin || url.username || url.password)
    throw new ProviderError(
      'unexpected',
      {
        en: 'The calendar server named an address elsewhere, which was not asked.',
        de: 'Der Kalenderserver nannte eine Adresse anderswo, und die wurde nicht gefragt.',
      },
      {
        reason: 'origin',
      },
    )
  return url
}

async function send(reach: Access, { user, password }: DavLogin, asked: Asked, url: URL): Promise<Response> {
  const { method, depth, headers, body } = asked
  try {
    return await reach.fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: basic(user, password),
        ...(body === undefined ? {} : { 'content-type': 'application/xml; charset=utf-8' }),
        ...(depth ? { depth } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
  } catch (error) {
    if (error instanceof ProviderError) throw error
    throw new ProviderError(
      'unavailable',
      {
        en: 'The calendar server cannot be reached at the moment.',
        de: 'Der Kalenderserver ist im Moment nicht zu erreichen.',
      },
      {
        reason: 'network',
      },
    )
  }
}

/** In UTF-8 (RFC 7617 section 2.1). */
export const basic = (user: string, password: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`

/** @throws ProviderError where it is longer than anything that was asked for, or breaks off */
export async function readCapped(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length
      if (bytes > mostBytes) break
      text += decoder.decode(chunk, { stream: true })
    }
  } catch {
    throw new ProviderError(
      'unavailable',
      { en: 'The calendar server broke off its answer.', de: 'Der Kalenderserver brach seine Antwort ab.' },
      { reason: 'network' },
    )
  }
  if (bytes > mostBytes)
    throw new ProviderError(
      'unavailable',
      {
        en: 'The calendar server’s answer does not come to an end.',
        de: 'Die Antwort des Kalenderservers nimmt kein Ende.',
      },
      { reason: 'size' },
    )
  return text + decoder.decode()
}

/** The parts of a 207, and the new sync token where there is one. @throws ProviderError where it is no such answer */
export async function askParts(reach: Access, asked: Asked): Promise<{ parts: readonly Part[]; token?: string }> {
  const { status, text } = await askDav(reach, asked)
  const { parts, ...rest } = await readParts(status, text)
  const { origin } = readDavLogin(await reach.token())
  // What a server says of other places than itself is none of its business.
  const own = parts.flatMap((part) => {
    const href = pathIn(part.href, origin)
    return href === null ? [] : { ...part, href }
  })
  return { parts: own, ...rest }
}

/** A path in one spelling, whether it was written whole, with or without percents; null for another origin's. */
function pathIn(href: string, origin: string): string | null {
  const url = URL.parse(href, origin)
  if (!url || url.origin !== new URL(origin).origin) return null
  try {
    return url.pathname
      .split('/')
      .map((step) => encodeURIComponent(decodeURIComponent(step)))
      .join('/')
  } catch {
    return url.pathname
  }
}

/** Read by tsdav, out of an answer that was had already: it follows redirects and keeps whole answers by itself. @throws ProviderError */
export async function readParts(status: number, text: string): Promise<{ parts: readonly Part[]; token?: string }> {
  const { davRequest } = await import('tsdav')
  const held = () => Promise.resolve(new Response(text, { status, headers: { 'content-type': 'application/xml' } }))
  const found = await davRequest({
    url: 'http://held.invalid/',
    init: { method: 'PROPFIND', body: '' },
    convertIncoming: false,
    fetch: held as typeof fetch,
  })
  const multi = status === 207 ? multistatusOf(found) : undefined
  if (!multi)
    throw new ProviderError(
      'unavailable',
      {
        en: 'The calendar server answered something that could not be read.',
        de: 'Der Kalenderserver antwortete etwas, das sich nicht lesen ließ.',
      },
      {
        reason: 'unreadable',
      },
    )
  const token = textOf(multi.syncToken)
  const parts = found.flatMap((one): Part[] =>
    one.href ? [{ href: String(one.href), status: one.status, props: (one.props ?? {}) as Part['props'] }] : [],
  )
  return { parts, ...(token ? { token } : {}) }
}

function multistatusOf([first]: readonly DAVResponse[]): Readonly<Record<string, unknown>> | undefined {
  const raw: unknown = first?.raw
  const found = typeof raw === 'object' && raw !== null && 'multistatus' in raw ? raw.multistatus : undefined
  return typeof found === 'object' && found !== null ? { ...found } : undefined
}

/** Text as it stands in an element; empty where there is none. What only looked like a number is as long as it was. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : ''
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'object' && value !== null && '_cdata' in value) return textOf(value._cdata)
  return ''
}

/** The addresses inside an element that holds one or more of them. */
export function hrefsIn(value: unknown): readonly string[] {
  const inner = typeof value === 'object' && value !== null && 'href' in value ? value.href : undefined
  const all: readonly unknown[] = Array.isArray(inner) ? inner : [inner]
  return all.flatMap((one) => textOf(typeof one === 'object' && one && '_text' in one ? one._text : one) || [])
}

/** A request's body, of what stands inside its outermost element. */
export const xml = (name: string, inside: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><${name} xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/">${inside}</${name}>`

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A refusal of name and password. */
export const isRefused = (error: unknown): boolean => error instanceof ProviderError && error.reason === passwordRefused
