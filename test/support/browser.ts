/** A small browser for tests: keeps cookies, follows redirects from site to site, submits forms as they stand on the page. */
import { createCookieJar } from './cookies.ts'
import { type Field, type Form, type Link, parseHtml } from './html.ts'

export interface BrowserPage {
  /** Where the redirects ended. */
  readonly url: string
  readonly status: number
  readonly headers: Headers
  /** The answer as it came. */
  readonly body: string
  /** What a reader sees, a line for each block. */
  readonly text: string
  readonly forms: readonly Form[]
  readonly links: readonly Link[]
}

/**
 * What to put into a form: a value, several, `true` for every box of that name, null to leave the field out. A name that
 * the form does not have is an error, except for what `extra` adds.
 */
export type Values = Readonly<Record<string, string | readonly string[] | true | null>>

export interface Submission {
  /** Which form: by place, or by a piece of its action. Default: the only one. */
  readonly form?: number | string | RegExp
  readonly fields?: Values
  /** Sent although the form has no such field. */
  readonly extra?: Readonly<Record<string, string>>
}

export interface Browser {
  /** A path of the base, or an address anywhere. */
  get(where: string): Promise<BrowserPage>
  /** Follows the link with this text, or one that matches. */
  follow(page: BrowserPage, text: string | RegExp): Promise<BrowserPage>
  submit(page: BrowserPage, submission?: Submission): Promise<BrowserPage>
  /** GET of JSON under the same cookies; an answer other than 200 is an error. */
  json<T>(where: string): Promise<T>
  /** The page shown last. */
  readonly page: BrowserPage
  /** The cookies that would go to this address. */
  cookies(where?: string): ReadonlyMap<string, string>
}

const mostRedirects = 10

/**
 * @param base where paths lead
 * @param ask stands in for the network, such as the `fetch` of an app in this process
 */
export function createBrowser(base: string, ask: (request: Request) => Promise<Response> | Response = fetch): Browser {
  const jar = createCookieJar()
  let shown: BrowserPage | null = null

  async function load(start: URL, init: { method: string; body?: URLSearchParams }, from: BrowserPage | null) {
    let [url, method, body] = [start, init.method, init.body]
    const origin = from ? new URL(from.url) : null
    for (let hops = 0; hops <= mostRedirects; hops++) {
      if (from && init.method === 'POST') checkFormAction(from, url)
      const headers = new Headers({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
      const cookie = jar.header(url, method, origin)
      if (cookie) headers.set('cookie', cookie)
      headers.set(
        'sec-fetch-site',
        origin === null ? 'none' : origin.origin === url.origin ? 'same-origin' : 'cross-site',
      )
      headers.set('sec-fetch-mode', 'navigate')
      if (method === 'POST' && origin) headers.set('origin', hidesItself(from) ? 'null' : origin.origin)
      const response = await ask(new Request(url, { method, headers, redirect: 'manual', ...(body ? { body } : {}) }))
      jar.take(url, response.headers)
      const location = response.headers.get('location')
      if (!location || response.status < 300 || response.status > 399) return toPage(url, response)
      await response.body?.cancel()
      url = new URL(location, url)
      if (response.status < 307) [method, body] = ['GET', undefined]
    }
    throw new Error(`more than ${mostRedirects} redirects, the last to ${url}`)
  }

  const show = async (page: Promise<BrowserPage>) => {
    shown = await page
    return shown
  }
  return {
    get: (where) => show(load(new URL(where, base), { method: 'GET' }, null)),
    follow(page, text) {
      const link = page.links.find((one) => (typeof text === 'string' ? one.text === text : text.test(one.text)))
      if (!link)
        throw new Error(`no link "${text}" on ${page.url}, only: ${page.links.map((one) => one.text).join(' | ')}`)
      return show(load(new URL(link.href), { method: 'GET' }, page))
    },
    submit(page, { form: which, fields = {}, extra = {} } = {}) {
      const form = pick(page, which)
      const body = fill(form, fields)
      for (const [name, value] of Object.entries(extra)) body.append(name, value)
      const url = new URL(form.action)
      if (form.method === 'POST') return show(load(url, { method: 'POST', body }, page))
      url.search = body.toString()
      return show(load(url, { method: 'GET' }, page))
    },
    async json(where) {
      const page = await load(new URL(where, base), { method: 'GET' }, null)
      if (page.status !== 200) throw new Error(`${page.url} answered ${page.status}: ${page.body.slice(0, 500)}`)
      return JSON.parse(page.body)
    },
    get page() {
      if (!shown) throw new Error('no page is open yet')
      return shown
    },
    cookies: (where = '/') => jar.at(new URL(where, base)),
  }
}

async function toPage(url: URL, response: Response): Promise<BrowserPage> {
  const body = await response.text()
  const isHtml = response.headers.get('content-type')?.startsWith('text/html')
  const { text, forms, links } = isHtml ? parseHtml(body, url.href) : { text: body, forms: [], links: [] }
  return { url: url.href, status: response.status, headers: response.headers, body, text, forms, links }
}

function hidesItself(page: BrowserPage | null): boolean {
  return page?.headers.get('referrer-policy') === 'no-referrer'
}

/** A browser holds a form, and where it is redirected to, to the page's form-action. */
function checkFormAction(page: BrowserPage, target: URL) {
  const policy = page.headers.get('content-security-policy') ?? ''
  const allowed = /(?:^|;)\s*form-action\s+([^;]*)/.exec(policy)?.[1]
  if (allowed?.trim() === "'self'" && new URL(page.url).origin !== target.origin)
    throw new Error(`the page ${page.url} may not send a form to ${target.origin}`)
}

function pick(page: BrowserPage, which: Submission['form']): Form {
  const found =
    typeof which === 'number'
      ? page.forms.slice(which, which + 1)
      : page.forms.filter(
          ({ action }) =>
            which === undefined || (typeof which === 'string' ? action.includes(which) : which.test(action)),
        )
  const [form, another] = found
  if (form && !another) return form
  const actions = page.forms.map(({ method, action }) => `${method} ${action}`).join(', ')
  throw new Error(
    `${found.length} forms match ${which ?? 'any'} on ${page.url} (${page.status}); it has: ${actions || 'none'}`,
  )
}

/** What a browser would send: fields as they stand, the given values in their place, and the button that was pressed. */
function fill(form: Form, values: Values): URLSearchParams {
  const body = new URLSearchParams()
  const known = new Set([...form.fields, ...form.buttons].map(({ name }) => name))
  for (const name of Object.keys(values))
    if (!known.has(name)) throw new Error(`the form ${form.action} has no field "${name}"`)
  for (const name of new Set(form.fields.map((field) => field.name))) {
    const fields = form.fields.filter((field) => field.name === name)
    for (const value of toSend(fields, values[name])) body.append(name, value)
  }
  const pressed =
    form.buttons.find(({ name, value }) => values[name] === value) ??
    (form.buttons.some(({ name }) => name in values) ? undefined : form.buttons[0])
  if (pressed) body.append(pressed.name, pressed.value)
  return body
}

function toSend(fields: readonly Field[], value: Values[string] | undefined): readonly string[] {
  if (value === undefined) return fields.filter(({ on }) => on).map((field) => field.value)
  if (value === null) return []
  if (value === true) return fields.map((field) => field.value)
  return typeof value === 'string' ? [value] : value
}
