/** Sign-in and tokens at one OpenID provider: code flow with PKCE through openid-client. */
import * as client from 'openid-client'
import { isLoopback, isSafeOrigin } from '../config.ts'
import { ProviderError } from '../errors.ts'
import { cleanText, cut, normalise } from '../text.ts'
import type { Fetch } from './types.ts'

export interface OAuthClient {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where a provider departs from OpenID Connect. */
  readonly dialect?: Dialect
}

/** What is special about one provider's sign-in. */
export interface Dialect {
  /** The address that discovery starts from, where it is not the issuer itself. */
  readonly server: URL
  readonly fetch: Fetch
  /** Who the ID token, checked already, speaks of. @throws ProviderError */
  identify(claims: Readonly<Record<string, unknown>>): Identity
  /** Granted scopes in the program's own spelling. */
  toScopes(scopes: readonly string[]): readonly string[]
}

/** Whom a user is known by: (issuer, subject), never by the address. */
export type Identity = Pick<Grant, 'issuer' | 'subject' | 'email' | 'emailVerified' | 'signInName' | 'partial' | 'name'>

export interface AuthorizeRequest {
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** What the provider wants beyond the standard parameters. */
  readonly extra?: Readonly<Record<string, string>>
}

export interface Tokens {
  readonly accessToken: string
  /** Seconds from the reply on. */
  readonly expiresIn: number
  /** Absent where the provider gave none: the old one stays. */
  readonly refreshToken?: string
  /** What was granted; absent where the reply does not say. */
  readonly scopes?: readonly string[]
}

/** Who signed in, and what they granted. */
export interface Grant extends Tokens {
  readonly issuer: string
  readonly subject: string
  readonly email: string
  /** The provider knows the address to be this account's. */
  readonly emailVerified: boolean
  /** A further address that the provider knows to be this account's: the name it signs in by, at Microsoft. */
  readonly signInName?: string
  /** The provider could not be asked for everything: what is not verified now may be all the same. */
  readonly partial?: true
  readonly name: string
  /** The domain of the organisation that the account belongs to, where the provider names it: `hd`, at Google. */
  readonly hosted?: string
  /** How many seconds before the answer somebody gave their password or the like, where the provider says. */
  readonly secondsSinceAsked?: number
}

/** Whose account an address is asked of, with what opens it. */
export interface Account {
  readonly issuer: string
  readonly subject: string
  readonly email: string
  readonly scopes: readonly string[]
  readonly accessToken: string
}

export interface OAuth {
  authorizeUrl(request: AuthorizeRequest): Promise<URL>
  /**
   * Trades the code of a callback address for tokens; state, nonce, issuer and audience are checked.
   * @throws ProviderError; `reason` is the provider's own error code, such as access_denied, or `adminNeeded`
   */
  exchange(callback: URL, expected: { state: string; nonce: string; verifier: string }): Promise<Grant>
  /** @throws ProviderError `reconnect` when the grant is gone; its `reason` is `adminNeeded` where consent is missing */
  refresh(refreshToken: string): Promise<Tokens>
  /** Takes the whole grant back. @throws ProviderError */
  revoke(token: string): Promise<void>
  /**
   * Asks once more which addresses are this account's, for providers that tell it elsewhere than in the ID token. Never throws.
   * @returns those addresses, in normal form; null where nothing could be learnt
   */
  askAddresses?(account: Account): Promise<readonly string[] | null>
}

const endpoints = [
  'authorization_endpoint',
  'token_endpoint',
  'revocation_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
] as const
const discoveryAgeMs = 3_600_000

/** The addresses that a provider vouches for as this account's, in normal form. */
export const vouchedFor = ({ email, emailVerified, signInName }: Identity): readonly string[] =>
  [emailVerified ? email : '', signInName ?? ''].map(normalise).filter(Boolean)

/** The reason of a refusal that only an administrator, or a new consent, can lift. */
export const adminNeeded = 'consent_required'

