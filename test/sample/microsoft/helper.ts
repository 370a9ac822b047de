/** A sample Microsoft in a folder of its own, signed in to with plain requests, as nothing of the product would hide. */
import { createHash, randomBytes } from 'node:crypto'
import type { Event, MailFolder, Message } from '@microsoft/microsoft-graph-types'
import {
  type SampleMicrosoft,
  type SampleMicrosoftOptions,
  startSampleMicrosoft,
} from '../../../src/sample/microsoft/server.ts'
import { signingKeys } from '../../support/life.ts'
import { beginIn, HISTORY, MORNING } from '../helper.ts'

export const REDIRECT = 'http://localhost:8787/connect/microsoft/callback'
export const READ = 'openid profile email offline_access User.Read Mail.ReadBasic Calendars.ReadBasic'
export const IMMUTABLE = 'IdType="ImmutableId"'

export type Started = SampleMicrosoft & { readonly dir: string }

/** Starts a sample that ends with the test. */
export function begin(options: Partial<SampleMicrosoftOptions> = {}): Promise<Started> {
  const usual = { now: () => MORNING, history: HISTORY, signingKey: signingKeys.microsoft }
  return beginIn(options.dir, (dir) => startSampleMicrosoft({ ...usual, ...options, dir }))
}

export interface Wish {
  readonly scope?: string
  readonly decision?: 'allow' | 'deny'
  readonly admin?: boolean
  readonly tenant?: string
  readonly query?: Readonly<Record<string, string>>
}

/** As far as the address that the browser is sent back to. */
export async function visit(sample: SampleMicrosoft, wish: Wish = {}) {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(`${sample.origin}/${wish.tenant ?? 'common'}/oauth2/v2.0/authorize`)
  const query = {
    client_id: sample.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: wish.scope ?? READ,
    state: 'state',
    nonce: 'nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...wish.query,
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const page = await fetch(url, { redirect: 'manual' })
  const html = await page.text()
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  if (!action) return { status: page.status, html, verifier, callback: new URLSearchParams() }
  const form = new URLSearchParams({ decision: wish.decision ?? 'allow', account: 'sam.hartley@northlight.example' })
  if (wish.admin) form.set('admin', 'asks')
  const answer = await fetch(new URL(action, sample.origin), { method: 'POST', body: form, redirect: 'manual' })
  const location = new URL(answer.headers.get('location') ?? 'about:blank')
  return { status: answer.status, html, verifier, callback: location.searchParams }
}

export interface Tokens {
  readonly status: number
  readonly access_token: string
  readonly refresh_token?: string
  readonly id_token: string
  readonly scope: string
  readonly expires_in: number
  readonly error?: string
  readonly error_description?: string
  readonly error_codes?: readonly number[]
  readonly suberror?: string
}

export async function post(sample: SampleMicrosoft, form: Readonly<Record<string, string>>, tenant = 'common') {
  const body = new URLSearchParams({ client_id: sample.clientId, client_secret: sample.clientSecret, ...form })
  const answer = await fetch(`${sample.origin}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body })
  return { status: answer.status, ...((await answer.json()) as object) } as Tokens
}

export async function signIn(sample: SampleMicrosoft, wish: Wish = {}): Promise<Tokens> {
  const { callback, verifier } = await visit(sample, wish)
  const code = callback.get('code') ?? ''
  return post(sample, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier })
}

export const refresh = (sample: SampleMicrosoft, token = '') =>
  post(sample, { grant_type: 'refresh_token', refresh_token: token })

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T & { readonly error?: { readonly code: string; readonly message: string } }
}

export type Removed = { readonly '@removed'?: { readonly reason: string } }
export interface List<T> {
  readonly value: readonly T[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.deltaLink'?: string
}
export type Folders = List<MailFolder>
export type Changes = List<Message & Removed>
export type Window = List<Event>

/** A client of the sample: `path` is one below /v1.0, or a whole link. */
export function clientOf(sample: SampleMicrosoft, token: string) {
  return async <T>(path: string, { prefer, body }: { prefer?: string; body?: unknown } = {}): Promise<Answer<T>> => {
    const answer = await fetch(path.startsWith('http') ? path : `${sample.origin}/v1.0${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(prefer && { prefer }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, headers: answer.headers, body: JSON.parse((await answer.text()) || 'null') }
  }
}

export type Ask = ReturnType<typeof clientOf>

/** A client with a token for these scopes. */
export async function connect(sample: SampleMicrosoft, scope = READ): Promise<Ask> {
  return clientOf(sample, (await signIn(sample, { scope })).access_token)
}

/** Every page of a delta, from a first path or a link, and the link to go on with. */
export async function readDelta(ask: Ask, first: string, prefer = `${IMMUTABLE}, odata.maxpagesize=100`) {
  const pages: Changes['value'][] = []
  for (let path = first; ; ) {
    const { status, body } = await ask<Changes>(path, { prefer })
    if (status !== 200) throw new Error(`delta answered ${status} ${body.error?.code}`)
    pages.push(body.value)
    const next = body['@odata.nextLink']
    if (next === undefined) return { pages, items: pages.flat(), deltaLink: body['@odata.deltaLink'] ?? '' }
    path = next
  }
}
