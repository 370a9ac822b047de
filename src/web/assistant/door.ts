/** `POST /mcp`: who may come in with what, before anything of it is answered. No session counts here, and no form. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { findPass, noteUse } from '../../db/passes.ts'
import { sha256 } from '../../seal.ts'
import { asUser } from '../../work/as-user.ts'
import { clientOf } from '../frame/client.ts'
import { secondsToWait } from '../frame/limits.ts'
import type { Env, Page } from '../frame/session.ts'
import type { Visit } from './visit.ts'

const path = '/mcp'
/** The longest line that may be noted fits many times over. */
const mostBytes = 64 * 1024

/** Codes of JSON-RPC: what could not be read, what is none, what is not there, and everything else. */
const codes = { unreadable: -32700, wrong: -32600, absent: -32601, refused: -32000 } as const

export function assistantRoutes(): Hono<Env> {
  const limited = bodyLimit({ maxSize: mostBytes, onError: (c) => refuse(c as Page, 413, 'That was too long.') })
  return new Hono<Env>().post(path, limited, take).all(path, (c) => {
    c.header('allow', 'POST')
    return refuse(c, 405, 'Only POST is answered here: there is no session, and nothing is sent by itself.')
  })
}

async function take(c: Page): Promise<Response> {
  if (isForeign(c)) return refuse(c, 403, 'This came from a page of another site, or by another name of this machine.')
  const soon = secondsToWait('anybody', clientOf(c))
  if (soon) return later(c, soon)
  const visit = await visitOf(c)
  if (!visit) return noToken(c)
  const wait = secondsToWait('assistant', visit.pass.id)
  if (wait) return later(c, wait)
  if (!/^application\/json(?:\s*;|$)/i.test(c.req.header('content-type') ?? ''))
    return refuse(c, 415, 'What is sent here is application/json.')
  const body = read(await c.req.text())
  if (body === undefined) return refuse(c, 400, 'That is no JSON.', { code: codes.unreadable })
  // One at a time, so that what is counted and limited is what is done.
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse(c, 400, 'One request at a time.', { code: codes.wrong })
  const { method, id } = body as { readonly method?: unknown; readonly id?: unknown }
  if (method === 'subscriptions/listen')
    return refuse(c, 200, 'Nothing is sent by itself.', { code: codes.absent, id: idIn(id) })
  if (method === 'tools/list')
    await noteUse(visit.deps.db, visit.pass, { what: 'tools', people: 0, at: visit.deps.now() })
  // Loaded when the first assistant asks.
  const { answer } = await import('./answer.ts')
  return answer(bare(c), body, visit)
}

/** Whose token it is, on a database that knows them alone; null without one, or with one that opens nothing. */
async function visitOf(c: Page): Promise<Visit | null> {
  const deps = c.get('deps')
  const [, token] = /^Bearer +([\w-]{20,200})$/i.exec(c.req.header('authorization') ?? '') ?? []
  const found = token ? await findPass(deps.db, await sha256(token), 'assistant') : undefined
  return found ? { ...found, deps: asUser(deps, found.user.id) } : null
}

/**
 * A browser says from which page it comes, and a page of another site has nothing to ask here. On this machine the name counts
 * as well: one that somebody else gave to it (DNS rebinding) leads nowhere.
 */
function isForeign(c: Page): boolean {
  const { config } = c.get('deps')
  const home = new URL(config.BASE_URL)
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== home.origin) return true
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  if (!config.local) return false
  const host = URL.parse(`http://${c.req.header('host') ?? new URL(c.req.url).host}`)
  return !host || !(host.host === home.host || /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(host.hostname))
}

/** The same request without what opens a door, and without its body, which is read. */
function bare(c: Page): Request {
  const headers = new Headers(c.req.raw.headers)
  for (const name of ['authorization', 'cookie', 'content-length']) headers.delete(name)
  return new Request(c.req.url, { method: 'POST', headers })
}

/** Undefined for what is no JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As JSON-RPC has ids. */
const idIn = (id: unknown) => (typeof id === 'string' || typeof id === 'number' ? id : null)

function noToken(c: Page) {
  const given = c.req.header('authorization') !== undefined
  c.header('www-authenticate', `Bearer realm="Coffee soon"${given ? ', error="invalid_token"' : ''}`)
  return refuse(c, 401, 'This opens with a token, which its owner makes on their account page, and takes back there.')
}

function later(c: Page, seconds: number) {
  c.header('retry-after', String(seconds))
  return refuse(c, 429, `Too much was asked for within a short time. Try again in ${seconds} seconds.`)
}

function refuse(
  c: Page,
  status: 200 | 400 | 401 | 403 | 405 | 413 | 415 | 429,
  message: string,
  { code = codes.refused, id = null }: { readonly code?: number; readonly id?: string | number | null } = {},
) {
  return c.json({ jsonrpc: '2.0', id, error: { code, message } }, status)
}
