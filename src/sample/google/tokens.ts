/** The sample's token, revocation and userinfo endpoints. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { stableId } from '../history/random.ts'
import { signToken } from '../keys.ts'
import { json, unauthorized } from './replies.ts'
import { EMAIL, PROFILE } from './scopes.ts'
import type { Token } from './state.ts'
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
  if (!code || code.used || Temporal.Instant.compare(code.expiresAt, world.now()) <= 0) {
    return refuseGrant('invalid_grant', 'Malformed auth code.')
  }
  code.used = true
  world.store.save()
  if (code.redirectUri !== form.get('redirect_uri')) return refuseGrant('redirect_uri_mismatch', 'Bad Request')
  const verifier = form.get('code_verifier')
  if (!verifier) return refuseGrant('invalid_grant', 'Missing code verifier.')
  if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge) {
    return refuseGrant('invalid_grant', 'Invalid code verifier.')
  }
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
  const now = world.now()
  const access = `ya29.${randomBytes(48).toString('base64url')}`
  for (const [old, { expiresAt }] of Object.entries(state.access)) {
    if (expiresAt && Temporal.Instant.compare(expiresAt, now) <= 0) delete state.access[old]
  }
  for (const [old, { expiresAt }] of Object.entries(state.codes)) {
    if (Temporal.Instant.compare(expiresAt, now) <= 0) delete state.codes[old]
  }
  const expiresAt = now.add({ seconds: ACCESS_SECONDS }).toString()
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

/** The clock of the sample may run ahead of the machine's: the token holds by both. */
function identify(world: World, scopes: readonly string[], claims: { nonce?: string }): string {
  const { key, keyId } = world.store.state
  const sample = Math.floor(world.now().epochMilliseconds / 1000)
  const machine = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
  return signToken(
    {
      iss: world.origin,
      azp: world.clientId,
      aud: world.clientId,
      ...claimsOf(world, scopes),
      ...claims,
      iat: Math.min(sample, machine),
      exp: Math.max(sample, machine) + ACCESS_SECONDS,
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
    ...(scopes.includes(EMAIL) && { email: address, email_verified: world.emailVerified }),
    ...(scopes.includes(PROFILE) && { name, given_name: given, family_name: family }),
  }
}

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
  const token = world.store.state.access[/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '']
  const fresh = token?.expiresAt && Temporal.Instant.compare(token.expiresAt, world.now()) > 0
  return token && fresh && isLive(world, token) ? json(claimsOf(world, token.scopes)) : unauthorized()
}

function isLive(world: World, token: Token): boolean {
  return world.store.state.grants.some(({ id, revoked }) => id === token.grant && !revoked)
}

/** Who the client says it is, in the body or in the header (RFC 6749, section 2.3.1). */
export function readClient(form: URLSearchParams, authorization: string | undefined) {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (!basic) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))
  return { id: decode(id), secret: decode(secret) }
}

/** Compares secrets in the same time wherever they differ. */
export function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
