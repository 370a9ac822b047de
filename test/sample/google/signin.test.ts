/** Signing in to the sample, with the library and the steps the product uses. */
import * as oauth from 'openid-client'
import { expect, test } from 'vitest'
import { fault } from '../../../src/sample/google/faults.ts'
import { MORNING } from '../helper.ts'
import { begin, clients, discover, EVENTS, METADATA, REDIRECT, refusal, signIn, visit } from './helper.ts'

const READ = `openid email profile ${METADATA} ${EVENTS}`
const OFFLINE = { access_type: 'offline', prompt: 'consent' }

test('the sign-in page says that it is a sample and not Google, and its boxes start empty', async () => {
  const sample = await begin()
  const { page, boxes } = await visit(sample, await discover(sample), { scope: READ })
  expect(page).toContain('This is a sample account of Coffee soon?, not Google')
  expect(boxes).toEqual([METADATA, EVENTS])
  expect(page).not.toMatch(/checked|<script/)
})

test('whoever ticks all boxes gets a token for all of it, and is told who they are', async () => {
  const sample = await begin()
  const tokens = await signIn(sample, { scope: READ, extra: OFFLINE })
  expect(tokens.scope?.split(' ')).toEqual(expect.arrayContaining(['openid', METADATA, EVENTS]))
  expect(tokens.claims()).toMatchObject({
    email: 'sam@hartley.example',
    email_verified: true,
    name: 'Sam Hartley',
    iss: sample.origin,
  })
  expect(tokens.refresh_token).toBeTruthy()
  const config = await discover(sample)
  const info = await oauth.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')
  expect(info.email).toBe('sam@hartley.example')
})

test('what is not ticked is not granted, and the API refuses it', async () => {
  const sample = await begin()
  const tokens = await signIn(sample, { scope: READ, tick: [METADATA] })
  expect(tokens.scope).not.toContain(EVENTS)
  const { events, mail } = clients(sample, tokens.access_token)
  expect(await refusal(events.list({ calendarId: 'primary' }))).toMatchObject({
    status: 403,
    reason: 'insufficientPermissions',
  })
  expect((await mail.getProfile({ userId: 'me' })).data.emailAddress).toBe('sam@hartley.example')
})

test('Deny leads back with access_denied', async () => {
  const sample = await begin()
  const { callback, state } = await visit(sample, await discover(sample), { scope: READ, decision: 'deny' })
  expect(callback.origin + callback.pathname).toBe(REDIRECT)
  expect(callback.searchParams.get('error')).toBe('access_denied')
  expect(callback.searchParams.get('state')).toBe(state)
})

test('signing in alone shows no boxes', async () => {
  const sample = await begin()
  const { boxes, callback } = await visit(sample, await discover(sample), { scope: 'openid email profile' })
  expect(boxes).toEqual([])
  expect(callback.searchParams.get('code')).toBeTruthy()
})

test('a refresh token comes with the first offline consent, then only when consent is forced', async () => {
  const sample = await begin()
  const given = async (extra: Record<string, string>) =>
    (await signIn(sample, { scope: READ, extra })).refresh_token !== undefined
  expect(await given({})).toBe(false)
  expect(await given({ access_type: 'offline' })).toBe(true)
  expect(await given({ access_type: 'offline' })).toBe(false)
  expect(await given(OFFLINE)).toBe(true)
})

test('a refresh gives a new access token and no new refresh token; the old access token ends after an hour', async () => {
  const sample = await begin()
  const tokens = await signIn(sample, { scope: READ, extra: OFFLINE })
  sample.advance({ minutes: 61 })
  expect(await refusal(clients(sample, tokens.access_token).mail.getProfile({ userId: 'me' }))).toMatchObject({
    status: 401,
    reason: 'authError',
  })
  const fresh = await oauth.refreshTokenGrant(await discover(sample), tokens.refresh_token ?? '')
  expect(fresh.refresh_token).toBeUndefined()
  expect((await clients(sample, fresh.access_token).mail.getProfile({ userId: 'me' })).status).toBe(200)
})

