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
import { tongueOn } from './web/frame/tongue.ts'
import { frameWords } from './web/frame/words.ts'
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
  const { noPage, noPageWhy } = frameWords(tongueOn(c))
  return renderMessage(c, { title: noPage, status: 404 }, [noPageWhy])
}

/** Where there is a route, but for another method. */
function answerMethod(c: Page, methods: readonly string[]) {
  const { noMethod, openAsPage, belongsToButton } = frameWords(tongueOn(c))
  c.header('allow', methods.toSorted().join(', '))
  return renderMessage(c, { title: noMethod, status: 405 }, [methods.includes('GET') ? openAsPage : belongsToButton])
}

/** A person's fault is answered with its sentence; anything else is logged without data and answered neutrally. */
function answerError(error: Error, c: Page) {
  const tongue = tongueOn(c)
  const { refused, wentWrong, notYourDoing } = frameWords(tongue)
  if (error instanceof UserError) {
    const { status } = error
    return renderMessage(c, { title: refused[status], status }, [error.in(tongue)])
  }
  if (error instanceof HTTPException && error.status < 500) return error.getResponse()
  c.get('deps').log('page failed', {
    method: c.req.method,
    route: c.req.routePath,
    ...describeError(error),
  })
  return renderMessage(c, { title: wentWrong, status: 500 }, [notYourDoing])
}
