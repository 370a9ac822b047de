/** What protects every page whatever it shows: headers, the size of a form, and where a form may come from. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { UserError } from '../../errors.ts'
import type { Env, Page } from './session.ts'

/** Pages run no script, but for the front door and a guest's page, and load nothing from elsewhere. `form-action` also holds for where a form is redirected to. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** For a page with a script of this server. */
export const policyWithScript = `script-src 'self'; ${contentSecurityPolicy}`

/** The security headers that every answer carries, whatever a page says; a browser is held to https where the address is one. */
export const securityHeaders = (baseUrl: string): MiddlewareHandler =>
  secureHeaders({
    // A browser holds an origin to what its first page said, and files are served without it.
    originAgentCluster: false,
    strictTransportSecurity: baseUrl.startsWith('https:') && 'max-age=31536000; includeSubDomains',
  })

/** The headers that a page may have set in its own way, such as one that frames something; and none is for search engines. */
export const setHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { headers } = c.res
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', contentSecurityPolicy)
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-robots-tag', 'noindex, nofollow, noarchive')
}

/** Files are streamed to the disk by whoever takes them in, who checks form and size along the way. */
export const isUpload = (c: Page) =>
  c.req.method === 'POST' &&
  c.req.path === '/import' &&
  /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')

/**
 * No form here is longer, but for one with files: the longest note and the list of own addresses fit many times over.
 * @throws UserError 400 for a longer one
 */
export const limitBody: MiddlewareHandler<Env> = (c, next) => (isUpload(c) ? next() : limitForm(c, next))

const limitForm = bodyLimit({
  maxSize: 64 * 1024,
  onError: () => {
    throw new UserError(400, {
      en: 'That was too long to take in. Nothing was saved; shorten it and send it again.',
      de: 'Das war zu lang. Gespeichert wurde nichts; kürz es und schick es noch einmal.',
    })
  },
})

/**
 * Refuses a form that another site sent. Pages here are served with `no-referrer`, under which a browser writes
 * `Origin: null` on its own forms, so that `Sec-Fetch-Site` decides there. Clients that send neither are no browsers
 * with somebody's cookie in them; for them the CSRF field of the form stands alone.
 * @throws UserError 403 for the form of another site
 */
export const checkOrigin: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || isOneClick(c)) return next()
  const base = c.get('deps').config.BASE_URL
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const foreign =
    origin && origin !== 'null' ? origin !== new URL(base).origin : site && site !== 'same-origin' && site !== 'none'
  if (foreign)
    throw new UserError(403, {
      en: `This form came from another site, so nothing was changed. Open ${base} and do it there.`,
      de: `Dieses Formular kam von einer anderen Website, also wurde nichts geändert. Öffne ${base} und mach es dort.`,
    })
  return next()
}

/** RFC 8058: a provider presses this button from its own servers or pages; the address itself is the secret. */
export const isOneClick = (c: Page) => c.req.method === 'POST' && /^\/unsubscribe\/[^/]+$/.test(c.req.path)

/**
 * Reads the form early, so that a body that is none is the sender's fault and not this server's.
 * @throws UserError 400 for a body that is no form
 */
export const checkForm: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'POST' || isOneClick(c) || isUpload(c)) return next()
  const type = c.req.header('content-type') ?? ''
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw notAForm()
  try {
    await c.req.formData()
  } catch {
    throw notAForm()
  }
  return next()
}

const notAForm = () =>
  new UserError(400, {
    en: 'This was not the form of one of the pages here, so nothing was changed.',
    de: 'Das war kein Formular einer der Seiten hier, also wurde nichts geändert.',
  })

/** Leads a browser that is not signed in from a page of its own to the front door, and remembers the page. */
export const leadToSignIn: MiddlewareHandler<Env> = async (c, next) => {
  const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!reading || c.get('user')) return next()
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(`/?to=${encodeURIComponent(pathname + search)}`, 302)
}

/** What only asks whether this server is well: it has neither an owner nor another address. */
export const isProbe = (path: string): boolean => path === '/healthz' || path === '/readyz' || path === '/metrics'

/**
 * Leads from another name of this machine (127.0.0.1 for localhost) to the one in BASE_URL: cookies and the way back from
 * a provider belong to that one. Elsewhere the proxy in front decides which names reach this server.
 */
export const leadHome: MiddlewareHandler<Env> = async (c, next) => {
  const { config } = c.get('deps')
  const host = c.req.header('host')
  const home = new URL(config.BASE_URL)
  const other = URL.parse(`http://${host}`)
  if (!config.local || !host || !other || other.host === home.host || other.port !== home.port) return next()
  if (c.req.method !== 'GET' || isProbe(c.req.path)) return next()
  // Set piece by piece: resolving a path such as //elsewhere against an address would lead there.
  const { pathname, search } = new URL(c.req.url)
  home.pathname = pathname
  home.search = search
  return c.redirect(home.href)
}
