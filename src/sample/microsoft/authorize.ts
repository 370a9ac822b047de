/** The authorization endpoint of the sample Microsoft, and the page of the administrator. */
import { randomBytes } from 'node:crypto'
import { type CodeRequest, isRegistered, keepCode, liveGrant, openGrant, sendBack } from '../signin.ts'
import { adminPage, approvedPage, refusalPage, signInPage } from './pages.ts'
import { canonicalScope, needsAdmin } from './scopes.ts'
import { type Door, TENANT_ID } from './tenant.ts'
import type { MicrosoftWorld } from './world.ts'

const CALLBACK_PATH = '/connect/microsoft/callback'

/** GET: the page. Nothing is decided by looking at it. */
export function showSignIn(world: MicrosoftWorld, door: Door, path: string, query: URLSearchParams): Response {
  const request = readRequest(world, door, query)
  if (request instanceof Response) return request
  if (request.silent)
    return sendBack(request.redirectUri, {
      error: 'interaction_required',
      error_description: 'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
      state: request.state,
    })
  return signInPage({
    owner: world.history.owner,
    scopes: request.scopes,
    action: `${path}?${query}`,
    admin: world.store.state.admin,
    mayNeedAdmin: request.scopes.some(needsAdmin),
  })
}

/** POST: the decision of the form. All scopes are granted or none. */
export function decideSignIn(world: MicrosoftWorld, door: Door, query: URLSearchParams, form: FormData): Response {
  const request = readRequest(world, door, query)
  if (request instanceof Response) return request
  const { redirectUri, state, scopes } = request
  const decision = form.get('decision')
  if (decision === 'deny')
    return sendBack(redirectUri, {
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: 'AADSTS65004: User declined to consent to access the app.',
      state,
    })
  if (decision !== 'allow') return refusalPage(400, 90014, 'Neither Accept nor Cancel was chosen.')
  const grant = liveGrant(world)
  // What was agreed to before stays, whatever the organisation asks for later: only more than that waits.
  const isNew = scopes.some((scope) => needsAdmin(scope) && !grant?.scopes.includes(scope))
  const { admin } = world.store.state
  if (scopes.some(needsAdmin) && admin !== 'approved' && form.has('account'))
    world.store.state.admin = form.get('admin') === 'asks' ? 'asks' : 'open'
  if (isNew && world.store.state.admin === 'asks') {
    world.store.save()
    return sendBack(redirectUri, {
      error: 'access_denied',
      error_description:
        'AADSTS90094: Coffee soon? needs permission to access resources in your organisation that only an admin can grant.',
      state,
    })
  }
  return sendBack(redirectUri, { code: giveCode(world, request), state, session_state: 'sample' })
}

function giveCode(world: MicrosoftWorld, request: CodeRequest): string {
  const grant = openGrant(world)
  grant.scopes = [...new Set([...grant.scopes, ...request.scopes])]
  const offline = request.scopes.includes('offline_access')
  if (offline) grant.offline = true
  const code = `1.AXoA${randomBytes(48).toString('base64url')}`
  // A token carries whatever was ever agreed to, not only what was asked for this time.
  const scopes = request.scopes.some(needsAdmin) ? grant.scopes : request.scopes
  keepCode(world, code, { request, grant: grant.id, scopes, offline })
  return code
}

/** GET /{tenant}/v2.0/adminconsent */
export function showApproval(world: MicrosoftWorld, door: Door, path: string, query: URLSearchParams): Response {
  const refused = checkApproval(world, door, query)
  if (refused) return refused
  const scopes = readScopes(query.get('scope') ?? '').known
  return adminPage({ action: `${path}?${query}`, scopes, organisation: domainOf(world) })
}

/** POST: the administrator's decision. It leads back where the link says so. */
export function decideApproval(world: MicrosoftWorld, door: Door, query: URLSearchParams, form: FormData): Response {
  const refused = checkApproval(world, door, query)
  if (refused) return refused
  const agreed = form.get('decision') === 'allow'
  if (agreed) approve(world)
  const redirectUri = query.get('redirect_uri')
  if (redirectUri === null) return approvedPage(agreed)
  const state = query.get('state')
  return sendBack(redirectUri, {
    ...(agreed
      ? { admin_consent: 'True', tenant: TENANT_ID, scope: query.get('scope') ?? '' }
      : { error: 'access_denied', error_description: 'AADSTS65004: The resource owner denied the request.' }),
    ...(state !== null && { state }),
  })
}

/** The organisation lets its people decide from now on. */
export function approve(world: MicrosoftWorld) {
  world.store.state.admin = 'approved'
  world.store.save()
}

function checkApproval(world: MicrosoftWorld, door: Door, query: URLSearchParams): Response | null {
  if (door === 'consumers') return refusalPage(400, 90072, 'Personal accounts have no administrator.')
  if (query.get('client_id') !== world.clientId) return refusalPage(400, 700016, 'The application was not found.')
  const redirectUri = query.get('redirect_uri')
  if (redirectUri !== null && !isRegistered(redirectUri, CALLBACK_PATH))
    return refusalPage(400, 50011, 'The redirect URI does not match the ones of the application.')
  const { unknown } = readScopes(query.get('scope') ?? '')
  return unknown.length ? refusalPage(400, 70011, `The scope ${unknown.join(' ')} is not valid.`) : null
}

export function domainOf(world: MicrosoftWorld): string {
  return world.history.owner.address.split('@')[1] ?? ''
}

function readScopes(text: string) {
  const asked = text.split(' ').filter((scope) => scope && !scope.endsWith('/.default'))
  const unknown = asked.filter((scope) => canonicalScope(scope) === null)
  const known = asked.map(canonicalScope).filter((scope) => scope !== null)
  return { asked, unknown, known: [...new Set(known)] }
}

function readRequest(world: MicrosoftWorld, door: Door, query: URLSearchParams): CodeRequest | Response {
  const value = (name: string) => query.get(name) ?? ''
  if (value('client_id') !== world.clientId) return refusalPage(400, 700016, 'The application was not found.')
  if (door === 'consumers')
    return refusalPage(400, 50020, 'The sample has a work account only, which cannot sign in as a personal one.')
  const redirectUri = value('redirect_uri')
  if (!isRegistered(redirectUri, CALLBACK_PATH))
    return refusalPage(400, 50011, 'The redirect URI does not match the ones of the application.')
  if (value('response_type') !== 'code') return refusalPage(400, 70007, 'Only codes are given out.')
  if (!['', 'query'].includes(value('response_mode')))
    return refusalPage(400, 70007, 'Codes are given out in the query only.')
  if (!value('state')) return refusalPage(400, 90014, 'The required field state is missing.')
  if (!value('code_challenge') || value('code_challenge_method') !== 'S256')
    return refusalPage(400, 501481, 'A code challenge with the method S256 is required.')
  const { asked, unknown, known } = readScopes(value('scope'))
  if (asked.length === 0 || unknown.length > 0)
    return refusalPage(400, 70011, `The scope ${unknown.join(' ')} is not valid.`)
  return {
    redirectUri,
    state: value('state'),
    scopes: known,
    challenge: value('code_challenge'),
    nonce: query.get('nonce'),
    silent: value('prompt') === 'none',
  }
}
