/** Who is asking: the session cookie, and the CSRF token that its forms carry. */

import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { endSessions, findSession, type Session, touchSession } from '../../db/accounts/sessions.ts'
import type { User } from '../../db/accounts/users.ts'
import { findLinkUser } from '../../db/links.ts'
import { inOneGo } from '../../db/rows/bound.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Sentence, Tongue } from '../../place.ts'
import { daysOf, policy } from '../../policy.ts'
import { sameText, sha256 } from '../../seal.ts'
import { asUser } from '../../work/as-user.ts'
import { isNews, noteOwner } from '../../work/mail/seen.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { beginSession, type Standing, standingOf, whyEnded } from '../../work/signing/sessions.ts'
import { browserOf } from './browser.ts'

/** What every handler finds in its context. */
export interface Env {
  Variables: {
    deps: Deps
    user: User | null
    csrf: string
    /** Of `user`. */
    session: Session | null
    /** Whose session it was that this browser came with, where that has ended, and by what. */
    ended: { readonly userId: string; readonly by: Exclude<Standing, 'live'> } | null
    /** The page’s people are older than what is known by now. */
    behind?: boolean
    /** Of a page behind a link of somebody’s: theirs, whoever looks at it. */
    tongue?: Tongue
  }
}
export type Page = Context<Env>

/** `__Host-` needs Secure, which a browser refuses over plain http: there the cookie goes without it. */
export function cookieOf(deps: Deps, name: string) {
  const secure = deps.config.BASE_URL.startsWith('https:')
  return {
    name: secure ? `__Host-${name}` : name,
    options: { path: '/', httpOnly: true, secure, sameSite: 'Lax' } as const,
  }
}

/** Looks up the session of the request; leaves `user` null when there is none, and says in `ended` why, where that is known. */
export const readSession: MiddlewareHandler<Env> = async (c, next) => {
  const deps = c.get('deps')
  const token = getCookie(c, cookieOf(deps, 'session').name)
  c.set('csrf', token ? await deps.seal.sign(token, 'csrf') : '')
  const found = token ? await findSession(deps.db, await sha256(token)) : undefined
  if (found) await takeUp(c, found)
  await next()
}

/** A page behind a link is for whoever the link is of, whoever looks at it. A link that there is not is nobody's. */
export const readLink: MiddlewareHandler<Env> = async (c, next) => {
  const deps = c.get('deps')
  const userId = await findLinkUser(deps.db, await sha256(c.req.param('token') ?? ''))
  if (userId) c.set('deps', asUser(deps, userId))
  await next()
}

/** A page that only reads the database, and asks nobody else, does so in one transaction. */
export const readInOneGo: MiddlewareHandler<Env> = async (c, next) => {
  const deps = c.get('deps')
  await inOneGo(deps.db, async (db) => {
    c.set('deps', { ...deps, db })
    await next()
  })
  c.set('deps', deps)
}

async function takeUp(c: Page, { session, user }: { readonly session: Session; readonly user: User }): Promise<void> {
  const deps = asUser(c.get('deps'), user.id)
  const by = standingOf(session, deps.now())
  if (by !== 'live') return c.set('ended', { userId: user.id, by })
  c.set('user', isNews(user, deps.now()) ? ((await noteOwner(deps, user.id)) ?? user) : user)
  c.set('session', session)
  c.set('deps', deps)
  // Another day: one row once a day, as that of the owner above, which nobody notices but by staying signed in.
  const hours = Math.abs(deps.now().epochMilliseconds - session.usedAt.epochMilliseconds) / 3_600_000
  if (hours > 24) await touchSession(deps.db, session, deps.now())
}

/**
 * Signs the browser in as this user, with a session of its own; the one that it had ends.
 * @param how by what: the name of a provider, or "link"
 */
export async function startSession(c: Page, userId: string, how: string): Promise<void> {
  const deps = c.get('deps')
  const browser = browserOf(c.req.header('user-agent'))
  const token = await beginSession(deps, { userId, how, browser, before: c.get('session') })
  const { name, options } = cookieOf(deps, 'session')
  setCookie(c, name, token, { ...options, maxAge: daysOf(policy.session.longest) * 86_400 })
}

/** Signs the browser out: its session ends, and its cookie goes. */
export async function endSession(c: Page): Promise<void> {
  const deps = c.get('deps')
  const session = c.get('session')
  if (session) {
    const { userId, hash, browser } = session
    const which = { hash }
    if (await endSessions(deps.db, userId, { which, ended: 'signed_out', at: deps.now() }))
      await noteHappening(deps, { userId, kind: 'session_ended', how: 'signed_out', browser })
  }
  dropCookie(c)
}

/** The browser forgets its session. */
export function dropCookie(c: Page): void {
  const { name, options } = cookieOf(c.get('deps'), 'session')
  deleteCookie(c, name, options)
}

/**
 * The signed-in user. Without one a page leads to the front door, and anything else is refused.
 * @throws UserError 403 where nobody is signed in
 */
export function requireUser(c: Page): User {
  const user = c.get('user')
  if (user) return user
  const ended = c.get('ended')
  throw new UserError(
    403,
    ended
      ? endedFirst(whyEnded[ended.by]())
      : { en: 'Sign in first, then try again.', de: 'Melde dich zuerst an und versuch es dann noch einmal.' },
  )
}

const endedFirst = (why: Sentence): Sentence => ({
  en: `${why.en} Nothing was changed; sign in and try again.`,
  de: `${why.de} Geändert wurde nichts; melde dich an und versuch es noch einmal.`,
})

/**
 * The form of a POST by the signed-in user, its CSRF token checked; `readFields` reads what is in it.
 * @throws UserError 403 when the form comes from elsewhere or from an ended session
 */
export async function readForm(c: Page): Promise<{ user: User; form: FormData }> {
  const user = requireUser(c)
  const form = await c.req.formData()
  const given = form.get('csrf')
  if (typeof given !== 'string' || !(await isOurs(c, given)))
    throw new UserError(403, {
      en: 'This page was open for too long. Go back, load it again and press once more; nothing was changed.',
      de: 'Diese Seite war zu lange offen. Geh zurück, lade sie neu und drück noch einmal; geändert wurde nichts.',
    })
  return { user, form }
}

/** Every token that a form of this browser may carry. */
export async function formTokens(c: Page): Promise<readonly string[]> {
  const deps = c.get('deps')
  const token = getCookie(c, cookieOf(deps, 'session').name)
  return token ? deps.seal.signatures(token, 'csrf') : []
}

/** A form that was open when another key became the first one is as good as one of now. */
async function isOurs(c: Page, given: string): Promise<boolean> {
  return (await formTokens(c)).map((one) => sameText(given, one)).includes(true)
}
