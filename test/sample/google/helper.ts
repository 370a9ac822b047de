/** A sample server in a folder of its own, and the clients a product would use towards it. */
import { calendar } from '@googleapis/calendar'
import { gmail } from '@googleapis/gmail'
import * as oauth from 'openid-client'
import { type Sample, type SampleOptions, startSample } from '../../../src/sample/google/server.ts'
import { signingKeys } from '../../support/life.ts'
import { beginIn, HISTORY, MORNING } from '../helper.ts'

const AUTH = 'https://www.googleapis.com/auth/'
export const METADATA = `${AUTH}gmail.metadata`
export const EVENTS = `${AUTH}calendar.events.readonly`
export const OWNED = `${AUTH}calendar.events.owned`
export const CALENDARS = `${AUTH}calendar.calendarlist.readonly`

export const REDIRECT = 'http://localhost:8787/connect/google/callback'

/** Starts a sample that ends with the test. */
export function begin(options: Partial<SampleOptions> = {}): Promise<Sample & { readonly dir: string }> {
  const usual = { now: () => MORNING, quotaPerMinute: 1_000_000, history: HISTORY, signingKey: signingKeys.google }
  return beginIn(options.dir, (dir) => startSample({ ...usual, ...options, dir }))
}

/** The client as the product configures it: discovery, client secret, PKCE. */
export function discover(sample: Sample): Promise<oauth.Configuration> {
  return oauth.discovery(new URL(sample.origin), sample.clientId, sample.clientSecret, undefined, {
    execute: [oauth.allowInsecureRequests],
  })
}

export interface SignIn {
  readonly scope: string
  /** Scopes whose boxes are ticked; all of them unless given. */
  readonly tick?: readonly string[]
  readonly decision?: 'allow' | 'deny'
  readonly extra?: Readonly<Record<string, string>>
}

/** Walks through the sign-in page like a browser and exchanges the code. */
export async function signIn(sample: Sample, wish: SignIn) {
  const config = await discover(sample)
  const { callback, verifier, state, nonce } = await visit(sample, config, wish)
  return oauth.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
}

/** As far as the address that the browser is sent back to. */
export async function visit(sample: Sample, config: oauth.Configuration, wish: SignIn) {
  const verifier = oauth.randomPKCECodeVerifier()
  const state = oauth.randomState()
  const nonce = oauth.randomNonce()
  const url = oauth.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: wish.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...wish.extra,
  })
  const page = await (await fetch(url)).text()
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const boxes = [...page.matchAll(/name="scope" value="([^"]+)"/g)].map((match) => match[1] ?? '')
  const form = new URLSearchParams({ decision: wish.decision ?? 'allow' })
  for (const box of boxes) if (!wish.tick || wish.tick.includes(box)) form.append('scope', box)
  const answer = await fetch(new URL(action, sample.origin), { method: 'POST', body: form, redirect: 'manual' })
  return { callback: new URL(answer.headers.get('location') ?? ''), verifier, state, nonce, page, boxes }
}

/** An access token for these scopes. */
export async function tokenFor(sample: Sample, ...scopes: readonly string[]): Promise<string> {
  const tokens = await signIn(sample, { scope: ['openid', 'email', 'profile', ...scopes].join(' ') })
  return tokens.access_token
}

/** Google's own clients, retries off, towards the sample. */
export function clients(sample: Sample, token: string) {
  const options = { rootUrl: `${sample.origin}/`, headers: { authorization: `Bearer ${token}` }, retry: false } as const
  return {
    mail: gmail({ version: 'v1', ...options }).users,
    events: calendar({ version: 'v3', ...options }).events,
    calendars: calendar({ version: 'v3', ...options }).calendarList,
    freebusy: calendar({ version: 'v3', ...options }).freebusy,
  }
}

interface Refusal {
  readonly status: number
  readonly reason: string
  readonly message: string
}

/** What a call is refused with. Fails where it is not refused. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error) {
    const { status, response } = error as { status?: number; response?: { data?: unknown } }
    const data = response?.data as { error?: { message?: string; errors?: { reason?: string }[] } } | undefined
    return { status: status ?? 0, reason: data?.error?.errors?.[0]?.reason ?? '', message: data?.error?.message ?? '' }
  }
  throw new Error('The call was answered, though it should have been refused.')
}