export function createOAuth({ issuer, clientId, clientSecret, dialect }: OAuthClient): OAuth {
  let known: { readonly until: number; readonly configuration: client.Configuration } | null = null

  /** The issuer's own announcement of its endpoints, read again every hour. */
  async function discover(): Promise<client.Configuration> {
    if (known && known.until > Date.now()) return known.configuration
    const execute = isLoopback(issuer) ? [client.allowInsecureRequests] : []
    const configuration = await client.discovery(
      dialect?.server ?? new URL(issuer),
      clientId,
      undefined,
      authenticate(clientSecret),
      { execute, ...(dialect ? { [client.customFetch]: dialect.fetch as client.CustomFetch } : {}) },
    )
    const metadata = configuration.serverMetadata()
    if (dialect && URL.parse(metadata.issuer)?.origin !== new URL(issuer).origin)
      throw new ProviderError('unexpected', 'The sign-in service announces itself under another name.', {
        reason: 'issuer',
      })
    for (const name of endpoints) {
      const endpoint = metadata[name]
      if (endpoint && !isSafeOrigin(endpoint))
        throw new ProviderError('unexpected', `The sign-in service announces an address without https (${name}).`)
    }
    known = { until: Date.now() + discoveryAgeMs, configuration }
    return configuration
  }

  function toTokens(reply: client.TokenEndpointResponse): Tokens {
    const tokens = tokensOf(reply)
    return tokens.scopes && dialect ? { ...tokens, scopes: dialect.toScopes(tokens.scopes) } : tokens
  }

  return {
    authorizeUrl: (request) =>
      translate(async () =>
        client.buildAuthorizationUrl(await discover(), {
          redirect_uri: request.redirectUri,
          scope: request.scopes.join(' '),
          state: request.state,
          nonce: request.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(request.verifier),
          code_challenge_method: 'S256',
          ...request.extra,
        }),
      ),
    exchange: (callback, expected) =>
      translate(async () => {
        const configuration = await discover()
        const reply = await client.authorizationCodeGrant(configuration, callback, {
          pkceCodeVerifier: expected.verifier,
          expectedState: expected.state,
          expectedNonce: expected.nonce,
          idTokenExpected: true,
        })
        const claims = reply.claims()
        if (!claims) throw new ProviderError('unexpected', 'The sign-in service did not say who signed in.')
        const asked = askedOf(claims)
        if (dialect) return { ...toTokens(reply), ...dialect.identify(claims), ...asked }
        const profile = claims.email
          ? claims
          : await client.fetchUserInfo(configuration, reply.access_token, claims.sub)
        const email = typeof profile.email === 'string' ? cut(profile.email, 320).toLowerCase() : ''
        return {
          ...toTokens(reply),
          issuer: claims.iss,
          subject: claims.sub,
          email,
          emailVerified: profile.email_verified === true,
          name: (typeof profile.name === 'string' && cleanText(profile.name, 80)) || email,
          ...(typeof profile.hd === 'string' ? { hosted: cut(profile.hd, 253).toLowerCase() } : {}),
          ...asked,
        }
      }),
    refresh: (refreshToken) =>
      translate(async () => toTokens(await client.refreshTokenGrant(await discover(), refreshToken))),
    revoke: (token) => translate(async () => client.tokenRevocation(await discover(), token)),
  }
}

/** Both moments are of the provider's own clock (OpenID Connect Core, section 2, `auth_time`). */
const askedOf = ({ auth_time: asked, iat }: client.IDToken): Pick<Grant, 'secondsSinceAsked'> =>
  typeof asked === 'number' ? { secondsSinceAsked: iat - asked } : {}

/** The secret goes into the body, as Google and Microsoft document it, unless the server announces that it takes only the header. */
function authenticate(clientSecret: string): client.ClientAuth {
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported
    const headerOnly = methods?.includes('client_secret_basic') && !methods.includes('client_secret_post')
    return (headerOnly ? client.ClientSecretBasic : client.ClientSecretPost)(clientSecret)(server, ...request)
  }
}

