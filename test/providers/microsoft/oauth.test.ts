import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { createProviders } from '../../../src/providers/index.ts'
import {
  adminConsentUrl,
  createMicrosoftOAuth,
  identify,
  readProfile,
} from '../../../src/providers/microsoft/identity.ts'
import {
  adminScopes,
  microsoftScopes,
  microsoftStreams,
  toMicrosoftScopes,
} from '../../../src/providers/microsoft/scopes.ts'
import { adminNeeded } from '../../../src/providers/oauth-faults.ts'
import { createKey, publicKeys, signToken } from '../../../src/sample/keys.ts'

const tid = '7c1d0f52-3b6e-4a98-9f44-5e0a6d2b8c13'
const other = '0b0b0b0b-0000-4000-8000-000000000000'
const oid = 'b3e4a1d6-58c2-4f07-8e9b-2a6c90d1f745'
const personal = '9188040d-6c67-4c5b-b112-36a304b66dad'
const keys = createKey()

/** A Microsoft whose ID tokens say what a test wants; at `common` its issuer has a blank for the tenant. */
let server: Server
let origin = ''
let claims: Record<string, unknown> = {}
let announced: string | undefined
let tokenAnswer: { status: number; body: object } | null = null
let profile: object | null = null
const requests: { path: string; body: string }[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const url = new URL(request.url ?? '/', origin)
    requests.push({ path: url.pathname, body })
    const say = (value: object | null, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const tenant = url.pathname.split('/')[1] ?? ''
    const own = tenant === 'common' || tenant === 'organizations' ? '{tenantid}' : tid
    if (url.pathname.endsWith('/.well-known/openid-configuration'))
      return say({
        issuer: announced ?? `${origin}/${own}/v2.0`,
        authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
        jwks_uri: `${origin}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (url.pathname === '/keys') return say(publicKeys(keys.key, keys.keyId))
    if (url.pathname === '/v1.0/me') return say(profile, profile ? 200 : 503)
    if (tokenAnswer) return say(tokenAnswer.body, tokenAnswer.status)
    const now = Math.floor(Date.now() / 1000)
    const idToken = signToken(
      {
        iss: `${origin}/${tid}/v2.0`,
        aud: 'id',
        sub: 'pairwise',
        tid,
        oid,
        nonce: 'n',
        iat: now,
        nbf: now,
        exp: now + 600,
        ...claims,
      },
      keys.key,
      keys.keyId,
    )
    return say({
      token_type: 'Bearer',
      access_token: 'a',
      refresh_token: 'second',
      expires_in: 3700,
      scope: 'openid profile email https://graph.microsoft.com/mail.readbasic https://graph.microsoft.com/User.Read',
      id_token: idToken,
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
afterEach(() => {
  claims = {}
  announced = undefined
  tokenAnswer = null
  profile = null
  requests.length = 0
})

const oauth = (tenant = 'common') =>
  createMicrosoftOAuth({ issuer: `${origin}/${tenant}/v2.0`, clientId: 'id', clientSecret: 's3cret', origin })
const signIn = (tenant?: string) =>
  oauth(tenant).exchange(new URL('http://localhost:8787/connect/microsoft/callback?code=c&state=s'), {
    state: 's',
    nonce: 'n',
    verifier: 'v'.repeat(43),
  })

describe('signing in', () => {
  test('is known by tenant and object id, under one name for every tenant, with scopes as the program spells them', async () => {
    claims = { email: 'Nadia@Colleague.example', name: 'Nadia Brandt' }
    expect(await signIn()).toMatchObject({
      issuer: origin,
      subject: `${tid}|${oid}`,
      email: 'nadia@colleague.example',
      emailVerified: false,
      name: 'Nadia Brandt',
      accessToken: 'a',
      refreshToken: 'second',
      scopes: ['openid', 'profile', 'email', 'Mail.ReadBasic', 'User.Read'],
    })
  })

  test.each([
    ['the issuer of another tenant than the token’s', () => ({ iss: `${origin}/${other}/v2.0` })],
    ['a tenant that is not the issuer’s', () => ({ tid: other })],
    ['the template itself as issuer', () => ({ iss: `${origin}/{tenantid}/v2.0` })],
    ['an issuer elsewhere', () => ({ iss: `https://login.elsewhere.example/${tid}/v2.0` })],
    ['no tenant', () => ({ tid: undefined })],
    ['no object id', () => ({ oid: undefined })],
    ['a tenant that is no name but a path', () => ({ tid: '../x', iss: `${origin}/../x/v2.0` })],
    ['another program as audience', () => ({ aud: 'other' })],
    ['another nonce', () => ({ nonce: 'x' })],
  ])('with %s is refused', async (_, wrong) => {
    claims = wrong()
    await expect(signIn()).rejects.toMatchObject({ name: 'ProviderError', kind: 'unexpected' })
  })

  test('narrowed to one tenant takes that tenant’s people only', async () => {
    await expect(signIn(tid)).resolves.toMatchObject({ subject: `${tid}|${oid}` })
    claims = { tid: other, iss: `${origin}/${other}/v2.0` }
    await expect(signIn(tid)).rejects.toMatchObject({ kind: 'unexpected' })
  })

  test('is refused at a server that announces itself under another name', async () => {
    announced = 'https://login.elsewhere.example/{tenantid}/v2.0'
    await expect(signIn()).rejects.toMatchObject({ kind: 'unexpected', reason: 'issuer' })
    expect(requests.some(({ path }) => path.endsWith('/token'))).toBe(false)
  })

  test('takes the address of the mailbox, and the ID token’s where Graph is away', async () => {
    claims = { preferred_username: 'nbrandt@colleague.example' }
    profile = {
      displayName: 'Nadia Brandt',
      mail: 'Nadia.Brandt@Colleague.example',
      userPrincipalName: 'nbrandt@colleague.example',
    }
    expect(await signIn()).toMatchObject({ email: 'nadia.brandt@colleague.example', name: 'Nadia Brandt' })
    profile = null
    expect(await signIn()).toMatchObject({ email: 'nbrandt@colleague.example' })
  })
})

