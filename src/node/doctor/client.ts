/** The doctor's look at a sign-in service: is it reached, do the clocks agree, is the OAuth client right. */
import { Temporal } from 'temporal-polyfill'
import type { Config } from '../../config.ts'
import { ProviderError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import type { OAuth } from '../../providers/oauth.ts'
import type { OAuthName } from '../../providers/types.ts'
import { randomToken } from '../../seal.ts'
import { type Finding, fault, look, ok } from './finding.ts'

/** One service's client, and the words that differ between the services. */
export interface Client {
  readonly name: OAuthName
  readonly issuer: string
  readonly oauth: Pick<OAuth, 'exchange'>
  /** The settings that decide where the service is looked for. */
  readonly issuerSettings: string
  /** What the answer to a right client allows to say. */
  readonly right: string
  /** What to do where id or secret is wrong. */
  readonly remedy: string
}

const patienceMs = 10_000

/** The address to register at the service, word for word. */
export const redirectAddress = (config: Config, name: OAuthName) => `${config.BASE_URL}/connect/${name}/callback`

/** Tries out a client that is set. A service that cannot be reached is one finding; else it is clock, client and address. */
export async function checkClient(config: Config, client: Client, now: () => Instant): Promise<Finding[]> {
  const announced = await discover(client)
  if ('problem' in announced) return [fault(client.name, announced.problem)]
  const address = redirectAddress(config, client.name)
  // `iss` is left out by most and required by some (RFC 9207).
  const callback = new URL(`${address}?${new URLSearchParams({ iss: announced.issuer })}`)
  return [
    checkClock(announced.date, now()),
    await tryClient(client, callback),
    ok(client.name, `Redirect address to register, word for word: ${address}`),
  ]
}

type Announced = { readonly issuer: string; readonly date: string | null } | { readonly problem: string }

async function discover({ issuer, issuerSettings }: Client): Promise<Announced> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) }).catch(() => null)
  if (!answer)
    return { problem: `${issuer} cannot be reached from here; check the network, its name server and any proxy.` }
  const document: unknown = await answer.json().catch(() => null)
  if (!answer.ok || typeof document !== 'object' || document === null || !('issuer' in document))
    return { problem: `${address} answers ${answer.status} without a discovery document; check ${issuerSettings}.` }
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
async function tryClient(client: Client, callback: URL): Promise<Finding> {
  const state = randomToken()
  callback.searchParams.set('state', state)
  callback.searchParams.set('code', `doctor-${randomToken()}`)
  try {
    await client.oauth.exchange(callback, { state, nonce: randomToken(), verifier: randomToken() })
    return fault(client.name, `The sign-in service accepted a code that cannot exist; check ${client.issuerSettings}.`)
  } catch (error) {
    if (error instanceof ProviderError) return judge(client, error)
    throw error
  }
}

function judge({ name, right, remedy }: Client, { kind, reason = 'no reason' }: ProviderError): Finding {
  const settings = name.toUpperCase()
  switch (reason) {
    case 'invalid_grant':
      return ok(name, right)
    // A server may refuse a client with a challenge instead of a body (RFC 6749, 5.2).
    case 'invalid_client':
    case 'unauthorized_client':
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return fault(name, `${settings}_CLIENT_ID or ${settings}_CLIENT_SECRET is wrong (${reason}). ${remedy}`)
    case 'redirect_uri_mismatch':
      return fault(name, 'The redirect address is not registered with this OAuth client; the next line has it.')
    default:
      return kind === 'unavailable'
        ? fault(name, `The sign-in service did not answer properly (${reason}); try again in a few minutes.`)
        : fault(name, `The sign-in service refused this program (${reason}); see docs/${name}.md.`)
  }
}