function tokensOf(reply: client.TokenEndpointResponse): Tokens {
  return {
    accessToken: reply.access_token,
    expiresIn: reply.expires_in ?? 3600,
    ...(reply.refresh_token ? { refreshToken: reply.refresh_token } : {}),
    ...(reply.scope ? { scopes: reply.scope.split(' ').filter(Boolean) } : {}),
  }
}

async function translate<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toProviderError(error)
  }
}

/** What each answer of an OAuth server means (RFC 6749 sections 4.1.2.1 and 5.2). */
export function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof client.AuthorizationResponseError) return ofCallback(error)
  if (error instanceof client.ResponseBodyError) return ofTokenEndpoint(error)
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'network'
  const details = { reason: code, cause: error }
  if (code.startsWith('OAUTH_') && !unheard.has(code))
    return new ProviderError(
      'unexpected',
      'The answer of the sign-in service could not be trusted. Start again.',
      details,
    )
  return new ProviderError('unavailable', 'The sign-in service cannot be reached at the moment.', details)
}

/** Codes of the library where no answer came that could be read. */
const unheard: ReadonlySet<string> = new Set(['OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_PARSE_ERROR', 'OAUTH_TIMEOUT'])

/** Somebody came back from the provider's page without a code. */
function ofCallback(error: client.AuthorizationResponseError): ProviderError {
  const reason = asksAdmin(error.error, error.cause.get('suberror'), error.error_description)
    ? adminNeeded
    : error.error
  return new ProviderError(
    error.error === 'temporarily_unavailable' || error.error === 'server_error' ? 'unavailable' : 'forbidden',
    // The reason stands in an address: one that every object has a member of is none of these.
    (Object.hasOwn(refusals, reason) && refusals[reason]) || 'The sign-in was not completed.',
    { reason, cause: error },
  )
}

/** No token was given for a code, or for an earlier token. */
function ofTokenEndpoint(error: client.ResponseBodyError): ProviderError {
  if (asksAdmin(error.error, error.cause.suberror))
    return new ProviderError('reconnect', 'The permission is missing: you, or your administrator, have to agree.', {
      reason: adminNeeded,
      cause: error,
    })
  const details = { reason: error.error, cause: error }
  if (['invalid_grant', 'interaction_required', 'login_required'].includes(error.error))
    return new ProviderError(
      'reconnect',
      'The permission was taken back or has run out. Connect the account again.',
      details,
    )
  const refusal = refusals[error.error]
  if (refusal) return new ProviderError('forbidden', refusal, details)
  if (error.status >= 500 || error.status === 429 || error.error === 'temporarily_unavailable')
    return new ProviderError('unavailable', 'The sign-in service is not answering properly at the moment.', details)
  return new ProviderError(
    'unexpected',
    `The sign-in service refused this program (${error.error}). Check the OAuth client's id, secret and redirect address.`,
    details,
  )
}

/**
 * True where consent is missing. Microsoft asks not to rely on the numbers in its texts; the one that means "an
 * administrator has to" is read all the same, since without it the answer is the one that a person's own no gives, and all
 * that hangs on it is which sentence stands first.
 */
function asksAdmin(error: string, suberror: unknown, text = ''): boolean {
  return error === 'consent_required' || suberror === 'consent_required' || /\bAADSTS9009[0-5]\b/.test(text)
}

const refusals: Readonly<Record<string, string>> = {
  [adminNeeded]: 'Your organisation wants an administrator to allow this first, so nothing was connected.',
  access_denied: 'You did not give the permission, so nothing was connected.',
  admin_policy_enforced: 'The administrator of your organisation does not allow this program to read mail or calendar.',
  org_internal: 'This program may only be used inside the organisation that runs it.',
}
