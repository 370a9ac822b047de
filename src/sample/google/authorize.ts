/** The sample's authorization endpoint: shows the consent page, and turns its answer into a code. */
import { randomBytes } from 'node:crypto'
import { type CodeRequest, isRegistered, keepCode, openGrant, sendBack } from '../signin.ts'
import { consentPage, errorPage } from './consent.ts'
import { canonicalScope, isSignIn } from './scopes.ts'
import type { World } from './world.ts'

interface AuthorizeRequest extends CodeRequest {
  readonly offline: boolean
  readonly forced: boolean
  readonly includeGranted: boolean
}

export const AUTHORIZE_PATH = '/o/oauth2/v2/auth'
const CALLBACK_PATH = '/connect/google/callback'

/** GET: the page. Nothing is decided by looking at it. */
export function showConsent(world: World, query: URLSearchParams): Response {
  const request = readRequest(world, query)
  if (request instanceof Response) return request
  if (request.silent) return back(request, { error: 'interaction_required' })
  const { owner } = world.history
  return consentPage({ owner, scopes: request.scopes, action: `${AUTHORIZE_PATH}?${query}` })
}

/** POST: the decision of the form, with the ticked scopes. */
export function decide(world: World, query: URLSearchParams, form: FormData): Response {
  const request = readRequest(world, query)
  if (request instanceof Response) return request
  const decision = form.get('decision')
  if (decision === 'deny') return back(request, { error: 'access_denied' })
  if (decision !== 'allow') return errorPage(400, 'invalid_request', 'Neither Allow nor Deny was chosen.')
  const ticked = form.getAll('scope')
  const granted = request.scopes.filter((scope) => isSignIn(scope) || ticked.includes(scope))
  return back(request, giveCode(world, request, granted))
}

function giveCode(world: World, request: AuthorizeRequest, granted: readonly string[]): Record<string, string> {
  const grant = openGrant(world)
  const scopes = [...new Set([...granted, ...(request.includeGranted ? grant.scopes : [])])]
  grant.scopes = [...new Set([...grant.scopes, ...granted])]
  const code = `4/0A${randomBytes(32).toString('base64url')}`
  // A repeated consent brings no refresh token unless it was forced.
  const offline = request.offline && (request.forced || !grant.offline)
  if (request.offline) grant.offline = true
  keepCode(world, code, { request, grant: grant.id, scopes, offline })
  return { code, scope: scopes.join(' '), authuser: '0', prompt: request.forced ? 'consent' : 'none' }
}

function back({ redirectUri, state }: AuthorizeRequest, answer: Record<string, string>): Response {
  return sendBack(redirectUri, { state, ...answer })
}

function readRequest(world: World, query: URLSearchParams): AuthorizeRequest | Response {
  const value = (name: string) => query.get(name) ?? ''
  if (value('client_id') !== world.clientId) {
    return errorPage(401, 'invalid_client', 'The OAuth client was not found.')
  }
  const redirectUri = value('redirect_uri')
  if (!isRegistered(redirectUri, CALLBACK_PATH)) {
    return errorPage(400, 'redirect_uri_mismatch', 'The address to return to is not one that the sample knows.')
  }
  if (value('response_type') !== 'code') return errorPage(400, 'unsupported_response_type', 'Only codes are given out.')
  if (!value('state')) return errorPage(400, 'invalid_request', 'Parameter state is missing.')
  // Stricter than Google, where a missing method counts as "plain".
  if (!value('code_challenge') || value('code_challenge_method') !== 'S256') {
    return errorPage(400, 'invalid_request', 'A code challenge with the method S256 is required.')
  }
  const asked = value('scope').split(' ').filter(Boolean)
  const scopes = asked.map(canonicalScope)
  const unknown = asked.filter((_, place) => scopes[place] === null)
  if (asked.length === 0 || unknown.length > 0) {
    return errorPage(400, 'invalid_scope', `Some requested scopes were invalid: ${unknown.join(' ')}`)
  }
  const prompt = value('prompt').split(' ')
  return {
    redirectUri,
    state: value('state'),
    scopes: [...new Set(scopes.filter((scope) => scope !== null))],
    challenge: value('code_challenge'),
    nonce: query.get('nonce'),
    offline: value('access_type') === 'offline',
    forced: prompt.includes('consent'),
    silent: prompt.includes('none'),
    includeGranted: value('include_granted_scopes') === 'true',
  }
}
