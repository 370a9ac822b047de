/** Connecting an account and signing in: to the provider and back. */
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'
import { signInMinutes, useState } from '../../db/accounts/sessions.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError, UserError } from '../../errors.ts'
import { localeFrom, readZone, tongueFrom } from '../../place.ts'
import type { Grant } from '../../providers/oauth.ts'
import { adminNeeded } from '../../providers/oauth-faults.ts'
import type { OAuthProvider } from '../../providers/provider.ts'
import { providerNamed } from '../../providers/traits.ts'
import { oauthNames } from '../../providers/types.ts'
import { randomToken, sha256 } from '../../seal.ts'
import { arriveToConnect, arriveToSignIn, awaitAdmin, checkAsked, isWayIn } from '../../work/arrive.ts'
import { inviteChosen } from '../../work/coffee/invite-chosen.ts'
import { idOf, isId, localPath, queryOf } from '../frame/path.ts'
import { cookieOf, type Env, type Page, startSession } from '../frame/session.ts'
import { showAdminAnswer, showAdminLink } from './admin-consent.tsx'
import { askToSignInAgain } from './again.tsx'

const minutes = signInMinutes

/** What belongs to one started sign-in. It travels sealed in a cookie, so that it is bound to this browser. */
const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  provider: z.enum(oauthNames),
  purpose: z.enum(['connect', 'events', 'calendars', 'contacts', 'signin']),
  to: z.string(),
  /** What a guest chose, and whose invitation goes out once its permission is given. */
  coffee: z.string().optional(),
  userId: z.string().nullable(),
  /** Somebody who is signed in signs in once more. */
  again: z.boolean().optional(),
  /** The browser's time zone, where a script of the front door said it. */
  zone: z.string().optional(),
  endsAt: z.number(),
})
type Flow = z.infer<typeof flowSchema>

/** What a link may ask for beside reading. */
const needs = ['events', 'calendars', 'contacts'] as const

/** Adds the routes under /connect and /signin. A GET here writes nothing, but for the callback, whose state counts once. */
export function connectRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get('/connect/:provider', (c) => start(c, needs.find((need) => need === queryOf(c, 'need')) ?? 'connect'))
    .get('/signin/:provider', (c) => start(c, 'signin'))
    .get('/connect/:provider/callback', finish)
    .get('/connect/:provider/admin', (c) =>
      showAdminLink(c, providerOf(c), { link: adminLinkOf(c), standing: 'waiting' }),
    )
}

async function start(c: Page, purpose: Flow['purpose']): Promise<Response> {
  const deps = c.get('deps')
  const provider = providerOf(c)
  const flow: Flow = {
    state: randomToken(),
    nonce: randomToken(),
    verifier: randomToken(),
    provider: provider.name,
    purpose,
    to: localPath(queryOf(c, 'to')) ?? '/people',
    coffee: purpose === 'events' ? idAsked(queryOf(c, 'coffee')) : undefined,
    userId: c.get('user')?.id ?? null,
    again: purpose === 'signin' && c.get('user') !== null,
    zone: readZone(queryOf(c, 'zone')),
    endsAt: deps.now().add({ minutes }).epochMilliseconds,
  }
  const url = await asSentence(() =>
    provider.oauth.authorizeUrl({
      ...flow,
      redirectUri: callbackUrl(deps, provider),
      scopes: provider.scopes[purpose],
      extra: provider.extra[flow.again ? 'again' : purpose],
    }),
  )
  const { name, options } = flowCookie(deps, flow.state)
  setCookie(c, name, await deps.seal.seal(JSON.stringify(flow), name), { ...options, maxAge: minutes * 60 })
  return c.redirect(url.href)
}

async function finish(c: Page): Promise<Response> {
  if (c.req.method === 'HEAD') return c.body(null, 200)
  const deps = c.get('deps')
  const provider = providerOf(c)
  // An administrator comes back without a state: there was no sign-in here, and nothing follows from it but a sentence.
  if (queryOf(c, 'state') === undefined && provider.adminConsentUrl(callbackUrl(deps, provider)))
    return showAdminAnswer(c, provider, queryOf(c, 'admin_consent')?.toLowerCase() === 'true')
  const flow = await takeFlow(c, provider)
  const here = new URL(callbackUrl(deps, provider))
  here.search = new URL(c.req.url).search
  let grant: Grant
  try {
    grant = await provider.oauth.exchange(here, flow)
  } catch (error) {
    const page = await showRefusal(c, provider, { flow, error })
    if (page) return page
    throw toSentence(error)
  }
  const signedIn = c.get('user')?.id ?? null
  if (flow.userId !== signedIn)
    throw new UserError(409, {
      en: 'You signed in or out while this was under way, so nothing was changed. Start again.',
      de: 'Währenddessen hast du dich an- oder abgemeldet, also wurde nichts geändert. Fang noch einmal an.',
    })
  if (flow.again && signedIn) await checkAsked(deps, provider, { grant, userId: signedIn })
  const isSignIn = flow.purpose === 'signin'
  // Whoever comes with somebody's old session would else sign in by an account of their own, and freshly.
  const stale = signedIn && !isSignIn && !(await isWayIn(deps, grant)) ? await askBefore(c, provider, flow) : null
  if (stale) return stale
  const userId = isSignIn
    ? await arriveToSignIn(deps, grant)
    : await arriveToConnect(deps, provider, grant, signedIn, {
        locale: localeFrom(c.req.header('accept-language')),
        tongue: tongueFrom(c.req.header('accept-language')),
        timeZone: flow.zone,
        contacts: flow.purpose === 'contacts',
      })
  if (isSignIn || userId !== signedIn) await startSession(c, userId, provider.name)
  else if (flow.coffee) await inviteChosen(deps, userId, flow.coffee)
  deps.wake()
  return c.redirect(flow.to)
}

