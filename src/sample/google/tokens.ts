/** The sample's token, revocation and userinfo endpoints. */
import { randomBytes } from 'node:crypto'
import { stableId } from '../history/random.ts'
import { signToken } from '../keys.ts'
import { bearerScopes, forgetOver, holdingTimes, isChallengeMet, isOver, isSame, readClient } from '../signin.ts'
import type { Token } from '../store.ts'
import { json, unauthorized } from './replies.ts'
import { EMAIL, PROFILE } from './scopes.ts'
import type { World } from './world.ts'

const ACCESS_SECONDS = 3600

const refuseGrant = (error: string, description: string, status = 400) =>
  json({ error, error_description: description }, status)

/** POST /token: a code, or a refresh token, for an access token. */
export function exchange(world: World, form: URLSearchParams, authorization: string | undefined): Response {
  const { id, secret } = readClient(form, authorization)
  if (id !== world.clientId || !isSame(secret, world.store.state.clientSecret)) {
    return refuseGrant('invalid_client', 'The OAuth client was not found.', 401)
  }
  const type = form.get('grant_type')
  if (type === 'authorization_code') return exchangeCode(world, form)
  if (type === 'refresh_token') return refresh(world, form)
  return refuseGrant('unsupported_grant_type', `Invalid grant_type: ${type}`)
}

function exchangeCode(world: World, form: URLSearchParams): Response {
  const { state } = world.store
  const code = state.codes[form.get('code') ?? '']
  if (!code || code.used || isOver(code, world.now())) {
    return refuseGrant('invalid_grant', 'Malformed auth code.')
  }
  code.used = true
  world.store.save()
  if (code.redirectUri !== form.get('redirect_uri')) return refuseGrant('redirect_uri_mismatch', 'Bad Request')
  const verifier = form.get('code_verifier')
  if (!verifier) return refuseGrant('invalid_grant', 'Missing code verifier.')
  if (!isChallengeMet(verifier, code.challenge)) return refuseGrant('invalid_grant', 'Invalid code verifier.')
  const refreshToken = code.offline ? `1//0${randomBytes(40).toString('base64url')}` : null
  if (refreshToken) state.refresh[refreshToken] = { grant: code.grant, scopes: code.scopes }
  return give(world, code, { ...(code.nonce && { nonce: code.nonce }) }, refreshToken)
}

/** No new refresh token comes with it: the old one stays. */
function refresh(world: World, form: URLSearchParams): Response {
  const token = world.store.state.refresh[form.get('refresh_token') ?? '']
  if (!token || !isLive(world, token)) return refuseGrant('invalid_grant', 'Token has been expired or revoked.')
  return give(world, token, {}, null)
}

function give(world: World, token: Token, claims: { nonce?: string }, refreshToken: string | null): Response {
  const { state } = world.store
  const access = `ya29.${randomBytes(48).toString('base64url')}`
  forgetOver(world)
  const expiresAt = world.now().add({ seconds: ACCESS_SECONDS }).toString()
  state.access[access] = { grant: token.grant, scopes: token.scopes, expiresAt }
  world.store.save()
  return json({
    access_token: access,
    expires_in: ACCESS_SECONDS - 1,
    ...(refreshToken && { refresh_token: refreshToken }),
    scope: token.scopes.join(' '),
    token_type: 'Bearer',
    ...(token.scopes.includes('openid') && { id_token: identify(world, token.scopes, claims) }),
  })
}

function identify(world: World, scopes: readonly string[], claims: { nonce?: string }): string {
  const { key, keyId } = world.store.state
  const { start, end } = holdingTimes(world, ACCESS_SECONDS)
  return signToken(
    {
      iss: world.origin,
      azp: world.clientId,
      aud: world.clientId,
      ...claimsOf(world, scopes),
      ...claims,
      iat: start,
      exp: end,
    },
    key,
    keyId,
  )
}

function claimsOf(world: World, scopes: readonly string[]) {
  const { address, name } = world.history.owner
  const [given, family] = name.split(' ')
  return {
    sub: String(BigInt(`0x${stableId(16, 'subject', address)}`)).padStart(21, '1'),
    ...(world.hosted && { hd: domainOf(address) }),
    ...(scopes.includes(EMAIL) && { email: address, email_verified: world.emailVerified }),
    ...(scopes.includes(PROFILE) && { name, given_name: given, family_name: family }),
  }
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

/** POST /revoke: whichever token it is, the whole consent ends. */
export function revoke(world: World, form: URLSearchParams): Response {
  const { state } = world.store
  const name = form.get('token') ?? ''
  const token = state.refresh[name] ?? state.access[name]
  const grant = state.grants.find(({ id }) => id === token?.grant)
  if (!grant || grant.revoked) return refuseGrant('invalid_token', 'Token expired or revoked')
  grant.revoked = true
  world.store.save()
  return json({})
}

/** GET /userinfo */
export function userinfo(world: World, authorization: string | undefined): Response {
  const scopes = bearerScopes(world, authorization)
  return scopes ? json(claimsOf(world, scopes)) : unauthorized()
}

function isLive(world: World, token: Token): boolean {
  return world.store.state.grants.some(({ id, revoked }) => id === token.grant && !revoked)
}
