/** The sample Microsoft as an OpenID provider of many organisations: announcement, keys, pages, tokens. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { publicKeys } from '../keys.ts'
import { type App, recorded } from '../requests.ts'
import { decideApproval, decideSignIn, domainOf, showApproval, showSignIn } from './authorize.ts'
import { refusalPage } from './pages.ts'
import { graphJson, refuseToken } from './replies.ts'
import { type Door, doorOf, issuerOf } from './tenant.ts'
import { exchange, userinfo } from './tokens.ts'
import type { MicrosoftWorld } from './world.ts'

type Visit = Context<{ Bindings: HttpBindings }>

export function serveMicrosoftOauth(app: App, world: MicrosoftWorld) {
  const at = (
    verb: 'GET' | 'POST',
    route: string,
    api: string,
    respond: (c: Visit, door: Door, url: URL) => Response | Promise<Response>,
    lost: () => Response = () => refusalPage(400, 90002, 'There is no such organisation here.'),
  ) =>
    app.on(verb, `/:tenant${route}`, (c) =>
      recorded(world, c, api, 1, () => {
        const door = doorOf(c.req.param('tenant') ?? '', domainOf(world))
        return door ? respond(c, door, new URL(c.req.url)) : lost()
      }),
    )
  at('GET', '/v2.0/.well-known/openid-configuration', 'discovery', (c, door) =>
    graphJson(discovery(world.origin, c.req.param('tenant') ?? '', door)),
  )
  at('GET', '/discovery/v2.0/keys', 'jwks', (_, door) => {
    const { key, keyId } = world.store.state
    const keys = publicKeys(key, keyId).keys.map((one) => ({ ...one, issuer: issuerOf(world.origin, door) }))
    return graphJson({ keys })
  })
  at('GET', '/oauth2/v2.0/authorize', 'authorize', (_, door, url) =>
    showSignIn(world, door, url.pathname, url.searchParams),
  )
  at('POST', '/oauth2/v2.0/authorize', 'authorize', async (c, door, url) =>
    decideSignIn(world, door, url.searchParams, await c.req.formData()),
  )
  at('GET', '/v2.0/adminconsent', 'adminconsent', (_, door, url) =>
    showApproval(world, door, url.pathname, url.searchParams),
  )
  at('POST', '/v2.0/adminconsent', 'adminconsent', async (c, door, url) =>
    decideApproval(world, door, url.searchParams, await c.req.formData()),
  )
  at(
    'POST',
    '/oauth2/v2.0/token',
    'token',
    async (c, door) => exchange(world, door, new URLSearchParams(await c.req.text()), c.req.header('authorization')),
    () => refuseToken(400, 'invalid_request', 90002, 'Tenant not found.'),
  )
  app.get('/oidc/userinfo', (c) =>
    recorded(world, c, 'userinfo', 1, () => userinfo(world, c.req.header('authorization'))),
  )
}

/** Neither a revocation endpoint nor a word on code challenges: Microsoft announces none. */
function discovery(origin: string, tenant: string, door: Door) {
  return {
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(origin, door),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${origin}/oidc/userinfo`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'tid', 'ver', 'email'],
  }
}
