/** What signing in is made of at any provider that keeps to OAuth 2.0: clients, redirects, tokens. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Code, Grant } from './store.ts'
import type { SampleWorld } from './world.ts'

type SignedIn = Pick<SampleWorld<unknown>, 'store' | 'now'>

/** What a request for a code says of itself. */
export interface CodeRequest {
  readonly redirectUri: string
  readonly state: string
  readonly scopes: readonly string[]
  readonly challenge: string
  readonly nonce: string | null
  /** No page may be shown. */
  readonly silent: boolean
}

type GivenCode = Pick<Code, 'grant' | 'scopes' | 'offline'> & { readonly request: CodeRequest }

const CODE_LIFE = { minutes: 10 }

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

/** Whether the verifier is the one of the challenge that the request for the code brought (RFC 7636, S256). */
export function isChallengeMet(verifier: string, challenge: string): boolean {
  return createHash('sha256').update(verifier).digest('base64url') === challenge
}

/** Whether a request may be sent back there: loopback addresses of this program only, at this path. */
export function isRegistered(address: string, path: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, pathname, search, hash, username } = new URL(address)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const plain = search === '' && hash === '' && username === ''
  return protocol === 'http:' && loopback && plain && pathname.endsWith(path)
}

/** Leads the browser back to the program with this answer. */
export function sendBack(redirectUri: string, answer: Readonly<Record<string, string>>): Response {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  return new Response(null, { status: 302, headers: { location: url.href, 'cache-control': 'no-store' } })
}

/** The consent that holds now, if any. */
export function liveGrant({ store }: SignedIn): Grant | undefined {
  return store.state.grants.find((grant) => !grant.revoked)
}

/** The consent that holds now, or one that begins. */
export function openGrant(world: SignedIn): Grant {
  const live = liveGrant(world)
  if (live) return live
  const fresh: Grant = { id: randomBytes(8).toString('hex'), scopes: [], revoked: false, offline: false }
  world.store.state.grants.push(fresh)
  return fresh
}

/** Keeps a code until it is exchanged, or has not been for ten minutes. */
export function keepCode(world: SignedIn, code: string, { request, ...given }: GivenCode) {
  const { redirectUri, challenge, nonce } = request
  world.store.state.codes[code] = {
    ...given,
    redirectUri,
    challenge,
    ...(nonce !== null && { nonce }),
    expiresAt: world.now().add(CODE_LIFE).toString(),
    used: false,
  }
  world.store.save()
}

/** Whether a code or token has ended; one without an end has not. */
export function isOver({ expiresAt }: { readonly expiresAt?: string }, now: Temporal.Instant): boolean {
  return expiresAt !== undefined && Temporal.Instant.compare(expiresAt, now) <= 0
}

/** Forgets the codes and tokens that have ended. */
export function forgetOver({ store, now }: SignedIn) {
  const { access, refresh, codes } = store.state
  const moment = now()
  for (const kept of [access, refresh, codes])
    for (const [name, one] of Object.entries(kept)) if (isOver(one, moment)) delete kept[name]
}

/**
 * From when and until when an identity token holds, in seconds of the epoch. The clock of the sample may run ahead of the
 * machine's: the token holds by both.
 */
export function holdingTimes({ now }: SignedIn, seconds: number) {
  const sample = Math.floor(now().epochMilliseconds / 1000)
  const machine = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
  return { start: Math.min(sample, machine), end: Math.max(sample, machine) + seconds }
}

/** What an access token allows; null where it allows nothing any more. */
export function bearerScopes(world: SignedIn, authorization = ''): readonly string[] | null {
  const token = world.store.state.access[/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '']
  if (!token?.expiresAt || isOver(token, world.now())) return null
  const grant = world.store.state.grants.find(({ id }) => id === token.grant)
  return grant && !grant.revoked ? token.scopes : null
}
