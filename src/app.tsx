/** The web face: every route, what protects them, and what is answered where there is none. */
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { TrieRouter } from 'hono/router/trie-router'
import type { Deps } from './deps.ts'
import { describeError, UserError } from './errors.ts'
import { accountRoutes } from './web/account.tsx'
import { backtestRoutes } from './web/backtest.tsx'
import { coffeeRoutes } from './web/coffee.tsx'
import { confirmRoutes } from './web/confirm.tsx'
import { connectRoutes } from './web/connect.tsx'
import { decisionRoutes } from './web/decide.ts'
import { doRoutes } from './web/do.tsx'
import { exportRoutes } from './web/export.ts'
import { checkForm, checkOrigin, leadHome, leadToSignIn, limitBody, setHeaders } from './web/guard.ts'
import { landingRoutes } from './web/landing.tsx'
import { renderMessage } from './web/layout.tsx'
import { letterRoutes } from './web/letter.tsx'
import { meetRoutes } from './web/meet.tsx'
import { outboxRoutes } from './web/outbox.tsx'
import { peopleRoutes } from './web/people.tsx'
import { personRoutes } from './web/person.tsx'
import { sampleLetterRoutes } from './web/sample-letter.tsx'
import { type Env, type Page, readSession } from './web/session.ts'
import { settingsRoutes } from './web/settings.tsx'
import { setupRoutes } from './web/setup.tsx'
import { statusRoutes } from './web/status.ts'
import { unsubscribeRoutes } from './web/unsubscribe.tsx'

/** Pages that only make sense to somebody signed in. */
const ownPages = [
  '/people',
  '/people/*',
  '/letter',
  '/outbox',
  '/outbox/*',
  '/settings',
  '/settings/*',
  '/account',
] as const

export function createApp(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(answerError)
  app.use(async (c, next) => {
    c.set('deps', deps)
    c.set('user', null)
    c.set('csrf', '')
    await next()
    if (deps.config.LOG_LEVEL === 'debug') deps.log('page', pageOf(c))
  })
  app.use(setHeaders, leadHome, checkOrigin, limitBody, checkForm)
  app.use(async (c, next) => (c.req.path === '/healthz' ? next() : readSession(c, next)))
  for (const path of ownPages) app.use(path, leadToSignIn)
  for (const routes of [
    landingRoutes(),
    sampleLetterRoutes(),
    connectRoutes(),
    peopleRoutes(),
    personRoutes(),
    decisionRoutes(),
    letterRoutes(),
    confirmRoutes(),
    coffeeRoutes(),
    meetRoutes(),
    doRoutes(),
    unsubscribeRoutes(),
    outboxRoutes(),
    settingsRoutes(),
    backtestRoutes(),
    setupRoutes(),
    accountRoutes(),
    statusRoutes(),
    exportRoutes(),
  ])
    app.route('/', routes)
  // A route and not `notFound`, so that it goes along when this app is mounted in another.
  const methods = methodsOf(app)
  app.all('*', (c) => answerUnknown(c, methods(c.req.path)))
  return app
}

/** What a log may say of a request: the route as it is written here, since the path itself may hold a link's token. */
function pageOf(c: Page) {
  const known = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && path !== '*')
  return { method: c.req.method, route: known?.path ?? 'none', status: c.res.status }
}

/** Which methods a path knows, read off the routes themselves. */
function methodsOf(app: Hono<Env>): (path: string) => string[] {
  const router = new TrieRouter<string>()
  for (const { method, path } of app.routes) if (method !== 'ALL') router.add('GET', path, method)
  return (path) => {
    const found = new Set(router.match('GET', path)[0].map(([method]) => method))
    return found.has('GET') ? [...found, 'HEAD'].sort() : [...found].sort()
  }
}

function answerUnknown(c: Page, methods: readonly string[]) {
  if (!methods.length)
    return renderMessage(c, { title: 'There is no such page', status: 404 }, [
      'The address may be old or mistyped. If it came from a letter, the newest letter has a working one.',
    ])
  c.header('allow', methods.join(', '))
  return renderMessage(c, { title: 'This address does not work that way', status: 405 }, [
    methods.includes('GET')
      ? 'Open it as a page.'
      : 'It belongs to a button. Go to the page with the button and press it there.',
  ])
}

/** A person's fault is answered with its sentence; anything else is logged without data and answered neutrally. */
function answerError(error: Error, c: Page) {
  if (error instanceof UserError) {
    const title = titles[error.status]
    return renderMessage(c, { title, status: error.status }, [error.message])
  }
  if (error instanceof HTTPException && error.status < 500) return error.getResponse()
  c.get('deps').log('page failed', {
    method: c.req.method,
    route: c.req.routePath,
    ...describeError(error),
  })
  return renderMessage(c, { title: 'Something went wrong here', status: 500 }, [
    'It is not your doing, and the log of this server says what happened. Try again in a minute.',
  ])
}

const titles: Readonly<Record<UserError['status'], string>> = {
  400: 'That did not fit',
  403: 'Not from here',
  404: 'Not found',
  409: 'Not that way',
  410: 'This link has rested',
  429: 'A little slower',
  503: 'Not just now',
}
