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
    return new ProviderError(
      'reconnect',
      {
        en: 'Google no longer accepts the permission. Connect the account again.',
        de: 'Google nimmt die Erlaubnis nicht mehr an. Verbinde das Konto noch einmal.',
      },
      {
        reason: refusedToken,
      },
    )
  if (status === 404)
    return new ProviderError(
      'missing',
      { en: 'Google does not have this any more.', de: 'Google hat das nicht mehr.' },
      details,
    )
  if (status === 410) return lostPosition(reason)
  if (reason === 'dailyLimitExceeded')
    return new ProviderError(
      'throttled',
      {
        en: "The day's quota of this program at Google is used up. Reading goes on tomorrow.",
        de: 'Was dieses Programm bei Google an einem Tag lesen darf, ist aufgebraucht. Morgen geht es weiter.',
      },
      wait(secondsToPacificMidnight(now)),
    )
  if (status === 429 && /concurrent/i.test(text))
    return new ProviderError(
      'throttled',
      { en: 'Google asks for fewer requests at once.', de: 'Google bittet um weniger Anfragen auf einmal.' },
      fault.retryAfter ? wait(60) : details,
    )
  if (status === 429 || quotaReasons.has(reason))
    return new ProviderError(
      'throttled',
      {
        en: 'Google allows a set pace; reading goes on in a minute.',
        de: 'Google gibt ein Tempo vor; in einer Minute geht das Lesen weiter.',
      },
      wait(60),
    )
  if (status === 403) return refusal(reason, text)
  if (status === 400 && reason === 'failedPrecondition')
    return new ProviderError(
      'forbidden',
      {
        en: 'This Google account has no Gmail, or it is switched off.',
        de: 'Dieses Google-Konto hat kein Gmail, oder es ist ausgeschaltet.',
      },
      details,
    )
  if (status >= 500 || status === 408)
    return new ProviderError(
      'unavailable',
      { en: 'Google is not answering properly at the moment.', de: 'Google antwortet im Moment nicht richtig.' },
      fault.retryAfter ? wait(60) : details,
    )
  return new ProviderError(
    'unexpected',
    { en: 'Google answered something unexpected.', de: 'Google antwortete etwas Unerwartetes.' },
    details,
  )
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
    return new ProviderError(
      'forbidden',
      {
        en: 'The administrator of your Google organisation does not allow this.',
        de: 'Wer deine Google-Organisation verwaltet, erlaubt das nicht.',
      },
      details,
    )
  if (setupReasons.has(reason))
    return new ProviderError(
      'forbidden',
      {
        en: 'This API is switched off in the Google Cloud project. Whoever runs this server can switch it on.',
        de: 'Diese API ist im Google-Cloud-Projekt ausgeschaltet. Wer diesen Server betreibt, kann sie einschalten.',
      },
      details,
    )
  if (/insufficient/i.test(reason) || /insufficient.{0,300}scope/i.test(text))
    return new ProviderError(
      'reconnect',
      {
        en: 'A permission is missing. Connect again and tick every box.',
        de: 'Eine Erlaubnis fehlt. Verbinde noch einmal und kreuz alle Kästchen an.',
      },
      details,
    )
  return new ProviderError('forbidden', { en: 'Google refuses this.', de: 'Google lehnt das ab.' }, details)
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
    {
      en: 'The reading position has run out; reading starts afresh.',
      de: 'Die Stelle, bis zu der gelesen war, gilt nicht mehr; das Lesen beginnt von vorn.',
    },
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
