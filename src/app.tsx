/** The web face: every route, what protects them, and what is answered where there is none. */
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { matchedRoutes } from 'hono/route'
import { nodeDoors, nodePages } from '#node-pages'
import type { Deps } from './deps.ts'
import { describeError, UserError } from './errors.ts'
import { oauthNames } from './providers/types.ts'
import { accountRoutes } from './web/account/account.tsx'
import { connectRoutes } from './web/account/connect.tsx'
import { sessionRoutes } from './web/account/sessions.tsx'
import { signInLinkRoutes } from './web/account/sign-in-link.tsx'
import { meetRoutes } from './web/coffee/guest.tsx'
import { coffeeRoutes } from './web/coffee/routes.tsx'
import { exportRoutes } from './web/export/export.ts'
import {
  checkForm,
  checkOrigin,
  isProbe,
  leadHome,
  leadToSignIn,
  limitBody,
  securityHeaders,
  setHeaders,
} from './web/frame/guard.ts'
import { renderMessage } from './web/frame/layout.tsx'
import { limitAnybody, limitLinks, limitLive, limitSignIn } from './web/frame/limits.ts'
import { type Env, type Page, readLink, readSession } from './web/frame/session.ts'
import { doRoutes } from './web/letter/answer-routes.tsx'
import { confirmRoutes } from './web/letter/confirm.tsx'
import { letterRoutes } from './web/letter/letter.tsx'
import { outboxRoutes } from './web/letter/outbox.tsx'
import { unsubscribeRoutes } from './web/letter/unsubscribe.tsx'
import { feedRoutes } from './web/out/feed.ts'
import { feedPages } from './web/out/page.tsx'
import { webhookPages } from './web/out/webhook.tsx'
import { peopleRoutes } from './web/people/people.tsx'
import { shareRoutes } from './web/people/share.tsx'
import { decisionRoutes } from './web/person/decision-routes.ts'
import { forgetRoutes } from './web/person/forget.tsx'
import { introduceRoute } from './web/person/introduce-route.ts'
import { personRoutes } from './web/person/person.tsx'
import { promiseRoutes } from './web/person/promises.tsx'
import { calendarRoutes } from './web/settings/calendars.tsx'
import { backtestRoutes } from './web/settings/past-year.tsx'
import { settingsRoutes } from './web/settings/settings.tsx'
import { landingRoutes } from './web/welcome/landing.tsx'
import { manifestRoutes } from './web/welcome/manifest.ts'
import { type Counted, metricsRoutes } from './web/welcome/metrics.ts'
import type { Readiness } from './web/welcome/ready.ts'
import { sampleLetterRoutes } from './web/welcome/sample-letter.tsx'
import { setupRoutes } from './web/welcome/setup.tsx'
import { statusRoutes } from './web/welcome/status.ts'

/** Pages that only make sense to somebody signed in. */
const ownPages = [
  '/people',
  '/people/*',
  '/share',
  '/forgotten',
  '/letter',
  '/promises',
  '/outbox',
  '/outbox/*',
  '/settings',
  '/settings/*',
  '/account',
  '/account/*',
] as const

/** The pages that ask a calendar while somebody waits for them. */
const livePages = ['/people/:id/coffee', '/coffee/:token', '/meet/:token'] as const

/** Pages behind a link of a mail: whoever has it may open them. */
const linkPages = ['/coffee/:token', '/meet/:token/*', '/do/:token', '/unsubscribe/:token', '/confirm/:token'] as const

/**
 * Where one process makes the app again and again:
 * @param readiness what `/readyz` knows already
 * @param counted what `/metrics` counted already
 */
export function createApp(deps: Deps, readiness?: Readiness, counted?: Counted): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(answerError)
  app.use(async (c, next) => {
    c.set('deps', deps)
    c.set('user', null)
    c.set('csrf', '')
    c.set('session', null)
    c.set('ended', null)
    await next()
    if (deps.config.LOG_LEVEL === 'debug') deps.log('page', pageOf(c))
  })
  app.use(securityHeaders(deps.config.BASE_URL), setHeaders)
  app.use(methodNotAllowed({ app, onMethodNotAllowed: answerMethod }))
  // They know neither sessions nor forms, and look for themselves at who comes.
  for (const routes of nodeDoors()) app.route('/', routes)
  app.use(leadHome, checkOrigin, limitBody, checkForm)
  app.use(async (c, next) => (isProbe(c.req.path) ? next() : readSession(c, next)))
  app.use(limitAnybody)
  for (const path of linkPages) app.use(path, readLink)
  for (const path of ownPages) app.use(path, leadToSignIn)
  for (const path of ['/connect/*', ...oauthNames.map((name) => `/signin/${name}`)]) app.use(path, limitSignIn)
  for (const path of ['/signin/link', '/connect/mailbox']) app.use(path, limitLinks)
  for (const path of livePages) app.use(path, limitLive)
  for (const routes of [
    landingRoutes(),
    manifestRoutes(),
    sampleLetterRoutes(),
    // Before the pages of providers, of which it is none.
    signInLinkRoutes(),
    ...nodePages(),
    connectRoutes(),
    peopleRoutes(),
    shareRoutes(),
    personRoutes(),
    decisionRoutes(),
    forgetRoutes(),
    promiseRoutes(),
    introduceRoute(),
    letterRoutes(),
    confirmRoutes(),
    coffeeRoutes(),
    meetRoutes(),
    doRoutes(),
    unsubscribeRoutes(),
    outboxRoutes(),
    settingsRoutes(),
    backtestRoutes(),
    calendarRoutes(),
    setupRoutes(),
    feedRoutes(),
    feedPages(),
    webhookPages(),
    accountRoutes(),
    sessionRoutes(),
    statusRoutes(readiness),
    metricsRoutes(counted),
    exportRoutes(),
  ])
    app.route('/', routes)
  // A route and not `notFound`, so that it goes along when this app is mounted in another.
  app.all('*', answerUnknown)
  return app
}

/** What a log may say of a request: the route as it is written here, since the path itself may hold a link's token. */
function pageOf(c: Page) {
  const known = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && path !== '*')
  return { method: c.req.method, route: known?.path ?? 'none', status: c.res.status }
}

function answerUnknown(c: Page) {
  return renderMessage(c, { title: 'There is no such page', status: 404 }, [
    'The address may be old or mistyped. If it came from a letter, the newest letter has a working one.',
  ])
}

/** Where there is a route, but for another method. */
function answerMethod(c: Page, methods: readonly string[]) {
  c.header('allow', methods.toSorted().join(', '))
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
