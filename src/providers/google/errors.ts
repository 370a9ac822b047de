/** What Google's error answers mean. The same reason comes with 403 and 429, so status, domain, reason and text decide together. */
import type { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'

/** One refused or failed answer: `body` is parsed JSON where it was JSON. */
export interface GoogleFault {
  readonly status: number
  readonly body: unknown
  readonly retryAfter?: string | null
}

const bodySchema = z.object({
  error: z.object({
    message: z.string().default(''),
    status: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().default(''), domain: z.string().default('') })).default([]),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
})

/** The reason of every 401, whatever the answer says of it: a new token may help, once. */
export const refusedToken = 'authError'

const quotaReasons = new Set([
  'userRateLimitExceeded',
  'rateLimitExceeded',
  'quotaExceeded',
  'RATE_LIMIT_EXCEEDED',
  'resourceExhausted',
])
const adminReasons = new Set([
  'domainPolicy',
  'admin_policy_enforced',
  'accountDisabled',
  'forbiddenForServiceAccounts',
])
const setupReasons = new Set(['accessNotConfigured', 'SERVICE_DISABLED'])

/**
 * Classifies an answer that is not 2xx.
 * Source: the usage limits and error pages of the Gmail and Calendar API documentation.
 */
export function toGoogleError(fault: GoogleFault, now: Temporal.Instant): ProviderError {
  const { status } = fault
  const { reason, text } = readFault(fault)
  const details = { reason }
  const wait = (seconds: number) => ({
    reason,
    retryAt: now.add({ seconds: Math.ceil(retryAfterSeconds(fault.retryAfter, now) ?? seconds) }),
  })

  if (status === 401)
    return new ProviderError('reconnect', 'Google no longer accepts the permission. Connect the account again.', {
      reason: refusedToken,
    })
  if (status === 404) return new ProviderError('missing', 'Google does not have this any more.', details)
  if (status === 410) return lostPosition(reason)
  if (reason === 'dailyLimitExceeded')
    return new ProviderError(
      'throttled',
      "The day's quota of this program at Google is used up. Reading goes on tomorrow.",
      wait(secondsToPacificMidnight(now)),
    )
  if (status === 429 && /concurrent/i.test(text))
    return new ProviderError(
      'throttled',
      'Google asks for fewer requests at once.',
      fault.retryAfter ? wait(60) : details,
    )
  if (status === 429 || quotaReasons.has(reason))
    return new ProviderError('throttled', 'Google allows a set pace; reading goes on in a minute.', wait(60))
  if (status === 403) return refusal(reason, text)
  if (status === 400 && reason === 'failedPrecondition')
    return new ProviderError('forbidden', 'This Google account has no Gmail, or it is switched off.', details)
  if (status >= 500 || status === 408)
    return new ProviderError(
      'unavailable',
      'Google is not answering properly at the moment.',
      fault.retryAfter ? wait(60) : details,
    )
  return new ProviderError('unexpected', 'Google answered something unexpected.', details)
}

/** The reason that an answer gives, its bare status where it gives none, and its text. */
function readFault({ status, body }: GoogleFault): { readonly reason: string; readonly text: string } {
  const error = bodySchema.safeParse(body).data?.error
  const reason = error?.errors[0]?.reason || error?.details.find((detail) => detail.reason)?.reason || error?.status
  return { reason: reason || String(status), text: error?.message ?? '' }
}

/** A 403 that is no matter of pace: who said no, and what can be done. */
function refusal(reason: string, text: string): ProviderError {
  const details = { reason }
  if (adminReasons.has(reason))
    return new ProviderError('forbidden', 'The administrator of your Google organisation does not allow this.', details)
  if (setupReasons.has(reason))
    return new ProviderError(
      'forbidden',
      'This API is switched off in the Google Cloud project. Whoever runs this server can switch it on.',
      details,
    )
  if (/insufficient/i.test(reason) || /insufficient.{0,300}scope/i.test(text))
    return new ProviderError('reconnect', 'A permission is missing. Connect again and tick every box.', details)
  return new ProviderError('forbidden', 'Google refuses this.', details)
}

const longestWaitSeconds = 86_400

/**
 * An answer that may well be about the one thing that was asked for: whether it is shows in how others are answered. Pace and
 * a permission that is missing are the account's.
 */
export const mayBeOfOne = ({ kind, reason }: ProviderError): boolean =>
  kind !== 'throttled' && (kind !== 'reconnect' || reason === refusedToken)

/** The cursor that was sent no longer stands for anything: what helps is a new snapshot. */
export function lostPosition(reason: string | undefined): ProviderError {
  return new ProviderError(
    'cursor-expired',
    'The reading position has run out; reading starts afresh.',
    reason ? { reason } : {},
  )
}

/** Retry-After in seconds, a day at most: a number, or an HTTP date. Null where there is none. */
function retryAfterSeconds(value: string | null | undefined, now: Temporal.Instant): number | null {
  if (!value) return null
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - now.epochMilliseconds) / 1000
  return Number.isNaN(seconds) ? null : Math.min(longestWaitSeconds, Math.max(0, seconds))
}

/** Google's project days end at midnight Pacific time. */
function secondsToPacificMidnight(now: Temporal.Instant): number {
  const here = now.toZonedDateTimeISO('America/Los_Angeles')
  return here.startOfDay().add({ days: 1 }).since(here).total('seconds')
}