describe('an address counts as verified', () => {
  const base = { issuer: 'i', subject: `${tid}|${oid}`, email: 'a@work.example', emailVerified: false, name: 'A' }
  const told = (mail: string | null, userPrincipalName: string, subject = base.subject) =>
    readProfile({ displayName: 'A', mail, userPrincipalName }, { ...base, subject }).emailVerified

  test('where it is the name that a work account signs in by, and not for its mail alone', () => {
    expect(told('a@work.example', 'a@work.example')).toBe(true)
    expect(told('victim@bank.example', 'mallory@attacker.example')).toBe(false)
    expect(told('victim@bank.example', 'victim_bank.example#EXT#@attacker.onmicrosoft.com')).toBe(false)
  })

  test('at a personal account only at Microsoft’s own domains', () => {
    const subject = `${personal}|${oid}`
    expect(told('a@outlook.com', 'a@outlook.com', subject)).toBe(true)
    expect(told('a@gmail.com', 'a@gmail.com', subject)).toBe(false)
    expect(told('a@evil-outlook.com', 'a@evil-outlook.com', subject)).toBe(false)
    for (const own of ['outlook.de', 'outlook.co.th', 'hotmail.co.uk', 'live.nl', 'live.com.mx', 'msn.com'])
      expect(told(`a@${own}`, `a@${own}`, subject), own).toBe(true)
    for (const other of ['live.example', 'live.xy', 'outlook.co', 'outlook.co.xx', 'outlook.a.co', 'msn.de'])
      expect(told(`a@${other}`, `a@${other}`, subject), other).toBe(false)
  })

  test('where the ID token says that the owner of the domain was checked', () => {
    const read = (more: object) =>
      identify({ iss: `https://x.example/${tid}/v2.0`, tid, oid, email: 'a@work.example', ...more }, 'i').emailVerified
    expect([read({}), read({ xms_edov: true }), read({ xms_edov: '1' }), read({ xms_edov: false })]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe('a refresh', () => {
  test('hands on the new refresh token', async () => {
    expect(await oauth().refresh('first')).toMatchObject({ refreshToken: 'second', accessToken: 'a' })
    expect(new URLSearchParams(requests.at(-1)?.body).get('refresh_token')).toBe('first')
  })

  test.each([
    [{ error: 'invalid_grant', error_description: 'AADSTS70008: expired' }, 400, 'reconnect', 'invalid_grant'],
    [{ error: 'invalid_grant', suberror: 'bad_token' }, 400, 'reconnect', 'invalid_grant'],
    [{ error: 'interaction_required', suberror: 'basic_action' }, 400, 'reconnect', 'interaction_required'],
    [{ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] }, 400, 'reconnect', adminNeeded],
    [{ error: 'consent_required' }, 400, 'reconnect', adminNeeded],
    [{ error: 'invalid_client', error_codes: [7000222] }, 401, 'unexpected', 'invalid_client'],
    [{ error: 'temporarily_unavailable' }, 400, 'unavailable', 'temporarily_unavailable'],
    // The number in the text alone decides nothing.
    [
      { error: 'temporarily_unavailable', error_description: 'AADSTS65001' },
      400,
      'unavailable',
      'temporarily_unavailable',
    ],
  ])('answered with %j is told by error and suberror', async (body, status, kind, reason) => {
    tokenAnswer = { status, body }
    await expect(oauth().refresh('first')).rejects.toMatchObject({ kind, reason })
  })
})

test('Microsoft lets no program give a permission back, and that is said', async () => {
  await expect(oauth().revoke('first')).rejects.toMatchObject({ kind: 'forbidden' })
  expect(requests).toEqual([])
})

describe('what is asked for', () => {
  test('is reading without bodies, and writing only for an invitation', () => {
    expect(microsoftScopes.signin).toEqual(['openid', 'profile', 'email'])
    expect(microsoftScopes.connect.filter((scope) => /\./.test(scope))).toEqual([
      'User.Read',
      'Mail.ReadBasic',
      'Calendars.ReadBasic',
    ])
    expect(microsoftScopes.connect).toContain('offline_access')
    expect(microsoftScopes.events).toEqual([...microsoftScopes.connect, 'Calendars.ReadWrite'])
  })

  test('of an administrator is everything at once, so that nobody waits for them twice', () => {
    const later = [...microsoftScopes.connect, ...microsoftScopes.events].filter((scope) => /\./.test(scope))
    for (const scope of later) expect(adminScopes).toContain(scope)
    const link = (issuer: string) =>
      new URL(
        adminConsentUrl(
          { issuer, clientId: 'id', clientSecret: 's3cret', origin: undefined },
          'https://here.example/connect/microsoft/callback',
        ),
      )
    const url = link('https://login.microsoftonline.com/common/v2.0')
    expect(url.origin + url.pathname).toBe('https://login.microsoftonline.com/organizations/v2.0/adminconsent')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'id',
      scope: adminScopes.join(' '),
      redirect_uri: 'https://here.example/connect/microsoft/callback',
    })
    expect(link(`https://login.microsoftonline.com/${tid}/v2.0`).pathname).toBe(`/${tid}/v2.0/adminconsent`)
    expect(url.href).not.toContain('s3cret')
  })

  test('opens a stream however Microsoft writes what was granted, and by a wider permission too', () => {
    expect(toMicrosoftScopes(['https://graph.microsoft.com/MAIL.READBASIC', 'Mail.ReadBasic', 'Own.Scope'])).toEqual([
      'Mail.ReadBasic',
      'Own.Scope',
    ])
    expect(microsoftStreams(['mail.readbasic', 'calendars.readbasic'])).toEqual(['mail', 'calendar'])
    expect(microsoftStreams(['Calendars.ReadWrite', 'User.Read'])).toEqual(['calendar'])
    expect(microsoftStreams(['openid', 'profile'])).toEqual([])
  })
})

describe('the provider of the settings', () => {
  const env = { MICROSOFT_CLIENT_ID: 'id', MICROSOFT_CLIENT_SECRET: 's3cret' }
  const authorize = async (more: Record<string, string>) => {
    const provider = createProviders(readConfig({ ...env, ...more })).get('microsoft')
    const request = { redirectUri: 'http://localhost:8787/x', state: 's', nonce: 'n', verifier: 'v'.repeat(43) }
    return { provider, url: await provider?.oauth.authorizeUrl({ ...request, scopes: ['openid'] }) }
  }

  test.each([
    [{}, '/common/v2.0'],
    [{ MICROSOFT_TENANT: 'organizations' }, '/organizations/v2.0'],
    [{ MICROSOFT_TENANT: tid }, `/${tid}/v2.0`],
  ])('with %j asks the sign-in of %s', async (more, path) => {
    const { url } = await authorize({ MICROSOFT_ISSUER: origin, ...more })
    expect(requests[0]?.path).toBe(`${path}/.well-known/openid-configuration`)
    expect(url?.searchParams.get('code_challenge_method')).toBe('S256')
    const written = await authorize({ MICROSOFT_ISSUER: `${origin}/{tenant}/v2.0`, ...more })
    expect(written.url?.pathname).toBe(url?.pathname)
  })

  test('stands beside Google, is filed under one name, and may be asked at one host only', () => {
    const providers = createProviders(readConfig({ ...env, GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 'g' }))
    expect([...providers.keys()]).toEqual(['google', 'microsoft'])
    expect(providers.get('microsoft')).toMatchObject({
      label: 'Microsoft',
      sample: false,
      issuer: 'https://login.microsoftonline.com',
      apiOrigins: ['https://graph.microsoft.com'],
      byTurns: true,
    })
    expect(createProviders(readConfig({})).size).toBe(0)
  })

  test('spends at most what Outlook allows one program and mailbox in ten minutes, mail and calendar together', () => {
    const provider = createProviders(readConfig(env)).get('microsoft')
    const minute = (kind: 'mail' | 'calendar') => provider?.quota(kind).account ?? Number.NaN
    expect(10 * (minute('mail') + minute('calendar'))).toBeLessThanOrEqual(10_000)
  })
})
