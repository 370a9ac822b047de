/** The token endpoint of the sample Microsoft: every refresh brings a new refresh token and leaves the old one alive. */
import { randomBytes, randomInt } from 'node:crypto'
import { stableId } from '../history/random.ts'
import { signToken } from '../keys.ts'
import { bearerScopes, forgetOver, holdingTimes, isChallengeMet, isOver, isSame, readClient } from '../signin.ts'
import type { Token } from '../store.ts'
import { badToken, graphJson, refuseToken } from './replies.ts'
import { canonicalScope, needsAdmin, toldScopes } from './scopes.ts'
import { type Door, issuerOf, OBJECT_ID, TENANT_ID } from './tenant.ts'
import type { MicrosoftWorld } from './world.ts'

/** An access token lives between 60 and 90 minutes, chosen anew each time. */
const ACCESS_SECONDS = { least: 3600, most: 5400 }
const REFRESH_LIFE = { hours: 90 * 24 }

/** POST: a code, or a refresh token, for tokens. */
export function exchange(
  world: MicrosoftWorld,
  door: Door,
  form: URLSearchParams,
  authorization: string | undefined,
): Response {
  const { id, secret } = readClient(form, authorization)
  if (id !== world.clientId) return refuseToken(400, 'unauthorized_client', 700016, 'The application was not found.')
  if (!isSame(secret, world.store.state.clientSecret))
    return refuseToken(401, 'invalid_client', 7000215, 'Invalid client secret provided.')
  if (door === 'consumers')
    return refuseToken(400, 'invalid_grant', 50020, 'The account does not exist in this directory.')
  const type = form.get('grant_type')
  if (type === 'authorization_code') return exchangeCode(world, form)
  if (type === 'refresh_token') return refresh(world, form)
  return refuseToken(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.')
}

function exchangeCode(world: MicrosoftWorld, form: URLSearchParams): Response {
  const code = world.store.state.codes[form.get('code') ?? '']
  if (!code) return refuseToken(400, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.')
  if (code.used) return refuseToken(400, 'invalid_grant', 54005, 'The authorization code was already redeemed.')
  if (isOver(code, world.now()))
    return refuseToken(400, 'invalid_grant', 70008, 'The provided authorization code has expired.')
  code.used = true
  world.store.save()
  if (code.redirectUri !== form.get('redirect_uri'))
    return refuseToken(400, 'invalid_client', 500112, 'The reply address does not match the one of the request.')
  const verifier = form.get('code_verifier')
  if (!verifier) return refuseToken(400, 'invalid_grant', 50148, 'The code verifier is missing.')
  if (!isChallengeMet(verifier, code.challenge))
    return refuseToken(400, 'invalid_grant', 501481, 'The code verifier does not match the code challenge.')
  return give(world, code, code.offline, code.nonce)
}

function refresh(world: MicrosoftWorld, form: URLSearchParams): Response {
  const { state } = world.store
  const token = state.refresh[form.get('refresh_token') ?? '']
  if (!token) return refuseToken(400, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.')
  if (!token.expiresAt || isOver(token, world.now()))
    return refuseToken(400, 'invalid_grant', 700082, 'The refresh token has expired due to inactivity.')
  const grant = state.grants.find(({ id }) => id === token.grant)
  if (!grant || grant.revoked)
    return refuseToken(400, 'invalid_grant', 50173, 'The provided grant has expired due to it being revoked.')
  const asked = (form.get('scope') ?? '').split(' ').filter(Boolean).map(canonicalScope)
  if (asked.includes(null)) return refuseToken(400, 'invalid_scope', 70011, 'The provided scope is not valid.')
  const missing = asked.some((scope) => scope !== null && needsAdmin(scope) && !grant.scopes.includes(scope))
  if (missing)
    return refuseToken(400, 'invalid_grant', 65001, 'The user has not consented to this.', 'consent_required')
  return give(world, token, true)
}

function give(world: MicrosoftWorld, token: Token, offline: boolean, nonce?: string): Response {
  const { state } = world.store
  const now = world.now()
  forgetOver(world)
  const seconds = randomInt(ACCESS_SECONDS.least, ACCESS_SECONDS.most)
  const { grant, scopes } = token
  const access = `EwB4A8l6BAAU${randomBytes(60).toString('base64url')}`
  state.access[access] = { grant, scopes, expiresAt: now.add({ seconds }).toString() }
  const refreshToken = offline ? `1.AXoA${randomBytes(60).toString('base64url')}` : null
  if (refreshToken) state.refresh[refreshToken] = { grant, scopes, expiresAt: now.add(REFRESH_LIFE).toString() }
  world.store.save()
  const body = {
    token_type: 'Bearer',
    scope: toldScopes(scopes),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: access,
    ...(refreshToken && { refresh_token: refreshToken }),
    ...(scopes.includes('openid') && { id_token: identify(world, scopes, seconds, nonce) }),
  }
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store, no-cache' },
  })
}

function identify(world: MicrosoftWorld, scopes: readonly string[], seconds: number, nonce?: string): string {
  const { key, keyId } = world.store.state
  const { start, end } = holdingTimes(world, seconds)
  const claims = {
    ver: '2.0',
    iss: issuerOf(world.origin, 'tenant'),
    aud: world.clientId,
    tid: TENANT_ID,
    ...claimsOf(world, scopes),
    ...(scopes.includes('profile') && { preferred_username: world.profile.signInName, oid: OBJECT_ID }),
    ...(nonce && { nonce }),
    ...(world.askedAgo !== null && { auth_time: start - world.askedAgo }),
    iat: start,
    nbf: start,
    exp: end,
  }
  return signToken(claims, key, keyId)
}

/** No word on whether the address is verified: Microsoft says none. */
function claimsOf(world: MicrosoftWorld, scopes: readonly string[]) {
  const { address, name } = world.history.owner
  return {
    // Another one for every program: whoever takes it for the person cannot tell them elsewhere.
    sub: stableId(43, 'pairwise', world.clientId, address),
    ...(scopes.includes('profile') && { name }),
    ...(scopes.includes('email') && world.profile.mail !== null && { email: world.profile.mail }),
  }
}

/** GET: who a token speaks for. */
export function userinfo(world: MicrosoftWorld, authorization: string | undefined): Response {
  const scopes = bearerScopes(world, authorization)
  return scopes ? graphJson(claimsOf(world, scopes)) : badToken()
}
