/** The sample as an OpenID provider: discovery, keys, sign-in page, tokens. */
import { publicKeys } from '../keys.ts'
import { type App, recorded } from '../requests.ts'
import { AUTHORIZE_PATH, decide, showConsent } from './authorize.ts'
import { json } from './replies.ts'
import { exchange, revoke, userinfo } from './tokens.ts'
import type { World } from './world.ts'

export function serveOauth(app: App, world: World) {
  const { state } = world.store
  app.get('/.well-known/openid-configuration', (c) =>
    recorded(world, c, 'discovery', 1, () => json(discovery(world.origin))),
  )
  app.get('/jwks', (c) => recorded(world, c, 'jwks', 1, () => json(publicKeys(state.key, state.keyId))))
  app.get(AUTHORIZE_PATH, (c) =>
    recorded(world, c, 'authorize', 1, () => showConsent(world, new URL(c.req.url).searchParams)),
  )
  app.post(AUTHORIZE_PATH, (c) =>
    recorded(world, c, 'authorize', 1, async () =>
      decide(world, new URL(c.req.url).searchParams, await c.req.formData()),
    ),
  )
  app.post('/token', (c) =>
    recorded(world, c, 'token', 1, async () =>
      exchange(world, new URLSearchParams(await c.req.text()), c.req.header('authorization')),
    ),
  )
  app.post('/revoke', (c) =>
    recorded(world, c, 'revoke', 1, async () => {
      const form = new URLSearchParams(await c.req.text())
      if (!form.has('token')) form.set('token', c.req.query('token') ?? '')
      return revoke(world, form)
    }),
  )
  app.get('/userinfo', (c) => recorded(world, c, 'userinfo', 1, () => userinfo(world, c.req.header('authorization'))))
}

function discovery(origin: string) {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}${AUTHORIZE_PATH}`,
    token_endpoint: `${origin}/token`,
    userinfo_endpoint: `${origin}/userinfo`,
    revocation_endpoint: `${origin}/revoke`,
    jwks_uri: `${origin}/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: [
      'aud',
      'email',
      'email_verified',
      'exp',
      'family_name',
      'given_name',
      'hd',
      'iat',
      'iss',
      'name',
      'sub',
    ],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
  }
}
