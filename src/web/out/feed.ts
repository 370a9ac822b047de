/** `GET /feed/…`: what a calendar or a reader of feeds fetches with the secret in its address. No session counts here. */
import { Hono } from 'hono'
import { toFeedFile } from '../../coffee/feed-file.ts'
import type { User } from '../../db/accounts/users.ts'
import { findPass, noteUse, type Pass } from '../../db/passes.ts'
import type { Deps } from '../../deps.ts'
import { toAtom } from '../../letter/paper/atom.ts'
import { sha256 } from '../../seal.ts'
import { asUser } from '../../work/as-user.ts'
import { readFeed, readReady } from '../../work/out/feed.ts'
import { secondsToWait } from '../frame/limits.ts'
import { fileOf } from '../frame/path.ts'
import type { Env, Page } from '../frame/session.ts'

const kinds = {
  ics: { type: 'text/calendar; charset=utf-8', make: calendar },
  atom: { type: 'application/atom+xml; charset=utf-8', make: letters },
} as const

export function feedRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/feed/:file', answer)
  return routes
}

async function answer(c: Page): Promise<Response> {
  const { token, ending } = fileOf(c)
  const kind = ending === 'ics' || ending === 'atom' ? kinds[ending] : undefined
  const deps = c.get('deps')
  const found = kind && (await findPass(deps.db, await sha256(token), 'feed'))
  // One that was taken back is as one that never was.
  if (!kind || !found) return c.text('There is no such feed.\n', 404)
  const wait = secondsToWait('feed', found.pass.id)
  if (wait) return c.text(`Too much was asked for within a short time.\n`, 429, { 'retry-after': String(wait) })
  const { pass, user } = found
  const { text, people } = await kind.make(asUser(deps, user.id), { pass, user })
  await noteUse(asUser(deps, user.id).db, pass, { what: `feed.${ending}`, people, at: deps.now() })
  const tag = `"${(await sha256(text)).slice(0, 27)}"`
  const headers = { etag: tag, 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' }
  if (holds(c.req.header('if-none-match'), tag)) return c.body(null, 304, headers)
  return c.body(text, 200, { ...headers, 'content-type': kind.type })
}

/** Whether `If-None-Match` names it (RFC 9110 section 13.1.2): compared weakly, as a proxy that packs an answer may have marked it. */
const holds = (given: string | undefined, tag: string): boolean =>
  given !== undefined &&
  given.length < 2000 &&
  given.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)

interface Of {
  readonly pass: Pass
  readonly user: User
}

interface Made {
  readonly text: string
  /** How many people it names. */
  readonly people: number
}

async function calendar(deps: Deps, { pass, user }: Of): Promise<Made> {
  const { entries, named } = await readFeed(deps, { user, scopes: pass.scopes, now: deps.now() })
  return { text: toFeedFile(entries), people: named }
}

async function letters(deps: Deps, { pass, user }: Of): Promise<Made> {
  const begun = pass.createdAt.toString({ smallestUnit: 'second' })
  const about = { of: pass.id, base: deps.config.BASE_URL, begun }
  return { text: toAtom(await readReady(deps, { user }), about), people: 0 }
}