test('revoking any token ends the whole grant', async () => {
  const sample = await begin()
  const tokens = await signIn(sample, { scope: READ, extra: OFFLINE })
  const config = await discover(sample)
  await oauth.tokenRevocation(config, tokens.access_token)
  expect((await refusal(clients(sample, tokens.access_token).mail.getProfile({ userId: 'me' }))).status).toBe(401)
  await expect(oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

test('a further permission can be added to what was granted before', async () => {
  const sample = await begin()
  await signIn(sample, { scope: READ, tick: [METADATA] })
  const tokens = await signIn(sample, { scope: `openid ${EVENTS}`, extra: { include_granted_scopes: 'true' } })
  expect(tokens.scope?.split(' ')).toEqual(expect.arrayContaining([METADATA, EVENTS]))
})

test('a code is good once, with its verifier, at its address, for ten minutes', async () => {
  const sample = await begin()
  const config = await discover(sample)
  const exchange = async (change: (form: URLSearchParams) => void, twice = false) => {
    const { callback, verifier } = await visit(sample, config, { scope: READ })
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: REDIRECT,
      code_verifier: verifier,
      client_id: sample.clientId,
      client_secret: sample.clientSecret,
    })
    change(form)
    const post = () => fetch(`${sample.origin}/token`, { method: 'POST', body: form })
    if (twice) await post()
    const response = await post()
    return { status: response.status, ...((await response.json()) as { error?: string }) }
  }
  expect(await exchange(() => undefined)).toMatchObject({ status: 200 })
  expect(await exchange(() => undefined, true)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await exchange((form) => form.set('code_verifier', 'wrong'))).toMatchObject({ error: 'invalid_grant' })
  expect(await exchange((form) => form.set('redirect_uri', `${REDIRECT}/`))).toMatchObject({
    error: 'redirect_uri_mismatch',
  })
  expect(await exchange((form) => form.set('client_secret', 'wrong'))).toMatchObject({
    status: 401,
    error: 'invalid_client',
  })
  expect(await exchange(() => sample.advance({ minutes: 11 }))).toMatchObject({ error: 'invalid_grant' })
})

test.each([
  ['an unknown client', { client_id: 'someone-else' }, 401, 'invalid_client'],
  [
    'an address that is not of this program',
    { redirect_uri: 'https://evil.example/connect/google/callback' },
    400,
    'redirect_uri_mismatch',
  ],
  ['another path', { redirect_uri: 'http://localhost:8787/elsewhere' }, 400, 'redirect_uri_mismatch'],
  ['no code challenge', { code_challenge: '' }, 400, 'invalid_request'],
  ['a plain code challenge', { code_challenge_method: 'plain' }, 400, 'invalid_request'],
  ['no state', { state: '' }, 400, 'invalid_request'],
  [
    'a scope that does not exist',
    { scope: 'openid https://www.googleapis.com/auth/gmail.everything' },
    400,
    'invalid_scope',
  ],
])('%s is refused on a page and sent nowhere', async (_, wrong, status, code) => {
  const sample = await begin()
  const url = new URL(`${sample.origin}/o/oauth2/v2/auth`)
  const right = {
    client_id: sample.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: READ,
    state: 's',
    code_challenge: 'c',
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries({ ...right, ...wrong })) url.searchParams.set(name, value)
  const response = await fetch(url, { redirect: 'manual' })
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(code)
})

test('what the request brings is shown as text, never as markup', async () => {
  const sample = await begin()
  const { page } = await visit(sample, await discover(sample), {
    scope: READ,
    extra: { login_hint: '"><script>alert(1)</script>' },
  })
  expect(page).not.toContain('<script>')
  expect(MORNING.toString()).toBe('2026-11-22T06:00:00Z')
})

test.each([
  ['the grant is gone', fault.invalidGrant, 'invalid_grant'],
  ['an administrator refuses', fault.adminPolicy, 'admin_policy_enforced'],
])('a refresh fails as at Google when %s', async (_, one, error) => {
  const sample = await begin()
  const tokens = await signIn(sample, { scope: READ, extra: OFFLINE })
  sample.faults.add('token', one)
  const config = await discover(sample)
  const refreshed = () => oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
  await expect(refreshed()).rejects.toMatchObject({ error })
  expect((await refreshed()).access_token).toBeTruthy()
})
