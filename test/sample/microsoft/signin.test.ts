/** Signing in to the sample Microsoft: one organisation behind a common door, tokens that change, an administrator to ask. */
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { microsoftFault } from '../../../src/sample/microsoft/faults.ts'
import { HISTORY, MORNING } from '../helper.ts'
import { begin, clientOf, connect, post, READ, REDIRECT, refresh, signIn, visit } from './helper.ts'

const WRITE = `${READ} Calendars.ReadWrite`

test.each([
  ['common', '{tenantid}'],
  ['organizations', '{tenantid}'],
  ['consumers', '9188040d-6c67-4c5b-b112-36a304b66dad'],
  ['northlight.example', '7c1d0f52-3b6e-4a98-9f44-5e0a6d2b8c13'],
])('the door %s announces %s as its issuer and its own endpoints', async (door, issuer) => {
  const sample = await begin()
  const answer = await fetch(`${sample.origin}/${door}/v2.0/.well-known/openid-configuration`)
  const announced = (await answer.json()) as Record<string, string>
  expect(announced.issuer).toBe(`${sample.origin}/${issuer}/v2.0`)
  expect(announced.token_endpoint).toBe(`${sample.origin}/${door}/oauth2/v2.0/token`)
  expect(announced).not.toHaveProperty('revocation_endpoint')
})

test('an organisation that is not here is not found', async () => {
  const sample = await begin()
  expect((await fetch(`${sample.origin}/elsewhere.example/v2.0/.well-known/openid-configuration`)).status).toBe(400)
  expect((await visit(sample, { tenant: 'consumers' })).html).toContain('AADSTS50020')
})

test('the page says that it is a sample and not Microsoft, and what is asked for', async () => {
  const { html } = await visit(await begin(), { scope: `${READ} Mail.Read` })
  expect(html).toContain('This is a sample account of Coffee soon?, not Microsoft')
  expect(html).toContain('sam.hartley@northlight.example')
  expect(html).toContain('An administrator must approve')
  expect(html).not.toMatch(/<script|checkbox"[^>]*checked/)
})

test('whoever accepts gets everything they were asked for, and an identity of the organisation behind the common door', async () => {
  const sample = await begin()
  const tokens = await signIn(sample)
  expect(tokens.scope).toBe('openid profile email User.Read Mail.ReadBasic Calendars.ReadBasic')
  expect(tokens.expires_in).toBeGreaterThanOrEqual(3600)
  expect(tokens.expires_in).toBeLessThan(5400)
  const keys = createRemoteJWKSet(new URL(`${sample.origin}/common/discovery/v2.0/keys`))
  const { payload } = await jwtVerify(tokens.id_token, keys, {
    issuer: `${sample.origin}/${sample.tenant}/v2.0`,
    audience: sample.clientId,
    currentDate: new Date(MORNING.epochMilliseconds),
  })
  expect(payload).toMatchObject({
    tid: sample.tenant,
    oid: expect.stringMatching(/^[\da-f-]{36}$/),
    preferred_username: 'sam.hartley@northlight.example',
    email: 'sam.hartley@northlight.example',
    name: 'Sam Hartley',
    nonce: 'nonce',
  })
  expect(payload).not.toHaveProperty('email_verified')
})

test('the profile is that of the work account', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  expect((await ask('/me')).body).toMatchObject({
    displayName: 'Sam Hartley',
    mail: 'sam.hartley@northlight.example',
    userPrincipalName: 'sam.hartley@northlight.example',
    id: decodeJwt((await signIn(sample)).id_token).oid,
  })
})

test('Cancel leads back with access_denied', async () => {
  const { callback } = await visit(await begin(), { decision: 'deny' })
  expect([callback.get('error'), callback.get('error_subcode'), callback.get('state')]).toEqual([
    'access_denied',
    'cancel',
    'state',
  ])
})

