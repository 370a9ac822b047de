/** Pages served to a real browser, as the Node entry serves them, and tabs that note what goes wrong in them. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { createApp } from '../../src/app.tsx'
import type { Deps } from '../../src/deps.ts'

export interface Host {
  /** "http://localhost:40123" */
  readonly base: string
  /** Begins to serve the pages of this program. */
  show(deps: Deps): void
  close(): Promise<void>
}

/** Listens first: a program has to know its own address. */
export async function openHost(): Promise<Host> {
  let answer: RequestListener = (_request, response) => response.writeHead(503).end()
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return {
    base: `http://localhost:${(server.address() as AddressInfo).port}`,
    show(deps) {
      const app = new Hono()
      app.use('/assets/*', serveStatic({ root: 'src/web' }))
      app.route('/', createApp(deps))
      answer = getRequestListener(app.fetch)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface Tab {
  readonly page: Page
  /** Console errors, failed requests and requests to other places, since the tab was opened. */
  readonly faults: string[]
}

let browser: Promise<Browser> | undefined

/** A tab with cookies of its own. Other places may be asked for only where `alsoAsked` says so. */
export async function openTab(
  host: Host,
  options: BrowserContextOptions & { readonly session?: string; readonly alsoAsked?: readonly string[] } = {},
): Promise<Tab> {
  const { session, alsoAsked = [], ...rest } = options
  browser ??= chromium.connect(inject('chromium'))
  const context = await (await browser).newContext({
    baseURL: host.base,
    reducedMotion: 'reduce',
    // Its own default is American, and newcomers read dates in the order of their browser.
    locale: 'en-GB',
    viewport: { width: 1200, height: 900 },
    ...rest,
  })
  if (session) await context.addCookies([{ name: 'session', value: session, url: host.base }])
  const page = await context.newPage()
  const faults: string[] = []
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && ![host.base, ...alsoAsked].includes(origin)) faults.push(`asked ${origin}`)
  })
  page.on('requestfailed', (request) => {
    // What a page still asked for when another one was opened, such as its icon, is ended by the browser itself.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${new URL(request.url()).pathname}`)
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // A page that is refused on purpose is reported as an error of its own; what it loads is not.
    const own = message.location().url === page.url() && /status of 4\d\d/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !own) faults.push(`console: ${message.text()}`)
  })
  return { page, faults }
}
