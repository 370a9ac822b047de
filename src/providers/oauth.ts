/** Sign-in and tokens at one OpenID provider: code flow with PKCE through openid-client. */

import * as client from 'openid-client'
import { isLoopback, isSafeOrigin } from '../config.ts'
import { ProviderError } from '../errors.ts'
import { cleanText, cut, normalise } from '../text.ts'
import { toProviderError } from './oauth-faults.ts'
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
      throw new ProviderError(
        'unexpected',
        {
          en: 'The sign-in service announces itself under another name.',
          de: 'Der Anmeldedienst nennt sich anders, als er sollte.',
        },
        {
          reason: 'issuer',
        },
      )
    for (const name of endpoints) {
      const endpoint = metadata[name]
      if (endpoint && !isSafeOrigin(endpoint))
        throw new ProviderError('unexpected', {
          en: `The sign-in service announces an address without https (${name}).`,
          de: `Der Anmeldedienst nennt eine Adresse ohne https (${name}).`,
        })
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
        if (!claims)
          throw new ProviderError('unexpected', {
            en: 'The sign-in service did not say who signed in.',
            de: 'Der Anmeldedienst sagte nicht, wer sich angemeldet hat.',
          })
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
