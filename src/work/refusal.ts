/** When a provider's no is believed: an outage over there looks like a permission that was taken back. Pure. */
import type { Connection } from '../db/accounts/connections.ts'
import { ProviderError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { appPasswordNeeded, passwordRefused } from '../providers/login.ts'
import { adminNeeded } from '../providers/oauth-faults.ts'

/** Between the two answers that a grant is gone. */
const secondLookMinutes = 10
/** So long every answer has to be 401, for tokens that are fresh: two hours of it have happened to everybody at once. */
const hoursRefused = 6

/**
 * What OAuth says where only the owner can mend it (RFC 6749 5.2; OpenID Connect 3.1.2.6 for the next two), and what it is
 * called where a server does not take a password.
 */
const grantReasons: ReadonlySet<string | undefined> = new Set([
  'invalid_grant',
  'interaction_required',
  'login_required',
  passwordRefused,
  appPasswordNeeded,
])
/** Each API's word for 401. */
const tokenReasons: ReadonlySet<string | undefined> = new Set(['authError', 'unauthorized'])

/** Which of the two is refused, if this answer says so: the lasting grant, or a token that was renewed just before. */
export function refusedOf({ kind, reason }: ProviderError): 'grant' | 'token' | null {
  if (kind !== 'reconnect' || reason === adminNeeded) return null
  return grantReasons.has(reason) ? 'grant' : tokenReasons.has(reason) ? 'token' : null
}

type Doubted = Pick<Connection, 'refusedGrantAt' | 'refusedTokenAt'>

/**
 * What a refusal means by now: that its owner has to connect again, or only that the provider is asked once more later. A
 * grant counts as gone when that was said twice, ten minutes apart, with no renewal between; a fresh token as refused for
 * good after hours of nothing else.
 */
export function weigh(error: ProviderError, connection: Doubted, now: Instant): ProviderError {
  const refused = refusedOf(error)
  if (!refused) return error
  const since = refused === 'grant' ? connection.refusedGrantAt : connection.refusedTokenAt
  const believedAt = (since ?? now).add(refused === 'grant' ? { minutes: secondLookMinutes } : { hours: hoursRefused })
  if (believedAt.epochMilliseconds <= now.epochMilliseconds) return error
  return doubtOf(error, refused === 'grant' ? believedAt : undefined)
}

/** The same answer, as long as nobody has to act on it. */
export function doubtOf(error: ProviderError, retryAt?: Instant): ProviderError {
  const refused = refusedOf(error)
  if (!refused) return error
  return new ProviderError('unavailable', sentences[refused], {
    ...(error.reason ? { reason: error.reason } : {}),
    ...(retryAt ? { retryAt } : {}),
    cause: error,
  })
}

const sentences = {
  grant: {
    en: 'The permission could not be renewed just now. It is tried once more before anything is asked of you.',
    de: 'Die Erlaubnis ließ sich gerade nicht erneuern. Es wird noch einmal versucht, bevor du etwas tun musst.',
  },
  token: {
    en: 'The provider does not accept its own permission at the moment, which mostly passes. It is tried again by itself.',
    de: 'Der Anbieter nimmt seine eigene Erlaubnis im Moment nicht an; das geht meist vorüber. Es wird von selbst wieder versucht.',
  },
} as const
