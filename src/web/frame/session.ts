/** Who is asking: the session cookie, and the CSRF token that its forms carry. */
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createSession, deleteSession, findSessionUser, sessionDays } from '../../db/accounts/sessions.ts'
import type { User } from '../../db/accounts/users.ts'
import { findLinkUser } from '../../db/links.ts'
import { inOneGo } from '../../db/rows/bound.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { randomToken, sameText, sha256 } from '../../seal.ts'
import { asUser } from '../../work/as-user.ts'

/** What every handler finds in its context. */
export interface Env {
  Variables: { deps: Deps; user: User | null; csrf: string }
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

/** Looks up the session of the request; leaves `user` null when there is none. */
export const readSession: MiddlewareHandler<Env> = async (c, next) => {
  const deps = c.get('deps')
  const token = getCookie(c, cookieOf(deps, 'session').name)
  const user = token ? ((await findSessionUser(deps.db, await sha256(token), deps.now())) ?? null) : null
  c.set('user', user)
  if (user) c.set('deps', asUser(deps, user.id))
  c.set('csrf', token ? await deps.seal.sign(token, 'csrf') : '')
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

/** Signs the browser in as this user. */
export async function startSession(c: Page, userId: string): Promise<void> {
  const deps = c.get('deps')
  const token = randomToken()
  const createdAt = deps.now()
  await createSession(deps.db, {
    hash: await sha256(token),
    userId,
    createdAt,
    expiresAt: createdAt.add({ hours: 24 * sessionDays }),
  })
  const { name, options } = cookieOf(deps, 'session')
  setCookie(c, name, token, { ...options, maxAge: sessionDays * 86_400 })
}

export async function endSession(c: Page): Promise<void> {
  const deps = c.get('deps')
  const { name, options } = cookieOf(deps, 'session')
  const token = getCookie(c, name)
  if (token) await deleteSession(deps.db, await sha256(token))
  deleteCookie(c, name, options)
}

/**
 * The signed-in user. Without one a page leads to the front door, and anything else is refused.
 * @throws UserError 403 where nobody is signed in
 */
export function requireUser(c: Page): User {
  const user = c.get('user')
  if (!user) throw new UserError(403, 'Sign in first, then try again.')
  return user
}

/**
 * The form of a POST by the signed-in user, its CSRF token checked; `readFields` reads what is in it.
 * @throws UserError 403 when the form comes from elsewhere or from an ended session
 */
export async function readForm(c: Page): Promise<{ user: User; form: FormData }> {
  const user = requireUser(c)
  const form = await c.req.formData()
  const given = form.get('csrf')
  if (typeof given !== 'string' || !(await isOurs(c, given)))
    throw new UserError(
      403,
      'This page was open for too long. Go back, load it again and press once more; nothing was changed.',
    )
  return { user, form }
}

/** A form that was open when another key became the first one is as good as one of now. */
async function isOurs(c: Page, given: string): Promise<boolean> {
  const deps = c.get('deps')
  const token = getCookie(c, cookieOf(deps, 'session').name)
  if (!token) return false
  const signatures = await deps.seal.signatures(token, 'csrf')
  return signatures.map((one) => sameText(given, one)).includes(true)
}