test('each scope opens its own methods only', async () => {
  const sample = await begin()
  const ask = await connect(sample, 'openid offline_access User.Read Mail.ReadBasic')
  expect((await ask('/me/mailFolders')).status).toBe(200)
  for (const path of ['/me/calendar', '/me/calendarView?startDateTime=2026-11-01&endDateTime=2026-11-02'])
    expect((await ask(path)).body.error?.code).toBe('ErrorAccessDenied')
  const calendar = await connect(await begin(), 'openid Calendars.ReadBasic')
  expect((await calendar('/me/events', { body: {} })).status).toBe(403)
  expect((await calendar('/me')).status).toBe(403)
})

test('an access token ends, a refresh brings a new pair, and the old refresh token stays good', async () => {
  let now = MORNING
  const sample = await begin({ now: () => now })
  const first = await signIn(sample)
  now = now.add({ minutes: 91 })
  expect((await clientOf(sample, first.access_token)('/me')).body.error?.code).toBe('InvalidAuthenticationToken')
  const second = await refresh(sample, first.refresh_token)
  expect((await clientOf(sample, second.access_token)('/me')).status).toBe(200)
  expect(second.refresh_token).toBeTruthy()
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect((await refresh(sample, first.refresh_token)).status).toBe(200)
  now = now.add({ hours: 90 * 24 })
  expect(await refresh(sample, first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
})

test('what was taken back stays taken back until the owner signs in again', async () => {
  const sample = await begin()
  const tokens = await signIn(sample)
  sample.revoke()
  expect((await clientOf(sample, tokens.access_token)('/me')).status).toBe(401)
  expect(await refresh(sample, tokens.refresh_token)).toMatchObject({ error: 'invalid_grant', error_codes: [50173] })
  expect((await refresh(sample, (await signIn(sample)).refresh_token)).status).toBe(200)
})

test('where an administrator must approve, accepting ends without a code until they do', async () => {
  const sample = await begin()
  const refused = (await visit(sample, { admin: true })).callback
  expect(refused.get('error')).toBe('access_denied')
  expect(refused.get('error_description')).toMatch(/^AADSTS90094: .*only an admin can grant/)
  expect(refused.get('code')).toBeNull()
  sample.approve()
  expect((await visit(sample, { admin: true })).callback.get('code')).toBeTruthy()
})

test('the administrator approves on a page of their own, which leads back', async () => {
  const sample = await begin()
  sample.requireAdmin()
  const url = new URL(`${sample.origin}/organizations/v2.0/adminconsent`)
  const query = {
    client_id: sample.clientId,
    redirect_uri: REDIRECT,
    state: 's',
    scope: 'Mail.ReadBasic Calendars.ReadBasic',
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const page = await (await fetch(url)).text()
  expect(page).toContain('made-up administrator of northlight.example')
  const decide = async (decision: string) => {
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? '').searchParams
  }
  expect((await decide('deny')).get('error')).toBe('access_denied')
  expect((await visit(sample, { admin: true })).callback.get('error')).toBe('access_denied')
  const agreed = await decide('allow')
  expect([agreed.get('admin_consent'), agreed.get('tenant'), agreed.get('state')]).toEqual(['True', sample.tenant, 's'])
  expect((await visit(sample, { admin: true })).callback.get('code')).toBeTruthy()
})

test('an organisation that begins to ask lets what was agreed to go on, and nothing more', async () => {
  const sample = await begin()
  const tokens = await signIn(sample)
  expect((await visit(sample, { scope: WRITE, admin: true })).callback.get('error')).toBe('access_denied')
  expect((await visit(sample, { admin: true })).callback.get('code')).toBeTruthy()
  expect((await refresh(sample, tokens.refresh_token)).status).toBe(200)
})

test('signing in alone never needs an administrator', async () => {
  const sample = await begin()
  sample.requireAdmin()
  const { callback } = await visit(sample, { scope: 'openid profile email', admin: true })
  expect(callback.get('code')).toBeTruthy()
})

test('a code is good once, with its verifier, at its address, for ten minutes', async () => {
  let now = MORNING
  const sample = await begin({ now: () => now })
  const exchange = async (change: Readonly<Record<string, string>>, before: () => void = () => undefined) => {
    const { callback, verifier } = await visit(sample)
    before()
    const code = callback.get('code') ?? ''
    return post(sample, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
      ...change,
    })
  }
  expect(await exchange({})).toMatchObject({ status: 200 })
  expect(await exchange({ code_verifier: 'wrong' })).toMatchObject({ error: 'invalid_grant' })
  expect(await exchange({ redirect_uri: `${REDIRECT}/` })).toMatchObject({ error: 'invalid_client' })
  expect(await exchange({ client_secret: 'wrong' })).toMatchObject({ status: 401, error: 'invalid_client' })
  const wait = () => {
    now = now.add({ minutes: 11 })
  }
  expect(await exchange({}, wait)).toMatchObject({ error: 'invalid_grant', error_codes: [70008] })
  const { callback, verifier } = await visit(sample)
  const form = {
    grant_type: 'authorization_code',
    code: callback.get('code') ?? '',
    redirect_uri: REDIRECT,
    code_verifier: verifier,
  }
  await post(sample, form)
  expect(await post(sample, form)).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })
})

