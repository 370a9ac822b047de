/** The doctor's look at Google: is it reached, do the clocks agree, is the OAuth client right. */
import { Temporal } from 'temporal-polyfill'
import type { Config } from '../config.ts'
import { ProviderError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { createOAuth } from '../providers/oauth.ts'
import { randomToken } from '../seal.ts'
import { type Finding, fault, look, ok } from './finding.ts'

const patienceMs = 10_000

/** The address to register at Google, word for word. */
export const redirectAddress = (config: Config) => `${config.BASE_URL}/connect/google/callback`

export async function checkGoogle(config: Config, now: () => Instant): Promise<Finding[]> {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_ISSUER: issuer } = config
  if (!clientId || !clientSecret)
    return [
      look(
        'google',
        `No OAuth client is set, so a sample account stands in. For your own account follow docs/google.md; the redirect address to register there is ${redirectAddress(config)}`,
      ),
    ]
  const announced = await discover(issuer)
  if ('problem' in announced) return [fault('google', announced.problem)]
  const redirect = ok('google', `Redirect address to register, word for word: ${redirectAddress(config)}`)
  const oauth = createOAuth({ issuer, clientId, clientSecret })
  // `iss` is left out by most and required by some (RFC 9207).
  const callback = new URL(`${redirectAddress(config)}?${new URLSearchParams({ iss: announced.issuer })}`)
  return [checkClock(announced.date, now()), await tryClient(oauth, callback), redirect]
}

type Announced = { readonly issuer: string; readonly date: string | null } | { readonly problem: string }

async function discover(issuer: string): Promise<Announced> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) }).catch(() => null)
  if (!answer)
    return { problem: `${issuer} cannot be reached from here; check the network, its name server and any proxy.` }
  const document: unknown = await answer.json().catch(() => null)
  if (!answer.ok || typeof document !== 'object' || document === null || !('issuer' in document))
    return { problem: `${address} answers ${answer.status} without a discovery document; check GOOGLE_ISSUER.` }
  return { issuer: String(document.issuer), date: answer.headers.get('date') }
}

/** Compares this machine's clock with the Date header of an answer that came just now. */
export function checkClock(date: string | null, now: Instant): Finding {
  const there = Date.parse(date ?? '')
  if (Number.isNaN(there)) return look('clock', 'The sign-in service did not say what time it is; nothing to compare.')
  const seconds = Math.round((now.epochMilliseconds - there) / 1000)
  if (Math.abs(seconds) <= 60) return ok('clock', 'Agrees with the sign-in service within a minute.')
  const off = Temporal.Duration.from({ seconds: Math.abs(seconds) }).round({ largestUnit: 'hours' })
  const size = [off.hours && `${off.hours} h`, off.minutes && `${off.minutes} min`, `${off.seconds} s`].filter(Boolean)
  return fault(
    'clock',
    `This machine is ${size.join(' ')} ${seconds > 0 ? 'ahead of' : 'behind'} the sign-in service. Set the clock by NTP: sign-in checks times, and letters go out by it.`,
  )
}

/** Asks for tokens with a code that cannot exist: only the right id and secret get as far as having it refused. */
async function tryClient(oauth: ReturnType<typeof createOAuth>, callback: URL): Promise<Finding> {
  const state = randomToken()
  callback.searchParams.set('state', state)
  callback.searchParams.set('code', `doctor-${randomToken()}`)
  try {
    await oauth.exchange(callback, { state, nonce: randomToken(), verifier: randomToken() })
    return fault('google', 'The sign-in service accepted a code that cannot exist; check GOOGLE_ISSUER.')
  } catch (error) {
    if (error instanceof ProviderError) return judge(error)
    throw error
  }
}

function judge({ kind, reason = 'no reason' }: ProviderError): Finding {
  switch (reason) {
    case 'invalid_grant':
      return ok('google', 'The OAuth client’s id and secret are right.')
    // A server may refuse a client with a challenge instead of a body (RFC 6749, 5.2).
    case 'invalid_client':
    case 'unauthorized_client':
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return fault(
        'google',
        `GOOGLE_CLIENT_ID or GOOGLE_CLIENT_SECRET is wrong (${reason}). Copy both again from the Google Cloud console, Clients; docs/google.md, "Clicks".`,
      )
    case 'redirect_uri_mismatch':
      return fault('google', 'The redirect address is not registered with this OAuth client; the next line has it.')
    default:
      return kind === 'unavailable'
        ? fault('google', `The sign-in service did not answer properly (${reason}); try again in a few minutes.`)
        : fault('google', `The sign-in service refused this program (${reason}); see docs/google.md.`)
  }
}