function askBefore(c: Page, { name }: OAuthProvider, { purpose }: Flow) {
  const need = needs.find((one) => one === purpose)
  return askToSignInAgain(c, { act: 'connect', back: `/connect/${name}${need ? `?need=${need}` : ''}` })
}

const idAsked = (id: string | undefined) => (id && isId(id) ? id : undefined)

/**
 * A refusal where an administrator can agree instead of the user: a page with the link for them. Where Microsoft leads back
 * only after "return without granting consent", the answer is that of a plain no, so that page says both.
 */
async function showRefusal(c: Page, provider: OAuthProvider, { flow, error }: { flow: Flow; error: unknown }) {
  if (!(error instanceof ProviderError) || flow.purpose === 'signin') return null
  if (error.reason !== adminNeeded && error.reason !== 'access_denied') return null
  const deps = c.get('deps')
  const link = provider.adminConsentUrl(callbackUrl(deps, provider))
  if (!link) return null
  if (error.reason === 'access_denied') return showAdminLink(c, provider, { link, standing: 'declined' })
  if (flow.purpose === 'events') return showAdminLink(c, provider, { link, standing: 'events' })
  const user = c.get('user')
  const waits = user !== null && user.id === flow.userId && (await awaitAdmin(deps, provider, user.id))
  if (waits) deps.wake()
  return showAdminLink(c, provider, { link, standing: waits ? 'waiting' : 'new' })
}

function adminLinkOf(c: Page): string {
  const provider = providerOf(c)
  const link = provider.adminConsentUrl(callbackUrl(c.get('deps'), provider))
  if (!link)
    throw new UserError(404, {
      en: 'This kind of account asks no administrator.',
      de: 'Bei dieser Art von Konto muss niemand sonst zustimmen.',
    })
  return link
}

/** The flow that this browser started with the state that came back. It is used up by this. */
async function takeFlow(c: Page, provider: OAuthProvider): Promise<Flow> {
  const deps = c.get('deps')
  const state = queryOf(c, 'state') ?? ''
  const { name, options } = flowCookie(deps, state)
  const sealed = getCookie(c, name)
  deleteCookie(c, name, options)
  const flow = sealed
    ? await deps.seal.open(sealed, name).then(
        (text) => flowSchema.parse(JSON.parse(text)),
        () => null,
      )
    : null
  const now = deps.now()
  // One that ends later than one that began now was begun by a clock that was wrong.
  const ends = flow ? flow.endsAt - now.epochMilliseconds : 0
  const isOpen = ends >= 0 && ends <= (minutes + 5) * 60_000
  if (!flow || flow.state !== state || flow.provider !== provider.name || !isOpen)
    throw new UserError(400, {
      en: 'This sign-in was started in another browser, or too long ago. Start again here; nothing was changed.',
      de: 'Diese Anmeldung wurde in einem anderen Browser begonnen oder vor zu langer Zeit. Fang hier noch einmal an; geändert wurde nichts.',
    })
  if (!(await useState(deps.db, await sha256(state), now, now.add({ minutes: 2 * minutes }))))
    throw new UserError(400, {
      en: 'This sign-in was finished already. Start again if something is missing.',
      de: 'Diese Anmeldung war schon abgeschlossen. Fang noch einmal an, falls etwas fehlt.',
    })
  return flow
}

/** One cookie for each started sign-in, so that two tabs do not disturb each other. */
function flowCookie(deps: Deps, state: string) {
  return cookieOf(deps, `flow-${state.replace(/[^\w-]/g, '').slice(0, 12)}`)
}

function providerOf(c: Page): OAuthProvider {
  const name = providerNamed(idOf(c, 'provider'))
  const provider = name && c.get('deps').providers.get(name)
  if (!provider)
    throw new UserError(404, {
      en: 'This kind of account cannot be connected here.',
      de: 'Diese Art von Konto lässt sich hier nicht verbinden.',
    })
  return provider
}

/** The redirect address, to be registered at the provider word for word. */
export function callbackUrl(deps: Deps, provider: OAuthProvider): string {
  return `${deps.config.BASE_URL}/connect/${provider.name}/callback`
}

/** A provider's fault on the way is a page with a sentence. */
async function asSentence<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toSentence(error)
  }
}

function toSentence(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error
  return new UserError(error.kind === 'unavailable' || error.kind === 'throttled' ? 503 : 400, error.sentence)
}