test.each([
  ['an unknown client', { client_id: 'someone-else' }, 'AADSTS700016'],
  [
    'an address that is not of this program',
    { redirect_uri: 'https://evil.example/connect/microsoft/callback' },
    'AADSTS50011',
  ],
  ['no code challenge', { code_challenge: '' }, 'AADSTS501481'],
  ['a plain code challenge', { code_challenge_method: 'plain' }, 'AADSTS501481'],
  ['no state', { state: '' }, 'AADSTS90014'],
  ['a scope that does not exist', { scope: 'openid Mail.Everything' }, 'AADSTS70011'],
])('%s is refused on a page and sent nowhere', async (_, query, code) => {
  const { status, html } = await visit(await begin(), { query })
  expect([status, html.includes(code)]).toEqual([400, true])
})

test('a silent sign-in needs the owner', async () => {
  const sample = await begin()
  const url = new URL(`${sample.origin}/common/oauth2/v2.0/authorize`)
  const query = { client_id: sample.clientId, redirect_uri: REDIRECT, response_type: 'code', scope: READ, state: 's' }
  const proof = { code_challenge: 'c', code_challenge_method: 'S256', prompt: 'none' }
  for (const [name, value] of Object.entries({ ...query, ...proof })) url.searchParams.set(name, value)
  const answer = await fetch(url, { redirect: 'manual' })
  expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe('interaction_required')
})

test.each([
  ['it was taken back', microsoftFault.revoked, { error: 'invalid_grant' }],
  ['it was not used for long', microsoftFault.inactive, { error: 'invalid_grant' }],
  [
    'an administrator has to agree',
    microsoftFault.adminNeeded,
    { error: 'invalid_grant', suberror: 'consent_required' },
  ],
  ['the owner has to prove who they are', microsoftFault.interaction, { error: 'interaction_required' }],
  ['the program’s secret has run out', microsoftFault.wrongSecret, { error: 'invalid_client' }],
])('a refresh fails as at Microsoft when %s, and works afterwards', async (_, fault, wanted) => {
  const sample = await begin()
  const { refresh_token } = await signIn(sample)
  sample.faults.add('token', fault)
  expect(await refresh(sample, refresh_token)).toMatchObject(wanted)
  expect((await refresh(sample, refresh_token)).status).toBe(200)
})

test('a second start finds the same account, tokens, mail and approvals', async () => {
  const sample = await begin()
  sample.requireAdmin()
  sample.approve()
  const tokens = await signIn(sample, { admin: true })
  const { id } = sample.deliver({
    from: { address: 'kai@brandt.example' },
    to: [{ address: 'sam.hartley@northlight.example' }],
    subject: 'Kept',
  })
  sample.move(id, 'press')
  await sample.close()
  const again = await begin({ dir: sample.dir, history: HISTORY })
  expect(again.origin).toBe(sample.origin)
  const ask = clientOf(again, tokens.access_token)
  expect((await ask(`/me/messages/${id}`, { prefer: 'IdType="ImmutableId"' })).body).toMatchObject({
    id,
    subject: 'Kept',
  })
  expect((await visit(again, { scope: WRITE, admin: true })).callback.get('code')).toBeTruthy()
})
